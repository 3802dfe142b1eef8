'use strict';

/* The `buffer` module: https://nodejs.org/api/buffer.html */

const {
  codes: {
    ERR_BUFFER_OUT_OF_BOUNDS,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_BUFFER_SIZE,
    ERR_MISSING_ARGS,
    ERR_OUT_OF_RANGE,
    ERR_UNKNOWN_ENCODING,
  },
  hideStackFrames,
} = require('internal/errors');
const { validateArray, validateInteger, validateNumber, validateString } = require('internal/validators');
const { isAnyArrayBuffer, isTypedArray, isUint8Array } = require('internal/util/types');
const {
  customInspectSymbol,
  defineLazyProperties,
  deprecate,
  isInsideNodeModules,
  lazyDOMException,
} = require('internal/util');
const { ascii, getCodec, hex, latin1, utf16le, utf8 } = require('internal/buffer/codecs');
const { utf8IsValid } = require('internal/buffer/utf8');
const { searchBackward, searchForward } = require('internal/buffer/search');
const {
  DEFAULT_POOL_SIZE,
  FastBuffer,
  addBufferPrototype,
  allocateFromPool,
  bufferFromUtf8,
  decode,
  kMaxLength,
  kStringMaxLength,
} = require('internal/buffer');

addBufferPrototype(FastBuffer.prototype);

/** The true length, whatever a `length` property pretends. */
const getByteLength = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'byteLength').get;

const constants = Object.defineProperties(
  {},
  {
    MAX_LENGTH: { value: kMaxLength, writable: false, enumerable: true },
    MAX_STRING_LENGTH: { value: kStringMaxLength, writable: false, enumerable: true },
  },
);

let inspectMaxBytes = 50;
let constructorWarned = false;

// ---- construction ----

/** Warns once about `new Buffer()`, but only code that is the user's own. */
function warnAboutConstructor() {
  if (constructorWarned) return;
  if (!process.execArgv?.includes('--pending-deprecation') && isInsideNodeModules(3)) return;
  constructorWarned = true;
  process.emitWarning(
    'Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), ' +
      'Buffer.allocUnsafe(), or Buffer.from() methods instead.',
    'DeprecationWarning',
    'DEP0005',
  );
}

/**
 * Deprecated as a constructor: see Buffer.from, Buffer.alloc and Buffer.allocUnsafe.
 * @param {string | object | number} arg
 * @param {string | number} [encodingOrOffset]
 * @param {number} [length]
 */
function Buffer(arg, encodingOrOffset, length) {
  warnAboutConstructor();
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}

Object.defineProperty(Buffer, Symbol.species, {
  configurable: true,
  enumerable: false,
  get() {
    return FastBuffer;
  },
});

Buffer.poolSize = DEFAULT_POOL_SIZE;

const validateSize = hideStackFrames((size) => {
  validateNumber(size, 'size', 0, kMaxLength);
});

/** Encodes a string that is not empty. */
function encode(string, codec) {
  if (codec === utf8) return bufferFromUtf8(string, Buffer.poolSize);
  const size = codec.byteLength(string);
  const buffer = allocate(size);
  const written = codec.write(buffer, string, 0, size);
  return written === size ? buffer : new FastBuffer(buffer.buffer, buffer.byteOffset, written);
}

