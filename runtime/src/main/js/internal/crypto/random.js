'use strict';

/* Random bytes and numbers: https://nodejs.org/api/crypto.html#cryptorandombytessize-callback */

const { Buffer } = require('buffer');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateBoolean, validateFunction, validateNumber, validateObject } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView, isFloat32Array, isFloat64Array } = require('internal/util/types');
const { lazyDOMException } = require('internal/util');
const { toBuffer } = require('internal/crypto/util');

const binding = internalBinding('crypto');

const MAX_SIZE = 0x7fffffff;
/** 2 ** 48 - 1: what six bytes hold. */
const MAX_RANGE = 0xffffffffffff;
/** Random bytes are fetched that many at a time where few are needed. */
const RESERVE_BYTES = 4096;
/** The most that are taken from the reserve at once. */
const RESERVE_LIMIT = 256;

// ---- the reserve: random bytes used once each ----

let reserve = Buffer.alloc(0);
let reserveOffset = 0;

/** Moves the next `size` bytes of the reserve to where they are needed; none stay behind. */
function takeReserve(target, offset, size) {
  if (reserveOffset + size > reserve.length) {
    reserve = toBuffer(binding.randomBytes(RESERVE_BYTES));
    reserveOffset = 0;
  }
  for (let i = 0; i < size; i++) {
    target[offset + i] = reserve[reserveOffset];
    reserve[reserveOffset++] = 0;
  }
}

/** Fills a range synchronously. */
function fill(bytes, offset, size) {
  if (size <= RESERVE_LIMIT) takeReserve(bytes, offset, size);
  else bytes.set(binding.randomBytes(size), offset);
}

// ---- randomBytes, randomFill ----

function validatePosition(value, name, elementSize, length) {
  validateNumber(value, name);
  const position = value * elementSize;
  const max = Math.min(length, MAX_SIZE);
  if (Number.isNaN(position) || position > max || position < 0) {
    throw new ERR_OUT_OF_RANGE(name, `>= 0 && <= ${max}`, position);
  }
  return position >>> 0;
}

function validateSize(value, elementSize, offset, length) {
  validateNumber(value, 'size');
  const size = value * elementSize;
  if (Number.isNaN(size) || size > MAX_SIZE || size < 0) {
    throw new ERR_OUT_OF_RANGE('size', `>= 0 && <= ${MAX_SIZE}`, size);
  }
  if (size + offset > length) throw new ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, size + offset);
  return size >>> 0;
}

/**
 * @param {number} size
 * @param {(error: Error | null, buffer: Buffer) => void} [callback]
 * @returns {Buffer | undefined} the bytes, if there is no callback
 */
function randomBytes(size, callback) {
  size = validateSize(size, 1, 0, Infinity);
  if (callback !== undefined) {
    validateFunction(callback, 'callback');
    binding.randomBytes.async((error, bytes) => {
      if (error !== null) callback(error);
      else callback(null, toBuffer(bytes));
    }, size);
    return undefined;
  }
  if (size > RESERVE_LIMIT) return toBuffer(binding.randomBytes(size));
  const buffer = Buffer.allocUnsafeSlow(size);
  takeReserve(buffer, 0, size);
  return buffer;
}

/** The bytes, offset and size that randomFill's arguments mean, all in bytes. */
function fillRange(buf, offset, size) {
  if (!isAnyArrayBuffer(buf) && !isArrayBufferView(buf)) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  }
  const elementSize = buf.BYTES_PER_ELEMENT || 1;
  const start = validatePosition(offset ?? 0, 'offset', elementSize, buf.byteLength);
  const count = size === undefined ? buf.byteLength - start : validateSize(size, elementSize, start, buf.byteLength);
  const bytes = isArrayBufferView(buf)
    ? new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength)
    : new Uint8Array(buf);
  return { bytes, start, count };
}

/**
 * @template T
 * @param {T} buf
 * @param {number} [offset] in elements
 * @param {number} [size] in elements
 * @returns {T}
 */
