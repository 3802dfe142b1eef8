'use strict';

/*
 * Base64 as Node reads and writes it. Writing is V8's own Uint8Array.prototype.toBase64. Reading is lenient: both alphabets
 * at once, characters of neither are skipped, the first '=' ends the data, padding may be missing. V8's own reader is strict,
 * so it is tried for long input only, and what it refuses is read here.
 */

/** From how many characters on V8's reader is worth an attempt. */
const NATIVE_DECODE_CHARS = 128;

const INVALID = 0xff;
const values = new Uint8Array(256).fill(INVALID);
{
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i;
  values[0x2d] = 62; // '-'
  values[0x5f] = 63; // '_'
}

const urlAlphabet = { alphabet: 'base64url', omitPadding: true };
const readUrlAlphabet = { alphabet: 'base64url' };

/**
 * How many bytes a base64 string holds at most, taken from its length and its padding only.
 * @param {string} string
 * @returns {number}
 */
function base64ByteLength(string) {
  let { length } = string;
  if (length === 0) return 0;
  if (string.charCodeAt(length - 1) === 0x3d) length--;
  if (length > 1 && string.charCodeAt(length - 1) === 0x3d) length--;
  return Math.floor((length * 3) / 4);
}

/**
 * Decodes base64 or base64url text into bytes[offset, limit).
 * @param {Uint8Array} bytes
 * @param {string} string
 * @param {number} offset
 * @param {number} limit
 * @param {boolean} [url] the alphabet that is the more likely
 * @returns {number} bytes written
 */
function base64Write(bytes, string, offset, limit, url) {
  if (string.length >= NATIVE_DECODE_CHARS && limit - offset >= base64ByteLength(string)) {
    try {
      return bytes.subarray(offset, limit).setFromBase64(string, url ? readUrlAlphabet : undefined).written;
    } catch {
      // Not strictly base64: read leniently below, from the start.
    }
  }
  return lenientWrite(bytes, string, offset, limit);
}

function lenientWrite(bytes, string, offset, limit) {
  const { length } = string;
  let at = offset;
  let i = 0;
  // Whole groups of four as long as nothing is odd.
  for (const lastGroup = length - 4, lastRoom = limit - 3; i <= lastGroup && at <= lastRoom; i += 4) {
    const c0 = string.charCodeAt(i);
    const c1 = string.charCodeAt(i + 1);
    const c2 = string.charCodeAt(i + 2);
    const c3 = string.charCodeAt(i + 3);
    if ((c0 | c1 | c2 | c3) > 0xff) break;
    const v0 = values[c0];
    const v1 = values[c1];
    const v2 = values[c2];
    const v3 = values[c3];
    if ((v0 | v1 | v2 | v3) === INVALID) break;
    bytes[at] = (v0 << 2) | (v1 >> 4);
    bytes[at + 1] = (v1 << 4) | (v2 >> 2);
    bytes[at + 2] = (v2 << 6) | v3;
    at += 3;
  }
  let bits = 0;
  let count = 0;
  for (; i < length && at < limit; i++) {
    // Node looks at the low byte of a character only.
    const code = string.charCodeAt(i) & 0xff;
    if (code === 0x3d) break;
    const value = values[code];
    if (value === INVALID) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = (bits >> count) & 0xff;
    }
  }
  return at - offset;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end
 * @returns {string}
 */
function base64Slice(bytes, start, end) {
  return plainView(bytes, start, end).toBase64();
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end
 * @returns {string} without padding
 */
function base64urlSlice(bytes, start, end) {
  return plainView(bytes, start, end).toBase64(urlAlphabet);
}

/** A view without the Buffer class: makes no species or subclass calls. */
function plainView(bytes, start, end) {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
}

module.exports = { base64ByteLength, base64Slice, base64Write, base64urlSlice, plainView };
