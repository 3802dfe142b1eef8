// Web streams. https://nodejs.org/api/webstreams.html
//
// The streams are web-streams-polyfill's, which follows the standard and its tests; here they get what is Node's own: the
// looks under util.inspect. What differs: most of their TypeErrors have no code. Not there: transferring a stream.
'use strict';

const { codes } = require('internal/errors');
const { inspect } = require('internal/util/inspect');
const { queueMicrotask } = require('internal/process/task_queues');
const { CompressionStream, DecompressionStream } = require('internal/webstreams/compression');
const { TextDecoderStream, TextEncoderStream } = require('internal/webstreams/encoding');
const streams = require('internal/npm/web-streams-polyfill/dist/ponyfill.es2018');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

const {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
} = streams;

/** Shows what `describe` makes of the object in place of the fields that the package keeps in it. */
function showAs(Class, describe) {
  Object.defineProperty(Class.prototype, inspectCustom, {
    configurable: true,
    writable: true,
    enumerable: false,
    value(depth, options) {
      if (depth < 0 || this === Class.prototype) return `[${Class.name}]`;
      const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
      return `${this.constructor.name} ${inspect(describe(this), inner)}`;
    },
  });
}

// What stream.finished(), pipeline() and compose() want to know of a web stream.

const kState = Symbol('kState');
const kStoredError = Symbol('kStoredError');
const kEnd = Symbol('kEnd');

function defineHidden(Class, key, read) {
  Object.defineProperty(Class.prototype, key, {
    configurable: true,
    enumerable: false,
    get() {
      return read(this);
    },
  });
}

/** Makes a promise of the end of a stream, by watching the fields that the package keeps its state in. */
function trackEnd(Class) {
  Object.defineProperties(Class.prototype, {
    _state: {
      configurable: true,
      get() {
        return this[kState];
      },
      set(state) {
        this[kState] = state;
        if (this[kEnd] !== undefined) settle(this);
      },
    },
    _storedError: {
      configurable: true,
      get() {
        return this[kStoredError];
      },
      set(error) {
        this[kStoredError] = error;
        if (this[kEnd] !== undefined) settle(this);
      },
    },
  });
  defineHidden(Class, Symbol.for('nodejs.webstream.isClosedPromise'), (stream) => {
    if (stream[kEnd] === undefined) {
      Object.defineProperty(stream, kEnd, { value: Promise.withResolvers(), enumerable: false });
      // Nobody has to handle it.
      stream[kEnd].promise.catch(() => {});
      settle(stream);
    }
    return stream[kEnd];
  });
}

function settle(stream) {
  if (stream[kState] === 'closed') {
    stream[kEnd].resolve();
  } else if (stream[kState] === 'errored') {
    // The error may be set just after the state.
    queueMicrotask(() => stream[kEnd].reject(stream[kStoredError]));
  }
}

function errorFunction(field) {
  return (stream) => (error) => stream[field].error(error);
}

showAs(ReadableStream, (stream) => ({
  locked: stream.locked,
  state: stream._state,
  supportsBYOB: stream._readableStreamController instanceof ReadableByteStreamController,
}));
showAs(WritableStream, (stream) => ({ locked: stream.locked, state: stream._state }));
showAs(TransformStream, (stream) => ({
  readable: stream.readable,
  writable: stream.writable,
  backpressure: stream._backpressure,
}));
showAs(ReadableStreamDefaultReader, (reader) => ({
  stream: reader._ownerReadableStream,
  readRequests: reader._readRequests.length,
  close: reader.closed,
}));
showAs(ReadableStreamBYOBReader, (reader) => ({
  stream: reader._ownerReadableStream,
  requests: reader._readIntoRequests.length,
  close: reader.closed,
}));
showAs(WritableStreamDefaultWriter, (writer) => ({
  stream: writer._ownerWritableStream,
  close: writer.closed,
  ready: writer.ready,
  desiredSize: writer.desiredSize,
}));
showAs(ReadableStreamBYOBRequest, (request) => ({ view: request.view }));
for (const Strategy of [CountQueuingStrategy, ByteLengthQueuingStrategy]) {
  showAs(Strategy, ({ highWaterMark }) => ({ highWaterMark }));
}
for (const Controller of [
  ReadableByteStreamController,
  ReadableStreamDefaultController,
  TransformStreamDefaultController,
  WritableStreamDefaultController,
]) {
  showAs(Controller, () => ({}));
}

trackEnd(ReadableStream);
trackEnd(WritableStream);
for (const [Class, kOpen] of [
  [ReadableStream, 'nodejs.stream.readable'],
  [WritableStream, 'nodejs.stream.writable'],
]) {
  defineHidden(
    Class,
    Symbol.for(kOpen),
    (stream) => stream._state === (Class === ReadableStream ? 'readable' : 'writable'),
  );
  defineHidden(Class, Symbol.for('nodejs.stream.errored'), (stream) => stream._state === 'errored');
}
defineHidden(ReadableStream, Symbol.for('nodejs.stream.disturbed'), (stream) => stream._disturbed);
defineHidden(
  ReadableStream,
  Symbol.for('nodejs.webstream.controllerErrorFunction'),
  errorFunction('_readableStreamController'),
);
defineHidden(
  WritableStream,
  Symbol.for('nodejs.webstream.controllerErrorFunction'),
  errorFunction('_writableStreamController'),
);

const { from } = ReadableStream;
Object.defineProperty(ReadableStream, 'from', {
  configurable: true,
  enumerable: true,
  writable: true,
  /** A stream of what an iterable gives. */
  value: {
    from(iterable) {
      if (iterable == null || (!iterable[Symbol.asyncIterator] && !iterable[Symbol.iterator])) {
        throw new codes.ERR_ARG_NOT_ITERABLE(iterable);
      }
      return from.call(ReadableStream, iterable);
    },
  }.from,
});

module.exports = {
  CompressionStream,
  DecompressionStream,
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableByteStreamController,
  ReadableStreamDefaultController,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  TextEncoderStream,
  TextDecoderStream,
};
