// Histograms of integers with a fixed relative error, as HdrHistogram counts them.
//
// Values are counted in buckets. With f significant figures a bucket's values differ by less than one part in 10^f:
// each doubling of the value range is cut into the same number of sub-buckets, so that the sub-buckets get twice as wide
// from one range to the next. The index of a value is found from the position of its highest bit.
'use strict';

const { codes } = require('internal/errors');
const { inspect } = require('internal/util/inspect');
const { kClone } = require('internal/worker/transfer_hooks');
const { now } = require('internal/perf/utils');
const { validateInteger, validateNumber, validateObject } = require('internal/validators');

const loopDelay = internalBinding('loop_delay');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

const MAX_INT64 = 2n ** 63n - 1n;

/** The counts behind a histogram, which clones share. */
class Counts {
  #highest;
  /** The width of a bucket in the first range is 2 to this. */
  #unitMagnitude;
  #subBucketHalfMagnitude;
  #subBucketCount;
  #counts;
  #total = 0;
  #exceeds = 0;
  #min = Infinity;
  #max = 0;
  #previous = 0;

  constructor(lowest, highest, figures) {
    this.#highest = highest;
    const largestWithUnitResolution = 2 * 10 ** figures;
    this.#subBucketHalfMagnitude = Math.max(Math.ceil(Math.log2(largestWithUnitResolution)), 1) - 1;
    this.#subBucketCount = 2 ** (this.#subBucketHalfMagnitude + 1);
    this.#unitMagnitude = Math.floor(Math.log2(lowest));
    let covered = this.#subBucketCount * 2 ** this.#unitMagnitude;
    let ranges = 1;
    while (covered <= highest) {
      covered *= 2;
      ranges++;
    }
    this.#counts = new Float64Array((ranges + 1) * (this.#subBucketCount / 2));
  }

  #indexOf(value) {
    const units = Math.floor(value / 2 ** this.#unitMagnitude);
    const range = units < this.#subBucketCount ? 0 : Math.floor(Math.log2(units)) - this.#subBucketHalfMagnitude;
    const subBucket = Math.floor(units / 2 ** range);
    const half = this.#subBucketCount / 2;
    return (range + 1) * half + (subBucket - half);
  }

  /** The largest value of the bucket. */
  #highestAt(index) {
    const half = this.#subBucketCount / 2;
    let range = Math.floor(index / half) - 1;
    let subBucket = (index % half) + half;
    if (range < 0) {
      subBucket -= half;
      range = 0;
    }
    const width = 2 ** (range + this.#unitMagnitude);
    return subBucket * width + width - 1;
  }

  record(value, count = 1) {
    if (value > this.#highest) {
      this.#exceeds += count;
      return false;
    }
    this.#counts[this.#indexOf(value)] += count;
    this.#total += count;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    return true;
  }

  /** Before something is read or reset: a source may have more to count. */
  refresh() {}

  /** Records the time since the last call, in nanoseconds. */
  recordDelta() {
    const time = Math.round(now() * 1e6);
    let delta = 0;
    if (this.#previous > 0) {
      delta = time - this.#previous;
      if (delta > 0) this.record(delta);
    }
    this.#previous = time;
    return delta;
  }

