'use strict';

/*
 * What lies below the public Buffer: the class that all buffers are instances of, the pool that small ones are cut from, and
 * the methods that read and write one encoding each (utf8Slice, hexWrite …).
 *
 *   pool (8 KiB ArrayBuffer)   | buf a | buf b |pad| buf c | ........ free ........ |
 *                                                          ^ poolOffset, a multiple of 8
 */

const {
  codes: { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_STRING_TOO_LONG },
} = require('internal/errors');
const { ascii, base64, base64url, hex, latin1, utf16le, utf8 } = require('internal/buffer/codecs');
const { bulkUtf8Encode } = require('internal/buffer/bulk');
const { utf8ByteLength, utf8Write } = require('internal/buffer/utf8');
const { markAsUntransferable } = require('internal/worker/transfer_hooks');
const { addNumberMethods } = require('internal/buffer/numbers');

/** The longest typed array that V8 makes, in elements. */
const kMaxLength = Number.MAX_SAFE_INTEGER;
/** The longest string that V8 makes, in UTF-16 units. */
const kStringMaxLength = 0x1fffffe8;

/** All buffers are of this class; the public `Buffer` function shares its prototype. */
class FastBuffer extends Uint8Array {
  // Written out because the implied constructor spreads its arguments.
  constructor(bufferOrLength, byteOffset, length) {
    super(bufferOrLength, byteOffset, length);
  }
}

// ---- the pool ----

const DEFAULT_POOL_SIZE = 8192;
/** Its length is 0 before the first use, and after somebody transferred the memory away. */
let poolBytes = new Uint8Array();
let pool = poolBytes.buffer;
let poolOffset = 0;

function renewPool(size) {
  poolBytes = new Uint8Array(size);
  pool = poolBytes.buffer;
  poolOffset = 0;
  // Many buffers share it.
  markAsUntransferable(pool);
}

/**
 * Cuts a buffer from the pool, which is renewed when it has no room. Its content is undefined.
 * @param {number} size at most half of `wantedPoolSize`
 * @param {number} [wantedPoolSize] Buffer.poolSize as it is now
 * @returns {FastBuffer}
 */
function allocateFromPool(size, wantedPoolSize = DEFAULT_POOL_SIZE) {
  if (size > poolBytes.length - poolOffset) renewPool(wantedPoolSize);
  const buffer = new FastBuffer(pool, poolOffset, size);
  poolOffset = (poolOffset + size + 7) & ~7;
  return buffer;
}

/**
 * Encodes a string as UTF-8, in the pool if it is short.
 * @param {string} string not empty
 * @param {number} [wantedPoolSize] Buffer.poolSize as it is now
 * @returns {FastBuffer}
 */
function bufferFromUtf8(string, wantedPoolSize = DEFAULT_POOL_SIZE) {
  const { length } = string;
  const half = wantedPoolSize >>> 1;
  // Short: written straight into the pool, then the written part is cut out.
  if (length * 3 < half) {
    if (length * 3 > poolBytes.length - poolOffset) renewPool(wantedPoolSize);
    const written = utf8Write(poolBytes, string, poolOffset, poolBytes.length);
    const buffer = new FastBuffer(pool, poolOffset, written);
    poolOffset = (poolOffset + written + 7) & ~7;
    return buffer;
  }
  const encoded = bulkUtf8Encode(string);
  const size = encoded === undefined ? utf8ByteLength(string) : encoded.length;
  const buffer = size < half ? allocateFromPool(size, wantedPoolSize) : new FastBuffer(size);
  if (encoded === undefined) utf8Write(buffer, string, 0, size);
  else buffer.set(encoded);
  return buffer;
}

// ---- one method for each encoding ----

/** An argument that is a position: undefined is the default, all else becomes an integer that is not negative. */
function toIndex(value, fallback) {
  if (value === undefined) return fallback;
  const index = Math.trunc(+value) || 0;
  if (index < 0) throw genericIndexError();
  return index;
}

// Node throws the next three from C++, so their messages are shorter than those of the same codes elsewhere.

function genericIndexError() {
  return Object.assign(new RangeError('Index out of range'), { code: 'ERR_OUT_OF_RANGE' });
}

function genericTypeError(message) {
  return Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' });
}

function assertBytes(value) {
  if (!(ArrayBuffer.isView(value) && value instanceof Uint8Array)) {
    throw genericTypeError('argument must be a buffer');
  }
}

/**
 * Decodes a checked range; refuses what cannot be a string.
 * @param {import('internal/buffer/codecs').Codec} codec
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end
 * @returns {string}
 */
function decode(codec, bytes, start, end) {
  const size = end - start;
  if (size > 0x0f000000) {
    let units = size;
    if (codec === utf16le) units = size / 2;
    else if (codec === hex) units = size * 2;
    else if (codec === base64 || codec === base64url) units = (size * 4) / 3;
    if (units > kStringMaxLength) throw new ERR_STRING_TOO_LONG(kStringMaxLength);
  }
  return size === 0 ? '' : codec.slice(bytes, start, end);
}

function makeSlice(name, codec) {
  return {
    [name](start, end) {
      assertBytes(this);
      const { length } = this;
      if (length === 0) return '';
      const from = toIndex(start, 0);
      const to = toIndex(end, length);
      if (from >= to) return '';
      if (to > length) throw genericIndexError();
      return decode(codec, this, from, to);
    },
  }[name];
}

/** utf8Write, asciiWrite and latin1Write refuse what does not fit. */
function makeStrictWrite(name, codec) {
  return {
    [name](string, offset = 0, length = this.byteLength - offset) {
      if (typeof string !== 'string') throw new ERR_INVALID_ARG_TYPE('argument', 'string', string);
      if (offset < 0 || offset > this.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
      if (length < 0 || length > this.byteLength - offset) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
      return codec.write(this, string, Math.trunc(offset) || 0, Math.trunc(length) || 0);
    },
  }[name];
}

/** The others write as much as there is room for. */
function makeWrite(name, codec) {
  return {
    [name](string, offset, length) {
      assertBytes(this);
      if (typeof string !== 'string') throw genericTypeError('argument must be a string');
      const at = toIndex(offset, 0);
      if (at > this.length) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
      const room = Math.min(this.length - at, toIndex(length, this.length - at));
      return room === 0 ? 0 : codec.write(this, string, at, room);
    },
  }[name];
}

/**
 * Gives the prototype its number, slice and write methods.
 * @param {object} prototype
 */
function addBufferPrototype(prototype) {
  addNumberMethods(prototype);
  const encodings = [
    ['ascii', ascii],
    ['base64', base64],
    ['base64url', base64url],
    ['latin1', latin1],
    ['hex', hex],
    ['ucs2', utf16le],
    ['utf8', utf8],
  ];
  for (const [name, codec] of encodings) prototype[`${name}Slice`] = makeSlice(`${name}Slice`, codec);
  for (const [name, codec] of encodings) {
    const strict = codec === ascii || codec === latin1 || codec === utf8;
    prototype[`${name}Write`] = (strict ? makeStrictWrite : makeWrite)(`${name}Write`, codec);
  }
}

module.exports = {
  DEFAULT_POOL_SIZE,
  FastBuffer,
  addBufferPrototype,
  allocateFromPool,
  bufferFromUtf8,
  decode,
  kMaxLength,
  kStringMaxLength,
};
