// PerformanceObserver, and the buffers of the timeline.
'use strict';

const { codes } = require('internal/errors');
const { inspect } = require('internal/util/inspect');
const { validateFunction, validateObject } = require('internal/validators');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const enumerable = { __proto__: null, enumerable: true };
const kCreate = Symbol('kCreate');

const supportedEntryTypes = Object.freeze([
  'dns',
  'function',
  'gc',
  'http',
  'http2',
  'mark',
  'measure',
  'net',
  'resource',
]);

/** Gives an entry to an observer that wants its type. */
let offer;
/** Calls an observer's callback with what it has got. */
let tell;

/** The observers that observe something. */
const observers = new Set();
/** Those that have entries to be told of. */
const pending = new Set();
/** How many observers want each type; requests look at it. */
const wanted = Object.fromEntries(supportedEntryTypes.map((type) => [type, 0]));

let marks = [];
let measures = [];
let resources = [];

/** Whether anyone wants entries of the type: others need not be made. */
function hasObserver(type) {
  return wanted[type] > 0;
}

const byStartTime = (a, b) => a.startTime - b.startTime;

function filterByName(entries, name, type) {
  return entries.filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
}

/** What an observer's callback gets. */
class PerformanceObserverEntryList {
  #entries;

  constructor(token = undefined, entries = undefined) {
    if (token !== kCreate) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#entries = entries.sort(byStartTime);
  }

  getEntries() {
    PerformanceObserverEntryList.#check(this);
    return this.#entries.slice();
  }

  getEntriesByType(type) {
    PerformanceObserverEntryList.#check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    type = `${type}`;
    return this.#entries.filter((entry) => entry.entryType === type);
  }

  getEntriesByName(name, type = undefined) {
    PerformanceObserverEntryList.#check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return filterByName(this.#entries, `${name}`, type === undefined ? undefined : `${type}`);
  }

  [inspectCustom](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `PerformanceObserverEntryList ${inspect(this.#entries, inner)}`;
  }

  static #check(value) {
    if (value === null || typeof value !== 'object' || !(#entries in value)) {
      throw new codes.ERR_INVALID_THIS('PerformanceObserverEntryList');
    }
  }
}

Object.defineProperties(PerformanceObserverEntryList.prototype, {
  getEntries: enumerable,
  getEntriesByType: enumerable,
  getEntriesByName: enumerable,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'PerformanceObserverEntryList' },
});

class PerformanceObserver {
  #callback;
  #buffer = [];
  #types = new Set();
  /** 'single' after observe({ type }), 'multiple' after observe({ entryTypes }). */
  #mode;

  /** @param {(list: PerformanceObserverEntryList, observer: PerformanceObserver) => void} callback */
  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  static get supportedEntryTypes() {
    return supportedEntryTypes;
  }

