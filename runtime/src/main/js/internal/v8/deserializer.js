'use strict';

// Reads values in V8's serialization format; internal/v8/serializer describes it.

const { Buffer } = require('buffer');
const { VERSION, constructOnly, invalidArgument, regExpFlags, viewTags } = require('internal/v8/serializer');

const VERSION_TAG = 0xff;
const FIRST_VERSION_WITH_VIEW_FLAGS = 14;
const TRACKS_LENGTH = 1;

const errorClasses = { E: EvalError, R: RangeError, F: ReferenceError, S: SyntaxError, T: TypeError, U: URIError };
const viewNames = Object.fromEntries(Object.entries(viewTags).map(([name, tag]) => [tag, name]));

/** What ends a list of properties is no value. */
const END = Symbol('end');

class Deserializer {
  #bytes;
  #position = 0;
  #version = 0;
  #objects = [];
  #transferred = new Map();

  constructor(buffer) {
    if (!ArrayBuffer.isView(buffer)) throw invalidArgument('buffer must be a TypedArray or a DataView');
    this.buffer = buffer;
    this.#bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  /** @returns {true} throws when the version is not known */
  readHeader() {
    const [tag, version] = this.#bytes;
    if (tag !== VERSION_TAG || !(version <= VERSION)) {
      throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
    }
    this.#position = 2;
    this.#version = version;
    return true;
  }

  readValue() {
    return this.#value();
  }

  getWireFormatVersion() {
    return this.#version;
  }

  transferArrayBuffer(id, arrayBuffer) {
    this.#transferred.set(id >>> 0, arrayBuffer);
  }

  readUint32() {
    return Number(
      BigInt.asUintN(
        32,
        this.#checked(() => this.#bigVarint(), 'ReadUint32'),
      ),
    );
  }

  /** @returns {[number, number]} the upper and the lower half */
  readUint64() {
    const value = this.#checked(() => this.#bigVarint(), 'ReadUint64');
    return [Number(BigInt.asUintN(32, value >> 32n)), Number(BigInt.asUintN(32, value))];
  }

  readDouble() {
    return this.#checked(() => this.#double(), 'ReadDouble');
  }

  /** Skips bytes. @returns {number} where they are in the buffer */
  _readRawBytes(length) {
    return this.#checked(() => this.#skip(length), 'ReadRawBytes');
  }

  #checked(read, name) {
    const start = this.#position;
    try {
      return read();
    } catch {
      this.#position = start;
      throw new Error(`${name}() failed`);
    }
  }

  // ---- bytes

  #skip(length) {
    const at = this.#position;
    if (!(length >= 0) || at + length > this.#bytes.length) throw invalidData();
    this.#position = at + length;
    return at;
  }

