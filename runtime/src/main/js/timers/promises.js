// Timers as promises and async iterators. https://nodejs.org/api/timers.html#timers-promises-api
'use strict';

const { AbortError, codes } = require('internal/errors');
const { kResistStopPropagation } = require('internal/events/symbols');
const { Immediate, Timeout, clearImmediate, clearTimer, insert } = require('internal/timers');
const { validateAbortSignal, validateBoolean, validateNumber, validateObject } = require('internal/validators');

const kScheduler = Symbol('kScheduler');
const noOptions = Object.freeze({ __proto__: null });

function checkOptions({ signal, ref }) {
  validateAbortSignal(signal, 'options.signal');
  if (ref !== undefined) validateBoolean(ref, 'options.ref');
}

const abortError = (signal) => new AbortError(undefined, { cause: signal.reason });
const abortListenerOptions = { __proto__: null, once: true, [kResistStopPropagation]: true };

/** Ends the wait with an AbortError when the signal aborts; stops listening when the wait is over. */
function abortable(promise, signal, timer, clear, reject) {
  if (signal === undefined) return promise;
  const onAbort = () => {
    if (timer._destroyed) return;
    clear(timer);
    reject(abortError(signal));
  };
  signal.addEventListener('abort', onAbort, abortListenerOptions);
  return promise.finally(() => signal.removeEventListener('abort', onAbort));
}

/**
 * @template T
 * @param {number} [after] milliseconds
 * @param {T} [value]
 * @param {{ signal?: AbortSignal, ref?: boolean }} [options]
 * @returns {Promise<T>} the value, after that time
 */
function setTimeout(after, value, options = noOptions) {
  try {
    if (after !== undefined) validateNumber(after, 'delay');
    validateObject(options, 'options');
    checkOptions(options);
  } catch (err) {
    return Promise.reject(err);
  }
  const { signal, ref = true } = options;
  if (signal?.aborted) return Promise.reject(abortError(signal));

  const { promise, resolve, reject } = Promise.withResolvers();
  const timeout = new Timeout(resolve, after, [value], false, ref);
  insert(timeout, timeout._idleTimeout);
  return abortable(promise, signal, timeout, clearTimer, reject);
}

/**
 * @template T
 * @param {T} [value]
 * @param {{ signal?: AbortSignal, ref?: boolean }} [options]
 * @returns {Promise<T>} the value, in the next check phase
 */
function setImmediate(value, options = noOptions) {
  try {
    validateObject(options, 'options');
    checkOptions(options);
  } catch (err) {
    return Promise.reject(err);
  }
  const { signal, ref = true } = options;
  if (signal?.aborted) return Promise.reject(abortError(signal));

  const { promise, resolve, reject } = Promise.withResolvers();
  const immediate = new Immediate(resolve, [value]);
  if (!ref) immediate.unref();
  return abortable(promise, signal, immediate, clearImmediate, reject);
}

/**
 * Yields `value` every `after` milliseconds.
 *
 * @param {number} [after]
 * @param {any} [value]
 * @param {{ signal?: AbortSignal, ref?: boolean }} [options]
 */
async function* setInterval(after, value, options = noOptions) {
  validateObject(options, 'options');
  if (after !== undefined) validateNumber(after, 'delay');
  checkOptions(options);
  const { signal, ref = true } = options;
  if (signal?.aborted) throw abortError(signal);

  let due = 0;
  let wake;
  const proceed = (outcome) => {
    wake?.(outcome);
    wake = undefined;
  };
  const interval = new Timeout(
    () => {
      due++;
      proceed();
    },
    after,
    undefined,
    true,
    ref,
  );
  const onAbort = () => {
    clearTimer(interval);
    if (wake !== undefined) proceed(Promise.reject(abortError(signal)));
  };
  try {
    insert(interval, interval._idleTimeout);
    signal?.addEventListener('abort', onAbort, abortListenerOptions);
    while (!signal?.aborted) {
      if (due === 0) {
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
      for (; due > 0; due--) yield value;
    }
    throw abortError(signal);
  } finally {
    clearTimer(interval);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** The scheduler of the Scheduling APIs draft. */
class Scheduler {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** Lets the loop turn once. */
  yield() {
    if (!this[kScheduler]) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }

  /**
   * @param {number} delay milliseconds
   * @param {{ signal?: AbortSignal }} [options]
   */
  wait(delay, options) {
    if (!this[kScheduler]) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }
}

module.exports = {
  setTimeout,
  setImmediate,
  setInterval,
  scheduler: Reflect.construct(
    function () {
      this[kScheduler] = true;
    },
    [],
    Scheduler,
  ),
};