  add(other) {
    let dropped = 0;
    other.#counts.forEach((count, index) => {
      if (count === 0) return;
      const value = Math.min(other.#highestAt(index), other.#max);
      if (value > this.#highest) {
        dropped += count;
        return;
      }
      this.#counts[this.#indexOf(value)] += count;
      this.#total += count;
    });
    this.#exceeds += other.#exceeds + dropped;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  reset() {
    this.#counts.fill(0);
    this.#total = 0;
    this.#exceeds = 0;
    this.#min = Infinity;
    this.#max = 0;
    this.#previous = 0;
  }

  get total() {
    return this.#total;
  }

  get exceeds() {
    return this.#exceeds;
  }

  get min() {
    return this.#min;
  }

  /** The largest value that is counted together with the largest one recorded. */
  get max() {
    return this.#total === 0 ? 0 : this.#highestAt(this.#indexOf(this.#max));
  }

  /** The middle of a bucket stands for its values. */
  #moment(term) {
    let sum = 0;
    this.#counts.forEach((count, index) => {
      if (count > 0) sum += count * term(this.#middleAt(index));
    });
    return sum / this.#total;
  }

  #middleAt(index) {
    const highest = this.#highestAt(index);
    const lowest = this.#lowestAt(index);
    return lowest === highest ? lowest : lowest + (highest + 1 - lowest) / 2;
  }

  get mean() {
    return this.#moment((value) => value);
  }

  get stddev() {
    const { mean } = this;
    return Math.sqrt(this.#moment((value) => (value - mean) ** 2));
  }

  percentile(percentile) {
    const wanted = Math.max(1, Math.floor((Math.min(percentile, 100) / 100) * this.#total + 0.5));
    let seen = 0;
    for (let i = 0; i < this.#counts.length; i++) {
      seen += this.#counts[i];
      if (seen >= wanted) return this.#highestAt(i);
    }
    return 0;
  }

  #lowestAt(index) {
    return index === 0 ? 0 : this.#highestAt(index - 1) + 1;
  }

  /** Percentile → value, in steps that halve the distance to 100. */
  percentiles() {
    const result = new Map();
    if (this.#total === 0) return result.set(100, 0);
    for (let percentile = 0, seen = 0, i = 0; i < this.#counts.length; i++) {
      if (this.#counts[i] === 0) continue;
      seen += this.#counts[i];
      const share = (seen / this.#total) * 100;
      const value = this.#lowestAt(i);
      if (seen === this.#total) return result.set(percentile, value).set(100, value);
      for (; percentile <= share; percentile += (100 - percentile) / 2) result.set(percentile, value);
    }
    return result;
  }
}

const kCreate = Symbol('kCreate');
/** The counts of a histogram; undefined for all else. */
let countsOf;

const toBigInts = (map) => new Map([...map].map(([percentile, value]) => [percentile, BigInt(value)]));

function checkPercentile(percentile) {
  validateNumber(percentile, 'percentile');
  if (Number.isNaN(percentile) || percentile <= 0 || percentile > 100) {
    throw new codes.ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percentile);
  }
}

class Histogram {
  #counts;

  constructor(token = undefined, counts = undefined) {
    if (token !== kCreate) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#counts = counts;
  }

  [inspectCustom](depth, options) {
    if (depth < 0) return `[${this.constructor.name}]`;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    return `Histogram ${inspect({ min, max, mean, exceeds, stddev, count, percentiles }, inner)}`;
  }

  get count() {
    return Histogram.#of(this).total;
  }

  get countBigInt() {
    return BigInt(Histogram.#of(this).total);
  }

  get min() {
    const { min } = Histogram.#of(this);
    return min === Infinity ? Number(MAX_INT64) : min;
  }

  get minBigInt() {
    const { min } = Histogram.#of(this);
    return min === Infinity ? MAX_INT64 : BigInt(min);
  }

  get max() {
    return Histogram.#of(this).max;
  }

  get maxBigInt() {
    return BigInt(Histogram.#of(this).max);
  }

  get mean() {
    return Histogram.#of(this).mean;
  }

  /** How many values were above the highest. */
  get exceeds() {
    return Histogram.#of(this).exceeds;
  }

  get exceedsBigInt() {
    return BigInt(Histogram.#of(this).exceeds);
  }

  get stddev() {
    return Histogram.#of(this).stddev;
  }

  percentile(percentile) {
    const counts = Histogram.#of(this);
    checkPercentile(percentile);
    return counts.percentile(percentile);
  }

  percentileBigInt(percentile) {
    return BigInt(this.percentile(percentile));
  }

  get percentiles() {
    return Histogram.#of(this).percentiles();
  }

  get percentilesBigInt() {
    return toBigInts(Histogram.#of(this).percentiles());
  }

  reset() {
    Histogram.#of(this).reset();
  }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev, percentiles } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(percentiles) };
  }

  /** A clone sees what the original counts. */
  [kClone]() {
    const counts = this.#counts;
    return { data: undefined, make: () => new Histogram(kCreate, counts) };
  }

  static #of(value) {
    if (value === null || typeof value !== 'object' || !(#counts in value)) {
      throw new codes.ERR_INVALID_THIS('Histogram');
    }
    value.#counts.refresh();
    return value.#counts;
  }

  static {
    countsOf = (value) => (value !== null && typeof value === 'object' && #counts in value ? value.#counts : undefined);
  }
}

class RecordableHistogram extends Histogram {
  /** @param {number | bigint} value 1 or more */
  record(value) {
    const counts = recordable(this);
    if (typeof value === 'bigint') {
      counts.record(Number(value));
      return;
    }
    validateInteger(value, 'val', 1);
    counts.record(value);
  }

  recordDelta() {
    recordable(this).recordDelta();
  }

  /** Adds the counts of another histogram. */
  add(other) {
    const counts = recordable(this);
    if (!(other instanceof RecordableHistogram) || countsOf(other) === undefined) {
      throw new codes.ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    }
    counts.add(countsOf(other));
  }

  [kClone]() {
    const counts = countsOf(this);
    return { data: undefined, make: () => new RecordableHistogram(kCreate, counts) };
  }
}

function recordable(value) {
  if (!(value instanceof RecordableHistogram)) throw new codes.ERR_INVALID_THIS('RecordableHistogram');
  return countsOf(value);
}

/** @returns {boolean} */
function isHistogram(value) {
  return countsOf(value) !== undefined;
}

/**
 * @param {{ lowest?: number | bigint, highest?: number | bigint, figures?: number }} [options]
 * @returns {RecordableHistogram}
 */
function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1, Number.MAX_SAFE_INTEGER);
  const from = Number(lowest);
  if (typeof highest !== 'bigint') {
    validateInteger(highest, 'options.highest', 2 * from, Number.MAX_SAFE_INTEGER);
  } else if (highest < 2n * BigInt(from)) {
    throw new codes.ERR_INVALID_ARG_VALUE.RangeError('options.highest', highest);
  }
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(kCreate, new Counts(from, Number(highest), figures));
}

/** What Java counts of the loop: for how long it worked between two looks for I/O, in nanoseconds. */
class LoopDelays extends Counts {
  #number = 0;

  start() {
    this.#number = loopDelay.start();
  }

  stop() {
    this.refresh();
    loopDelay.stop(this.#number);
    this.#number = 0;
  }

  get isOn() {
    return this.#number !== 0;
  }

  refresh() {
    if (this.#number === 0) return;
    const [least, most, ...buckets] = loopDelay.take(this.#number);
    if (buckets.length === 0) return;
    for (let i = 0; i < buckets.length; i += 2) {
      this.record(Math.min(Math.max(buckets[i], least), most), buckets[i + 1]);
    }
    // The bucket's least value stands for the others of it, but the largest is known.
    this.record(most, 0);
  }
}

/**
 * How long what arrives has to wait for the loop. Node lets a timer fire every `resolution` milliseconds and counts the times between;
 * here every iteration is counted, and no timer wakes an idle loop.
 */
class ELDHistogram extends Histogram {
  #delays;

  constructor(token, delays) {
    super(token, delays);
    this.#delays = delays;
  }

  /** @returns {boolean} whether it was off */
  enable() {
    if (this.#delays.isOn) return false;
    this.#delays.start();
    return true;
  }

  /** @returns {boolean} whether it was on */
  disable() {
    if (!this.#delays.isOn) return false;
    this.#delays.stop();
    return true;
  }

  [Symbol.dispose]() {
    this.disable();
  }
}

/**
 * @param {{ resolution?: number }} [options] milliseconds; it has no effect, for every iteration is counted
 * @returns {ELDHistogram}
 */
function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new ELDHistogram(kCreate, new LoopDelays(1, 3.6e12, 3));
}

module.exports = { Histogram, RecordableHistogram, createHistogram, isHistogram, monitorEventLoopDelay };
