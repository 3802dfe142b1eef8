// Node's streams as web streams, and the other way around: what fromWeb() and toWeb() do.
'use strict';

const { Buffer } = require('buffer');
const { AbortError, codes } = require('internal/errors');
const { validateBoolean, validateObject, validateOneOf } = require('internal/validators');
const Duplex = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { destroyer } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const {
  isDestroyed,
  isReadable,
  isReadableEnded,
  isReadableStream,
  isWritable,
  isWritableEnded,
  isWritableNodeStream,
  isWritableStream,
} = require('internal/streams/utils');
const { isAnyArrayBuffer } = require('internal/util/types');
const { CountQueuingStrategy, ReadableStream, WritableStream } = require('stream/web');

/** An error as the other kind of stream knows it: to be closed too early is to be aborted. */
function translate(error) {
  return error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? new AbortError(undefined, { cause: error }) : error;
}

/** Calls back out of the promise that has just been settled: what is thrown there must not become its rejection. */
function settleWith(callback, ...args) {
  try {
    callback(...args);
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}

function strategyFor(objectMode, highWaterMark) {
  return objectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
}

function closedReadableStream(type) {
  const stream = new ReadableStream({ type });
  stream.cancel();
  return stream;
}

function closedWritableStream() {
  const stream = new WritableStream();
  stream.close();
  return stream;
}

/** Errors after the end concern nobody. */
function ignoreErrors(stream) {
  stream.on('error', () => {});
}

/**
 * @param {Readable} readable
 * @param {{ strategy?: QueuingStrategy, type?: 'bytes' }} [options]
 * @returns {ReadableStream}
 */
function newReadableStreamFromStreamReadable(readable, options = {}) {
  if (typeof readable?._readableState !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', readable);
  }
  validateObject(options, 'options');
  const { type } = options;
  if (type !== undefined) validateOneOf(type, 'options.type', ['bytes', undefined]);
  if (isDestroyed(readable) || !isReadable(readable)) return closedReadableStream(type);

  const objectMode = readable.readableObjectMode;
  const byBytes = type === 'bytes';
  let strategy = options.strategy ?? strategyFor(objectMode, readable.readableHighWaterMark);
  if (byBytes) strategy = { highWaterMark: strategy.highWaterMark };
  let controller;
  let cancelled = false;

  const cleanup = eos(readable, (reason) => {
    const error = translate(reason);
    cleanup();
    ignoreErrors(readable);
    if (error) {
      controller.error(error);
    } else if (!cancelled) {
      controller.close();
      if (byBytes) controller.byobRequest?.respond(0);
    }
  });
  readable.pause();
  readable.on('data', (chunk) => {
    controller.enqueue(objectMode ? chunk : copyOfBytes(chunk));
    if (controller.desiredSize <= 0) readable.pause();
  });

  return new ReadableStream(
    {
      type,
      start(given) {
        controller = given;
      },
      pull() {
        readable.resume();
      },
      cancel(reason) {
        cancelled = true;
        destroyer(readable, reason);
      },
    },
    strategy,
  );
}

/** The reader may transfer the memory, which a Buffer may share with others. */
function copyOfBytes(chunk) {
  return Buffer.isBuffer(chunk) ? new Uint8Array(chunk) : chunk;
}

/**
 * The methods of a Readable that reads from a web stream.
 *
 * @param {ReadableStreamDefaultReader} reader
 */
class WebSource {
  #reader;
  #closed = false;

  constructor(reader) {
    this.#reader = reader;
  }

  /** Follows the end of the web stream. */
  attach(stream, onClosed = () => {}) {
    this.#reader.closed.then(
      () => {
        this.#closed = true;
        onClosed();
      },
      (error) => {
        this.#closed = true;
        destroyer(stream, error);
      },
    );
  }

  read(stream) {
    this.#reader.read().then(
      ({ value, done }) => stream.push(done ? null : value),
      (error) => destroyer(stream, error),
    );
  }

  /** @returns {Promise<void>} when the web stream knows */
  async cancel(error) {
    if (!this.#closed) await this.#reader.cancel(error);
  }
}

/** The methods of a Writable that writes to a web stream. */
class WebSink {
  #writer;
  #closed = false;

