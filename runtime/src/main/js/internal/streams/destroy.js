// How streams come into being and go: construct, destroy, and the events 'error' and 'close', each at most once, in this order.
//
// A stream is destroyed as a whole, so these functions act on the readable and the writable state of a Duplex alike; either may
// be missing. The methods among them (destroy, undestroy) are put on the prototypes of Readable and Writable.
'use strict';

const { AbortError, aggregateTwoErrors, codes } = require('internal/errors');
const { isDestroyed, isFinished, isRequest, isServerRequest, kIsDestroyed } = require('internal/streams/utils');

/** Emitted on the stream when it is constructed, or fails to be after it was destroyed. */
const kConstruct = Symbol('kConstruct');
const kDestroy = Symbol('kDestroy');

/** Notes the error that ends a stream; the first one stays. */
function rememberError(stream, error) {
  if (!error) return;
  // The stack is made now: later it would show other callers.
  void error.stack;
  const { _writableState: writable, _readableState: readable } = stream;
  if (writable && !writable.errored) writable.errored = error;
  if (readable && !readable.errored) readable.errored = error;
}

/** Sets a flag on the states that there are. */
function mark(stream, flag, value) {
  if (stream._writableState) stream._writableState[flag] = value;
  if (stream._readableState) stream._readableState[flag] = value;
}

function hasFlag(stream, flag) {
  return Boolean(stream._writableState?.[flag] || stream._readableState?.[flag]);
}

/**
 * The method destroy() of all streams.
 *
 * @param {Error | null} [error]
 * @param {(error?: Error | null) => void} [callback] internal users only
 * @returns {this}
 */
function destroy(error, callback) {
  if (hasFlag(this, 'destroyed')) {
    if (typeof callback === 'function') callback();
    return this;
  }
  // What happened before the error is told first: see emitErrorThenClose.
  rememberError(this, error);
  mark(this, 'destroyed', true);

  const state = this._writableState || this._readableState;
  if (state.constructed) {
    callDestroy(this, error, callback);
  } else {
    this.once(kDestroy, (constructError) => callDestroy(this, aggregateTwoErrors(constructError, error), callback));
  }
  return this;
}

function callDestroy(stream, error, callback) {
  let called = false;

  function onDestroyed(err) {
    if (called) return;
    called = true;
    rememberError(stream, err);
    mark(stream, 'closed', true);
    if (typeof callback === 'function') callback(err);
    if (err) process.nextTick(emitErrorThenClose, stream, err);
    else process.nextTick(emitClose, stream);
  }

  try {
    stream._destroy(error || null, onDestroyed);
  } catch (err) {
    onDestroyed(err);
  }
}

function emitErrorThenClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitClose(stream) {
  mark(stream, 'closeEmitted', true);
  if (hasFlag(stream, 'emitClose')) stream.emit('close');
}

function emitError(stream, error) {
  if (hasFlag(stream, 'errorEmitted')) return;
  mark(stream, 'errorEmitted', true);
  stream.emit('error', error);
}

/** The method _undestroy(): makes a destroyed stream usable again. */
function undestroy() {
  const { _readableState: readable, _writableState: writable } = this;
  for (const state of [readable, writable]) {
    if (!state) continue;
    state.constructed = true;
    state.closed = false;
    state.closeEmitted = false;
    state.destroyed = false;
    state.errored = null;
    state.errorEmitted = false;
  }
  if (readable) {
    readable.reading = false;
    readable.ended = readable.readable === false;
    readable.endEmitted = readable.readable === false;
  }
  if (writable) {
    writable.finalCalled = false;
    writable.prefinished = false;
    writable.ended = writable.writable === false;
    writable.ending = writable.writable === false;
    writable.finished = writable.writable === false;
  }
}

/**
 * Ends a stream because of an error: destroys it, or only emits 'error' when it is not to be destroyed automatically.
 *
 * @param {Stream} stream
 * @param {Error} error
 * @param {boolean} [sync] whether a method of the stream is still running, so that the event has to wait
 */
function errorOrDestroy(stream, error, sync) {
  if (hasFlag(stream, 'destroyed')) return;
  if (hasFlag(stream, 'autoDestroy')) {
    stream.destroy(error);
  } else if (error) {
    rememberError(stream, error);
    if (sync) process.nextTick(emitError, stream, error);
    else emitError(stream, error);
  }
}

/**
 * Runs _construct(), if there is one, in a tick of its own; nothing is read or written before it has called back.
 *
 * @param {Stream} stream
 * @param {() => void} onConstructed
 */
function construct(stream, onConstructed) {
  if (typeof stream._construct !== 'function') return;
  mark(stream, 'constructed', false);
  stream.once(kConstruct, onConstructed);
  // Where both Readable and Writable construct one object, the first has started it.
  if (stream.listenerCount(kConstruct) === 1) process.nextTick(callConstruct, stream);
}

function callConstruct(stream) {
  let called = false;

  function onConstruct(error) {
    if (called) {
      errorOrDestroy(stream, error ?? new codes.ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    mark(stream, 'constructed', true);
    if (hasFlag(stream, 'destroyed')) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  }

  try {
    stream._construct((error) => process.nextTick(onConstruct, error));
  } catch (error) {
    process.nextTick(onConstruct, error);
  }
}

/**
 * Destroys any stream, each kind in its own way: `stream.destroy()` of the module.
 *
 * @param {any} stream
 * @param {Error | null} [error] none: an AbortError when the stream is not at its end
 */
function destroyer(stream, error) {
  if (!stream || isDestroyed(stream)) return;
  const reason = error || isFinished(stream) ? error : new AbortError();

  if (isServerRequest(stream)) {
    stream.socket = null;
    stream.destroy(reason);
  } else if (isRequest(stream)) {
    stream.abort();
  } else if (isRequest(stream.req)) {
    stream.req.abort();
  } else if (typeof stream.destroy === 'function') {
    stream.destroy(reason);
  } else if (typeof stream.close === 'function') {
    stream.close();
  } else {
    process.nextTick(emitLegacyClose, stream, reason);
  }
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}

function emitLegacyClose(stream, error) {
  if (error) {
    stream.emit('error', error);
    process.nextTick(emitLegacyClose, stream);
  } else {
    stream.emit('close');
  }
}

module.exports = { construct, destroy, destroyer, errorOrDestroy, kDestroy, undestroy };
