// Timers and immediates: how they wait, and how the loop runs them.
//
// Timers with the same duration become due in the order in which they were started. So they wait in a linked list per
// duration; to start a timer is to append it, to find the next one due is to look at the head. The lists are in a heap,
// by the time at which their heads are due. One native timer is set for the first of them.
//
//      heap of lists, by expiry                    lists by duration
//            (40 ms: 1007)                    40 ms: [due 1007] → [due 1010] → [due 1046]
//            /           \                  1000 ms: [due 1900]
//   (1000 ms: 1900)   (5000 ms: 4100)       5000 ms: [due 4100] → [due 4100]
//
// Programs use few durations, so the heap stays tiny however many timers there are. Clearing a timer unlinks it; a list
// that becomes empty goes at once when its timer kept the loop alive, and when it is due otherwise: the timeouts of
// sockets, which come and go by the thousand, use the same list again and again.
//
// When the native timer fires, runTimers() runs what is due. Between two timers the ticks and microtasks are drained.
// A timer that throws ends the run; when the exception was handled, the run starts over with the next timer.
//
// Immediates wait in one linked list. The check phase takes all that are there at its start; those set meanwhile wait
// for the next turn of the loop.
'use strict';

const { AsyncContextFrame } = require('internal/async_context_frame');
const {
  counts,
  emitAfter,
  emitBefore,
  emitDestroy,
  emitInit,
  getDefaultTriggerAsyncId,
  newAsyncId,
  resetIds,
} = require('internal/async_hooks');
const { codes } = require('internal/errors');
const L = require('internal/linkedlist');
const { PriorityQueue } = require('internal/priority_queue');
const { probe } = require('internal/loop/probe');
const { validateNumber } = require('internal/validators');
const { drain, runNextTicks } = require('internal/process/task_queues');
const { getLoopNow, scheduleTimer, setImmediates, toggleTimerRef } = internalBinding('timers');

/** The longest duration, in milliseconds: 2^31 - 1. */
const TIMEOUT_MAX = 2 ** 31 - 1;

const async_id_symbol = Symbol('asyncId');
const trigger_async_id_symbol = Symbol('triggerId');
const kRefed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
/** Where sockets and streams keep their timer. */
const kTimeout = Symbol('timeout');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

let warnedOfNegative = false;
let warnedOfNaN = false;

/** Timers that were converted to a number or string, by that. */
const timersById = { __proto__: null };

/** The async context of a timer or immediate; not a property, so that it does not show. */
let frameOf;
let frameOfImmediate;

/** The callback that started it, while that is recorded. */
let causeOf;
let causeOfImmediate;

// ---- timers

/** The timers of one duration. */
class TimersList {
  constructor(expiry, msecs) {
    this._idleNext = this;
    this._idlePrev = this;
    /** When the first of them is due, or earlier. */
    this.expiry = expiry;
    this.id = nextListId++;
    this.msecs = msecs;
    this.priorityQueuePosition = null;
  }

  [inspectCustom](_, options) {
    return require('internal/util/inspect').inspect(this, { ...options, depth: 0, customInspect: false });
  }
}

let nextListId = Number.MIN_SAFE_INTEGER;
// The lists by duration. A program that sets and clears timers makes and drops them all the time, and a Map is built anew for that.
const SHORT = 1024;
/** @type {Array<TimersList | undefined>} */
const shortLists = new Array(SHORT).fill(undefined);
/** @type {Map<number, TimersList>} */
const longLists = new Map();

const getList = (msecs) => (msecs < SHORT ? shortLists[msecs] : longLists.get(msecs));

function addList(msecs, list) {
  if (msecs < SHORT) shortLists[msecs] = list;
  else longLists.set(msecs, list);
}

function dropList(msecs) {
  if (msecs < SHORT) shortLists[msecs] = undefined;
  else longLists.delete(msecs);
}

// Lists that are due at the same time run in the order in which they were made or put back.
const queue = new PriorityQueue(
  (a, b) => a.expiry - b.expiry || a.id - b.id,
  (list, position) => {
    list.priorityQueuePosition = position;
  },
);