  constructor(writer) {
    this.#writer = writer;
  }

  attach(stream) {
    this.#writer.closed.then(
      () => {
        this.#closed = true;
        // Closed from the other side: nothing can be written any more.
        if (!isWritableEnded(stream)) destroyer(stream, new codes.ERR_STREAM_PREMATURE_CLOSE());
      },
      (error) => {
        this.#closed = true;
        destroyer(stream, error);
      },
    );
  }

  async #writeAll(chunks) {
    await this.#writer.ready;
    await Promise.all(chunks.map((chunk) => this.#writer.write(chunk)));
  }

  write(chunk, callback) {
    this.#writeAll([chunk]).then(
      () => settleWith(callback),
      (error) => settleWith(callback, error),
    );
  }

  writev(entries, callback) {
    this.#writeAll(entries.map(({ chunk }) => chunk)).then(
      () => settleWith(callback),
      (error) => settleWith(callback, error),
    );
  }

  final(callback) {
    if (this.#closed) {
      callback();
      return;
    }
    this.#writer.close().then(
      () => settleWith(callback),
      (error) => settleWith(callback, error),
    );
  }

  /** @returns {Promise<void>} when the web stream knows */
  async abort(error) {
    if (this.#closed) return;
    if (error != null) await this.#writer.abort(error);
    else await this.#writer.close();
  }
}

function validateEncodings({ encoding, objectMode = false, decodeStrings = true }) {
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE(encoding, 'options.encoding');
  }
  validateBoolean(decodeStrings, 'options.decodeStrings');
  validateBoolean(objectMode, 'options.objectMode');
  return { encoding, objectMode, decodeStrings };
}

/**
 * @param {ReadableStream} readableStream
 * @param {{ highWaterMark?: number, encoding?: string, objectMode?: boolean, signal?: AbortSignal }} [options]
 * @returns {Readable}
 */
