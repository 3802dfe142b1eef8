'use strict';

// Messages between processes in V8's serialization format. A host object has a word in front that tells views on memory from others.

const { DefaultDeserializer, DefaultSerializer } = require('internal/v8/default_serializer');

const VIEW = 0;
const NO_VIEW = 1;

class MessageSerializer extends DefaultSerializer {
  _writeHostObject(object) {
    if (ArrayBuffer.isView(object)) {
      this.writeUint32(VIEW);
      super._writeHostObject(object);
    } else {
      this.writeUint32(NO_VIEW);
      this.writeValue({ ...object });
    }
  }
}

class MessageDeserializer extends DefaultDeserializer {
  _readHostObject() {
    return this.readUint32() === VIEW ? super._readHostObject() : this.readValue();
  }
}

/** @returns {Buffer} */
function serializeMessage(message) {
  const serializer = new MessageSerializer();
  serializer.writeHeader();
  serializer.writeValue(message);
  return serializer.releaseBuffer();
}

function deserializeMessage(bytes) {
  const deserializer = new MessageDeserializer(bytes);
  deserializer.readHeader();
  return deserializer.readValue();
}

module.exports = { deserializeMessage, serializeMessage };