/** When the native timer fires; Infinity when it is not set. */
let nextExpiry = Infinity;
/** How many timers keep the loop alive. */
let timerRefCount = 0;

class Timeout {
  #frame = AsyncContextFrame.current();
  #cause = probe.current;

  static {
    frameOf = (timer) => timer.#frame;
    causeOf = (timer) => timer.#cause;
  }

  constructor(callback, after, args, isRepeat, isRefed) {
    if (after === undefined) after = 1;
    else after *= 1; // a number or NaN
    if (!(after >= 1 && after <= TIMEOUT_MAX)) {
      warnOfDuration(after);
      after = 1;
    }
    this._idleTimeout = after;
    this._idlePrev = this;
    this._idleNext = this;
    this._idleStart = null;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = isRepeat ? after : null;
    this._destroyed = false;

    if (isRefed) incRefCount();
    this[kRefed] = isRefed;
    this[kHasPrimitive] = false;
    initAsyncResource(this, 'Timeout');
    if (probe.watch !== undefined) probe.watch.created(this, Timeout);
  }

  [inspectCustom](_, options) {
    // The links lead to all other timers of the duration.
    return require('internal/util/inspect').inspect(this, { ...options, depth: 0, customInspect: false });
  }

  /** Starts the time again from now; also when the timer has fired. */
  refresh() {
    if (this[kRefed]) active(this);
    else unrefActive(this);
    return this;
  }

  unref() {
    if (this[kRefed]) {
      this[kRefed] = false;
      if (!this._destroyed) decRefCount();
    }
    return this;
  }

  ref() {
    if (!this[kRefed]) {
      this[kRefed] = true;
      if (!this._destroyed) incRefCount();
    }
    return this;
  }

  hasRef() {
    return this[kRefed];
  }

  close() {
    clearTimer(this);
    return this;
  }

  [Symbol.dispose]() {
    clearTimer(this);
  }

  /** A number that clearTimeout() takes as well. */
  [Symbol.toPrimitive]() {
    const id = this[async_id_symbol];
    if (!this[kHasPrimitive]) {
      this[kHasPrimitive] = true;
      timersById[id] = this;
    }
    return id;
  }
}

function warnOfDuration(after) {
  if (after > TIMEOUT_MAX) {
    process.emitWarning(
      `${after} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`,
      'TimeoutOverflowWarning',
    );
  } else if (after < 0 && !warnedOfNegative) {
    warnedOfNegative = true;
    process.emitWarning(`${after} is a negative number.\nTimeout duration was set to 1.`, 'TimeoutNegativeWarning');
  } else if (Number.isNaN(after) && !warnedOfNaN) {
    warnedOfNaN = true;
    process.emitWarning(`${after} is not a number.\nTimeout duration was set to 1.`, 'TimeoutNaNWarning');
  }
}

function initAsyncResource(resource, type) {
  const asyncId = (resource[async_id_symbol] = newAsyncId());
  const triggerAsyncId = (resource[trigger_async_id_symbol] = getDefaultTriggerAsyncId());
  if (counts.init > 0) emitInit(asyncId, type, triggerAsyncId, resource);
}

function incRefCount() {
  if (timerRefCount++ === 0) toggleTimerRef(true);
}

function decRefCount() {
  if (--timerRefCount === 0) toggleTimerRef(false);
}

/** Starts `item`, or starts it again. */
function insert(item, msecs, start = getLoopNow()) {
  // Nobody should count on fractions of a millisecond.
  msecs = Math.trunc(msecs);
  item._idleStart = start;
  let list = getList(msecs);
  if (list === undefined) {
    const expiry = start + msecs;
    list = new TimersList(expiry, msecs);
    addList(msecs, list);
    queue.insert(list);
    if (nextExpiry > expiry) {
      scheduleTimer(msecs);
      nextExpiry = expiry;
    }
  }
  L.append(list, item);
}

