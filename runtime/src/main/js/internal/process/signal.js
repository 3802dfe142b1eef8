'use strict';

// Signals as events of process: the first listener starts watching, the last one stops.

const binding = internalBinding('signal_wrap');
const { registerHandle, unregisterHandle } = require('internal/handles');
const { ErrnoException } = require('internal/errors');
const { signals } = require('internal/os_constants');

/** Signal → handle; undefined for those that nothing is heard of. */
const watched = new Map();

/** Node can watch them. Packages listen to some of these in every program, so that a warning would be noise. */
const KEPT_BY_JVM = new Set(['SIGQUIT', 'SIGSEGV', 'SIGILL', 'SIGFPE', 'SIGBUS']);

const isSignal = (event) => typeof event === 'string' && typeof signals[event] === 'number';

function startListeningIfSignal(event) {
  if (!isSignal(event) || watched.has(event)) return;
  let handle;
  try {
    handle = binding.start(event.slice(3));
  } catch (error) {
    if (KEPT_BY_JVM.has(event)) {
      watched.set(event, undefined);
      return;
    }
    throw typeof error.errno === 'number' ? new ErrnoException(error.errno, 'uv_signal_start') : error;
  }
  watched.set(event, handle);
  registerHandle(handle, {
    provider: 'Signal',
    detail: event,
    onEvent() {
      process.emit(event, event, signals[event]);
    },
  });
}

function stopListeningIfSignal(event) {
  const handle = watched.get(event);
  if (handle === undefined || process.listenerCount(event) > 0) return;
  watched.delete(event);
  unregisterHandle(handle);
  binding.stop(handle);
}

module.exports = { startListeningIfSignal, stopListeningIfSignal };
