'use strict';

// Compression with deflate in its wrappings, with Brotli and with Zstandard. https://nodejs.org/api/zlib.html

const { Buffer } = require('buffer');
const { codes: errorCodes } = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView, isUint8Array } = require('internal/util/types');
const { validateFunction, validateUint32 } = require('internal/validators');
const { codes, constants } = require('internal/zlib/constants');
const { classes, writeChunkSync } = require('internal/zlib/stream');

const binding = internalBinding('zlib');
const { ERR_BUFFER_TOO_LARGE, ERR_INVALID_ARG_TYPE } = errorCodes;

/** Runs a buffer through a stream on the pool and collects what comes out. */
function runAsync(stream, buffer, callback) {
  validateFunction(callback, 'callback');
  if (isArrayBufferView(buffer) && !isUint8Array(buffer)) {
    buffer = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  } else if (isAnyArrayBuffer(buffer)) {
    buffer = Buffer.from(buffer);
  }
  const outputs = [];
  let total = 0;
  stream.on('data', (chunk) => {
    outputs.push(chunk);
    total += chunk.length;
    if (total <= stream._maxOutputLength) return;
    stream.removeAllListeners('data').removeAllListeners('end');
    stream.close();
    callback(new ERR_BUFFER_TOO_LARGE(stream._maxOutputLength));
  });
  stream.on('error', (error) => {
    stream.removeAllListeners('end');
    callback(error);
  });
  stream.on('end', () => {
    const result = outputs.length === 1 ? outputs[0] : Buffer.concat(outputs, total);
    stream.close();
    if (stream._info) callback(null, { buffer: result, engine: stream });
    else callback(null, result);
  });
  stream.end(buffer);
}

function runSync(stream, buffer) {
  if (typeof buffer === 'string') {
    buffer = Buffer.from(buffer);
  } else if (!isArrayBufferView(buffer)) {
    if (!isAnyArrayBuffer(buffer)) {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], buffer);
    }
    buffer = Buffer.from(buffer);
  }
  const result = writeChunkSync(stream, buffer, stream._finishFlushFlag);
  return stream._info ? { buffer: result, engine: stream } : result;
}

/**
 * The CRC-32 of data.
 *
 * @param {string | ArrayBufferView} data a string stands for its UTF-8 bytes
 * @param {number} [value] the checksum of what came before
 * @returns {number}
 */
function crc32(data, value = 0) {
  if (typeof data !== 'string' && !isArrayBufferView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  validateUint32(value, 'value');
  return binding.crc32(typeof data === 'string' ? Buffer.from(data) : data, value);
}

const named = (name, fn) => Object.defineProperty(fn, 'name', { value: name, configurable: true });

const methods = {};
for (const name of Object.keys(classes)) {
  const Class = classes[name];
  const method = name[0].toLowerCase() + name.slice(1);
  methods[method] = named('asyncBufferWrapper', (buffer, options, callback) => {
    if (typeof options === 'function') {
      callback = options;
      options = {};
    }
    return runAsync(new Class(options), buffer, callback);
  });
  methods[`${method}Sync`] = named('syncBufferWrapper', (buffer, options) => runSync(new Class(options), buffer));
}

const factories = {};
for (const name of Object.keys(classes)) {
  factories[`create${name}`] = named(`create${name}`, (options) => new classes[name](options));
}

module.exports = {
  crc32,
  ...classes,
  ...methods,
};
for (const [name, value] of Object.entries(factories)) {
  Object.defineProperty(module.exports, name, { value, enumerable: true, configurable: false, writable: false });
}
Object.defineProperties(module.exports, {
  constants: { value: constants, enumerable: true, configurable: false, writable: false },
  codes: { value: codes, enumerable: true, configurable: false, writable: false },
});