function fromString(string, encoding) {
  let codec = utf8;
  if (typeof encoding === 'string' && encoding.length !== 0) {
    codec = getCodec(encoding);
    if (codec === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  return string.length === 0 ? new FastBuffer() : encode(string, codec);
}

function fromArrayBuffer(source, byteOffset, length) {
  const offset = byteOffset === undefined ? 0 : +byteOffset || 0;
  const room = source.byteLength - offset;
  if (room < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  // Without a length, a view of a resizable buffer follows its size.
  if (length === undefined) return new FastBuffer(source, offset);
  const wanted = +length;
  if (!(wanted > 0)) return new FastBuffer(source, offset, 0);
  if (wanted > room) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return new FastBuffer(source, offset, wanted);
}

function fromArrayLike(source) {
  const { length } = source;
  if (!(length > 0)) return new FastBuffer();
  if (length < Buffer.poolSize >>> 1) {
    const buffer = allocateFromPool(length, Buffer.poolSize);
    if (length < 32) {
      for (let i = 0; i < length; i++) buffer[i] = source[i];
    } else {
      buffer.set(source, 0);
    }
    return buffer;
  }
  return new FastBuffer(source);
}

/** Arrays, typed arrays, array-like objects and what Buffer's toJSON makes; undefined for all else. */
function fromObject(source) {
  if (source.length !== undefined || isAnyArrayBuffer(source.buffer)) {
    return typeof source.length === 'number' ? fromArrayLike(source) : new FastBuffer();
  }
  if (source.type === 'Buffer' && Array.isArray(source.data)) return fromArrayLike(source.data);
  return undefined;
}

/**
 * @param {string | ArrayBuffer | SharedArrayBuffer | ArrayLike<number> | object} value
 * @param {string | number} [encodingOrOffset]
 * @param {number} [length]
 * @returns {Buffer}
 */
Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const primitive = value.valueOf && value.valueOf();
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) {
      return from(primitive, encodingOrOffset, length);
    }
    const buffer = fromObject(value);
    if (buffer !== undefined) return buffer;
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const string = value[Symbol.toPrimitive]('string');
      if (typeof string === 'string') return fromString(string, encodingOrOffset);
    }
  }
  throw new ERR_INVALID_ARG_TYPE(
    'first argument',
    ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'],
    value,
  );
};

/**
 * Copies the memory of a typed array, or a part of it counted in its elements.
 * @param {ArrayBufferView} view
 * @param {number} [offset]
 * @param {number} [length]
 * @returns {Buffer}
 */
Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  if (!isTypedArray(view)) throw new ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  const size = view.length;
  if (size === 0) return Buffer.alloc(0);
  let start = 0;
  let end = size;
  if (offset !== undefined) {
    validateInteger(offset, 'offset', 0);
    if (offset >= size) return Buffer.alloc(0);
    start = offset;
  }
  if (length !== undefined) {
    validateInteger(length, 'length', 0);
    end = Math.min(size, start + length);
  }
  const width = view.BYTES_PER_ELEMENT;
  return fromArrayLike(new Uint8Array(view.buffer, view.byteOffset + start * width, (end - start) * width));
};

// Buffer is a typed array class in all but its construction.
Object.setPrototypeOf(Buffer, Uint8Array);

/**
 * @param {...number} items
 * @returns {Buffer}
 */
Buffer.of = function of(...items) {
  const buffer = allocate(items.length);
  for (let i = 0; i < items.length; i++) buffer[i] = items[i];
  return buffer;
};

/**
 * A buffer filled with zeros, or with `fill`.
 * @param {number} size
 * @param {string | Uint8Array | number} [fill]
 * @param {string} [encoding]
 * @returns {Buffer}
 */
Buffer.alloc = function alloc(size, fill, encoding) {
  validateSize(size);
  const buffer = new FastBuffer(size);
  return fill !== undefined && fill !== 0 && size > 0 ? fillBuffer(buffer, fill, 0, buffer.length, encoding) : buffer;
};

/**
 * A buffer whose content is undefined, from the pool if it is small.
 * @param {number} size
 * @returns {Buffer}
 */
Buffer.allocUnsafe = function allocUnsafe(size) {
  validateSize(size);
  return allocate(size);
};

/**
 * A buffer whose content is undefined, with memory of its own.
 * @param {number} size
 * @returns {Buffer}
 */
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  validateSize(size);
  return new FastBuffer(size);
};

function allocate(size) {
  if (size <= 0) return new FastBuffer();
  return size < Buffer.poolSize >>> 1 ? allocateFromPool(size, Buffer.poolSize) : new FastBuffer(size);
}

/** Deprecated: see Buffer.allocUnsafeSlow. */
function SlowBuffer(size) {
  validateSize(size);
  return new FastBuffer(size);
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

// ---- static functions ----

/** @param {unknown} value @returns {boolean} */
Buffer.isBuffer = function isBuffer(value) {
  return value instanceof Buffer;
};

/**
 * @param {Uint8Array} buf1
 * @param {Uint8Array} buf2
 * @returns {-1 | 0 | 1}
 */
Buffer.compare = function compare(buf1, buf2) {
  if (!isUint8Array(buf1)) throw new ERR_INVALID_ARG_TYPE('buf1', ['Buffer', 'Uint8Array'], buf1);
  if (!isUint8Array(buf2)) throw new ERR_INVALID_ARG_TYPE('buf2', ['Buffer', 'Uint8Array'], buf2);
  return buf1 === buf2 ? 0 : compareBytes(buf1, 0, buf1.length, buf2, 0, buf2.length);
};

/** @param {unknown} encoding @returns {boolean} */
Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && getCodec(encoding) !== undefined;
};

