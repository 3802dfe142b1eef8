'use strict';

// Writes values in V8's serialization format, which Node's advanced messages and v8.serialize() have. V8's own serializer is out of
// the reach of Java, so this follows the format, version 15:
//
//   ff 0f                                     header
//   a tag (one byte, an ASCII letter mostly)  then what belongs to it; numbers without a sign are varints, seven bits a byte
//   o key value key value … { 2               an object and the number of its properties
//
// An object gets a number when it is first met; met again it is '^' and that number. Strings are Latin-1 ('"') or UTF-16 ('c', at
// an even offset).

const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { noSideEffectsToString } = require('internal/process/describe_reason');
const types = require('internal/util/types');
const { kindOf } = types;

const VERSION = 15;
const FIRST_SIZE = 256;

const tagOf = (letter) => letter.charCodeAt(0);

const VERSION_TAG = 0xff;
const PADDING = 0;
const NOT_LATIN1 = /[^\u0000-\u00ff]/;

const errorTags = {
  EvalError: 'E',
  RangeError: 'R',
  ReferenceError: 'F',
  SyntaxError: 'S',
  TypeError: 'T',
  URIError: 'U',
};

const viewTags = {
  Int8Array: 'b',
  Uint8Array: 'B',
  Uint8ClampedArray: 'C',
  Int16Array: 'w',
  Uint16Array: 'W',
  Int32Array: 'd',
  Uint32Array: 'D',
  Float16Array: 'h',
  Float32Array: 'f',
  Float64Array: 'F',
  BigInt64Array: 'q',
  BigUint64Array: 'Q',
  DataView: '?',
};

const regExpFlags = 'gimyusldv';

const isSmallInteger = (value) => value === (value | 0) && !Object.is(value, -0);

/** Whether a property name is what V8 keeps as a number: an array index. */
function isIndex(key) {
  const number = key >>> 0;
  return String(number) === key && number !== 0xffffffff;
}

class Serializer {
  #bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
  #size = 0;
  #numbers = new Map();
  /** ArrayBuffer → the id that it is transferred as. */
  #transfers = new Map();
  #viewsAreHostObjects = false;

  writeHeader() {
    this.#byte(VERSION_TAG);
    this.#byte(VERSION);
  }

  /** @returns {true} */
  writeValue(value) {
    this.#value(value);
    return true;
  }

