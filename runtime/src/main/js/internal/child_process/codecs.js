'use strict';

// How messages become bytes on the channel between two processes: lines of JSON, or V8's serialization format with the length in
// front.

const { Buffer } = require('buffer');
const { StringDecoder } = require('string_decoder');

const LENGTH_BYTES = 4;

/** A message is a line. */
class JsonCodec {
  #decoder = new StringDecoder('utf8');
  #rest = '';

  /** @returns {Buffer} */
  write(message) {
    return Buffer.from(`${JSON.stringify(message)}\n`);
  }

  /** The messages that these bytes complete. */
  *read(bytes) {
    const text = this.#rest + this.#decoder.write(bytes);
    let start = 0;
    let end;
    // A message that is no JSON must not keep those behind it.
    const lines = [];
    while ((end = text.indexOf('\n', start)) >= 0) {
      lines.push(text.slice(start, end));
      start = end + 1;
    }
    this.#rest = text.slice(start);
    for (const line of lines) yield JSON.parse(line);
  }

  /** Whether the beginning of a message has arrived. */
  get isInMessage() {
    return this.#rest !== '';
  }

  reset() {
    this.#rest = '';
  }
}

/** A message has its length in front, in network order. */
class AdvancedCodec {
  #rest = Buffer.allocUnsafe(0);

  /** @returns {Buffer} */
  write(message) {
    const body = require('internal/child_process/serializer').serializeMessage(message);
    const bytes = Buffer.allocUnsafe(LENGTH_BYTES + body.length);
    bytes.writeUInt32BE(body.length, 0);
    bytes.set(body, LENGTH_BYTES);
    return bytes;
  }

  *read(bytes) {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const { deserializeMessage } = require('internal/child_process/serializer');
    while (this.#rest.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + this.#rest.readUInt32BE(0);
      if (this.#rest.length < end) break;
      const body = this.#rest.subarray(LENGTH_BYTES, end);
      this.#rest = this.#rest.subarray(end);
      yield deserializeMessage(body);
    }
  }

  get isInMessage() {
    return this.#rest.length > 0;
  }

  reset() {
    this.#rest = Buffer.alloc(0);
  }
}

module.exports = { codecs: { json: JsonCodec, advanced: AdvancedCodec } };
