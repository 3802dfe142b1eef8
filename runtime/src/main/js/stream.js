'use strict';

// https://nodejs.org/api/stream.html

const { Buffer } = require('buffer');
const { isArrayBufferView, isUint8Array } = require('internal/util/types');
const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateAbortSignal, validateObject } = require('internal/validators');
const { promisify } = require('internal/util');
const { Stream } = require('internal/streams/legacy');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const Duplex = require('internal/streams/duplex');
const Transform = require('internal/streams/transform');
const PassThrough = require('internal/streams/passthrough');
const duplexPair = require('internal/streams/duplexpair');
const composeStreams = require('internal/streams/compose');
const utils = require('internal/streams/utils');
const { addAbortSignal, addAbortSignalNoValidate } = require('internal/streams/add-abort-signal');
const { destroyer } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const { promiseReturningOperators, streamReturningOperators } = require('internal/streams/operators');
const { pipeline } = require('internal/streams/pipeline');
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/state');
const promises = require('stream/promises');

/**
 * This stream and another as one Duplex.
 *
 * @param {any} stream a Duplex or Writable, or what Duplex.from() takes
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Duplex}
 */
Readable.prototype.compose = function compose(stream, options) {
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
  if (utils.isNodeStream(stream) && !utils.isWritable(stream)) {
    throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
  }
  const composed = composeStreams(this, stream);
  if (options?.signal) addAbortSignalNoValidate(options.signal, composed);
  return composed;
};

/**
 * Defines a prototype method that cannot be used as a constructor, with the operator's own name and length.
 *
 * @param {string} name
 * @param {Function} operator
 * @param {(result: any) => any} convert
 */
function defineOperator(name, operator, convert) {
  const method = function (...args) {
    if (new.target) throw new ERR_ILLEGAL_CONSTRUCTOR();
    return convert(operator.apply(this, args));
  };
  Object.defineProperty(method, 'name', { __proto__: null, value: name });
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
  defineOperator(name, operator, (result) => Readable.from(result));
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
Stream.finished = eos;
Stream.destroy = destroyer;
Stream.compose = composeStreams;
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark;

Object.defineProperty(Stream, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => promises,
});
Object.defineProperty(pipeline, promisify.custom, { __proto__: null, enumerable: true, get: () => promises.pipeline });
Object.defineProperty(eos, promisify.custom, { __proto__: null, enumerable: true, get: () => promises.finished });

Stream.Stream = Stream;
Stream._isArrayBufferView = isArrayBufferView;
Stream._isUint8Array = isUint8Array;
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
};