/**
 * @param {Uint8Array[]} list
 * @param {number} [length] of the result: cut off or filled up with zeros
 * @returns {Buffer}
 */
Buffer.concat = function concat(list, length) {
  validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer();
  if (length !== undefined) validateInteger(length, 'length', 0);
  let size = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (!isUint8Array(part)) throw new ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], part);
    size += getByteLength.call(part);
  }
  if (length !== undefined) size = length;
  const result = allocate(size);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const count = Math.min(getByteLength.call(list[i]), size - at);
    copyBytes(list[i], 0, result, at, count);
    at += count;
  }
  if (at < size) Uint8Array.prototype.fill.call(result, 0, at, size);
  return result;
};

/**
 * @param {string | ArrayBufferView | ArrayBuffer | SharedArrayBuffer} string
 * @param {string} [encoding]
 * @returns {number}
 */
function byteLength(string, encoding) {
  if (typeof string !== 'string') {
    if (ArrayBuffer.isView(string) || isAnyArrayBuffer(string)) return string.byteLength;
    throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  }
  if (string.length === 0) return 0;
  return ((encoding && getCodec(encoding)) || utf8).byteLength(string);
}
Buffer.byteLength = byteLength;

// ---- prototype ----

Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(FastBuffer.prototype, 'constructor', {
  value: Buffer,
  writable: true,
  enumerable: false,
  configurable: true,
});

Object.defineProperty(Buffer.prototype, 'parent', {
  enumerable: true,
  get() {
    return this instanceof Buffer ? this.buffer : undefined;
  },
});

Object.defineProperty(Buffer.prototype, 'offset', {
  enumerable: true,
  get() {
    return this instanceof Buffer ? this.byteOffset : undefined;
  },
});

/** Copies `count` bytes that are there on both sides; the ranges may overlap. */
function copyBytes(source, sourceStart, target, targetStart, count) {
  if (count < 24 && source.buffer !== target.buffer) {
    for (let i = 0; i < count; i++) target[targetStart + i] = source[sourceStart + i];
  } else if (sourceStart === 0 && count === getByteLength.call(source)) {
    target.set(source, targetStart);
  } else {
    target.set(new Uint8Array(source.buffer, source.byteOffset + sourceStart, count), targetStart);
  }
}

