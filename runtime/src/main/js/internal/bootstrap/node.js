'use strict';

// Runs while the snapshot is made: completes the process object and puts Node's globals on globalThis.

require('internal/process/object');
require('internal/bootstrap/function_constructors');

const { lazyFunction } = require('internal/util');
const { defineOperation, defineLazyGlobals, exposeGlobal } = require('internal/bootstrap/globals');

globalThis.global = globalThis;
Object.defineProperty(globalThis, Symbol.toStringTag, {
  value: 'global',
  writable: false,
  enumerable: false,
  configurable: true,
});
// Reading these in the global object must give the same values as require() does; so plain data properties with accessors as in Node.
for (const name of ['process', 'Buffer']) {
  let value = name === 'process' ? process : require('buffer').Buffer;
  Object.defineProperty(globalThis, name, {
    get: () => value,
    set: (replacement) => {
      value = replacement;
    },
    enumerable: false,
    configurable: true,
  });
}
internalBinding('builtins').v8Console = globalThis.console;
delete globalThis.console;
exposeGlobal('console', require('console'));

const timers = require('timers');
const { queueMicrotask } = require('internal/process/task_queues');
const { atob, btoa } = require('buffer');
defineOperation('clearImmediate', timers.clearImmediate);
defineOperation('clearInterval', timers.clearInterval);
defineOperation('clearTimeout', timers.clearTimeout);
defineOperation('setInterval', timers.setInterval);
defineOperation('setTimeout', timers.setTimeout);
defineOperation('queueMicrotask', queueMicrotask);
defineOperation('structuredClone', lazyFunction('internal/structured_clone', 'structuredClone', 0));
defineOperation('setImmediate', timers.setImmediate);
defineOperation('atob', atob);
defineOperation('btoa', btoa);
defineOperation('fetch', require('internal/fetch').fetch);

const { URL } = require('internal/url');
const { AbortController, AbortSignal } = require('internal/abort_controller');
const { Event, EventTarget, CustomEvent } = require('internal/event_target');
const { DOMException } = require('internal/per_context/domexception');
for (const [name, value] of Object.entries({
  URL,
  AbortController,
  AbortSignal,
  Event,
  EventTarget,
  CustomEvent,
  DOMException,
})) {
  exposeGlobal(name, value);
}
// As in Node, an accessor until somebody puts another in its place.
const lazy = {
  get performance() {
    return require('perf_hooks').performance;
  },
  set performance(value) {
    defineOperation('performance', value);
  },
};
Object.defineProperty(globalThis, 'performance', Object.getOwnPropertyDescriptor(lazy, 'performance'));
defineLazyGlobals('internal/url/search_params', ['URLSearchParams']);
defineLazyGlobals('internal/blob', ['Blob']);
defineLazyGlobals('internal/file', ['File']);
defineLazyGlobals('internal/encoding', ['TextEncoder', 'TextDecoder']);
defineLazyGlobals('perf_hooks', [
  'PerformanceEntry',
  'PerformanceMark',
  'PerformanceMeasure',
  'PerformanceObserver',
  'PerformanceObserverEntryList',
  'PerformanceResourceTiming',
]);
defineLazyGlobals('worker_threads', ['MessageChannel', 'MessagePort', 'BroadcastChannel']);
defineLazyGlobals('internal/worker/message_event', ['MessageEvent']);
defineLazyGlobals('stream/web', [
  'ReadableStream',
  'ReadableStreamDefaultReader',
  'ReadableStreamBYOBReader',
  'ReadableStreamBYOBRequest',
  'ReadableByteStreamController',
  'ReadableStreamDefaultController',
  'TransformStream',
  'TransformStreamDefaultController',
  'WritableStream',
  'WritableStreamDefaultController',
  'WritableStreamDefaultWriter',
  'ByteLengthQueuingStrategy',
  'CountQueuingStrategy',
  'TextEncoderStream',
  'TextDecoderStream',
  'CompressionStream',
  'DecompressionStream',
]);

defineLazyGlobals('internal/crypto/webcrypto', ['Crypto', 'SubtleCrypto']);
Object.defineProperty(globalThis, 'crypto', {
  get: Object.getOwnPropertyDescriptor(
    {
      get crypto() {
        return require('internal/crypto/webcrypto').crypto;
      },
    },
    'crypto',
  ).get,
  set: undefined,
  enumerable: true,
  configurable: true,
});
