// finished(): calls back once when a stream is at its end, in whichever way it gets there.
//
// Streams that emit 'close' by themselves are waited for until then; of the others it is 'end' and 'finish', for the sides
// that are asked about. Streams that were over before the call are answered in the next tick.
'use strict';

const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateFunction, validateObject } = require('internal/validators');
const { addAbortListener } = require('internal/events/abort_listener');
const { counts } = require('internal/async_hooks');
const { AsyncContextFrame } = require('internal/async_context_frame');
const {
  isClosed,
  isNodeStream,
  isReadable,
  isReadableErrored,
  isReadableFinished,
  isReadableNodeStream,
  isReadableStream,
  isRequest,
  isWritable,
  isWritableErrored,
  isWritableFinished,
  isWritableNodeStream,
  isWritableStream,
  kIsClosedPromise,
  willEmitClose,
} = require('internal/streams/utils');

const ignore = () => {};

/** One wait for the end of a Node stream. */
class EndWatch {
  #stream;
  #callback;
  #readable;
  #writable;
  #waitsForClose;
  #readableFinished;
  #writableFinished;
  /** The listeners added, as pairs of event and function. */
  #listeners = [];
  #request;

  constructor(stream, options, callback) {
    this.#stream = stream;
    this.#callback = callback;
    this.#readable = options.readable ?? isReadableNodeStream(stream);
    this.#writable = options.writable ?? isWritableNodeStream(stream);
    this.#waitsForClose =
      willEmitClose(stream) &&
      isReadableNodeStream(stream) === this.#readable &&
      isWritableNodeStream(stream) === this.#writable;
    this.#readableFinished = isReadableFinished(stream, false);
    this.#writableFinished = isWritableFinished(stream, false);
  }

