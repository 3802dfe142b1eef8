// Duplex.from(): nearly anything as a Duplex.
'use strict';

const { AbortController } = require('internal/abort_controller');
const { AbortError, codes } = require('internal/errors');
const Duplex = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { destroyer } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const { from } = require('internal/streams/from');
const {
  isDuplexNodeStream,
  isIterable,
  isNodeStream,
  isReadable,
  isReadableNodeStream,
  isReadableStream,
  isWritable,
  isWritableNodeStream,
  isWritableStream,
} = require('internal/streams/utils');

/** A Duplex of which a side that was not asked for does not exist. */
class Duplexify extends Duplex {
  constructor(options) {
    super(options);
    if (options?.readable === false) {
      this._readableState.readable = false;
      this._readableState.ended = true;
      this._readableState.endEmitted = true;
    }
    if (options?.writable === false) {
      this._writableState.writable = false;
      this._writableState.ending = true;
      this._writableState.ended = true;
      this._writableState.finished = true;
    }
  }
}

/**
 * @param {any} body a stream, web stream, Blob, iterable, async function, promise or { readable, writable }
 * @param {string} name of the argument, for errors
 * @returns {Duplex}
 */
function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return joinSides(body, undefined);
  if (isWritableNodeStream(body)) return joinSides(undefined, body);
  if (isNodeStream(body)) return joinSides(undefined, undefined);
  if (isReadableStream(body)) return joinSides(Readable.fromWeb(body), undefined);
  if (isWritableStream(body)) return joinSides(undefined, Writable.fromWeb(body));
  if (typeof body === 'function') return fromFunction(body, name);
  if (isBlob(body)) return duplexify(body.arrayBuffer());
  if (isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
  if (isReadableStream(body?.readable) && isWritableStream(body?.writable)) return Duplexify.fromWeb(body);
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') return fromPair(body);
  if (typeof body?.then === 'function') return fromPromise(body);

  throw new codes.ERR_INVALID_ARG_TYPE(
    name,
    [
      'Blob',
      'ReadableStream',
      'WritableStream',
      'Stream',
      'Iterable',
      'AsyncIterable',
      'Function',
      '{ readable, writable } pair',
      'Promise',
    ],
    body,
  );
}

function isBlob(value) {
  const { Blob } = require('buffer');
  return value instanceof Blob;
}

function fromPair({ readable, writable }) {
  let source;
  let dest;
  if (readable) source = isReadableNodeStream(readable) ? readable : duplexify(readable);
  if (writable) dest = isWritableNodeStream(writable) ? writable : duplexify(writable);
  return joinSides(source, dest);
}

function fromPromise(promise) {
  const stream = new Duplexify({ objectMode: true, writable: false, read() {} });
  promise.then(
    (value) => {
      if (value != null) stream.push(value);
      stream.push(null);
    },
    (error) => destroyer(stream, error),
  );
  return stream;
}

function fromFunction(fn, name) {
  const input = new WrittenValues();
  const { write, final, destroy } = input.methods();
  const result = fn(input.values(), { signal: input.signal });

  // A Duplex that the function made itself.
  if (isDuplexNodeStream(result)) return result;
  if (isIterable(result)) return from(Duplexify, result, { objectMode: true, write, final, destroy });

  const then = result?.then;
  if (typeof then === 'function') {
    let stream;
    const promise = then.call(
      result,
      (value) => {
        if (value != null) throw new codes.ERR_INVALID_RETURN_VALUE('nully', 'body', value);
      },
      (error) => destroyer(stream, error),
    );
    stream = new Duplexify({
      objectMode: true,
      readable: false,
      write,
      final(callback) {
        final(async () => {
          try {
            await promise;
            process.nextTick(callback, null);
          } catch (error) {
            process.nextTick(callback, error);
          }
        });
      },
      destroy,
    });
    return stream;
  }
  throw new codes.ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, result);
}

/** What is written to a stream, as an async iterable: each value is taken before the next is written. */
class WrittenValues {
  #next = Promise.withResolvers();
  #controller = new AbortController();

  get signal() {
    return this.#controller.signal;
  }

  methods() {
    return {
      write: (chunk, encoding, callback) => this.#next.resolve({ chunk, done: false, callback }),
      final: (callback) => this.#next.resolve({ chunk: undefined, done: true, callback }),
      destroy: (error, callback) => {
        this.#controller.abort();
        callback(error);
      },
    };
  }

  async *values() {
    const { signal } = this;
    for (;;) {
      const { chunk, done, callback } = await this.#next.promise;
      process.nextTick(callback);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      this.#next = Promise.withResolvers();
      yield chunk;
    }
  }
}

/** One Duplex of a readable and a writable stream; either may be missing. */
function joinSides(source, dest) {
  const r = source && typeof source.read !== 'function' ? Readable.wrap(source) : source;
  const w = dest;
  let readable = Boolean(isReadable(r));
  let writable = Boolean(isWritable(w));
  const waiting = { close: null, drain: null, finish: null, readable: null };
  const call = (name, ...args) => {
    const callback = waiting[name];
    waiting[name] = null;
    callback?.(...args);
    return callback !== null;
  };

  let over = false;
  const onSideOver = (error) => {
    over = true;
    if (call('close', error)) return;
    if (error) joined.destroy(error);
    else if (!readable && !writable) joined.destroy();
  };

  const joined = new Duplexify({
    readableObjectMode: Boolean(r?.readableObjectMode),
    writableObjectMode: Boolean(w?.writableObjectMode),
    readable,
    writable,
  });

  if (writable) {
    eos(w, (error) => {
      writable = false;
      if (error) destroyer(r, error);
      onSideOver(error);
    });
    joined._write = (chunk, encoding, callback) => {
      if (w.write(chunk, encoding)) callback();
      else waiting.drain = callback;
    };
    joined._final = (callback) => {
      w.end();
      waiting.finish = callback;
    };
    w.on('drain', () => call('drain'));
    w.on('finish', () => call('finish'));
  }

  if (readable) {
    eos(r, (error) => {
      readable = false;
      if (error) destroyer(r, error);
      onSideOver(error);
    });
    r.on('readable', () => call('readable'));
    r.on('end', () => joined.push(null));
    joined._read = () => {
      for (;;) {
        const chunk = r.read();
        if (chunk === null) {
          waiting.readable = joined._read;
          return;
        }
        if (!joined.push(chunk)) return;
      }
    };
  }

  joined._destroy = (error, callback) => {
    const reason = error || over ? error : new AbortError();
    waiting.readable = null;
    waiting.drain = null;
    waiting.finish = null;
    if (over) {
      callback(reason);
      return;
    }
    waiting.close = callback;
    destroyer(w, reason);
    destroyer(r, reason);
  };
  return joined;
}

module.exports = { Duplexify, duplexify };
