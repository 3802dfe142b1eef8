// Between Node's streams and web streams: toWeb() and fromWeb() of Readable, Writable and Duplex.
'use strict';

const { Buffer } = require('buffer');
const { AbortError, codes } = require('internal/errors');
const {
  CountQueuingStrategy,
  ReadableStream,
  WritableStream,
} = require('internal/npm/web-streams-polyfill/dist/ponyfill.es2018');
const { validateBoolean, validateObject } = require('internal/validators');

const noop = () => {};

// `stream` is loaded after this file, which it needs.
const nodeStreams = () => require('stream');

function isInstance(stream, Class, name, className) {
  if (!(stream instanceof Class)) throw new codes.ERR_INVALID_ARG_TYPE(name, className, stream);
}

/** Calls `callback` when the stream is at its end; a stream that was cut off ends with an AbortError. */
function onEnd(stream, callback) {
  const cleanup = nodeStreams().finished(stream, (error) => {
    if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') error = new AbortError(undefined, { cause: error });
    cleanup();
    // A late error has nobody else to go to.
    stream.on('error', noop);
    callback(error);
  });
}

function strategyFor(objectMode, highWaterMark) {
  return objectMode
    ? new CountQueuingStrategy({ highWaterMark })
    : { highWaterMark, size: (chunk) => chunk.byteLength ?? chunk.length };
}

/**
 * @param {Writable} streamWritable
 * @returns {WritableStream}
 */
function newWritableStreamFromStreamWritable(streamWritable) {
  if (typeof streamWritable?._writableState !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', streamWritable);
  }
  if (streamWritable.destroyed || !streamWritable.writable) {
    const closed = new WritableStream();
    closed.close();
    return closed;
  }

  let controller;
  /** Settled when the stream has drained. */
  let drained;
  /** Settled when the stream has finished, after close() was called. */
  let closing;
  onEnd(streamWritable, (error) => {
    if (error != null) {
      drained?.reject(error);
      if (closing !== undefined) closing.reject(error);
      closing = undefined;
      controller.error(error);
    } else if (closing !== undefined) {
      closing.resolve();
      closing = undefined;
    } else {
      controller.error(new AbortError());
    }
  });
  streamWritable.on('drain', () => drained?.resolve());

  return new WritableStream(
    {
      start(c) {
        controller = c;
      },
      write(chunk) {
        if (streamWritable.writableNeedDrain || !streamWritable.write(chunk)) {
          drained = Promise.withResolvers();
          return drained.promise.finally(() => {
            drained = undefined;
          });
        }
        return undefined;
      },
      abort(reason) {
        streamWritable.destroy(reason);
      },
      close() {
        if (closing === undefined && !streamWritable.writableEnded) closing = Promise.withResolvers();
        const finished = closing?.promise;
        streamWritable.end();
        return finished;
      },
    },
    strategyFor(streamWritable.writableObjectMode, streamWritable.writableHighWaterMark),
  );
}

/** Lets what the callback throws be uncaught, not a rejection. */
function guarded(callback) {
  return (error) => {
    try {
      callback(error);
    } catch (thrown) {
      process.nextTick(() => {
        throw thrown;
      });
    }
  };
}

/** The writing methods of a Node stream on a writer of a web stream. */
function writingMethods(writer, state, { decodeStrings, objectMode }) {
  const decode = (chunk, encoding) =>
    typeof chunk === 'string' && decodeStrings && !objectMode ? new Uint8Array(Buffer.from(chunk, encoding)) : chunk;
  return {
    writev(chunks, callback) {
      const done = guarded(callback);
      writer.ready
        .then(() => Promise.all(chunks.map(({ chunk, encoding }) => writer.write(decode(chunk, encoding)))))
        .then(() => done(), done);
    },
    write(chunk, encoding, callback) {
      const done = guarded(callback);
      writer.ready.then(() => writer.write(decode(chunk, encoding))).then(() => done(), done);
    },
    final(callback) {
      const done = guarded(callback);
      if (state.closed) done();
      else writer.close().then(() => done(), done);
    },
  };
}