function toBytes(view) {
  return isUint8Array(view) ? view : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function toInteger(value, fallback) {
  const number = +value;
  if (Number.isNaN(number)) return fallback;
  return Math.trunc(number);
}

/**
 * @param {ArrayBufferView} target
 * @param {number} [targetStart]
 * @param {number} [sourceStart]
 * @param {number} [sourceEnd]
 * @returns {number} bytes copied
 */
Buffer.prototype.copy = function copy(target, targetStart, sourceStart, sourceEnd) {
  if (!ArrayBuffer.isView(this)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], this);
  if (!ArrayBuffer.isView(target)) throw new ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  const source = toBytes(this);
  const to = targetStart === undefined ? 0 : toInteger(targetStart, 0);
  if (to < 0) throw new ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart);
  const from = sourceStart === undefined ? 0 : toInteger(sourceStart, 0);
  if (from < 0 || from > source.length) {
    throw new ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${source.length}`, sourceStart);
  }
  const end = sourceEnd === undefined ? source.length : toInteger(sourceEnd, 0);
  if (end < 0) throw new ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd);
  if (to >= target.byteLength || from >= end) return 0;
  const count = Math.min(end - from, target.byteLength - to, source.length - from);
  copyBytes(source, from, toBytes(target), to, count);
  return count;
};

/**
 * @param {string} [encoding]
 * @param {number} [start]
 * @param {number} [end]
 * @returns {string}
 */
Buffer.prototype.toString = function toString(encoding, start, end) {
  const { length } = this;
  if (arguments.length === 0) return decode(utf8, this, 0, length);
  let from = 0;
  if (start > 0) {
    if (start >= length) return '';
    from = Math.trunc(start) || 0;
  }
  let to = length;
  if (end !== undefined && !(end > length)) to = Math.trunc(end) || 0;
  if (to <= from) return '';
  let codec = utf8;
  if (encoding !== undefined) {
    codec = getCodec(`${encoding}`);
    if (codec === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  return decode(codec, this, from, to);
};

/** @param {Uint8Array} otherBuffer @returns {boolean} */
Buffer.prototype.equals = function equals(otherBuffer) {
  if (!isUint8Array(otherBuffer)) {
    throw new ERR_INVALID_ARG_TYPE('otherBuffer', ['Buffer', 'Uint8Array'], otherBuffer);
  }
  if (this === otherBuffer) return true;
  const { length } = this;
  return length === otherBuffer.length && compareBytes(this, 0, length, otherBuffer, 0, length) === 0;
};

let utilInspect;

/** util.inspect's view of a buffer: `<Buffer 61 62 ... 3 more bytes>`. */
Buffer.prototype[customInspectSymbol] = function inspect(recurseTimes, ctx) {
  const shown = Math.min(inspectMaxBytes, this.length);
  let text = hex.slice(this, 0, shown).replace(/(..)(?=.)/g, '$1 ');
  const remaining = this.length - inspectMaxBytes;
  if (remaining > 0) text += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
  if (ctx) {
    const extras = ownExtras(this, ctx.showHidden);
    if (extras !== undefined) {
      utilInspect ??= require('internal/util/inspect').inspect;
      if (this.length !== 0) text += ', ';
      // "[Object: null prototype] { a: 1 }" without its frame.
      text += utilInspect(extras, { ...ctx, breakLength: Infinity, compact: true }).slice(27, -2);
    }
  }
  let name = 'Buffer';
  try {
    const { constructor } = this;
    if (typeof constructor === 'function' && Object.hasOwn(constructor, 'name')) ({ name } = constructor);
  } catch {
    // A getter of the user's failed: the default name it is.
  }
  return `<${name} ${text}>`;
};
Buffer.prototype.inspect = Buffer.prototype[customInspectSymbol];

let natives;

/** Own properties beside the bytes, or undefined. */
function ownExtras(buffer, showHidden) {
  natives ??= require('internal/util/natives');
  const { ALL_PROPERTIES, ONLY_ENUMERABLE } = natives.constants;
  let extras;
  for (const key of natives.getOwnNonIndexProperties(buffer, showHidden ? ALL_PROPERTIES : ONLY_ENUMERABLE)) {
    extras ??= { __proto__: null };
    extras[key] = buffer[key];
  }
  return extras;
}

/** @returns {-1 | 0 | 1} the order of two checked ranges */
function compareBytes(a, aStart, aEnd, b, bStart, bEnd) {
  const aLength = aEnd - aStart;
  const bLength = bEnd - bStart;
  const common = Math.min(aLength, bLength);
  for (let i = 0; i < common; i++) {
    const difference = a[aStart + i] - b[bStart + i];
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return aLength === bLength ? 0 : aLength < bLength ? -1 : 1;
}

/**
 * @param {Uint8Array} target
 * @param {number} [targetStart]
 * @param {number} [targetEnd]
 * @param {number} [sourceStart]
 * @param {number} [sourceEnd]
 * @returns {-1 | 0 | 1}
 */
Buffer.prototype.compare = function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  if (!isUint8Array(target)) throw new ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  if (arguments.length === 1) return compareBytes(this, 0, this.length, target, 0, target.length);
  const position = (value, name, fallback, max) => {
    if (value === undefined) return fallback;
    validateInteger(value, name, 0, max);
    return value;
  };
  const bStart = position(targetStart, 'targetStart', 0);
  const bEnd = position(targetEnd, 'targetEnd', target.length, target.length);
  const aStart = position(sourceStart, 'sourceStart', 0);
  const aEnd = position(sourceEnd, 'sourceEnd', this.length, this.length);
  if (aStart >= aEnd) return bStart >= bEnd ? 0 : -1;
  if (bStart >= bEnd) return 1;
  return compareBytes(this, aStart, aEnd, target, bStart, bEnd);
};

// ---- searching ----

/** Where to begin: negative positions count from the end; -1 where nothing can be found. */
function searchStart(length, offset, needleLength, forward) {
  if (offset < 0) {
    if (offset + length >= 0) return length + offset;
    return forward || needleLength === 0 ? 0 : -1;
  }
  if (offset + needleLength <= length) return offset;
  if (needleLength === 0) return length;
  return forward ? -1 : length - 1;
}

function searchBytes(buffer, needle, offset, codec, forward) {
  const start = searchStart(buffer.length, offset, needle.length, forward);
  if (needle.length === 0) return start;
  if (start < 0 || needle.length > buffer.length || (forward && start + needle.length > buffer.length)) return -1;
  if (codec === utf16le) {
    // Text of 16 bits is looked for at even positions only.
    if (needle.length < 2) return -1;
    const even = start & ~1;
    return forward ? searchForward(buffer, needle, even, 2) : searchBackward(buffer, needle, even, 2);
  }
  return forward ? searchForward(buffer, needle, start, 1) : searchBackward(buffer, needle, start, 1);
}

function search(buffer, value, byteOffset, encoding, forward) {
  if (!ArrayBuffer.isView(buffer)) {
    throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  }
  const bytes = toBytes(buffer);
  if (typeof byteOffset === 'string') {
    encoding = byteOffset;
    byteOffset = undefined;
  } else if (byteOffset > 0x7fffffff) {
    byteOffset = 0x7fffffff;
  } else if (byteOffset < -0x80000000) {
    byteOffset = -0x80000000;
  }
  let offset = +byteOffset;
  offset = Number.isNaN(offset) ? (forward ? 0 : bytes.length) : Math.trunc(offset);

  if (typeof value === 'number') {
    const start = searchStart(bytes.length, offset, 1, forward);
    if (start < 0 || bytes.length === 0) return -1;
    const byte = (value >>> 0) & 0xff;
    return forward
      ? Uint8Array.prototype.indexOf.call(bytes, byte, start)
      : Uint8Array.prototype.lastIndexOf.call(bytes, byte, start);
  }
  const codec = encoding === undefined ? utf8 : getCodec(`${encoding}`);
  if (typeof value === 'string') {
    if (codec === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    const needle = value.length === 0 ? new FastBuffer() : encode(value, codec);
    return searchBytes(bytes, needle, offset, codec, forward);
  }
  if (isUint8Array(value)) return searchBytes(bytes, value, offset, codec ?? utf8, forward);
  throw new ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
}

/**
 * @param {string | Uint8Array | number} value
 * @param {number | string} [byteOffset]
 * @param {string} [encoding]
 * @returns {number} -1 if there is none
 */
Buffer.prototype.indexOf = function indexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true);
};

/**
 * @param {string | Uint8Array | number} value
 * @param {number | string} [byteOffset]
 * @param {string} [encoding]
 * @returns {number} -1 if there is none
 */
Buffer.prototype.lastIndexOf = function lastIndexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, false);
};

/**
 * @param {string | Uint8Array | number} value
 * @param {number | string} [byteOffset]
 * @param {string} [encoding]
 * @returns {boolean}
 */
Buffer.prototype.includes = function includes(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true) !== -1;
};

// ---- fill and write ----

/**
 * @param {string | Uint8Array | number | boolean} value
 * @param {number | string} [offset]
 * @param {number | string} [end]
 * @param {string} [encoding]
 * @returns {this}
 */
Buffer.prototype.fill = function fill(value, offset, end, encoding) {
  return fillBuffer(this, value, offset, end, encoding);
};

function fillBuffer(buffer, value, offset, end, encoding) {
  let pattern = value;
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset;
      offset = undefined;
    } else if (typeof end === 'string') {
      encoding = end;
      end = undefined;
    }
    let codec = utf8;
    if (encoding) {
      codec = getCodec(`${encoding}`);
      if (codec === undefined) {
        validateString(encoding, 'encoding');
        throw new ERR_UNKNOWN_ENCODING(encoding);
      }
    }
    pattern = fillPattern(value, codec);
  } else if (typeof value === 'boolean') {
    pattern = +value;
  }
  if (offset === undefined) {
    offset = 0;
    end ??= buffer.length;
  } else {
    validateNumber(offset, 'offset', 0, kMaxLength);
    if (end === undefined) end = buffer.length;
    else validateNumber(end, 'end', 0, buffer.length);
    if (offset >= end) return buffer;
  }
  if (offset > end || end > getByteLength.call(buffer)) throw new ERR_BUFFER_OUT_OF_BOUNDS();

  if (!isUint8Array(pattern) && !ArrayBuffer.isView(pattern)) {
    Uint8Array.prototype.fill.call(buffer, (+pattern >>> 0) & 0xff, offset, end);
    return buffer;
  }
  pattern = toBytes(pattern);
  if (pattern.length === 0) throw new ERR_INVALID_ARG_VALUE('value', value);
  const from = Math.trunc(offset);
  const to = Math.trunc(end);
  // The pattern once, then what is there already, twice as much each time.
  let done = Math.min(pattern.length, to - from);
  if (done <= 0) return buffer;
  const bytes = toBytes(buffer);
  bytes.set(done === pattern.length ? pattern : pattern.subarray(0, done), from);
  while (from + done < to) {
    const count = Math.min(done, to - from - done);
    bytes.copyWithin(from + done, from, from + count);
    done += count;
  }
  return buffer;
}

/** What a string fills with: one byte as a number, else its encoded form. */
function fillPattern(string, codec) {
  if (string.length === 0) return 0;
  if (string.length === 1) {
    const unit = string.charCodeAt(0);
    if ((codec === utf8 && unit < 0x80) || (codec === latin1 && unit < 0x100)) return unit;
  }
  return encode(string, codec);
}

/**
 * @param {string} string
 * @param {number | string} [offset]
 * @param {number | string} [length]
 * @param {string} [encoding]
 * @returns {number} bytes written
 */
Buffer.prototype.write = function write(string, offset, length, encoding) {
  const size = this.length;
  if (typeof string !== 'string') throw new ERR_INVALID_ARG_TYPE('argument', 'string', string);
  if (offset === undefined) {
    // write(string)
    return size === 0 ? 0 : utf8.write(this, string, 0, size);
  }
  if (length === undefined && typeof offset === 'string') {
    // write(string, encoding)
    encoding = offset;
    offset = 0;
    length = size;
  } else {
    validateInteger(offset, 'offset', 0, size);
    const remaining = size - offset;
    if (length === undefined) {
      length = remaining;
    } else if (typeof length === 'string') {
      // write(string, offset, encoding)
      encoding = length;
      length = remaining;
    } else {
      validateInteger(length, 'length', 0, size);
      if (length > remaining) length = remaining;
    }
  }
  let codec = utf8;
  if (encoding) {
    codec = getCodec(`${encoding}`);
    if (codec === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  return codec.write(this, string, offset, length);
};

/** @returns {{type: 'Buffer', data: number[]}} */
Buffer.prototype.toJSON = function toJSON() {
  return { type: 'Buffer', data: this.length > 0 ? Array.from(toBytes(this)) : [] };
};

// ---- views ----

/** A relative position as Array.prototype.slice takes it, within 0 … length. */
function clampIndex(value, length) {
  const index = Math.trunc(value);
  if (index === 0 || Number.isNaN(index)) return 0;
  if (index < 0) return index + length > 0 ? index + length : 0;
  return index < length ? index : length;
}

/**
 * A view of the same memory.
 * @param {number} [start]
 * @param {number} [end]
 * @returns {Buffer}
 */
Buffer.prototype.subarray = function subarray(start, end) {
  const size = this.length;
  const from = clampIndex(start, size);
  const to = end === undefined ? size : clampIndex(end, size);
  return new FastBuffer(this.buffer, this.byteOffset + from, to > from ? to - from : 0);
};

/** Deprecated: the same as subarray, unlike Uint8Array's slice. */
Buffer.prototype.slice = function slice(start, end) {
  return this.subarray(start, end);
};

function swapper(width, bits) {
  return function () {
    const { length } = this;
    if (length % width !== 0) throw new ERR_INVALID_BUFFER_SIZE(`${bits}-bits`);
    for (let i = 0; i < length; i += width) {
      for (let low = i, high = i + width - 1; low < high; low++, high--) {
        const byte = this[low];
        this[low] = this[high];
        this[high] = byte;
      }
    }
    return this;
  };
}

/** Each swaps the byte order in place and returns the buffer. */
for (const [width, bits] of [
  [2, 16],
  [4, 32],
  [8, 64],
]) {
  const name = `swap${bits}`;
  Buffer.prototype[name] = Object.defineProperty(swapper(width, bits), 'name', { value: name });
}

Buffer.prototype.toLocaleString = Buffer.prototype.toString;

// ---- module functions ----

const transcodable = new Set([utf8, utf16le, latin1, ascii]);

/**
 * Re-encodes bytes; what the target cannot express becomes '?'.
 * @param {Uint8Array} source
 * @param {string} fromEncoding
 * @param {string} toEncoding
 * @returns {Buffer}
 */
function transcode(source, fromEncoding, toEncoding) {
  if (!isUint8Array(source)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  if (source.length === 0) return Buffer.alloc(0);
  const from = getCodec(`${fromEncoding}`);
  const to = getCodec(`${toEncoding}`);
  if (!transcodable.has(from) || !transcodable.has(to)) {
    const error = new Error('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
    error.code = 'U_ILLEGAL_ARGUMENT_ERROR';
    error.errno = 1;
    throw error;
  }
  let text;
  if (from === ascii) text = latin1.slice(source, 0, source.length).replace(/[\x80-\xff]/g, '\ufffd');
  else text = from.slice(source, 0, source.length);
  if (to === latin1 || to === ascii) {
    const substitute =
      to === latin1 ? /[\ud800-\udbff][\udc00-\udfff]|[^\0-\xff]/g : /[\ud800-\udbff][\udc00-\udfff]|[^\0-\x7f]/g;
    text = text.replace(substitute, '?');
  }
  return text.length === 0 ? new FastBuffer() : encode(text, to);
}

/** The bytes of a view or buffer, for isUtf8 and isAscii. */
function inputBytes(input) {
  if (ArrayBuffer.isView(input)) {
    checkAttached(input.buffer);
    return toBytes(input);
  }
  if (isAnyArrayBuffer(input)) {
    checkAttached(input);
    return new Uint8Array(input);
  }
  throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
}

function checkAttached(buffer) {
  if (buffer.detached) {
    throw Object.assign(new Error('Cannot validate on a detached buffer'), { code: 'ERR_INVALID_STATE' });
  }
}

/** @param {ArrayBufferView | ArrayBuffer} input @returns {boolean} */
function isUtf8(input) {
  return utf8IsValid(inputBytes(input));
}

/** @param {ArrayBufferView | ArrayBuffer} input @returns {boolean} */
function isAscii(input) {
  const bytes = inputBytes(input);
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] > 0x7f) return false;
  }
  return true;
}

/**
 * Text of Latin-1 characters to base64. Kept for the web's sake: see Buffer.
 * @param {string} input
 * @returns {string}
 */
function btoa(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  const text = `${input}`;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) throw lazyDOMException('Invalid character', 'InvalidCharacterError');
    bytes[i] = unit;
  }
  return bytes.toBase64();
}

/**
 * The reverse of btoa.
 * @param {string} input
 * @returns {string}
 */
function atob(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  let bytes;
  try {
    // V8's default is the "forgiving-base64 decode" that the HTML standard asks for here.
    bytes = Uint8Array.fromBase64(`${input}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // One character of base64 is no byte; all else that is wrong is a wrong character.
    const digits = /^[A-Za-z0-9+/]*(?=={0,2}$)/.exec(`${input}`.replace(/[\t\n\f\r ]/g, ''))?.[0] ?? '';
    const message =
      digits.length % 4 === 1 ? 'The string to be decoded is not correctly encoded.' : 'Invalid character';
    throw lazyDOMException(message, 'InvalidCharacterError');
  }
  return latin1.slice(bytes, 0, bytes.length);
}

module.exports = {
  Buffer,
  SlowBuffer: deprecate(SlowBuffer, 'SlowBuffer() is deprecated. Please use Buffer.allocUnsafeSlow()', 'DEP0030'),
  transcode,
  isUtf8,
  isAscii,
  kMaxLength,
  kStringMaxLength,
  btoa,
  atob,
};

Object.defineProperties(module.exports, {
  constants: { configurable: false, enumerable: true, value: constants },
  INSPECT_MAX_BYTES: {
    configurable: true,
    enumerable: true,
    get() {
      return inspectMaxBytes;
    },
    set(value) {
      validateNumber(value, 'INSPECT_MAX_BYTES', 0);
      inspectMaxBytes = value;
    },
  },
});

defineLazyProperties(module.exports, 'internal/blob', ['Blob', 'resolveObjectURL']);
defineLazyProperties(module.exports, 'internal/file', ['File']);