function insertGuarded(item, refed, start) {
  const msecs = item._idleTimeout;
  if (msecs < 0 || msecs === undefined) return;
  insert(item, msecs, start);

  if (item._destroyed) {
    item._destroyed = false;
    initAsyncResource(item, 'Timeout');
    if (refed) incRefCount();
  } else if (refed !== item[kRefed]) {
    if (refed) incRefCount();
    else decRefCount();
  }
  item[kRefed] = refed;
}

/** Starts a timer, and lets it keep the loop alive. */
function active(item) {
  insertGuarded(item, true);
}

/** Starts a timer that does not keep the loop alive. */
function unrefActive(item) {
  insertGuarded(item, false);
}

/** What remains of a timer that will not fire again. */
function settle(timer) {
  if (timer._destroyed) return;
  timer._destroyed = true;
  if (timer[kHasPrimitive]) delete timersById[timer[async_id_symbol]];
  if (timer[kRefed]) decRefCount();
  if (counts.destroy > 0) emitDestroy(timer[async_id_symbol]);
}

/** Takes a timer out of its list. */
function unenroll(timer) {
  if (timer._destroyed) return;
  settle(timer);
  L.remove(timer);
  if (timer[kRefed]) {
    const msecs = Math.trunc(timer._idleTimeout);
    const list = getList(msecs);
    if (list !== undefined && L.isEmpty(list)) {
      queue.removeAt(list.priorityQueuePosition);
      dropList(msecs);
    }
  }
  timer._idleTimeout = -1;
}

function clearTimer(timer) {
  if (timer?._onTimeout) {
    timer._onTimeout = null;
    unenroll(timer);
  }
}

/** A timer for the runtime's own use, which does not keep the loop alive. */
function setUnrefTimeout(callback, after) {
  const timer = new Timeout(callback, after, undefined, false, false);
  insert(timer, timer._idleTimeout);
  return timer;
}

/**
 * The duration of a socket's or request's timeout.
 *
 * @param {number} msecs
 * @param {string} name the argument
 * @returns {number}
 */
function getTimerDuration(msecs, name) {
  validateNumber(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) {
    throw new codes.ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs);
  }
  if (msecs > TIMEOUT_MAX) {
    process.emitWarning(
      `${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${TIMEOUT_MAX}.`,
      'TimeoutOverflowWarning',
    );
    return TIMEOUT_MAX;
  }
  return msecs;
}

// ---- immediates

const waiting = { head: null, tail: null };
/** The immediates of this check phase that have not run yet. */
let batch = null;
let immediateCount = 0;
let immediateRefCount = 0;

class Immediate {
  #frame = AsyncContextFrame.current();
  #cause = probe.current;

  static {
    frameOfImmediate = (immediate) => immediate.#frame;
    causeOfImmediate = (immediate) => immediate.#cause;
  }

  constructor(callback, args) {
    this._idleNext = null;
    this._idlePrev = null;
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this[kRefed] = true;
    initAsyncResource(this, 'Immediate');

    if (waiting.tail === null) {
      waiting.head = this;
    } else {
      waiting.tail._idleNext = this;
      this._idlePrev = waiting.tail;
    }
    waiting.tail = this;
    immediateCount++;
    immediateRefCount++;
    tellImmediates();
    if (probe.watch !== undefined) probe.watch.created(this, Immediate);
  }

  ref() {
    if (this[kRefed] === false) {
      this[kRefed] = true;
      immediateRefCount++;
      tellImmediates();
    }
    return this;
  }

  unref() {
    if (this[kRefed] === true) {
      this[kRefed] = false;
      immediateRefCount--;
      tellImmediates();
    }
    return this;
  }

  hasRef() {
    return Boolean(this[kRefed]);
  }

  [Symbol.dispose]() {
    clearImmediate(this);
  }
}

/** The immediate will not run, or not again. */
function discount(immediate) {
  immediate._destroyed = true;
  immediateCount--;
  if (immediate[kRefed]) immediateRefCount--;
  immediate[kRefed] = null;
  tellImmediates();
}

