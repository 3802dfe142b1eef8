// events.once() and events.on(): events as a promise and as an async iterator.
'use strict';

const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal, validateArray, validateInteger, validateObject } = require('internal/validators');
const { addAbortListener } = require('internal/events/abort_listener');
const { kResistStopPropagation } = require('internal/events/symbols');
const { FixedQueue } = require('internal/fixed_queue');

/** Lets tests and readline look at an iterator's queue. */
const kWatermarkData = Symbol.for('nodejs.watermarkData');
/** An option of on(): yield the first event argument itself instead of the array of arguments. */
const kFirstEventParam = Symbol('nodejs.kFirstEventParam');

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

/**
 * Resolves with the arguments of the next `name` event; rejects when 'error' comes first.
 *
 * @param {EventEmitter | EventTarget} emitter
 * @param {string | symbol} name
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<any[]>}
 */
async function once(emitter, name, options = { __proto__: null }) {
  validateObject(options, 'options');
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });

  return new Promise((resolve, reject) => {
    const stopListening = () => {
      removeListener(emitter, name, onEvent);
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      if (signal != null) removeListener(signal, 'abort', onAbort);
    };
    const onEvent = (...args) => {
      stopListening();
      resolve(args);
    };
    const onError = (err) => {
      stopListening();
      reject(err);
    };
    const onAbort = () => {
      stopListening();
      reject(new AbortError(undefined, { cause: signal.reason }));
    };

    addListener(emitter, name, onEvent, { __proto__: null, once: true, [kResistStopPropagation]: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal != null) {
      addListener(signal, 'abort', onAbort, { __proto__: null, once: true, [kResistStopPropagation]: true });
    }
  });
}

/**
 * An async iterator over the arguments of `event`.
 *
 * @param {EventEmitter | EventTarget} emitter
 * @param {string | symbol} event
 * @param {{ signal?: AbortSignal, close?: string[], highWaterMark?: number, lowWaterMark?: number }} [options]
 * @returns {AsyncIterator<any[]>}
 */
function on(emitter, event, options = { __proto__: null }) {
  validateObject(options, 'options');
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  // Both spellings are in use.
  const highWatermark = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  const lowWatermark = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(highWatermark, 'options.highWaterMark', 1);
  validateInteger(lowWatermark, 'options.lowWaterMark', 1);
  const { close } = options;
  if (close !== undefined) validateArray(close, 'options.close');

  const unconsumed = new FixedQueue();
  const waiting = new FixedQueue();
  const listeners = [];
  let size = 0;
  let paused = false;
  let failure = null;
  let finished = false;

  const listen = (target, name, handler, flags) => {
    addListener(target, name, handler, flags);
    listeners.push([target, name, handler]);
  };
  const finish = () => {
    abortSubscription?.[Symbol.dispose]();
    for (const [target, name, handler] of listeners.splice(0).reverse()) removeListener(target, name, handler);
    finished = true;
    const done = { value: undefined, done: true };
    while (!waiting.isEmpty()) waiting.shift().resolve(done);
    return Promise.resolve(done);
  };
  const onEvent = options[kFirstEventParam] ? (value) => deliver(value) : (...args) => deliver(args);
  const deliver = (value) => {
    if (!waiting.isEmpty()) {
      waiting.shift().resolve({ value, done: false });
      return;
    }
    size++;
    if (!paused && size > highWatermark) {
      paused = true;
      emitter.pause?.();
    }
    unconsumed.push(value);
  };
  const onError = (err) => {
    if (waiting.isEmpty()) failure = err;
    else waiting.shift().reject(err);
    finish();
  };

  const iterator = Object.setPrototypeOf(
    {
      next() {
        if (size > 0) {
          const value = unconsumed.shift();
          size--;
          if (paused && size < lowWatermark) {
            // One that has ended cannot be resumed; what it gave before is read on.
            if (!finished) emitter.resume?.();
            paused = false;
          }
          return Promise.resolve({ value, done: false });
        }
        if (failure) {
          const rejected = Promise.reject(failure);
          // Told once; the iterator is finished after that.
          failure = null;
          return rejected;
        }
        if (finished) return finish();
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      },
      return() {
        return finish();
      },
      throw(err) {
        if (!err || !(err instanceof Error)) {
          throw new codes.ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', err);
        }
        onError(err);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
      [kWatermarkData]: {
        get size() {
          return size;
        },
        get low() {
          return lowWatermark;
        },
        get high() {
          return highWatermark;
        },
        get isPaused() {
          return paused;
        },
      },
    },
    AsyncIteratorPrototype,
  );

  listen(emitter, event, onEvent);
  if (event !== 'error' && typeof emitter.on === 'function') listen(emitter, 'error', onError);
  for (const name of close ?? []) listen(emitter, name, finish);
  const abortSubscription = signal
    ? addAbortListener(signal, () => onError(new AbortError(undefined, { cause: signal.reason })))
    : null;

  return iterator;
}

function addListener(emitter, name, listener, flags) {
  if (typeof emitter.on === 'function') {
    if (flags?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, flags);
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

function removeListener(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') {
    emitter.removeListener(name, listener);
  } else if (typeof emitter.removeEventListener === 'function') {
    emitter.removeEventListener(name, listener);
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

module.exports = { kFirstEventParam, kWatermarkData, on, once };
