'use strict';

/*
 * The read* and write* methods of Buffer. Each is written out for its width: they are the hot path of every binary parser,
 * and arithmetic on bytes is what V8 compiles best. Only the widths 3, 5, 6 and the variable-length forms share code.
 */

const {
  codes: { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateNumber } = require('internal/validators');

// Memory that is a float and its bytes at once.
const float32 = new Float32Array(1);
const float32Bytes = new Uint8Array(float32.buffer);
const float64 = new Float64Array(1);
const float64Bytes = new Uint8Array(float64.buffer);

/** Reports an offset that lies outside of a buffer in which `length` is the last valid one. */
function outOfBounds(value, length, name) {
  if (Math.floor(value) !== value) {
    validateNumber(value, name ?? 'offset');
    throw new ERR_OUT_OF_RANGE(name ?? 'offset', 'an integer', value);
  }
  if (length < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  throw new ERR_OUT_OF_RANGE(name ?? 'offset', `>= ${name ? 1 : 0} and <= ${length}`, value);
}

/** Both ends of the range must be there; a missing byte reads as undefined. */
function checkRange(buffer, offset, width) {
  validateNumber(offset, 'offset');
  if (buffer[offset] === undefined || buffer[offset + width - 1] === undefined) {
    outOfBounds(offset, buffer.length - width);
  }
}

/** Reports a value that does not fit into `width` bytes. */
function valueOutOfRange(value, min, max, width) {
  const n = typeof min === 'bigint' ? 'n' : '';
  let range;
  if (width > 4) {
    const bits = width * 8;
    range =
      min === 0 || min === 0n
        ? `>= 0${n} and < 2${n} ** ${bits}${n}`
        : `>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}`;
  } else {
    range = `>= ${min}${n} and <= ${max}${n}`;
  }
  throw new ERR_OUT_OF_RANGE('value', range, value);
}

function checkByteLength(width) {
  if (width === undefined) throw new ERR_INVALID_ARG_TYPE('byteLength', 'number', width);
  if (!(width >= 1 && width <= 6) || Math.floor(width) !== width) outOfBounds(width, 6, 'byteLength');
}

// ---- variable width: 1 to 6 bytes ----

function readBytesLE(buffer, offset, width) {
  let value = 0;
  for (let i = width - 1; i >= 0; i--) value = value * 256 + buffer[offset + i];
  return value;
}

function readBytesBE(buffer, offset, width) {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + buffer[offset + i];
  return value;
}

function toSigned(value, width) {
  const limit = 2 ** (width * 8 - 1);
  return value >= limit ? value - 2 * limit : value;
}

function writeBytesLE(buffer, value, offset, width) {
  // Two's complement in two parts, because bit operations see 32 bits only.
  let low = value | 0;
  let high = Math.floor(value / 2 ** 32);
  for (let i = 0; i < width; i++) {
    if (i < 4) {
      buffer[offset + i] = low;
      low >>>= 8;
    } else {
      buffer[offset + i] = high;
      high >>= 8;
    }
  }
}

function writeBytesBE(buffer, value, offset, width) {
  let low = value | 0;
  let high = Math.floor(value / 2 ** 32);
  for (let i = 0; i < width; i++) {
    const at = offset + width - 1 - i;
    if (i < 4) {
      buffer[at] = low;
      low >>>= 8;
    } else {
      buffer[at] = high;
      high >>= 8;
    }
  }
}

function checkVariableWrite(buffer, value, offset, width, signed) {
  const max = signed ? 2 ** (width * 8 - 1) - 1 : 2 ** (width * 8) - 1;
  const min = signed ? -max - 1 : 0;
  // One byte is the only width of which Node looks at the offset first.
  if (width === 1) validateNumber(offset, 'offset');
  if (value > max || value < min) valueOutOfRange(value, min, max, width);
  checkRange(buffer, offset, width);
}

const variable = {
  readUIntLE(offset, byteLength) {
    if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
    checkByteLength(byteLength);
    checkRange(this, offset, byteLength);
    return readBytesLE(this, offset, byteLength);
  },
  readUIntBE(offset, byteLength) {
    if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
    checkByteLength(byteLength);
    checkRange(this, offset, byteLength);
    return readBytesBE(this, offset, byteLength);
  },
  readIntLE(offset, byteLength) {
    if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
    checkByteLength(byteLength);
    checkRange(this, offset, byteLength);
    return toSigned(readBytesLE(this, offset, byteLength), byteLength);
  },
  readIntBE(offset, byteLength) {
    if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
    checkByteLength(byteLength);
    checkRange(this, offset, byteLength);
    return toSigned(readBytesBE(this, offset, byteLength), byteLength);
  },
  writeUIntLE(value, offset, byteLength) {
    checkByteLength(byteLength);
    value = +value;
    checkVariableWrite(this, value, offset, byteLength, false);
    writeBytesLE(this, value, offset, byteLength);
    return offset + byteLength;
  },
  writeUIntBE(value, offset, byteLength) {
    checkByteLength(byteLength);
    value = +value;
    checkVariableWrite(this, value, offset, byteLength, false);
    writeBytesBE(this, value, offset, byteLength);
    return offset + byteLength;
  },
  writeIntLE(value, offset, byteLength) {
    checkByteLength(byteLength);
    value = +value;
    checkVariableWrite(this, value, offset, byteLength, true);
    writeBytesLE(this, value, offset, byteLength);
    return offset + byteLength;
  },
  writeIntBE(value, offset, byteLength) {
    checkByteLength(byteLength);
    value = +value;
    checkVariableWrite(this, value, offset, byteLength, true);
    writeBytesBE(this, value, offset, byteLength);
    return offset + byteLength;
  },
};

// ---- 8, 16 and 32 bits ----

const readers = {
  readUInt32LE(offset = 0) {
    validateNumber(offset, 'offset');
    const first = this[offset];
    const last = this[offset + 3];
    if (first === undefined || last === undefined) outOfBounds(offset, this.length - 4);
    return (first | (this[offset + 1] << 8) | (this[offset + 2] << 16) | (last << 24)) >>> 0;
  },
  readUInt16LE(offset = 0) {
    validateNumber(offset, 'offset');
    const first = this[offset];
    const last = this[offset + 1];
    if (first === undefined || last === undefined) outOfBounds(offset, this.length - 2);
    return first | (last << 8);
  },
  readUInt8(offset = 0) {
    validateNumber(offset, 'offset');
    const value = this[offset];
    if (value === undefined) outOfBounds(offset, this.length - 1);
    return value;
  },
  readUInt32BE(offset = 0) {
    validateNumber(offset, 'offset');
    const first = this[offset];
    const last = this[offset + 3];
    if (first === undefined || last === undefined) outOfBounds(offset, this.length - 4);
    return ((first << 24) | (this[offset + 1] << 16) | (this[offset + 2] << 8) | last) >>> 0;
  },
  readUInt16BE(offset = 0) {
    validateNumber(offset, 'offset');
    const first = this[offset];
    const last = this[offset + 1];
    if (first === undefined || last === undefined) outOfBounds(offset, this.length - 2);
    return (first << 8) | last;
  },
  readInt32LE(offset = 0) {
    validateNumber(offset, 'offset');
    const first = this[offset];
    const last = this[offset + 3];
    if (first === undefined || last === undefined) outOfBounds(offset, this.length - 4);
    return first | (this[offset + 1] << 8) | (this[offset + 2] << 16) | (last << 24);
  },
  readInt16LE(offset = 0) {
    validateNumber(offset, 'offset');
    const first = this[offset];
    const last = this[offset + 1];
    if (first === undefined || last === undefined) outOfBounds(offset, this.length - 2);
    return ((first | (last << 8)) << 16) >> 16;
  },
  readInt8(offset = 0) {
    validateNumber(offset, 'offset');
    const value = this[offset];
    if (value === undefined) outOfBounds(offset, this.length - 1);
    return (value << 24) >> 24;
  },
  readInt32BE(offset = 0) {
    validateNumber(offset, 'offset');
    const first = this[offset];
    const last = this[offset + 3];
    if (first === undefined || last === undefined) outOfBounds(offset, this.length - 4);
    return (first << 24) | (this[offset + 1] << 16) | (this[offset + 2] << 8) | last;
  },
  readInt16BE(offset = 0) {
    validateNumber(offset, 'offset');
    const first = this[offset];
    const last = this[offset + 1];
    if (first === undefined || last === undefined) outOfBounds(offset, this.length - 2);
    return (((first << 8) | last) << 16) >> 16;
  },
};

function put8(buffer, value, offset, min, max) {
  value = +value;
  validateNumber(offset, 'offset');
  if (value > max || value < min) valueOutOfRange(value, min, max, 1);
  if (buffer[offset] === undefined) outOfBounds(offset, buffer.length - 1);
  buffer[offset] = value;
  return offset + 1;
}

function check16(buffer, value, offset, min, max) {
  if (value > max || value < min) valueOutOfRange(value, min, max, 2);
  checkRange(buffer, offset, 2);
}

function put16LE(buffer, value, offset, min, max) {
  value = +value;
  check16(buffer, value, offset, min, max);
  buffer[offset] = value;
  buffer[offset + 1] = value >>> 8;
  return offset + 2;
}

function put16BE(buffer, value, offset, min, max) {
  value = +value;
  check16(buffer, value, offset, min, max);
  buffer[offset] = value >>> 8;
  buffer[offset + 1] = value;
  return offset + 2;
}

function put32LE(buffer, value, offset, min, max) {
  value = +value;
  if (value > max || value < min) valueOutOfRange(value, min, max, 4);
  checkRange(buffer, offset, 4);
  buffer[offset] = value;
  buffer[offset + 1] = value >>> 8;
  buffer[offset + 2] = value >>> 16;
  buffer[offset + 3] = value >>> 24;
  return offset + 4;
}

function put32BE(buffer, value, offset, min, max) {
  value = +value;
  if (value > max || value < min) valueOutOfRange(value, min, max, 4);
  checkRange(buffer, offset, 4);
  buffer[offset] = value >>> 24;
  buffer[offset + 1] = value >>> 16;
  buffer[offset + 2] = value >>> 8;
  buffer[offset + 3] = value;
  return offset + 4;
}

const writers = {
  writeUInt32LE(value, offset = 0) {
    return put32LE(this, value, offset, 0, 0xffffffff);
  },
  writeUInt16LE(value, offset = 0) {
    return put16LE(this, value, offset, 0, 0xffff);
  },
  writeUInt8(value, offset = 0) {
    return put8(this, value, offset, 0, 0xff);
  },
  writeUInt32BE(value, offset = 0) {
    return put32BE(this, value, offset, 0, 0xffffffff);
  },
  writeUInt16BE(value, offset = 0) {
    return put16BE(this, value, offset, 0, 0xffff);
  },
  writeInt32LE(value, offset = 0) {
    return put32LE(this, value, offset, -0x80000000, 0x7fffffff);
  },
  writeInt16LE(value, offset = 0) {
    return put16LE(this, value, offset, -0x8000, 0x7fff);
  },
  writeInt8(value, offset = 0) {
    return put8(this, value, offset, -0x80, 0x7f);
  },
  writeInt32BE(value, offset = 0) {
    return put32BE(this, value, offset, -0x80000000, 0x7fffffff);
  },
  writeInt16BE(value, offset = 0) {
    return put16BE(this, value, offset, -0x8000, 0x7fff);
  },
};

// ---- 64 bits ----

function low32(buffer, offset, littleEndian) {
  return littleEndian
    ? (buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16) | (buffer[offset + 3] << 24)) >>> 0
    : ((buffer[offset] << 24) | (buffer[offset + 1] << 16) | (buffer[offset + 2] << 8) | buffer[offset + 3]) >>> 0;
}

const bigReaders = {
  readBigUInt64LE(offset = 0) {
    checkRange(this, offset, 8);
    return BigInt(low32(this, offset, true)) + (BigInt(low32(this, offset + 4, true)) << 32n);
  },
  readBigUInt64BE(offset = 0) {
    checkRange(this, offset, 8);
    return (BigInt(low32(this, offset, false)) << 32n) + BigInt(low32(this, offset + 4, false));
  },
  readBigInt64LE(offset = 0) {
    checkRange(this, offset, 8);
    return BigInt(low32(this, offset, true)) + (BigInt(low32(this, offset + 4, true) | 0) << 32n);
  },
  readBigInt64BE(offset = 0) {
    checkRange(this, offset, 8);
    return (BigInt(low32(this, offset, false) | 0) << 32n) + BigInt(low32(this, offset + 4, false));
  },
};

function put64(buffer, value, offset, min, max, littleEndian) {
  if (value > max || value < min) valueOutOfRange(value, min, max, 8);
  checkRange(buffer, offset, 8);
  let low = Number(value & 0xffffffffn);
  let high = Number((value >> 32n) & 0xffffffffn);
  for (let i = 0; i < 4; i++) {
    buffer[littleEndian ? offset + i : offset + 7 - i] = low;
    buffer[littleEndian ? offset + 4 + i : offset + 3 - i] = high;
    low >>>= 8;
    high >>>= 8;
  }
  return offset + 8;
}

const bigWriters = {
  writeBigUInt64LE(value, offset = 0) {
    return put64(this, value, offset, 0n, 0xffffffffffffffffn, true);
  },
  writeBigUInt64BE(value, offset = 0) {
    return put64(this, value, offset, 0n, 0xffffffffffffffffn, false);
  },
  writeBigInt64LE(value, offset = 0) {
    return put64(this, value, offset, -0x8000000000000000n, 0x7fffffffffffffffn, true);
  },
  writeBigInt64BE(value, offset = 0) {
    return put64(this, value, offset, -0x8000000000000000n, 0x7fffffffffffffffn, false);
  },
};

// ---- floating point; every machine that Gori runs on is little-endian ----

/** A value as a number; of all that are none, V8 would store different bits. */
function toFloat(value) {
  const number = +value;
  return Number.isNaN(number) ? NaN : number;
}

const floats = {
  readFloatLE(offset = 0) {
    checkRange(this, offset, 4);
    for (let i = 0; i < 4; i++) float32Bytes[i] = this[offset + i];
    return float32[0];
  },
  readFloatBE(offset = 0) {
    checkRange(this, offset, 4);
    for (let i = 0; i < 4; i++) float32Bytes[3 - i] = this[offset + i];
    return float32[0];
  },
  readDoubleLE(offset = 0) {
    checkRange(this, offset, 8);
    for (let i = 0; i < 8; i++) float64Bytes[i] = this[offset + i];
    return float64[0];
  },
  readDoubleBE(offset = 0) {
    checkRange(this, offset, 8);
    for (let i = 0; i < 8; i++) float64Bytes[7 - i] = this[offset + i];
    return float64[0];
  },
  writeFloatLE(val, offset = 0) {
    val = toFloat(val);
    checkRange(this, offset, 4);
    float32[0] = val;
    for (let i = 0; i < 4; i++) this[offset + i] = float32Bytes[i];
    return offset + 4;
  },
  writeFloatBE(val, offset = 0) {
    val = toFloat(val);
    checkRange(this, offset, 4);
    float32[0] = val;
    for (let i = 0; i < 4; i++) this[offset + i] = float32Bytes[3 - i];
    return offset + 4;
  },
  writeDoubleLE(val, offset = 0) {
    val = toFloat(val);
    checkRange(this, offset, 8);
    float64[0] = val;
    for (let i = 0; i < 8; i++) this[offset + i] = float64Bytes[i];
    return offset + 8;
  },
  writeDoubleBE(val, offset = 0) {
    val = toFloat(val);
    checkRange(this, offset, 8);
    float64[0] = val;
    for (let i = 0; i < 8; i++) this[offset + i] = float64Bytes[7 - i];
    return offset + 8;
  },
};

/** Method names in the order in which Node defines them; after the unsigned ones come their `Uint` aliases. */
const groups = [
  ['readBigUInt64LE', 'readBigUInt64BE'],
  ['readBigInt64LE', 'readBigInt64BE'],
  ['writeBigUInt64LE', 'writeBigUInt64BE'],
  ['writeBigInt64LE', 'writeBigInt64BE'],
  ['readUIntLE', 'readUInt32LE', 'readUInt16LE', 'readUInt8', 'readUIntBE', 'readUInt32BE', 'readUInt16BE'],
  ['readIntLE', 'readInt32LE', 'readInt16LE', 'readInt8', 'readIntBE', 'readInt32BE', 'readInt16BE'],
  ['writeUIntLE', 'writeUInt32LE', 'writeUInt16LE', 'writeUInt8', 'writeUIntBE', 'writeUInt32BE', 'writeUInt16BE'],
  ['writeIntLE', 'writeInt32LE', 'writeInt16LE', 'writeInt8', 'writeIntBE', 'writeInt32BE', 'writeInt16BE'],
  ['readFloatLE', 'readFloatBE', 'readDoubleLE', 'readDoubleBE'],
  ['writeFloatLE', 'writeFloatBE', 'writeDoubleLE', 'writeDoubleBE'],
];

/**
 * Adds the methods to a prototype.
 * @param {object} prototype
 */
function addNumberMethods(prototype) {
  const methods = { ...variable, ...readers, ...writers, ...bigReaders, ...bigWriters, ...floats };
  for (const group of groups) {
    for (const name of group) prototype[name] = methods[name];
    for (const name of group) {
      if (name.includes('UInt')) prototype[name.replace('UInt', 'Uint')] = methods[name];
    }
  }
}

module.exports = { addNumberMethods };
