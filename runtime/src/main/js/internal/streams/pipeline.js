// pipeline(): connects streams, functions and iterables, and makes sure that when one of them fails, all are destroyed.
//
// The parts are walked once, first to last; `flowing` is what the part before gives to the next: a Node stream, a web stream or
// an iterable. Between two Node streams, pipe() does the work; everywhere else a pump, an async function that reads and writes.
// `#pending` counts what has to finish before the callback may be called.
'use strict';

const { AbortError, aggregateTwoErrors, codes } = require('internal/errors');
const { validateAbortSignal, validateFunction } = require('internal/validators');
const { AbortController } = require('internal/abort_controller');
const { addAbortListener } = require('internal/events/abort_listener');
const { destroyer } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const {
  isIterable,
  isNodeStream,
  isReadable,
  isReadableFinished,
  isReadableNodeStream,
  isReadableStream,
  isTransformStream,
  isWebStream,
} = require('internal/streams/utils');

const isPrematureClose = (error) => error?.code === 'ERR_STREAM_PREMATURE_CLOSE';

class Pipeline {
  #streams;
  #callback;
  /** Whether the last stream is ended when its source ends. */
  #endsLast;
  #outerSignal;
  #listening;
  #controller = new AbortController();
  #error;
  /** What the last function returned. */
  #value;
  #pending = 0;
  /** Functions that destroy the parts. */
  #destroys = [];
  /** Functions that take the listeners off the last stream: it may be used on, when all went well. */
  #lastCleanups = [];

  constructor(streams, callback, { signal, end } = {}) {
    this.#streams = streams;
    this.#callback = callback;
    this.#endsLast = end !== false;
    this.#outerSignal = signal;
  }

  run() {
    const outer = this.#outerSignal;
    const onAbort = () => this.#settle(new AbortError(undefined, { cause: outer?.reason }), false);
    if (outer) this.#listening = addAbortListener(outer, onAbort);

    let flowing;
    const last = this.#streams.length - 1;
    for (let i = 0; i <= last; i++) {
      const part = this.#streams[i];
      const at = { index: i, isFirst: i === 0, isLast: i === last, end: i < last || this.#endsLast };
      if (isNodeStream(part)) this.#guard(part, at);
      if (i === 0) flowing = this.#start(part);
      else if (typeof part === 'function') flowing = this.#applyFunction(part, flowing, at);
      else if (isNodeStream(part)) flowing = this.#intoNodeStream(part, flowing, at);
      else if (isWebStream(part)) flowing = this.#intoWebStream(part, flowing, at);
      else flowing = toDuplex(part);
    }
    if (this.#controller.signal.aborted || outer?.aborted) process.nextTick(onAbort);
    return flowing;
  }

  /** One of the things that were waited for is over. */
  #finish = (error) => {
    this.#settle(error, --this.#pending === 0);
  };

  /** Only an error is of interest. */
  #fail = (error) => {
    this.#settle(error, false);
  };

