'use strict';

// https://nodejs.org/api/stream.html
// The stream classes are those of the readable-stream package (Node's own, as a package); this file assembles them and adds
// what newer versions of Node have.

const { Buffer } = require('buffer');
const { isArrayBufferView } = require('internal/util/types');
const {
  AbortError,
  codes: { ERR_ILLEGAL_CONSTRUCTOR },
} = require('internal/errors');
const {
  promisify: { custom: customPromisify },
} = require('internal/streams/package_util');
const {
  streamReturningOperators,
  promiseReturningOperators,
} = require('internal/npm/readable-stream/lib/internal/streams/operators');
const compose = require('internal/npm/readable-stream/lib/internal/streams/compose');
const {
  setDefaultHighWaterMark,
  getDefaultHighWaterMark,
} = require('internal/npm/readable-stream/lib/internal/streams/state');
const { pipeline } = require('internal/npm/readable-stream/lib/internal/streams/pipeline');
const { destroyer } = require('internal/npm/readable-stream/lib/internal/streams/destroy');
const finished = require('internal/npm/readable-stream/lib/internal/streams/end-of-stream');
const utils = require('internal/npm/readable-stream/lib/internal/streams/utils');
const { addAbortSignal } = require('internal/npm/readable-stream/lib/internal/streams/add-abort-signal');
const { Stream } = require('internal/npm/readable-stream/lib/internal/streams/legacy');
const Readable = require('internal/npm/readable-stream/lib/internal/streams/readable');
const Writable = require('internal/npm/readable-stream/lib/internal/streams/writable');
const Duplex = require('internal/npm/readable-stream/lib/internal/streams/duplex');
const Transform = require('internal/npm/readable-stream/lib/internal/streams/transform');
const PassThrough = require('internal/npm/readable-stream/lib/internal/streams/passthrough');
const duplexPair = require('internal/streams/duplexpair');
const promises = require('stream/promises');

setDefaultHighWaterMark(false, 64 * 1024);

// What is still buffered when a stream is destroyed fails, in a Duplex as in a Writable.
Duplex.prototype.destroy = Writable.prototype.destroy;

/** Destroys the stream; the promise is settled when it has closed. */
Writable.prototype[Symbol.asyncDispose] = function asyncDispose() {
  let error;
  if (!this.destroyed) {
    error = this.writableFinished ? null : new AbortError();
    this.destroy(error);
  }
  return new Promise((resolve, reject) => {
    finished(this, (reason) => (reason && reason.name !== 'AbortError' ? reject(reason) : resolve(null)));
  });
};

/**
 * Defines a prototype method that cannot be used as a constructor, with the operator's own name and length.
 * @param {string} name
 * @param {Function} operator
 * @param {(result: any) => any} convert
 */
function defineOperator(name, operator, convert) {
  const method = function (...args) {
    if (new.target) throw new ERR_ILLEGAL_CONSTRUCTOR();
    return convert(Reflect.apply(operator, this, args));
  };
  Object.defineProperty(method, 'name', { __proto__: null, value: operator.name });
  Object.defineProperty(method, 'length', { __proto__: null, value: operator.length });
  Object.defineProperty(Readable.prototype, name, {
    __proto__: null,
    value: method,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}

for (const [name, operator] of Object.entries(streamReturningOperators)) {
  defineOperator(name, operator, (result) => (name === 'compose' ? result : Readable.from(result)));
}
for (const [name, operator] of Object.entries(promiseReturningOperators)) {
  defineOperator(name, operator, (result) => result);
}

module.exports = Stream;

Stream.isDestroyed = utils.isDestroyed;
Stream.isDisturbed = utils.isDisturbed;
Stream.isErrored = utils.isErrored;
Stream.isReadable = utils.isReadable;
Stream.isWritable = utils.isWritable;
Stream.Readable = Readable;
Stream.Writable = Writable;
Stream.Duplex = Duplex;
Stream.Transform = Transform;
Stream.PassThrough = PassThrough;
Stream.duplexPair = duplexPair;
Stream.pipeline = pipeline;
Stream.addAbortSignal = addAbortSignal;
Stream.finished = finished;
Stream.destroy = destroyer;
Stream.compose = compose;
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark;

Object.defineProperty(Stream, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => promises,
});
Object.defineProperty(pipeline, customPromisify, { __proto__: null, enumerable: true, get: () => promises.pipeline });
Object.defineProperty(finished, customPromisify, { __proto__: null, enumerable: true, get: () => promises.finished });

Stream.Stream = Stream;
Stream._isArrayBufferView = isArrayBufferView;
// The package asks this function whether a chunk is binary; every view counts, as in newer versions.
Stream._isUint8Array = isArrayBufferView;
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
};
