// Entries of the performance timeline. https://w3c.github.io/performance-timeline/ https://w3c.github.io/user-timing/
'use strict';

const { codes } = require('internal/errors');
const { inspect } = require('internal/util/inspect');
const { now } = require('internal/perf/utils');
const { validateNumber, validateObject } = require('internal/validators');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const enumerable = { __proto__: null, enumerable: true };
const kCreate = Symbol('kCreate');

/** Names of milestones that marks must not have, and measures may refer to. */
const milestones = new Set(['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete']);

class PerformanceEntry {
  #name;
  #type;
  #start;
  #duration;

  constructor(token = undefined, name = undefined, type = undefined, start = undefined, duration = undefined) {
    if (token !== kCreate) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#name = name;
    this.#type = type;
    this.#start = start;
    this.#duration = duration;
  }

  get name() {
    PerformanceEntry.#check(this);
    return this.#name;
  }

  get entryType() {
    PerformanceEntry.#check(this);
    return this.#type;
  }

  get startTime() {
    PerformanceEntry.#check(this);
    return this.#start;
  }

  get duration() {
    PerformanceEntry.#check(this);
    return this.#duration;
  }

  toJSON() {
    PerformanceEntry.#check(this);
    return { name: this.#name, entryType: this.#type, startTime: this.#start, duration: this.#duration };
  }

  [inspectCustom](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `${this.constructor.name} ${inspect(this.toJSON(), inner)}`;
  }

  static #check(value) {
    if (value === null || typeof value !== 'object' || !(#name in value)) {
      throw new codes.ERR_INVALID_THIS('PerformanceEntry');
    }
  }
}

Object.defineProperties(PerformanceEntry.prototype, {
  name: enumerable,
  entryType: enumerable,
  startTime: enumerable,
  duration: enumerable,
  toJSON: enumerable,
});

/** An entry of the runtime's own: 'function', 'http', 'net', ... */
class PerformanceNodeEntry extends PerformanceEntry {
  #detail;

  constructor(token, name, type, start, duration, detail) {
    super(token, name, type, start, duration);
    this.#detail = detail;
  }

  get detail() {
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}

class PerformanceMark extends PerformanceEntry {
  #detail;

  /**
   * @param {string} name
   * @param {{ startTime?: number, detail?: any }} [options]
   */
  constructor(name, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (milestones.has(name)) throw new codes.ERR_INVALID_ARG_VALUE('name', name);
    if (options != null) validateObject(options, 'options');
    const start = options?.startTime ?? now();
    validateNumber(start, 'startTime');
    if (start < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(start);
    super(kCreate, name, 'mark', start, 0);
    const detail = options?.detail;
    this.#detail = detail == null ? null : require('internal/structured_clone').structuredClone(detail);
  }

  get detail() {
    if (!(#detail in this)) throw new codes.ERR_INVALID_THIS('PerformanceMark');
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.detail };
  }
}

class PerformanceMeasure extends PerformanceEntry {
  #detail;

  constructor(token = undefined, name = undefined, start = undefined, duration = undefined, detail = undefined) {
    super(token, name, 'measure', start, duration);
    this.#detail = detail;
  }

  get detail() {
    if (!(#detail in this)) throw new codes.ERR_INVALID_THIS('PerformanceMeasure');
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.detail };
  }
}

for (const Class of [PerformanceMark, PerformanceMeasure]) {
  Object.defineProperties(Class.prototype, {
    [Symbol.toStringTag]: { __proto__: null, configurable: true, value: Class.name },
    detail: enumerable,
  });
}

const timingFields = {
  initiatorType: (timing) => timing.initiatorType,
  workerStart: ({ info }) => info.finalServiceWorkerStartTime,
  redirectStart: ({ info }) => info.redirectStartTime,
  redirectEnd: ({ info }) => info.redirectEndTime,
  fetchStart: ({ info }) => info.postRedirectStartTime,
  domainLookupStart: ({ info }) => info.finalConnectionTimingInfo?.domainLookupStartTime,
  domainLookupEnd: ({ info }) => info.finalConnectionTimingInfo?.domainLookupEndTime,
  connectStart: ({ info }) => info.finalConnectionTimingInfo?.connectionStartTime,
  connectEnd: ({ info }) => info.finalConnectionTimingInfo?.connectionEndTime,
  secureConnectionStart: ({ info }) => info.finalConnectionTimingInfo?.secureConnectionStartTime,
  nextHopProtocol: ({ info }) => info.finalConnectionTimingInfo?.ALPNNegotiatedProtocol,
  requestStart: ({ info }) => info.finalNetworkRequestStartTime,
  responseStart: ({ info }) => info.finalNetworkResponseStartTime,
  responseEnd: ({ info }) => info.endTime,
  encodedBodySize: ({ info }) => info.encodedBodySize,
  decodedBodySize: ({ info }) => info.decodedBodySize,
  transferSize({ info, cacheMode }) {
    // As the standard says: nothing from the cache, 300 bytes for the headers otherwise.
    if (cacheMode === 'local') return 0;
    return cacheMode === 'validated' ? 300 : info.encodedBodySize + 300;
  },
  deliveryType: (timing) => timing.deliveryType,
  responseStatus: (timing) => timing.responseStatus,
};

class PerformanceResourceTiming extends PerformanceEntry {
  #timing;

  constructor(token = undefined, name = undefined, timing = undefined) {
    super(
      token,
      name,
      'resource',
      timing?.info.startTime,
      timing === undefined ? 0 : timing.info.endTime - timing.info.startTime,
    );
    this.#timing = timing;
  }

  static {
    for (const [name, read] of Object.entries(timingFields)) {
      const { get } = {
        get() {
          if (!(#timing in this)) throw new codes.ERR_INVALID_THIS('PerformanceResourceTiming');
          return read(this.#timing);
        },
      };
      Object.defineProperty(get, 'name', { value: `get ${name}` });
      Object.defineProperty(this.prototype, name, { __proto__: null, get, enumerable: true, configurable: true });
    }
  }

  toJSON() {
    if (!(#timing in this)) throw new codes.ERR_INVALID_THIS('PerformanceResourceTiming');
    const json = super.toJSON();
    for (const name of Object.keys(timingFields)) json[name] = this[name];
    return json;
  }
}

Object.defineProperties(PerformanceResourceTiming.prototype, {
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'PerformanceResourceTiming' },
  toJSON: enumerable,
});

module.exports = {
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceResourceTiming,
  createMeasure: (name, start, duration, detail) => new PerformanceMeasure(kCreate, name, start, duration, detail),
  createNodeEntry: (name, type, start, duration, detail) =>
    new PerformanceNodeEntry(kCreate, name, type, start, duration, detail),
  createResourceTiming: (name, timing) => new PerformanceResourceTiming(kCreate, name, timing),
  kCreate,
  milestones,
};
