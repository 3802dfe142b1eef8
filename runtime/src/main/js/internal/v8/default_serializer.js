'use strict';

// The serializers that v8.serialize() uses: views on memory are written without the rest of their buffer.

const { Buffer } = require('buffer');
const { Serializer } = require('internal/v8/serializer');
const { Deserializer } = require('internal/v8/deserializer');
const { inspect } = require('internal/util/inspect');
const { kindOf } = require('internal/util/types');

const BUFFER = 10;

/** The number that stands for a class of views is its index. */
const viewNames = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'DataView',
  'Buffer',
  'BigInt64Array',
  'BigUint64Array',
  'Float16Array',
];

class DefaultSerializer extends Serializer {
  constructor() {
    super();
    this._setTreatArrayBufferViewsAsHostObjects(true);
  }

  _writeHostObject(view) {
    const index = view.constructor === Buffer ? BUFFER : viewNames.indexOf(kindOf(view));
    if (index < 0) throw new this._getDataCloneError(`Unserializable host object: ${inspect(view)}`);
    this.writeUint32(index);
    this.writeUint32(view.byteLength);
    this.writeRawBytes(view);
  }
}

class DefaultDeserializer extends Deserializer {
  _readHostObject() {
    const name = viewNames[this.readUint32()];
    const byteLength = this.readUint32();
    const offset = this.buffer.byteOffset + this._readRawBytes(byteLength);
    if (name === 'Buffer') return Buffer.from(this.buffer.buffer, offset, byteLength);
    const View = globalThis[name];
    const size = View.BYTES_PER_ELEMENT ?? 1;
    if (offset % size === 0) return new View(this.buffer.buffer, offset, byteLength / size);
    const copy = this.buffer.buffer.slice(offset, offset + byteLength);
    return new View(copy, 0, byteLength / size);
  }
}

/** @returns {Buffer} a value in V8's serialization format */
function serialize(value) {
  const serializer = new DefaultSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

/** The value that serialize() wrote. Views on memory share the memory of the argument. */
function deserialize(buffer) {
  const deserializer = new DefaultDeserializer(buffer);
  deserializer.readHeader();
  return deserializer.readValue();
}

module.exports = { DefaultDeserializer, DefaultSerializer, deserialize, serialize };
