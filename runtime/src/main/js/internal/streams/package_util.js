'use strict';

// The helpers that the readable-stream package expects from its own `ours/util`, taken from this library instead.

const { inspect, format } = require('internal/util/inspect');
const { debuglog } = require('internal/util/debuglog');
const { isArrayBufferView, isAsyncFunction } = require('internal/util/types');
const events = require('events');

const kEmptyObject = Object.freeze({ __proto__: null });

/**
 * Calls `callback` for the first call only.
 * @param {Function} callback
 */
function once(callback) {
  let called = false;
  return function onlyOnce(...args) {
    if (called) return undefined;
    called = true;
    return Reflect.apply(callback, this, args);
  };
}

const promisify = { custom: Symbol.for('nodejs.util.promisify.custom') };

module.exports = {
  AggregateError,
  kEmptyObject,
  once,
  createDeferredPromise: () => Promise.withResolvers(),
  promisify,
  debuglog,
  format,
  inspect,
  types: { isAsyncFunction, isArrayBufferView },
  isBlob: (value) => typeof globalThis.Blob === 'function' && value instanceof globalThis.Blob,
  deprecate: (fn) => fn,
  addAbortListener: (signal, listener) => events.addAbortListener(signal, listener),
  AbortSignalAny: (signals) => require('internal/abort_controller').AbortSignal.any(signals),
  getDefaultEncoding: () => 'buffer',
};