  /** @returns {Buffer} what was written; the serializer can't be used any more */
  releaseBuffer() {
    const result = Buffer.allocUnsafeSlow(this.#size);
    result.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
    this.#size = 0;
    return result;
  }

  transferArrayBuffer(id, arrayBuffer) {
    if (!types.isAnyArrayBuffer(arrayBuffer)) throw invalidArgument('arrayBuffer must be an ArrayBuffer');
    this.#transfers.set(arrayBuffer, id >>> 0);
  }

  writeUint32(value) {
    this.#varint(value >>> 0);
  }

  writeUint64(high, low) {
    this.#bigVarint((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
  }

  writeDouble(value) {
    this.#double(Number(value));
  }

  writeRawBytes(source) {
    if (!ArrayBuffer.isView(source) && !types.isAnyArrayBuffer(source)) {
      throw invalidArgument('source must be a TypedArray or a DataView');
    }
    this.#raw(source);
  }

  _setTreatArrayBufferViewsAsHostObjects(value) {
    this.#viewsAreHostObjects = Boolean(value);
  }

  // ---- bytes

  #reserve(count) {
    const needed = this.#size + count;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = larger;
    }
  }

  #byte(value) {
    this.#reserve(1);
    this.#bytes[this.#size++] = value;
  }

  #tag(letter) {
    this.#byte(tagOf(letter));
  }

  #varint(value) {
    this.#reserve(5);
    while (value > 127) {
      this.#bytes[this.#size++] = (value & 127) | 128;
      value >>>= 7;
    }
    this.#bytes[this.#size++] = value;
  }

  #bigVarint(value) {
    while (value > 127n) {
      this.#byte(Number(value & 127n) | 128);
      value >>= 7n;
    }
    this.#byte(Number(value));
  }

  #double(value) {
    this.#reserve(8);
    this.#size = this.#bytes.writeDoubleLE(value, this.#size);
  }

  #raw(source) {
    const bytes = ArrayBuffer.isView(source)
      ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
      : new Uint8Array(source);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  // ---- values

  #value(value) {
    switch (typeof value) {
      case 'undefined':
        this.#tag('_');
        break;
      case 'boolean':
        this.#tag(value ? 'T' : 'F');
        break;
      case 'number':
        this.#number(value);
        break;
      case 'bigint':
        this.#tag('Z');
        this.#bigInt(value);
        break;
      case 'string':
        this.#string(value);
        break;
      case 'object':
        if (value === null) this.#tag('0');
        else this.#object(value);
        break;
      default:
        throw this.#notCloneable(value);
    }
  }

  #number(value) {
    if (isSmallInteger(value)) {
      this.#tag('I');
      this.#varint(((value << 1) ^ (value >> 31)) >>> 0);
    } else {
      this.#tag('N');
      this.#double(value);
    }
  }

  /** The sign and the number of bytes, then 64-bit digits, the lowest one first. */
  #bigInt(value) {
    let rest = value < 0n ? -value : value;
    const digits = [];
    for (; rest > 0n; rest >>= 64n) digits.push(BigInt.asUintN(64, rest));
    this.#varint((value < 0n ? 1 : 0) | (digits.length * 16));
    this.#raw(new BigUint64Array(digits));
  }

  #string(text) {
    const { length } = text;
    if (NOT_LATIN1.test(text)) {
      const bytes = 2 * length;
      const lengthBytes = Math.max(1, Math.ceil((32 - Math.clz32(bytes)) / 7));
      if ((this.#size + 1 + lengthBytes) % 2 === 1) this.#byte(PADDING);
      this.#tag('c');
      this.#varint(bytes);
      this.#reserve(bytes);
      this.#size += this.#bytes.write(text, this.#size, bytes, 'utf16le');
    } else {
      this.#tag('"');
      this.#varint(length);
      this.#reserve(length);
      this.#size += this.#bytes.write(text, this.#size, length, 'latin1');
    }
  }

  #object(object) {
    // The buffer of a view comes first, and has the lower number.
    if (ArrayBuffer.isView(object) && !this.#viewsAreHostObjects && !this.#numbers.has(object))
      this.#object(object.buffer);
    const number = this.#numbers.get(object);
    if (number !== undefined) {
      this.#tag('^');
      this.#varint(number);
      return;
    }
    this.#numbers.set(object, this.#numbers.size);
    const kind = kindOf(object);
    switch (kind) {
      case 'Object':
        this.#tag('o');
        this.#tagWithCount('{', this.#properties(object, Object.keys(object)));
        break;
      case 'Array':
        this.#array(object);
        break;
      case 'Date':
        this.#tag('D');
        this.#double(Date.prototype.getTime.call(object));
        break;
      case 'Boolean':
        this.#tag(Boolean.prototype.valueOf.call(object) ? 'y' : 'x');
        break;
      case 'Number':
        this.#tag('n');
        this.#double(Number.prototype.valueOf.call(object));
        break;
      case 'BigInt':
        this.#tag('z');
        this.#bigInt(BigInt.prototype.valueOf.call(object));
        break;
      case 'String':
        this.#tag('s');
        this.#string(String.prototype.valueOf.call(object));
        break;
      case 'RegExp':
        this.#tag('R');
        this.#string(object.source);
        this.#varint([...object.flags].reduce((bits, flag) => bits | (1 << regExpFlags.indexOf(flag)), 0));
        break;
      case 'Map':
        this.#map(object);
        break;
      case 'Set':
        this.#set(object);
        break;
      case 'Error':
        this.#error(object);
        break;
      case 'ArrayBuffer':
        this.#arrayBuffer(object);
        break;
      case 'SharedArrayBuffer':
        this.#sharedArrayBuffer(object);
        break;
      default:
        if (ArrayBuffer.isView(object)) this.#view(object, kind);
        // The environment is a proxy only here: in Node it is an object like others.
        else if (object === process.env) {
          this.#tag('o');
          this.#tagWithCount('{', this.#properties(object, Object.keys(object)));
        } else throw this.#notCloneable(object);
    }
  }

  #tagWithCount(letter, count) {
    this.#tag(letter);
    this.#varint(count);
  }

  /** Writes keys and values; returns how many. */
  #properties(object, keys) {
    let count = 0;
    for (const key of keys) {
      // A getter of an earlier property may have deleted this one.
      if (!Object.hasOwn(object, key)) continue;
      if (isIndex(key)) this.#number(Number(key));
      else this.#string(key);
      this.#value(object[key]);
      count++;
    }
    return count;
  }

  /** An array without holes has its elements one after the other, then other properties. */
  #array(array) {
    const { length } = array;
    const keys = Object.keys(array);
    let isDense = keys.length >= length;
    for (let i = 0; isDense && i < length; i++) isDense = keys[i] === String(i);
    if (!isDense) {
      this.#tagWithCount('a', length);
      this.#tagWithCount('@', this.#properties(array, keys));
      this.#varint(length);
      return;
    }
    this.#tagWithCount('A', length);
    // V8 keeps the numbers of an array as doubles when one of them is no small integer.
    const areDoubles = array.every((value) => typeof value === 'number') && !array.every(isSmallInteger);
    for (let i = 0; i < length; i++) {
      if (areDoubles) {
        this.#tag('N');
        this.#double(array[i]);
      } else if (i < array.length) {
        this.#value(array[i]);
      } else {
        // A getter has made it shorter.
        this.#tag('-');
      }
    }
    this.#tagWithCount('$', this.#properties(array, keys.slice(length)));
    this.#varint(length);
  }

  #map(map) {
    this.#tag(';');
    const entries = [...Map.prototype.entries.call(map)];
    for (const [key, value] of entries) {
      this.#value(key);
      this.#value(value);
    }
    this.#tagWithCount(':', 2 * entries.length);
  }

  #set(set) {
    this.#tag("'");
    const values = [...Set.prototype.values.call(set)];
    for (const value of values) this.#value(value);
    this.#tagWithCount(',', values.length);
  }

  #error(error) {
    this.#tag('r');
    const name = `${error.name}`;
    const message = Object.getOwnPropertyDescriptor(error, 'message');
    const cause = Object.getOwnPropertyDescriptor(error, 'cause');
    const { stack } = error;
    if (Object.hasOwn(errorTags, name)) this.#tag(errorTags[name]);
    if (message !== undefined && 'value' in message) {
      this.#tag('m');
      this.#string(`${message.value}`);
    }
    if (typeof stack === 'string') {
      this.#tag('s');
      this.#string(stack);
    }
    if (cause !== undefined) {
      this.#tag('c');
      this.#value(error.cause);
    }
    this.#tag('.');
  }

  #arrayBuffer(buffer) {
    const id = this.#transfers.get(buffer);
    if (id !== undefined) {
      this.#tagWithCount('t', id);
      return;
    }
    if (buffer.detached) throw this.#failure('An ArrayBuffer is detached and could not be cloned.');
    if (buffer.resizable) {
      this.#tagWithCount('~', buffer.byteLength);
      this.#varint(buffer.maxByteLength);
    } else {
      this.#tagWithCount('B', buffer.byteLength);
    }
    this.#raw(buffer);
  }

  #sharedArrayBuffer(buffer) {
    if (typeof this._getSharedArrayBufferId !== 'function') throw this.#notCloneable(buffer);
    this.#tagWithCount('u', this._getSharedArrayBufferId(buffer) >>> 0);
  }

  #view(view, kind) {
    if (this.#viewsAreHostObjects) {
      this.#tag('\\');
      if (typeof this._writeHostObject !== 'function') {
        throw this.#failure(`${Object.prototype.toString.call(view)} could not be cloned.`);
      }
      this._writeHostObject(view);
      return;
    }
    this.#tag('V');
    this.#tag(viewTags[kind]);
    this.#varint(view.byteOffset);
    this.#varint(view.byteLength);
    this.#varint(view.buffer.resizable ? 2 : 0);
  }

  #notCloneable(value) {
    return this.#failure(`${noSideEffectsToString(value)} could not be cloned.`);
  }

  #failure(message) {
    return new this._getDataCloneError(message);
  }
}

/** The class of errors about what can't be written; subclasses may have their own. */
Serializer.prototype._getDataCloneError = Error;

function invalidArgument(message) {
  const error = new TypeError(message);
  error.code = 'ERR_INVALID_ARG_TYPE';
  return error;
}

/** As Node's: a class that is called says so with a code. */
function constructOnly(Class) {
  const callable = function (...args) {
    if (new.target === undefined) throw new codes.ERR_CONSTRUCT_CALL_REQUIRED(Class.name);
    return Reflect.construct(Class, args, new.target);
  };
  Object.defineProperty(callable, 'name', { value: Class.name });
  Object.defineProperty(Class.prototype, 'constructor', { value: callable });
  callable.prototype = Class.prototype;
  return callable;
}

module.exports = {
  Serializer: constructOnly(Serializer),
  VERSION,
  constructOnly,
  invalidArgument,
  regExpFlags,
  viewTags,
};
