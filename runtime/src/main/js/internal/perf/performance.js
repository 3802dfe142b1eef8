// The `performance` object. https://nodejs.org/api/perf_hooks.html#perf_hooksperformance
'use strict';

const { codes } = require('internal/errors');
const { Event, EventTarget, defineEventHandler, kTrustEvent } = require('internal/event_target');
const { inspect } = require('internal/util/inspect');
const {
  PerformanceEntry,
  PerformanceMark,
  createMeasure,
  createResourceTiming,
  kCreate,
  milestones,
} = require('internal/perf/entry');
const observe = require('internal/perf/observe');
const { timerify } = require('internal/perf/timerify');
const { eventLoopUtilization, getMilestone, getTimeOriginTimestamp, now } = require('internal/perf/utils');
const { validateNumber } = require('internal/validators');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const enumerable = { __proto__: null, enumerable: true };
const token = Symbol('kPerformance');

/** The milestones of this process, in milliseconds since it started. */
class PerformanceNodeTiming extends PerformanceEntry {
  constructor() {
    super(kCreate, 'node', 'node', 0, 0);
    const milestone = (name) => ({
      __proto__: null,
      enumerable: true,
      configurable: true,
      get: () => getMilestone(name),
    });
    Object.defineProperties(this, {
      name: { __proto__: null, enumerable: true, configurable: true, value: 'node' },
      entryType: { __proto__: null, enumerable: true, configurable: true, value: 'node' },
      startTime: { __proto__: null, enumerable: true, configurable: true, value: 0 },
      duration: { __proto__: null, enumerable: true, configurable: true, get: now },
      nodeStart: milestone('nodeStart'),
      v8Start: milestone('v8Start'),
      environment: milestone('environment'),
      loopStart: milestone('loopStart'),
      loopExit: milestone('loopExit'),
      bootstrapComplete: milestone('bootstrapComplete'),
      idleTime: { __proto__: null, enumerable: true, configurable: true, get: () => eventLoopUtilization().idle },
    });
  }

  toJSON() {
    const {
      name,
      startTime,
      duration,
      nodeStart,
      v8Start,
      bootstrapComplete,
      environment,
      loopStart,
      loopExit,
      idleTime,
    } = this;
    return {
      name,
      entryType: 'node',
      startTime,
      duration,
      nodeStart,
      v8Start,
      bootstrapComplete,
      environment,
      loopStart,
      loopExit,
      idleTime,
    };
  }
}

const nodeTiming = new PerformanceNodeTiming();