  #byte() {
    return this.#bytes[this.#skip(1)];
  }

  #tag() {
    let byte;
    do byte = this.#byte();
    while (byte === 0);
    return String.fromCharCode(byte);
  }

  #peekTag() {
    const start = this.#position;
    const tag = this.#tag();
    this.#position = start;
    return tag;
  }

  #varint() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#byte();
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  #bigVarint() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
  }

  #double() {
    return this.#bytes.readDoubleLE(this.#skip(8));
  }

  // ---- values

  #value() {
    const value = this.#valueOf(this.#tag());
    // A view comes right behind its buffer.
    return value instanceof ArrayBuffer ? this.#viewOf(value) : value;
  }

  #valueOf(tag) {
    switch (tag) {
      case '_':
      case '-':
        return undefined;
      case '0':
        return null;
      case 'T':
        return true;
      case 'F':
        return false;
      case 'I': {
        const value = this.#varint();
        return (value >>> 1) ^ -(value & 1);
      }
      case 'U':
        return this.#varint();
      case 'N':
        return this.#double();
      case 'Z':
        return this.#bigInt();
      case '"':
        return this.#text('latin1');
      case 'c':
        return this.#text('utf16le');
      case 'S':
        return this.#text('utf8');
      case '^':
        return this.#reference();
      case 'o':
        return this.#readProperties(this.#remember({}), '{');
      case 'A':
        return this.#denseArray();
      case 'a':
        return this.#sparseArray();
      case 'D':
        return this.#remember(new Date(this.#double()));
      case 'y':
        return this.#remember(Object(true));
      case 'x':
        return this.#remember(Object(false));
      case 'n':
        return this.#remember(Object(this.#double()));
      case 'z':
        return this.#remember(Object(this.#bigInt()));
      case 's':
        return this.#remember(Object(this.#string()));
      case 'R':
        return this.#regExp();
      case ';':
        return this.#map();
      case "'":
        return this.#set();
      case 'r':
        return this.#error();
      case 'B':
        return this.#arrayBuffer(false);
      case '~':
        return this.#arrayBuffer(true);
      case 't':
        return this.#transferredBuffer();
      case 'u':
        return this.#remember(this._getSharedArrayBuffer(this.#varint()));
      case '\\':
        return this.#hostObject();
      default:
        throw invalidData();
    }
  }

  #remember(object) {
    this.#objects.push(object);
    return object;
  }

  #reference() {
    const number = this.#varint();
    if (number >= this.#objects.length) throw invalidData();
    return this.#viewOf(this.#objects[number]);
  }

  #text(encoding) {
    const length = this.#varint();
    const start = this.#skip(length);
    return this.#bytes.toString(encoding, start, start + length);
  }

  #string() {
    const value = this.#valueOf(this.#tag());
    if (typeof value !== 'string') throw invalidData();
    return value;
  }

  #bigInt() {
    const bits = this.#varint();
    const length = bits >>> 1;
    const start = this.#skip(length);
    let value = 0n;
    for (let i = start + length - 1; i >= start; i--) value = (value << 8n) | BigInt(this.#bytes[i]);
    return bits & 1 ? -value : value;
  }

  #keyOrEnd(end) {
    if (this.#peekTag() !== end) return this.#value();
    this.#tag();
    return END;
  }

  #readProperties(object, end) {
    let count = 0;
    for (let key = this.#keyOrEnd(end); key !== END; key = this.#keyOrEnd(end)) {
      if (typeof key !== 'string' && typeof key !== 'number') throw invalidData();
      const value = this.#value();
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
      count++;
    }
    if (this.#varint() !== count) throw invalidData();
    return object;
  }

  #denseArray() {
    const length = this.#varint();
    if (length > this.#bytes.length - this.#position) throw invalidData();
    const array = this.#remember(new Array(length));
    for (let i = 0; i < length; i++) {
      if (this.#peekTag() === '-') this.#tag();
      else array[i] = this.#value();
    }
    this.#readProperties(array, '$');
    if (this.#varint() !== length) throw invalidData();
    return array;
  }

  #sparseArray() {
    const length = this.#varint();
    const array = this.#remember(new Array(length));
    this.#readProperties(array, '@');
    if (this.#varint() !== length) throw invalidData();
    return array;
  }

  #regExp() {
    const source = this.#string();
    const bits = this.#varint();
    return this.#remember(new RegExp(source, [...regExpFlags].filter((flag, i) => bits & (1 << i)).join('')));
  }

  #map() {
    const map = this.#remember(new Map());
    for (let key = this.#keyOrEnd(':'); key !== END; key = this.#keyOrEnd(':')) map.set(key, this.#value());
    if (this.#varint() !== 2 * map.size) throw invalidData();
    return map;
  }

  #set() {
    const set = this.#remember(new Set());
    for (let value = this.#keyOrEnd(','); value !== END; value = this.#keyOrEnd(',')) set.add(value);
    if (this.#varint() !== set.size) throw invalidData();
    return set;
  }

  #error() {
    const slot = this.#objects.push(undefined) - 1;
    let Class = Error;
    const properties = {};
    for (let tag = this.#tag(); tag !== '.'; tag = this.#tag()) {
      if (tag === 'm') {
        properties.message = this.#string();
      } else if (tag === 's') {
        properties.stack = this.#string();
      } else if (tag === 'c') {
        this.#objects[slot] ??= makeError(Class, properties);
        properties.cause = this.#value();
      } else if (Object.hasOwn(errorClasses, tag)) {
        Class = errorClasses[tag];
      } else {
        throw invalidData();
      }
    }
    const error = (this.#objects[slot] ??= makeError(Class, properties));
    if ('cause' in properties) hide(error, 'cause', properties.cause);
    return error;
  }

  #arrayBuffer(isResizable) {
    const length = this.#varint();
    const maxByteLength = isResizable ? this.#varint() : length;
    if (length > maxByteLength) throw invalidData();
    const start = this.#skip(length);
    const buffer = isResizable ? new ArrayBuffer(length, { maxByteLength }) : new ArrayBuffer(length);
    new Uint8Array(buffer).set(this.#bytes.subarray(start, start + length));
    return this.#remember(buffer);
  }

  #transferredBuffer() {
    const id = this.#varint();
    if (!this.#transferred.has(id)) throw invalidData();
    return this.#remember(this.#transferred.get(id));
  }

  #viewOf(buffer) {
    if (!(buffer instanceof ArrayBuffer) || this.#position >= this.#bytes.length || this.#peekTag() !== 'V')
      return buffer;
    this.#tag();
    const name = viewNames[this.#tag()];
    const offset = this.#varint();
    const byteLength = this.#varint();
    const flags = this.#version >= FIRST_VERSION_WITH_VIEW_FLAGS ? this.#varint() : 0;
    if (name === undefined || offset + byteLength > buffer.byteLength) throw invalidData();
    const View = globalThis[name];
    const length = flags & TRACKS_LENGTH ? undefined : byteLength / (View.BYTES_PER_ELEMENT ?? 1);
    return this.#remember(new View(buffer, offset, length));
  }

  #hostObject() {
    const slot = this.#objects.push(undefined) - 1;
    if (typeof this._readHostObject !== 'function') throw invalidData();
    const object = this._readHostObject();
    this.#objects[slot] = object;
    return object;
  }
}

/** As readRawBytes() of Node: a view of the input. */
Object.defineProperty(Deserializer.prototype, 'readRawBytes', {
  value: function readRawBytes(length) {
    const offset = this._readRawBytes(length);
    return Buffer.from(this.buffer.buffer, this.buffer.byteOffset + offset, length);
  },
  writable: true,
  enumerable: true,
  configurable: true,
});

function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}

function makeError(Class, { message, stack }) {
  const error = new Class(message);
  hide(error, 'stack', stack);
  return error;
}

function invalidData() {
  return new Error('Unable to deserialize cloned data.');
}

module.exports = { Deserializer: constructOnly(Deserializer) };
