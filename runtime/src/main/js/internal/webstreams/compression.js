// CompressionStream and DecompressionStream. https://compression.spec.whatwg.org/
'use strict';

const { codes } = require('internal/errors');
const { isArrayBufferView, isSharedArrayBuffer } = require('internal/util/types');
const { inspectAs } = require('internal/webstreams/encoding');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const enumerable = { __proto__: null, enumerable: true };

/** Chunks are bytes that no other thread can change. */
function checkChunk(chunk) {
  if (isSharedArrayBuffer(isArrayBufferView(chunk) ? chunk.buffer : chunk)) {
    throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
}

/**
 * A class of streams through zlib.
 *
 * @param {string} name
 * @param {Record<string, string>} factories functions of zlib by the formats: 'deflate', 'deflate-raw', 'gzip', 'brotli'
 * @param {object} [options] for them
 */
function defineStream(name, factories, options = undefined) {
  const byFormat = { __proto__: null, ...factories };
  const Class = {
    [name]: class {
      #pair;

      constructor(format) {
        const factory = byFormat[`${format}`];
        if (factory === undefined) {
          const error = new TypeError(
            `Failed to construct '${name}': 1st argument '${format}' is not a valid enum value of type CompressionFormat.`,
          );
          error.code = 'ERR_INVALID_ARG_VALUE';
          throw error;
        }
        const { newReadableWritablePairFromDuplex } = require('internal/webstreams/adapters');
        this.#pair = newReadableWritablePairFromDuplex(require('zlib')[factory](options), {}, checkChunk);
      }

      get readable() {
        return this.#pair.readable;
      }

      get writable() {
        return this.#pair.writable;
      }

      [inspectCustom](depth, inspectOptions) {
        const { readable, writable } = this;
        return inspectAs(name, { readable, writable }, depth, inspectOptions, this);
      }
    },
  }[name];
  Object.defineProperties(Class.prototype, {
    readable: enumerable,
    writable: enumerable,
    [Symbol.toStringTag]: { __proto__: null, configurable: true, value: name },
  });
  return Class;
}

/** Bytes in, compressed bytes out. */
const CompressionStream = defineStream('CompressionStream', {
  deflate: 'createDeflate',
  'deflate-raw': 'createDeflateRaw',
  gzip: 'createGzip',
  brotli: 'createBrotliCompress',
});

/** Compressed bytes in, what they stand for out. What follows their end is an error. */
const DecompressionStream = defineStream(
  'DecompressionStream',
  {
    deflate: 'createInflate',
    'deflate-raw': 'createInflateRaw',
    gzip: 'createGunzip',
    brotli: 'createBrotliDecompress',
  },
  { rejectGarbageAfterEnd: true },
);

module.exports = { CompressionStream, DecompressionStream };