/** A mark's time: the name of a mark or milestone, or the time itself. */
function timeOf(mark) {
  if (mark === undefined) return undefined;
  if (typeof mark === 'number') {
    if (mark < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(mark);
    return mark;
  }
  const name = `${mark}`;
  if (milestones.has(name)) return nodeTiming[name];
  const found = observe.findMark(name);
  if (found === undefined) {
    const { DOMException } = require('internal/per_context/domexception');
    throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
  }
  return found.startTime;
}

function measure(name, startOrOptions, endMark) {
  if (startOrOptions !== null && typeof startOrOptions === 'object') {
    const { start, end, duration, detail } = startOrOptions;
    if (endMark) {
      throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
    }
    if (start !== undefined && end !== undefined && duration !== undefined) {
      throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(
        'Must not have options.start, options.end, and options.duration specified',
      );
    }
    return measureBetween(name, { start, end, duration, detail });
  }
  return measureBetween(name, { start: startOrOptions, end: endMark });
}

function measureBetween(name, { start, end, duration, detail }) {
  if (duration !== undefined) validateNumber(duration, 'options.duration');
  let endTime;
  if (end !== undefined) endTime = timeOf(end);
  else if (start !== undefined && duration !== undefined) endTime = timeOf(start) + duration;
  else endTime = now();

  let startTime = 0;
  if (start !== undefined) startTime = timeOf(start);
  else if (end !== undefined && duration !== undefined) startTime = endTime - duration;

  const copy = detail == null ? null : require('internal/structured_clone').structuredClone(detail);
  return createMeasure(name, startTime, endTime - startTime, copy);
}

class Performance extends EventTarget {
  constructor(key = undefined) {
    if (key !== token) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  [inspectCustom](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const { nodeTiming, timeOrigin } = this;
    return `Performance ${inspect({ nodeTiming, timeOrigin }, inner)}`;
  }

  clearMarks(name = undefined) {
    check(this);
    observe.clearMarks(name === undefined ? undefined : `${name}`);
  }

  clearMeasures(name = undefined) {
    check(this);
    observe.clearMeasures(name === undefined ? undefined : `${name}`);
  }

  clearResourceTimings() {
    check(this);
    observe.clearResources();
  }

  getEntries() {
    check(this);
    return observe.timeline();
  }

  getEntriesByName(name, type = undefined) {
    check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return observe.filterByName(observe.timeline(), `${name}`, type === undefined ? undefined : `${type}`);
  }

  getEntriesByType(type) {
    check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    return observe.entriesOf(`${type}`).sort((a, b) => a.startTime - b.startTime);
  }

  /**
   * @param {string} name
   * @param {{ startTime?: number, detail?: any }} [options]
   * @returns {PerformanceMark}
   */
  mark(name, options = undefined) {
    check(this);
    const mark = arguments.length === 0 ? new PerformanceMark() : new PerformanceMark(name, options);
    observe.enqueue(mark);
    observe.bufferUserTiming(mark);
    return mark;
  }

  /**
   * @param {string} name
   * @param {string | number | object} [startOrOptions]
   * @param {string | number} [endMark]
   * @returns {PerformanceMeasure}
   */
  measure(name, startOrOptions = undefined, endMark = undefined) {
    check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    const entry = measure(`${name}`, startOrOptions, endMark);
    observe.enqueue(entry);
    observe.bufferUserTiming(entry);
    return entry;
  }

  /** @returns {number} milliseconds since the process started */
  now() {
    check(this);
    return now();
  }

  setResourceTimingBufferSize(size) {
    check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('maxSize');
    observe.setResourceTimingBufferSize(Number.isInteger(size) && size > 0 ? size : 0);
  }

  get timeOrigin() {
    check(this);
    return getTimeOriginTimestamp();
  }

  toJSON() {
    check(this);
    const { nodeTiming, timeOrigin } = this;
    return { nodeTiming, timeOrigin, eventLoopUtilization: eventLoopUtilization() };
  }
}

function check(value) {
  if (!(value instanceof Performance)) throw new codes.ERR_INVALID_THIS('Performance');
}

/** Called by fetch() for each request. */
function markResourceTiming(
  timingInfo,
  requestedUrl,
  initiatorType,
  global,
  cacheMode,
  bodyInfo = {},
  responseStatus = 200,
  deliveryType = '',
) {
  if (cacheMode !== '' && cacheMode !== 'local') {
    throw new codes.ERR_INTERNAL_ASSERTION("cache must be an empty string or 'local'");
  }
  const timing = { info: timingInfo, initiatorType, cacheMode, bodyInfo, responseStatus, deliveryType };
  const entry = createResourceTiming(requestedUrl, timing);
  observe.enqueue(entry);
  observe.bufferResourceTiming(entry);
  return entry;
}

const readOnly = (value) => ({ __proto__: null, configurable: true, enumerable: false, value });
Object.defineProperties(Performance.prototype, {
  clearMarks: enumerable,
  clearMeasures: enumerable,
  clearResourceTimings: enumerable,
  getEntries: enumerable,
  getEntriesByName: enumerable,
  getEntriesByType: enumerable,
  mark: enumerable,
  measure: enumerable,
  now: enumerable,
  setResourceTimingBufferSize: enumerable,
  timeOrigin: enumerable,
  toJSON: enumerable,
  [Symbol.toStringTag]: readOnly('Performance'),
  // Node's own.
  eventLoopUtilization: readOnly(eventLoopUtilization),
  nodeTiming: readOnly(nodeTiming),
  markResourceTiming: readOnly(markResourceTiming),
  timerify: readOnly(timerify),
});
defineEventHandler(Performance.prototype, 'resourcetimingbufferfull');

const performance = new Performance(token);
observe.setBufferFullDispatcher(() => {
  performance.dispatchEvent(new Event('resourcetimingbufferfull', { [kTrustEvent]: true }));
});

module.exports = { Performance, performance };