  start(options) {
    const stream = this.#stream;
    const onFinish = () => this.#onFinish();
    const onClose = () => this.#onClose();
    if (isRequest(stream)) {
      this.#listen('complete', onFinish);
      if (!this.#waitsForClose) this.#listen('abort', onClose);
      if (stream.req) this.#onRequest(onFinish);
      else this.#listen('request', () => this.#onRequest(onFinish));
    } else if (this.#writable && !stream._writableState) {
      // Streams of the first generation have no 'finish'.
      const onLegacyFinish = () => {
        if (!stream.writable) this.#onFinish();
      };
      this.#listen('end', onLegacyFinish);
      this.#listen('close', onLegacyFinish);
    }
    if (!this.#waitsForClose && typeof stream.aborted === 'boolean') this.#listen('aborted', onClose);
    this.#listen('end', () => this.#onEnd());
    this.#listen('finish', onFinish);
    if (options.error !== false) this.#listen('error', (error) => this.#settle(error));
    this.#listen('close', onClose);
    if (isClosed(stream)) process.nextTick(onClose);
    else if (this.#isOver()) process.nextTick(() => this.#onAlreadyOver());
  }

  /** Takes the listeners off again. */
  stop() {
    this.#callback = ignore;
    const stream = this.#stream;
    for (const [event, listener] of this.#listeners) stream.removeListener(event, listener);
    if (this.#request) this.#request.target.removeListener('finish', this.#request.listener);
  }

  abort(reason) {
    const callback = this.#callback;
    this.stop();
    callback.call(this.#stream, new AbortError(undefined, { cause: reason }));
  }

  #listen(event, listener) {
    this.#listeners.push([event, listener]);
    this.#stream.on(event, listener);
  }

  #settle(error) {
    const callback = this.#callback;
    if (error === undefined) callback.call(this.#stream);
    else callback.call(this.#stream, error);
  }

  #onRequest(onFinish) {
    this.#request = { target: this.#stream.req, listener: onFinish };
    this.#stream.req.on('finish', onFinish);
  }

  #onFinish() {
    const stream = this.#stream;
    this.#writableFinished = true;
    // A stream that is destroyed already may never emit 'close'.
    if (stream.destroyed) this.#waitsForClose = false;
    if (this.#waitsForClose && (!stream.readable || this.#readable)) return;
    if (!this.#readable || this.#readableFinished) this.#settle();
  }

  #onEnd() {
    const stream = this.#stream;
    this.#readableFinished = true;
    if (stream.destroyed) this.#waitsForClose = false;
    if (this.#waitsForClose && (!stream.writable || this.#writable)) return;
    if (!this.#writable || this.#writableFinished) this.#settle();
  }

  #onClose() {
    const stream = this.#stream;
    const error = errorOf(stream);
    if (error) {
      this.#settle(error);
      return;
    }
    const cutReadable =
      this.#readable &&
      !this.#readableFinished &&
      isReadableNodeStream(stream, true) &&
      !isReadableFinished(stream, false);
    const cutWritable = this.#writable && !this.#writableFinished && !isWritableFinished(stream, false);
    if (cutReadable || cutWritable) this.#settle(new codes.ERR_STREAM_PREMATURE_CLOSE());
    else this.#settle();
  }

  #onAlreadyOver() {
    const error = errorOf(this.#stream);
    if (error) this.#settle(error);
    else this.#settle();
  }

  /** Whether a stream that has not closed has nothing more to tell. */
  #isOver() {
    const stream = this.#stream;
    const { _readableState: readableState, _writableState: writableState } = stream;
    if (writableState?.errorEmitted || readableState?.errorEmitted) return !this.#waitsForClose;
    if (
      !this.#readable &&
      (!this.#waitsForClose || isReadable(stream)) &&
      (this.#writableFinished || isWritable(stream) === false) &&
      !writableState?.pendingcb
    ) {
      return true;
    }
    if (
      !this.#writable &&
      (!this.#waitsForClose || isWritable(stream)) &&
      (this.#readableFinished || isReadable(stream) === false)
    ) {
      return true;
    }
    return Boolean(readableState && stream.req && stream.aborted);
  }
}

/** The error that ended a stream; some foreign streams only say that there was one. */
function errorOf(stream) {
  const error = isWritableErrored(stream) || isReadableErrored(stream);
  return typeof error === 'boolean' ? null : error;
}

/** Wraps a callback so that only its first call counts. */
function onlyOnce(callback) {
  let called = false;
  return function (...args) {
    if (called) return;
    called = true;
    callback.apply(this, args);
  };
}

/** Where somebody observes asynchronous operations, the callback runs in the context that finished() was called in. */
function bindContext(callback) {
  if (AsyncContextFrame.current() === undefined && counts.init === 0) return callback;
  const { AsyncResource } = require('async_hooks');
  const resource = new AsyncResource('STREAM_END_OF_STREAM');
  return function (...args) {
    return resource.runInAsyncScope(callback, this, ...args);
  };
}

/**
 * `stream.finished()`.
 *
 * @param {Stream | ReadableStream | WritableStream} stream
 * @param {{ error?: boolean, readable?: boolean, writable?: boolean, signal?: AbortSignal }} [options]
 * @param {(error?: Error | null) => void} callback
 * @returns {() => void} takes the listeners off
 */
function eos(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  const settle = onlyOnce(bindContext(callback));

  if (isReadableStream(stream) || isWritableStream(stream)) return watchWebStream(stream, options, settle);
  if (!isNodeStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }

  const { signal } = options;
  if (!signal || isClosed(stream)) {
    const watch = new EndWatch(stream, options, settle);
    watch.start(options);
    return () => watch.stop();
  }

  let listening;
  const watch = new EndWatch(stream, options, function (...args) {
    listening?.[Symbol.dispose]();
    settle.apply(this, args);
  });
  watch.start(options);
  const abort = () => watch.abort(signal.reason);
  if (signal.aborted) process.nextTick(abort);
  else listening = addAbortListener(signal, abort);
  return () => watch.stop();
}

function watchWebStream(stream, options, callback) {
  const { signal } = options;
  let aborted = false;
  let listening;
  if (signal) {
    const abort = () => {
      aborted = true;
      callback.call(stream, new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) process.nextTick(abort);
    else listening = addAbortListener(signal, abort);
  }
  const settle = (...args) => {
    if (aborted) return;
    process.nextTick(() => {
      listening?.[Symbol.dispose]();
      callback.apply(stream, args);
    });
  };
  stream[kIsClosedPromise].promise.then(settle, settle);
  return ignore;
}

/**
 * `finished()` of stream/promises.
 *
 * @param {Stream | ReadableStream | WritableStream} stream
 * @param {{ cleanup?: boolean }} [options] as eos()'s, and whether the listeners are taken off at the end
 * @returns {Promise<void>}
 */
function finished(stream, options) {
  let autoCleanup = false;
  if (options == null) options = {};
  if (options.cleanup !== undefined) {
    validateBoolean(options.cleanup, 'cleanup');
    autoCleanup = options.cleanup;
  }
  return new Promise((resolve, reject) => {
    const cleanup = eos(stream, options, (error) => {
      if (autoCleanup) cleanup();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = { eos, finished };