function clearImmediate(immediate) {
  if (!immediate?._onImmediate || immediate._destroyed) return;
  discount(immediate);
  if (counts.destroy > 0) emitDestroy(immediate[async_id_symbol]);
  immediate._onImmediate = null;

  const { _idleNext: next, _idlePrev: previous } = immediate;
  if (next !== null) next._idlePrev = previous;
  if (previous !== null) previous._idleNext = next;
  if (immediate === waiting.head) waiting.head = next;
  if (immediate === waiting.tail) waiting.tail = previous;
  if (immediate === batch) batch = next;
  immediate._idleNext = null;
  immediate._idlePrev = null;
}

/** Callbacks of the runtime's own: no resources, run before the immediates, and don't keep the loop alive. */
let internalCallbacks = [];

/** Calls `callback`, which must not throw, in the next check phase, if there is one. */
function setInternalImmediate(callback) {
  internalCallbacks.push(callback);
  tellImmediates();
}

/** Tells the loop whether it has anything to call in the check phase. */
function tellImmediates() {
  setImmediates(immediateCount + internalCallbacks.length, immediateRefCount);
}

// ---- what the loop calls

/** Timers phase: runs all that is due, then drains the queues, and sets the native timer anew. Throws nothing. */
function runTimers() {
  resetIds();
  nextExpiry = untilDone(processTimers);
  if (nextExpiry !== Infinity) scheduleTimer(Math.max(nextExpiry - getLoopNow(), 1));
  toggleTimerRef(timerRefCount > 0);
  drain();
}

/** Check phase: runs the immediates that wait now, then drains the queues. Throws nothing. */
function runImmediates() {
  resetIds();
  if (internalCallbacks.length > 0) {
    const callbacks = internalCallbacks;
    internalCallbacks = [];
    for (const callback of callbacks) callback();
    tellImmediates();
  }
  untilDone(processImmediates);
  drain();
}

/** Runs what the loop would call next, when that can't wait until JavaScript is entered again. Throws nothing. */
function runNextPhase() {
  if (nextExpiry <= getLoopNow()) runTimers();
  else runImmediates();
}

/** Calls `process` until it gets through without an exception. */
function untilDone(processAll) {
  for (;;) {
    try {
      return processAll();
    } catch (err) {
      require('internal/process/execution').onUncaught(err);
    }
  }
}

/** @returns {number} when the next timer is due; Infinity when there is none */
function processTimers() {
  nextExpiry = Infinity;
  let now = getLoopNow();
  let list;
  let ranOne = false;
  while ((list = queue.peek()) !== undefined) {
    if (list.expiry > now) {
      // The timers themselves may have taken long.
      now = getLoopNow();
      if (list.expiry > now) return list.expiry;
    }
    if (ranOne) runNextTicks();
    else ranOne = true;
    listOnTimeout(list, now);
  }
  return Infinity;
}

function listOnTimeout(list, now) {
  const { msecs } = list;
  let ranOne = false;
  let timer;
  while ((timer = L.peek(list)) !== null) {
    if (now - timer._idleStart < msecs) {
      // Was started later: the list moves back in the heap.
      list.expiry = Math.max(timer._idleStart + msecs, now + 1);
      list.id = nextListId++;
      queue.percolateDown(list.priorityQueuePosition);
      return;
    }
    if (ranOne) runNextTicks();
    else ranOne = true;
    // The ticks may have cleared it; then it is in no list any more.
    L.remove(timer);
    if (timer._onTimeout) runTimer(timer);
    else settle(timer);
  }
  // An unref'd list that was emptied by ticks may have been replaced meanwhile.
  if (list === getList(msecs)) {
    dropList(msecs);
    queue.removeAt(list.priorityQueuePosition);
  }
}