  #settle(error, isFinal) {
    // What follows from an error is often a premature close elsewhere, which may come first.
    if (error && (!this.#error || isPrematureClose(this.#error))) this.#error = error;
    if (!this.#error && !isFinal) return;
    while (this.#destroys.length > 0) this.#destroys.shift()(this.#error);
    this.#listening?.[Symbol.dispose]();
    this.#controller.abort();
    if (!isFinal) return;
    if (!this.#error) for (const cleanup of this.#lastCleanups) cleanup();
    process.nextTick(this.#callback, this.#error, this.#value);
  }

  /** Destroys a stream with the others, and the others with it. */
  #guard(stream, at) {
    if (at.end) {
      const { destroy, cleanup } = watch(stream, !at.isLast, !at.isFirst);
      this.#destroys.push(destroy);
      if (isReadable(stream) && at.isLast) this.#lastCleanups.push(cleanup);
    }
    // Errors that come with neither end nor close.
    const onError = (error) => {
      if (error && error.name !== 'AbortError' && !isPrematureClose(error)) this.#fail(error);
    };
    stream.on('error', onError);
    if (isReadable(stream) && at.isLast) this.#lastCleanups.push(() => stream.removeListener('error', onError));
  }

  #start(part) {
    if (typeof part === 'function') {
      const iterable = part({ signal: this.#controller.signal });
      if (!isIterable(iterable)) {
        throw new codes.ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', iterable);
      }
      return iterable;
    }
    return isIterable(part) || isReadableNodeStream(part) || isTransformStream(part) ? part : toDuplex(part);
  }

  #applyFunction(part, flowing, at) {
    const input = makeAsyncIterable(isTransformStream(flowing) ? flowing.readable : flowing);
    const result = part(input, { signal: this.#controller.signal });
    if (at.isLast) return this.#intoPassThrough(result, at);
    if (!isIterable(result, true)) {
      throw new codes.ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${at.index - 1}]`, result);
    }
    return result;
  }

  /** The last function's result, which may be a value, becomes a stream: pipeline() returns one. */
  #intoPassThrough(result, at) {
    const PassThrough = require('internal/streams/passthrough');
    const stream = new PassThrough({ objectMode: true });
    const then = result?.then;
    if (typeof then === 'function') {
      this.#pending++;
      then.call(
        result,
        (value) => {
          this.#value = value;
          if (value != null) stream.write(value);
          if (at.end) stream.end();
          process.nextTick(this.#finish);
        },
        (error) => {
          stream.destroy(error);
          process.nextTick(this.#finish, error);
        },
      );
    } else if (isIterable(result, true)) {
      this.#pump(result, stream, at.end);
    } else if (isReadableStream(result) || isTransformStream(result)) {
      this.#pump(result.readable || result, stream, at.end);
    } else {
      throw new codes.ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', result);
    }
    const { destroy, cleanup } = watch(stream, false, true);
    this.#destroys.push(destroy);
    this.#lastCleanups.push(cleanup);
    return stream;
  }

  #intoNodeStream(stream, flowing, at) {
    if (isReadableNodeStream(flowing)) {
      this.#pending += 2;
      const cleanup = this.#pipe(flowing, stream, at.end);
      if (isReadable(stream) && at.isLast) this.#lastCleanups.push(cleanup);
    } else if (isTransformStream(flowing) || isReadableStream(flowing)) {
      this.#pump(flowing.readable || flowing, stream, at.end);
    } else if (isIterable(flowing)) {
      this.#pump(flowing, stream, at.end);
    } else {
      throw notASource(flowing);
    }
    return stream;
  }

  #intoWebStream(stream, flowing, at) {
    if (isReadableNodeStream(flowing)) {
      this.#pumpToWeb(makeAsyncIterable(flowing), stream, at.end);
    } else if (isReadableStream(flowing) || isIterable(flowing)) {
      this.#pumpToWeb(flowing, stream, at.end);
    } else if (isTransformStream(flowing)) {
      this.#pumpToWeb(flowing.readable, stream, at.end);
    } else {
      throw notASource(flowing);
    }
    return stream;
  }

  /** Pipes between Node streams; finishes twice. */
  #pipe(source, dest, end) {
    let ended = false;
    dest.on('close', () => {
      // Closed before the source had ended.
      if (!ended) this.#fail(new codes.ERR_STREAM_PREMATURE_CLOSE());
    });
    // The source's end is handled here, because pipe() does nothing for a source that has ended.
    source.pipe(dest, { end: false });
    if (end) {
      const endDest = () => {
        ended = true;
        dest.end();
      };
      if (isReadableFinished(source)) process.nextTick(endDest);
      else source.once('end', endDest);
    } else {
      this.#finish();
    }

    eos(source, { readable: true, writable: false }, (error) => {
      const state = source._readableState;
      if (isPrematureClose(error) && state?.ended && !state.errored && !state.errorEmitted) {
        // Some streams emit 'close' before 'end'; what they have buffered is still to be read.
        source.once('end', this.#finish).once('error', this.#finish);
      } else {
        this.#finish(error);
      }
    });
    return eos(dest, { readable: false, writable: true }, this.#finish);
  }

  #pump(iterable, stream, end) {
    this.#pending++;
    pumpToNode(iterable, stream, this.#finish, end);
  }

  #pumpToWeb(iterable, stream, end) {
    this.#pending++;
    pumpToWeb(iterable, stream, this.#finish, end);
  }
}

function notASource(value) {
  const expected = ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'];
  return new codes.ERR_INVALID_ARG_TYPE('val', expected, value);
}

function toDuplex(value) {
  return require('internal/streams/duplex').from(value);
}

/** How to destroy a stream unless it has finished by itself, and how to stop watching whether it has. */
function watch(stream, reading, writing) {
  let finished = false;
  stream.on('close', () => {
    finished = true;
  });
  const cleanup = eos(stream, { readable: reading, writable: writing }, (error) => {
    finished = !error;
  });
  return {
    destroy(error) {
      if (finished) return;
      finished = true;
      destroyer(stream, error || new codes.ERR_STREAM_DESTROYED('pipe'));
    },
    cleanup,
  };
}

function makeAsyncIterable(value) {
  if (isIterable(value)) return value;
  // Streams of the first generation are none themselves.
  if (isReadableNodeStream(value)) return fromOldStream(value);
  throw new codes.ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], value);
}

async function* fromOldStream(stream) {
  yield* require('internal/streams/readable').prototype[Symbol.asyncIterator].call(stream);
}

/** Writes what is iterated to a Writable, no faster than that takes it. */
async function pumpToNode(iterable, writable, finish, end) {
  let error;
  let settleWait = null;

  const onProgress = (reason) => {
    if (reason) error = reason;
    const settle = settleWait;
    settleWait = null;
    settle?.();
  };
  const wait = () =>
    new Promise((resolve, reject) => {
      if (error) {
        reject(error);
        return;
      }
      settleWait = () => (error ? reject(error) : resolve());
    });

  writable.on('drain', onProgress);
  const cleanup = eos(writable, { readable: false }, onProgress);
  try {
    if (writable.writableNeedDrain) await wait();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await wait();
    }
    if (end) {
      writable.end();
      await wait();
    }
    finish();
  } catch (reason) {
    finish(error !== reason ? aggregateTwoErrors(error, reason) : reason);
  } finally {
    cleanup();
    writable.off('drain', onProgress);
  }
}

/** Writes what is iterated to a web stream. */
async function pumpToWeb(iterable, stream, finish, end) {
  const writer = (isTransformStream(stream) ? stream.writable : stream).getWriter();
  try {
    for await (const chunk of iterable) {
      await writer.ready;
      writer.write(chunk).catch(() => {
        // The stream has failed; writer.ready and close() tell.
      });
    }
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (error) {
    try {
      await writer.abort(error);
      finish(error);
    } catch (abortError) {
      finish(abortError);
    }
  }
}

/**
 * @param {any[]} streams
 * @param {(error?: Error | null, value?: any) => void} callback
 * @param {{ signal?: AbortSignal, end?: boolean }} [options]
 * @returns {any} the last stream
 */
function pipelineImpl(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new codes.ERR_MISSING_ARGS('streams');
  validateAbortSignal(options?.signal, 'options.signal');
  return new Pipeline(streams, callback, options).run();
}

/**
 * `stream.pipeline()`.
 *
 * @param {...any} streams the last one is the callback
 * @returns {any} the last stream
 */
function pipeline(...streams) {
  const last = streams.at(-1);
  validateFunction(last, 'streams[stream.length - 1]');
  streams.pop();
  let called = false;
  return pipelineImpl(streams, (error, value) => {
    if (called) return;
    called = true;
    last(error, value);
  });
}

module.exports = { pipeline, pipelineImpl };
