'use strict';

/*
 * One object for each of Node's encodings: how many bytes a string takes, how it is written into bytes, how bytes read as a
 * string. buffer.js, string_decoder.js and the hash functions all go through these.
 */

const { base64ByteLength, base64Slice, base64Write, base64urlSlice, plainView } = require('internal/buffer/base64');
const { latin1Decode, utf8ByteLength, utf8Decode, utf8Write } = require('internal/buffer/utf8');

const binding = internalBinding('encoding');
const { fromCharCode } = String;

/** From how many UTF-16 units on decoding is left to the host. */
const HOST_DECODE_UNITS = 1024;

const INVALID = 0xff;
const hexValues = new Uint8Array(256).fill(INVALID);
for (let i = 0; i < 16; i++) {
  hexValues['0123456789abcdef'.charCodeAt(i)] = i;
  hexValues['0123456789ABCDEF'.charCodeAt(i)] = i;
}

/**
 * @typedef {object} Codec
 * @property {string} encoding Node's canonical name
 * @property {(string: string) => number} byteLength exact, except for base64 and hex: an upper bound from the length
 * @property {(bytes: Uint8Array, string: string, offset: number, length: number) => number} write
 *   writes at most `length` bytes at `offset`; the range has been checked; returns the number of bytes written
 * @property {(bytes: Uint8Array, start: number, end: number) => string} slice decodes a range that has been checked
 */

/** @type {Codec} */
const utf8 = {
  encoding: 'utf8',
  byteLength: utf8ByteLength,
  write: (bytes, string, offset, length) => utf8Write(bytes, string, offset, offset + length),
  slice: utf8Decode,
};

/** @type {Codec} */
const utf16le = {
  encoding: 'utf16le',
  byteLength: (string) => string.length * 2,
  write(bytes, string, offset, length) {
    const units = Math.min(string.length, length >>> 1);
    for (let i = 0, at = offset; i < units; i++, at += 2) {
      const unit = string.charCodeAt(i);
      bytes[at] = unit & 0xff;
      bytes[at + 1] = unit >>> 8;
    }
    return units * 2;
  },
  slice(bytes, start, end) {
    const units = (end - start) >>> 1;
    if (units >= HOST_DECODE_UNITS) return binding.utf16leDecode(bytes, start, start + units * 2);
    let result = '';
    let i = start;
    const last = start + units * 2;
    for (const lastFour = last - 8; i <= lastFour; i += 8) {
      result += fromCharCode(
        bytes[i] | (bytes[i + 1] << 8),
        bytes[i + 2] | (bytes[i + 3] << 8),
        bytes[i + 4] | (bytes[i + 5] << 8),
        bytes[i + 6] | (bytes[i + 7] << 8),
      );
    }
    for (; i < last; i += 2) result += fromCharCode(bytes[i] | (bytes[i + 1] << 8));
    return result;
  },
};

/** @type {Codec} */
const latin1 = {
  encoding: 'latin1',
  byteLength: (string) => string.length,
  write(bytes, string, offset, length) {
    const count = Math.min(string.length, length);
    for (let i = 0; i < count; i++) bytes[offset + i] = string.charCodeAt(i);
    return count;
  },
  slice: latin1Decode,
};

/** @type {Codec} */
const ascii = {
  encoding: 'ascii',
  byteLength: latin1.byteLength,
  write: latin1.write,
  slice(bytes, start, end) {
    let seven = true;
    for (let i = start; i < end; i++) {
      if (bytes[i] > 0x7f) {
        seven = false;
        break;
      }
    }
    if (seven) return latin1Decode(bytes, start, end);
    const masked = new Uint8Array(end - start);
    for (let i = start; i < end; i++) masked[i - start] = bytes[i] & 0x7f;
    return latin1Decode(masked, 0, masked.length);
  },
};

/** @type {Codec} */
const base64 = {
  encoding: 'base64',
  byteLength: base64ByteLength,
  write: (bytes, string, offset, length) => base64Write(bytes, string, offset, offset + length, false),
  slice: base64Slice,
};

/** @type {Codec} */
const base64url = {
  encoding: 'base64url',
  byteLength: base64ByteLength,
  write: (bytes, string, offset, length) => base64Write(bytes, string, offset, offset + length, true),
  slice: base64urlSlice,
};

/** @type {Codec} */
const hex = {
  encoding: 'hex',
  byteLength: (string) => string.length >>> 1,
  write(bytes, string, offset, length) {
    const count = Math.min(string.length >>> 1, length);
    for (let i = 0; i < count; i++) {
      // Node looks at the low byte of a character only.
      const high = hexValues[string.charCodeAt(i * 2) & 0xff];
      const low = hexValues[string.charCodeAt(i * 2 + 1) & 0xff];
      if ((high | low) === INVALID) return i;
      bytes[offset + i] = (high << 4) | low;
    }
    return count;
  },
  slice: (bytes, start, end) => plainView(bytes, start, end).toHex(),
};

/** Every spelling in lower case. @type {Map<string, Codec>} */
const codecs = new Map([
  ['utf8', utf8],
  ['utf-8', utf8],
  ['ucs2', utf16le],
  ['ucs-2', utf16le],
  ['utf16le', utf16le],
  ['utf-16le', utf16le],
  ['latin1', latin1],
  ['binary', latin1],
  ['ascii', ascii],
  ['base64', base64],
  ['base64url', base64url],
  ['hex', hex],
]);

/**
 * @param {string} encoding in any case
 * @returns {Codec | undefined} undefined where Node has no such encoding
 */
function getCodec(encoding) {
  if (encoding === 'utf8') return utf8;
  return codecs.get(encoding) ?? codecs.get(`${encoding}`.toLowerCase());
}

module.exports = { ascii, base64, base64url, getCodec, hex, latin1, utf16le, utf8 };