  /** @param {{ entryTypes?: string[], type?: string, buffered?: boolean }} options */
  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = { ...options };
    if (entryTypes === undefined && type === undefined) {
      throw new codes.ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    }
    if (entryTypes != null && type != null) {
      throw new codes.ERR_INVALID_ARG_VALUE(
        'options.entryTypes',
        entryTypes,
        'options.entryTypes can not set with options.type together',
      );
    }
    if (this.#mode === undefined) this.#mode = entryTypes !== undefined ? 'multiple' : 'single';
    else if ((this.#mode === 'single') !== (entryTypes === undefined)) {
      throw new codes.ERR_INVALID_STATE(
        this.#mode === 'single'
          ? 'PerformanceObserver can not change to multiple observations'
          : 'PerformanceObserver can not change to single observation',
      );
    }

    if (this.#mode === 'multiple') {
      if (!Array.isArray(entryTypes)) {
        throw new codes.ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
      }
      this.#forgetTypes();
      for (const each of entryTypes) this.#addType(each);
    } else {
      this.#addType(type);
      if (buffered) {
        this.#buffer.push(...entriesOf(type));
        if (this.#buffer.length > 0) this.#schedule();
      }
    }
    if (this.#types.size > 0) observers.add(this);
    else this.disconnect();
  }

  #addType(type) {
    if (!supportedEntryTypes.includes(type) || this.#types.has(type)) return;
    this.#types.add(type);
    wanted[type]++;
  }

  #forgetTypes() {
    for (const type of this.#types) wanted[type]--;
    this.#types.clear();
  }

  disconnect() {
    this.#forgetTypes();
    observers.delete(this);
    pending.delete(this);
    this.#buffer = [];
    this.#mode = undefined;
  }

  /** @returns {PerformanceEntry[]} what has not been told yet */
  takeRecords() {
    const records = this.#buffer;
    this.#buffer = [];
    return records;
  }

  #schedule() {
    if (pending.size === 0) require('timers').setImmediate(tellObservers);
    pending.add(this);
  }

  static {
    offer = (observer, entry) => {
      if (!observer.#types.has(entry.entryType)) return;
      observer.#buffer.push(entry);
      observer.#schedule();
    };
    tell = (observer) => {
      const entries = observer.takeRecords();
      if (entries.length === 0) return;
      const callback = observer.#callback;
      callback.call(observer, new PerformanceObserverEntryList(kCreate, entries), observer);
    };
  }

  [inspectCustom](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const state = {
      connected: observers.has(this),
      pending: pending.has(this),
      entryTypes: [...this.#types],
      buffer: this.#buffer,
    };
    return `PerformanceObserver ${inspect(state, inner)}`;
  }
}

Object.defineProperties(PerformanceObserver.prototype, {
  observe: enumerable,
  disconnect: enumerable,
  takeRecords: enumerable,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'PerformanceObserver' },
});

function tellObservers() {
  const list = [...pending];
  pending.clear();
  for (const observer of list) tell(observer);
}

/** Tells the observers of an entry, some time later. */
function enqueue(entry) {
  for (const observer of observers) offer(observer, entry);
}

// ---- the timeline

const LEAK_WARNING_AT = 1e6;
let warnedOfSize = false;

/** Keeps a mark or measure until it is cleared. */
function bufferUserTiming(entry) {
  const buffer = entry.entryType === 'mark' ? marks : measures;
  buffer.push(entry);
  if (buffer.length > LEAK_WARNING_AT && !warnedOfSize) {
    warnedOfSize = true;
    const warning = new Error(
      `Possible perf_hooks memory leak detected. ${buffer.length} ${entry.entryType} entries added to the global ` +
        'performance entry buffer. Use performance.clearMarks to clear the buffer.',
    );
    warning.name = 'MaxPerformanceEntryBufferExceededWarning';
    warning.entryType = entry.entryType;
    warning.count = buffer.length;
    process.emitWarning(warning);
  }
}

let resourceLimit = 250;
let secondBuffer = [];
let fullPending = false;
/** Dispatches 'resourcetimingbufferfull'; set by the Performance class. */
let dispatchBufferFull = () => {};

function bufferResourceTiming(entry) {
  if (resources.length < resourceLimit && !fullPending) {
    resources.push(entry);
    return;
  }
  if (!fullPending) {
    fullPending = true;
    require('timers').setImmediate(makeRoom);
  }
  secondBuffer.push(entry);
}

/** Lets the program enlarge or clear the buffer, then moves what fits. */
function makeRoom() {
  dispatchBufferFull();
  const free = Math.max(0, resourceLimit - resources.length);
  resources.push(...secondBuffer.slice(0, free));
  // What does not fit even now is dropped.
  secondBuffer = [];
  fullPending = false;
}

function setResourceTimingBufferSize(size) {
  resourceLimit = size;
}

function setBufferFullDispatcher(dispatcher) {
  dispatchBufferFull = dispatcher;
}

function without(buffer, name) {
  return name === undefined ? [] : buffer.filter((entry) => entry.name !== name);
}

function clearMarks(name) {
  marks = without(marks, name);
}

function clearMeasures(name) {
  measures = without(measures, name);
}

function clearResources() {
  resources = [];
}

function entriesOf(type) {
  if (type === 'mark') return marks.slice();
  if (type === 'measure') return measures.slice();
  if (type === 'resource') return resources.slice();
  return [];
}

/** All entries of the timeline, by start. */
function timeline() {
  return [...marks, ...measures, ...resources].sort(byStartTime);
}

/** The last mark of that name. */
function findMark(name) {
  return marks.findLast((mark) => mark.name === name);
}

module.exports = {
  PerformanceObserver,
  PerformanceObserverEntryList,
  bufferResourceTiming,
  bufferUserTiming,
  clearMarks,
  clearMeasures,
  clearResources,
  enqueue,
  entriesOf,
  filterByName,
  findMark,
  hasObserver,
  setBufferFullDispatcher,
  setResourceTimingBufferSize,
  timeline,
};
