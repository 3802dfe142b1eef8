// CompressionStream and DecompressionStream. https://compression.spec.whatwg.org/
'use strict';

const { codes } = require('internal/errors');
const { inspect } = require('internal/util/inspect');
const { isArrayBufferView, isSharedArrayBuffer } = require('internal/util/types');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const enumerable = { __proto__: null, enumerable: true };

const compressors = {
  __proto__: null,
  deflate: 'createDeflate',
  'deflate-raw': 'createDeflateRaw',
  gzip: 'createGzip',
  brotli: 'createBrotliCompress',
};
const decompressors = {
  __proto__: null,
  deflate: 'createInflate',
  'deflate-raw': 'createInflateRaw',
  gzip: 'createGunzip',
  brotli: 'createBrotliDecompress',
};

/** Chunks are bytes that no other thread can change. */
function checkChunk(chunk) {
  if (isSharedArrayBuffer(isArrayBufferView(chunk) ? chunk.buffer : chunk)) {
    throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
}

function open(factories, className, format, options) {
  const factory = factories[`${format}`];
  if (factory === undefined) {
    const error = new TypeError(
      `Failed to construct '${className}': 1st argument '${format}' is not a valid enum value of type CompressionFormat.`,
    );
    error.code = 'ERR_INVALID_ARG_VALUE';
    throw error;
  }
  const { newReadableWritablePairFromDuplex } = require('internal/webstreams/adapters');
  return newReadableWritablePairFromDuplex(require('zlib')[factory](options), {}, checkChunk);
}

function inspectPair(name, { readable, writable }, depth, options, self) {
  if (depth < 0) return self;
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${name} ${inspect({ readable, writable }, inner)}`;
}

/** Bytes in, compressed bytes out. */
class CompressionStream {
  #pair;

  /** @param {'deflate' | 'deflate-raw' | 'gzip' | 'brotli'} format */
  constructor(format) {
    this.#pair = open(compressors, 'CompressionStream', format, {});
  }

  get readable() {
    return this.#pair.readable;
  }

  get writable() {
    return this.#pair.writable;
  }

  [inspectCustom](depth, options) {
    return inspectPair('CompressionStream', this.#pair, depth, options, this);
  }
}

/** Compressed bytes in, what they stand for out. What follows their end is an error. */
class DecompressionStream {
  #pair;

  /** @param {'deflate' | 'deflate-raw' | 'gzip' | 'brotli'} format */
  constructor(format) {
    this.#pair = open(decompressors, 'DecompressionStream', format, { rejectGarbageAfterEnd: true });
  }

  get readable() {
    return this.#pair.readable;
  }

  get writable() {
    return this.#pair.writable;
  }

  [inspectCustom](depth, options) {
    return inspectPair('DecompressionStream', this.#pair, depth, options, this);
  }
}

for (const Class of [CompressionStream, DecompressionStream]) {
  Object.defineProperties(Class.prototype, {
    readable: enumerable,
    writable: enumerable,
    [Symbol.toStringTag]: { __proto__: null, configurable: true, value: Class.name },
  });
}

module.exports = { CompressionStream, DecompressionStream };
