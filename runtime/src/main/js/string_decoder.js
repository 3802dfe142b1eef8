'use strict';

/*
 * The `string_decoder` module: https://nodejs.org/api/string_decoder.html
 *
 * Between two chunks a decoder keeps the bytes of a character that is not complete. The state is one small buffer with
 * Node's layout, because Node's own is visible in inspect output:
 *
 *   | 0 1 2 3: bytes of the character | 4: how many are missing | 5: how many are there | 6: encoding |
 */

const { Buffer } = require('buffer');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_UNKNOWN_ENCODING },
} = require('internal/errors');
const { decode } = require('internal/buffer');
const { ascii, base64, base64url, getCodec, hex, latin1, utf16le, utf8 } = require('internal/buffer/codecs');

const kNativeDecoder = Symbol('kNativeDecoder');

const MISSING = 4;
const BUFFERED = 5;
const ENCODING = 6;

/** The codecs by Node's numbers for encodings. */
const codecs = [ascii, utf8, base64, utf16le, latin1, hex, undefined, base64url];

/**
 * Decodes chunks of bytes into strings of whole characters.
 * @param {string} [encoding]
 */
function StringDecoder(encoding) {
  const codec = encoding === undefined || encoding === null || encoding === '' ? utf8 : getCodec(`${encoding}`);
  if (codec === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  this.encoding = codec.encoding;
  this[kNativeDecoder] = Buffer.alloc(7);
  this[kNativeDecoder][ENCODING] = codecs.indexOf(codec);
}

/**
 * The text of a chunk, without what is not complete yet.
 * @param {string | ArrayBufferView} buf
 * @returns {string}
 */
StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === 'string') return buf;
  if (!ArrayBuffer.isView(buf)) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  }
  const state = this[kNativeDecoder];
  if (!state) throw new ERR_INVALID_THIS('StringDecoder');
  const bytes = buf instanceof Uint8Array ? buf : new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength);
  const codec = codecs[state[ENCODING]];
  if (codec !== utf8 && codec !== utf16le && codec !== base64 && codec !== base64url) {
    return decode(codec, bytes, 0, bytes.length);
  }
  let prefix = '';
  let start = 0;
  while (state[MISSING] > 0 && start < bytes.length) {
    start = complete(state, codec, bytes, start);
    if (state[MISSING] === 0) prefix += takeBuffered(state, codec);
  }
  if (start === bytes.length) return prefix;
  const end = bytes.length - keepTail(state, codec, bytes, start);
  return prefix + decode(codec, bytes, start, end);
};

/** Takes the missing bytes from a chunk. Returns where the rest of the chunk starts. */
function complete(state, codec, bytes, start) {
  let at = start;
  while (state[MISSING] > 0 && at < bytes.length) {
    if (codec === utf8 && (bytes[at] & 0xc0) !== 0x80) {
      // Not a continuation: the character stays incomplete for good.
      state[MISSING] = 0;
      break;
    }
    state[state[BUFFERED]++] = bytes[at++];
    state[MISSING]--;
  }
  return at;
}

/** The text of the bytes kept, which are complete now. */
function takeBuffered(state, codec) {
  const count = state[BUFFERED];
  state[BUFFERED] = 0;
  return codec.slice(state, 0, count);
}

/** Keeps the incomplete character at the end of a chunk. Returns its number of bytes. */
function keepTail(state, codec, bytes, start) {
  const { length } = bytes;
  const size = length - start;
  let kept = 0;
  let total = 0;
  if (codec === utf8) {
    for (let back = 1; back <= 4 && back <= size; back++) {
      const byte = bytes[length - back];
      if ((byte & 0xc0) === 0x80) continue;
      if ((byte & 0xe0) === 0xc0) total = 2;
      else if ((byte & 0xf0) === 0xe0) total = 3;
      else if ((byte & 0xf8) === 0xf0) total = 4;
      if (total > back) kept = back;
      break;
    }
  } else if (codec === utf16le) {
    if (size % 2 === 1) {
      kept = 1;
      total = 2;
    } else if ((bytes[length - 1] & 0xfc) === 0xd8) {
      kept = 2;
      total = 4;
    }
  } else {
    kept = size % 3;
    total = 3;
  }
  if (kept > 0) {
    for (let i = 0; i < kept; i++) state[i] = bytes[length - kept + i];
    state[BUFFERED] = kept;
    state[MISSING] = total - kept;
  }
  return kept;
}

/**
 * What is left, with replacement characters for what stayed incomplete; afterwards the decoder can be used again.
 * @param {string | ArrayBufferView} [buf] a last chunk
 * @returns {string}
 */
StringDecoder.prototype.end = function end(buf) {
  const text = buf === undefined ? '' : this.write(buf);
  const state = this[kNativeDecoder];
  if (state[BUFFERED] === 0) return text;
  const codec = codecs[state[ENCODING]];
  // Half a UTF-16 unit is nothing.
  const count = codec === utf16le ? state[BUFFERED] & ~1 : state[BUFFERED];
  state[MISSING] = 0;
  state[BUFFERED] = 0;
  return text + codec.slice(state, 0, count);
};

/** Undocumented: decodes a chunk from `offset` on, forgetting what was kept. */
StringDecoder.prototype.text = function text(buf, offset) {
  this[kNativeDecoder][MISSING] = 0;
  this[kNativeDecoder][BUFFERED] = 0;
  return this.write(buf.slice(offset));
};

Object.defineProperties(StringDecoder.prototype, {
  lastChar: {
    configurable: true,
    enumerable: true,
    get() {
      return this[kNativeDecoder].subarray(0, 4);
    },
  },
  lastNeed: {
    configurable: true,
    enumerable: true,
    get() {
      return this[kNativeDecoder][MISSING];
    },
  },
  lastTotal: {
    configurable: true,
    enumerable: true,
    get() {
      return this[kNativeDecoder][BUFFERED] + this[kNativeDecoder][MISSING];
    },
  },
});

module.exports = { StringDecoder };