function readOptions(options) {
  validateObject(options, 'options');
  const { allowHalfOpen = false, highWaterMark, encoding, decodeStrings = true, objectMode = false, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');
  return { allowHalfOpen, highWaterMark, encoding, decodeStrings, objectMode, signal };
}

/**
 * @param {WritableStream} writableStream
 * @param {{ decodeStrings?: boolean, highWaterMark?: number, objectMode?: boolean, signal?: AbortSignal }} [options]
 * @returns {Writable}
 */
function newStreamWritableFromWritableStream(writableStream, options = {}) {
  isInstance(writableStream, WritableStream, 'writableStream', 'WritableStream');
  const settings = readOptions(options);
  const writer = writableStream.getWriter();
  const state = { closed: false };
  const { Writable } = nodeStreams();
  const writable = new Writable({
    ...settings,
    ...writingMethods(writer, state, settings),
    destroy(error, callback) {
      const done = guarded(() => callback(error));
      if (state.closed) done();
      else if (error != null) writer.abort(error).then(done, done);
      else writer.close().then(done, done);
    },
  });
  followWriter(writer, state, writable);
  return writable;
}

function followWriter(writer, state, stream) {
  writer.closed.then(
    () => {
      state.closed = true;
      if (!stream.writableEnded) stream.destroy(new codes.ERR_STREAM_PREMATURE_CLOSE());
    },
    (error) => {
      state.closed = true;
      stream.destroy(error);
    },
  );
}

/**
 * @param {Readable} streamReadable
 * @param {{ strategy?: QueuingStrategy }} [options]
 * @returns {ReadableStream}
 */
function newReadableStreamFromStreamReadable(streamReadable, options = {}) {
  if (typeof streamReadable?._readableState !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', streamReadable);
  }
  if (streamReadable.destroyed || !streamReadable.readable) {
    const cancelled = new ReadableStream();
    cancelled.cancel();
    return cancelled;
  }

  const objectMode = streamReadable.readableObjectMode;
  let controller;
  let cancelled = false;
  streamReadable.pause();
  onEnd(streamReadable, (error) => {
    if (error) controller.error(error);
    else if (!cancelled) controller.close();
  });
  streamReadable.on('data', (chunk) => {
    // A copy: the buffer may be a piece of the pool.
    controller.enqueue(Buffer.isBuffer(chunk) && !objectMode ? new Uint8Array(chunk) : chunk);
    if (controller.desiredSize <= 0) streamReadable.pause();
  });

  return new ReadableStream(
    {
      start(c) {
        controller = c;
      },
      pull() {
        streamReadable.resume();
      },
      cancel(reason) {
        cancelled = true;
        streamReadable.destroy(reason);
      },
    },
    options?.strategy ?? strategyFor(objectMode, streamReadable.readableHighWaterMark),
  );
}

/** Gives a chunk of the reader to a Node stream. */
function readInto(reader, stream) {
  reader.read().then(
    ({ value, done }) => stream.push(done ? null : value),
    (error) => stream.destroy(error),
  );
}

function followReader(reader, state, stream) {
  reader.closed.then(
    () => {
      state.closed = true;
    },
    (error) => {
      state.closed = true;
      stream.destroy(error);
    },
  );
}

/**
 * @param {ReadableStream} readableStream
 * @param {{ encoding?: string, highWaterMark?: number, objectMode?: boolean, signal?: AbortSignal }} [options]
 * @returns {Readable}
 */
function newStreamReadableFromReadableStream(readableStream, options = {}) {
  isInstance(readableStream, ReadableStream, 'readableStream', 'ReadableStream');
  const { highWaterMark, encoding, objectMode, signal } = readOptions(options);
  const reader = readableStream.getReader();
  const state = { closed: false };
  const { Readable } = nodeStreams();
  const readable = new Readable({
    objectMode,
    highWaterMark,
    encoding,
    signal,
    read() {
      readInto(reader, readable);
    },
    destroy(error, callback) {
      const done = guarded(() => callback(error));
      if (state.closed) done();
      else reader.cancel(error).then(done, done);
    },
  });
  followReader(reader, state, readable);
  return readable;
}

/**
 * @param {Duplex} duplex
 * @param {object} [options] for the readable side
 * @returns {{ readable: ReadableStream, writable: WritableStream }}
 */
function newReadableWritablePairFromDuplex(duplex, options = {}) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex._readableState !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  return {
    writable: newWritableStreamFromStreamWritable(duplex),
    readable: newReadableStreamFromStreamReadable(duplex, options),
  };
}

/**
 * @param {{ readable: ReadableStream, writable: WritableStream }} pair
 * @param {object} [options]
 * @returns {Duplex}
 */
function newStreamDuplexFromReadableWritablePair(pair, options = {}) {
  validateObject(pair, 'pair');
  const { readable, writable } = pair;
  isInstance(readable, ReadableStream, 'pair.readable', 'ReadableStream');
  isInstance(writable, WritableStream, 'pair.writable', 'WritableStream');
  const settings = readOptions(options);
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const writing = { closed: false };
  const reading = { closed: false };
  const { Duplex } = nodeStreams();
  const duplex = new Duplex({
    ...settings,
    ...writingMethods(writer, writing, settings),
    read() {
      readInto(reader, duplex);
    },
    destroy(error, callback) {
      const done = guarded(() => callback(error));
      const ends = [];
      if (!writing.closed) ends.push(error != null ? writer.abort(error) : writer.close());
      if (!reading.closed) ends.push(reader.cancel(error));
      if (ends.length === 0) done();
      else Promise.all(ends).then(done, done);
    },
  });
  followWriter(writer, writing, duplex);
  followReader(reader, reading, duplex);
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