function randomFillSync(buf, offset = 0, size) {
  const { bytes, start, count } = fillRange(buf, offset, size);
  if (count > 0) fill(bytes, start, count);
  return buf;
}

/**
 * @template T
 * @param {T} buf
 * @param {number} [offset] in elements
 * @param {number} [size] in elements
 * @param {(error: Error | null, buf: T) => void} callback
 */
function randomFill(buf, offset, size, callback) {
  if (!isAnyArrayBuffer(buf) && !isArrayBufferView(buf)) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  }
  if (typeof offset === 'function') {
    callback = offset;
    offset = 0;
    size = undefined;
  } else if (typeof size === 'function') {
    callback = size;
    size = undefined;
  } else {
    validateFunction(callback, 'callback');
  }
  const { bytes, start, count } = fillRange(buf, offset, size);
  if (count === 0) {
    process.nextTick(callback, null, buf);
    return;
  }
  binding.randomBytes.async((error, filled) => {
    if (error !== null) {
      callback(error);
      return;
    }
    bytes.set(filled, start);
    callback(null, buf);
  }, count);
}

// ---- randomInt, randomUUID ----

const six = Buffer.alloc(6);

/**
 * An integer from `min` on and below `max`, all equally likely.
 * @param {number} [min]
 * @param {number} max
 * @param {(error: Error | undefined, n: number) => void} [callback]
 * @returns {number | undefined}
 */
function randomInt(min, max, callback) {
  const minNotSpecified = max === undefined || typeof max === 'function';
  if (minNotSpecified) {
    callback = max;
    max = min;
    min = 0;
  }
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (!(range <= MAX_RANGE)) {
    throw new ERR_OUT_OF_RANGE(minNotSpecified ? 'max' : 'max - min', `<= ${MAX_RANGE}`, range);
  }
  // Numbers of an incomplete last range would make small results likelier: they are thrown away.
  const limit = MAX_RANGE - (MAX_RANGE % range);
  let value;
  do {
    takeReserve(six, 0, 6);
    value = six.readUIntBE(0, 6);
  } while (value >= limit);
  const result = (value % range) + min;
  if (callback === undefined) return result;
  process.nextTick(callback, undefined, result);
  return undefined;
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const sixteen = new Uint8Array(16);

/**
 * A random UUID (version 4).
 * @param {{disableEntropyCache?: boolean}} [options] whether each is made of bytes fetched for it alone
 * @returns {string}
 */
function randomUUID(options) {
  let fresh = false;
  if (options !== undefined) {
    validateObject(options, 'options');
    const { disableEntropyCache = false } = options;
    validateBoolean(disableEntropyCache, 'options.disableEntropyCache');
    fresh = disableEntropyCache;
  }
  if (fresh) sixteen.set(binding.randomBytes(16));
  else takeReserve(sixteen, 0, 16);
  const b = sixteen;
  const h = hexBytes;
  const uuid =
    `${h[b[0]]}${h[b[1]]}${h[b[2]]}${h[b[3]]}-${h[b[4]]}${h[b[5]]}-` +
    `${h[(b[6] & 0x0f) | 0x40]}${h[b[7]]}-${h[(b[8] & 0x3f) | 0x80]}${h[b[9]]}-` +
    `${h[b[10]]}${h[b[11]]}${h[b[12]]}${h[b[13]]}${h[b[14]]}${h[b[15]]}`;
  sixteen.fill(0);
  return uuid;
}

/**
 * Fills an array of integers.
 * @template {ArrayBufferView} T
 * @param {T} data at most 65536 bytes
 * @returns {T}
 */
function getRandomValues(data) {
  if (!isArrayBufferView(data) || isFloat32Array(data) || isFloat64Array(data) || data instanceof DataView) {
    throw lazyDOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (data.byteLength > 65536) {
    throw lazyDOMException(`The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
  }
  return randomFillSync(data, 0);
}

module.exports = { getRandomValues, randomBytes, randomFill, randomFillSync, randomInt, randomUUID };