function runTimer(timer) {
  const asyncId = timer[async_id_symbol];
  const prior = AsyncContextFrame.exchange(frameOf(timer));
  emitBefore(asyncId, timer[trigger_async_id_symbol], timer);
  const start = timer._repeat ? getLoopNow() : undefined;
  if (probe.recorder !== undefined) {
    const { recorder } = probe;
    recorder.enterCallback(recorder.kindTimer, asyncId, causeOf(timer), timer._onTimeout);
  }
  try {
    const args = timer._timerArgs;
    if (args === undefined) timer._onTimeout();
    else Reflect.apply(timer._onTimeout, timer, args);
  } finally {
    if (timer._repeat && timer._idleTimeout !== -1) {
      timer._idleTimeout = timer._repeat;
      insert(timer, timer._idleTimeout, start);
    } else if (!timer._idleNext && !timer._idlePrev) {
      settle(timer);
    }
  }
  emitAfter(asyncId);
  AsyncContextFrame.set(prior);
}

function processImmediates() {
  if (batch === null) {
    // After an exception the rest of the batch is still there; otherwise a new one begins.
    batch = waiting.head;
    waiting.head = waiting.tail = null;
  }
  let ranOne = false;
  for (;;) {
    if (ranOne) runNextTicks();
    else ranOne = true;
    const immediate = batch;
    if (immediate === null) return;
    batch = immediate._idleNext;
    if (batch !== null) batch._idlePrev = null;
    immediate._idleNext = null;
    runImmediate(immediate);
    if (batch === null) return;
  }
}

function runImmediate(immediate) {
  discount(immediate);
  const asyncId = immediate[async_id_symbol];
  const prior = AsyncContextFrame.exchange(frameOfImmediate(immediate));
  emitBefore(asyncId, immediate[trigger_async_id_symbol], immediate);
  if (probe.recorder !== undefined) {
    const { recorder } = probe;
    recorder.enterCallback(recorder.kindImmediate, asyncId, causeOfImmediate(immediate), immediate._onImmediate);
  }
  try {
    const args = immediate._argv;
    if (args === undefined) immediate._onImmediate();
    else immediate._onImmediate(...args);
  } finally {
    immediate._onImmediate = null;
    if (counts.destroy > 0) emitDestroy(asyncId);
  }
  emitAfter(asyncId);
  AsyncContextFrame.set(prior);
}

/** What keeps the loop alive, for process.getActiveResourcesInfo(). */
function getActiveTimers() {
  return { timeouts: timerRefCount, immediates: immediateRefCount };
}

/**
 * The timers that wait, the ones due first; for whoever watches the loop.
 *
 * @param {number} most how many of them are described
 */
function waitingTimers(most) {
  const now = getLoopNow();
  let total = 0;
  let due = 0;
  const list = [];
  for (const timersList of [...shortLists, ...longLists.values()]) {
    if (timersList === undefined) continue;
    for (let timer = timersList._idlePrev; timer !== timersList; timer = timer._idlePrev) {
      total++;
      const dueIn = timer._idleStart + timersList.msecs - now;
      if (dueIn <= 0) due++;
      if (list.length < most * 4) {
        const { _repeat: repeat, [kRefed]: keepsAlive, [async_id_symbol]: id } = timer;
        list.push({ timer, id, cause: causeOf(timer), dueIn, duration: timersList.msecs, repeat, keepsAlive });
      }
    }
  }
  list.sort((a, b) => b.keepsAlive - a.keepsAlive || a.dueIn - b.dueIn);
  return { total, due, list: list.slice(0, most) };
}

/** The immediates that wait, in their order. */
function waitingImmediates(most) {
  const list = [];
  for (let immediate = waiting.head; immediate !== null && list.length < most; immediate = immediate._idleNext) {
    const { [kRefed]: keepsAlive, [async_id_symbol]: id } = immediate;
    list.push({ immediate, id, cause: causeOfImmediate(immediate), keepsAlive });
  }
  return list;
}

module.exports = {
  Immediate,
  TIMEOUT_MAX,
  Timeout,
  active,
  clearImmediate,
  clearTimer,
  getActiveTimers,
  getTimerDuration,
  insert,
  kRefed,
  kTimeout,
  runImmediates,
  runNextPhase,
  runTimers,
  setInternalImmediate,
  setUnrefTimeout,
  timersById,
  unenroll,
  unrefActive,
  waitingImmediates,
  waitingTimers,
};