function newStreamReadableFromReadableStream(readableStream, options = {}) {
  if (!isReadableStream(readableStream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('readableStream', 'ReadableStream', readableStream);
  }
  validateObject(options, 'options');
  const { encoding, objectMode } = validateEncodings(options);
  const source = new WebSource(readableStream.getReader());
  const readable = new Readable({
    objectMode,
    highWaterMark: options.highWaterMark,
    encoding,
    signal: options.signal,
    read() {
      source.read(readable);
    },
    destroy(error, callback) {
      const done = () => settleWith(callback, error);
      source.cancel(error).then(done, done);
    },
  });
  source.attach(readable);
  return readable;
}

/**
 * @param {Writable} writable
 * @param {(chunk: any) => void} [check] throws what is wrong with a chunk, which is the end of the stream then
 * @returns {WritableStream}
 */
function newWritableStreamFromStreamWritable(writable, check = undefined) {
  // http's outgoing messages have no _writableState.
  if (!isWritableNodeStream(writable)) {
    throw new codes.ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', writable);
  }
  if (isDestroyed(writable) || !isWritable(writable)) return closedWritableStream();

  let controller;
  let drained = null;
  let ended = null;

  const cleanup = eos(writable, (reason) => {
    const error = translate(reason);
    cleanup();
    ignoreErrors(writable);
    if (error) {
      drained?.reject(error);
      // Handed to the caller of close(); where nobody waits for it, the controller tells.
      ended?.reject(error);
      controller.error(error);
    } else if (ended !== null) {
      ended.resolve();
    } else {
      controller.error(new AbortError());
    }
  });
  writable.on('drain', () => drained?.resolve());

  return new WritableStream(
    {
      start(given) {
        controller = given;
      },
      async write(chunk) {
        if (check !== undefined) {
          try {
            check(chunk);
          } catch (error) {
            destroyer(writable, error);
            throw error;
          }
        }
        if (isAnyArrayBuffer(chunk) && !writable.writableObjectMode) chunk = new Uint8Array(chunk);
        if (!writable.writableNeedDrain && writable.write(chunk)) return;
        drained = Promise.withResolvers();
        try {
          await drained.promise;
        } finally {
          drained = null;
        }
      },
      abort(reason) {
        destroyer(writable, reason);
      },
      close() {
        if (ended === null && !isWritableEnded(writable)) {
          ended = Promise.withResolvers();
          writable.end();
        }
        return ended?.promise;
      },
    },
    strategyFor(writable.writableObjectMode ?? false, writable.writableHighWaterMark),
  );
}

/**
 * @param {WritableStream} writableStream
 * @param {{ highWaterMark?: number, decodeStrings?: boolean, objectMode?: boolean, signal?: AbortSignal }} [options]
 * @returns {Writable}
 */
function newStreamWritableFromWritableStream(writableStream, options = {}) {
  if (!isWritableStream(writableStream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('writableStream', 'WritableStream', writableStream);
  }
  validateObject(options, 'options');
  const { objectMode, decodeStrings } = validateEncodings(options);
  const sink = new WebSink(writableStream.getWriter());
  const writable = new Writable({
    highWaterMark: options.highWaterMark,
    objectMode,
    decodeStrings,
    signal: options.signal,
    write: (chunk, encoding, callback) => sink.write(chunk, callback),
    writev: (chunks, callback) => sink.writev(chunks, callback),
    final: (callback) => sink.final(callback),
    destroy(error, callback) {
      const done = () => settleWith(callback, error);
      sink.abort(error).then(done, done);
    },
  });
  sink.attach(writable);
  return writable;
}

/**
 * @param {Duplex} duplex
 * @param {{ readableType?: 'bytes', type?: 'bytes' }} [options] `type` is the older name
 * @param {(chunk: any) => void} [check] see newWritableStreamFromStreamWritable()
 * @returns {{ readable: ReadableStream, writable: WritableStream }}
 */
function newReadableWritablePairFromDuplex(duplex, options = {}, check = undefined) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  validateObject(options, 'options');
  const type = options.readableType ?? options.type;
  if (type !== undefined) validateOneOf(type, 'options.readableType', ['bytes', undefined]);
  if (isDestroyed(duplex)) return { readable: closedReadableStream(type), writable: closedWritableStream() };
  const writable = isWritable(duplex) ? newWritableStreamFromStreamWritable(duplex, check) : closedWritableStream();
  const readable = isReadable(duplex)
    ? newReadableStreamFromStreamReadable(duplex, { type })
    : closedReadableStream(type);
  return { writable, readable };
}

/**
 * @param {{ readable: ReadableStream, writable: WritableStream }} pair
 * @param {object} [options] allowHalfOpen, decodeStrings, encoding, highWaterMark, objectMode, signal
 * @returns {Duplex}
 */
function newStreamDuplexFromReadableWritablePair(pair = {}, options = {}) {
  validateObject(pair, 'pair');
  if (!isReadableStream(pair.readable)) {
    throw new codes.ERR_INVALID_ARG_TYPE('pair.readable', 'ReadableStream', pair.readable);
  }
  if (!isWritableStream(pair.writable)) {
    throw new codes.ERR_INVALID_ARG_TYPE('pair.writable', 'WritableStream', pair.writable);
  }
  validateObject(options, 'options');
  const { encoding, objectMode, decodeStrings } = validateEncodings(options);
  const source = new WebSource(pair.readable.getReader());
  const sink = new WebSink(pair.writable.getWriter());
  const duplex = new Duplex({
    allowHalfOpen: options.allowHalfOpen ?? false,
    highWaterMark: options.highWaterMark,
    objectMode,
    encoding,
    decodeStrings,
    signal: options.signal,
    read() {
      source.read(duplex);
    },
    write: (chunk, enc, callback) => sink.write(chunk, callback),
    writev: (chunks, callback) => sink.writev(chunks, callback),
    final: (callback) => sink.final(callback),
    destroy(error, callback) {
      const done = () => settleWith(callback, error);
      Promise.all([sink.abort(error), source.cancel(error)]).then(done, done);
    },
  });
  sink.attach(duplex);
  source.attach(duplex, () => {
    if (!isReadableEnded(duplex)) source.read(duplex);
  });
  return duplex;
}

module.exports = {
  newReadableStreamFromStreamReadable,
  newReadableWritablePairFromDuplex,
  newStreamDuplexFromReadableWritablePair,
  newStreamReadableFromReadableStream,
  newStreamWritableFromWritableStream,
  newWritableStreamFromStreamWritable,
};
