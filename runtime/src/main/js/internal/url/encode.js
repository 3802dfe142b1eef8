'use strict';

/* Percent-encoding and decoding as the URL Standard defines them: https://url.spec.whatwg.org/#percent-encoded-bytes */

const { Buffer } = require('buffer');

/** A set: all that is not printable ASCII, and the characters given. */
function makeSet(characters) {
  const encoded = new Uint8Array(0x80).fill(1, 0, 0x20);
  encoded[0x7f] = 1;
  for (let i = 0; i < characters.length; i++) encoded[characters.charCodeAt(i)] = 1;
  const escaped = characters.replace(/[\\\]^-]/g, '\\$&');
  return { expression: new RegExp(`[^\\x20-\\x7e]${escaped === '' ? '' : `|[${escaped}]`}`), encoded };
}

const FRAGMENT = ' "<>`';
const QUERY = ' "#<>';
const PATH = `${QUERY}?^\`{}`;
const USERINFO = `${PATH}/:;=@[\\]|`;

const sets = {
  c0: makeSet(''),
  fragment: makeSet(FRAGMENT),
  query: makeSet(QUERY),
  specialQuery: makeSet(`${QUERY}'`),
  path: makeSet(PATH),
  userinfo: makeSet(USERINFO),
};

const escapes = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`);

/**
 * Percent-encodes the characters of a set, as UTF-8.
 * @param {string} text well-formed
 * @param {{expression: RegExp, encoded: Uint8Array}} set
 * @returns {string}
 */
function percentEncode(text, set) {
  return set.expression.test(text) ? encodeAll(text, set.encoded) : text;
}

function encodeAll(text, encoded) {
  let result = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80 && encoded[code] === 0) continue;
    result += text.slice(start, i);
    if (code < 0x80) {
      result += escapes[code];
    } else {
      const point = text.codePointAt(i);
      if (point >= 0x10000) i++;
      result += encodeURIComponent(String.fromCodePoint(point));
    }
    start = i + 1;
  }
  return result + text.slice(start);
}

function hexDigit(code) {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/**
 * Percent-decodes to bytes.
 * @param {string} text
 * @returns {Buffer}
 */
function percentDecode(text) {
  const bytes = Buffer.from(text);
  if (!text.includes('%')) return bytes;
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i];
    if (byte === 0x25 && i + 2 < bytes.length) {
      const high = hexDigit(bytes[i + 1]);
      const low = hexDigit(bytes[i + 2]);
      if (high !== -1 && low !== -1) {
        byte = (high << 4) | low;
        i += 2;
      }
    }
    bytes[at++] = byte;
  }
  return bytes.subarray(0, at);
}

/**
 * Percent-decodes to a string, with U+FFFD for what is no UTF-8.
 * @param {string} text
 * @returns {string}
 */
function percentDecodeToString(text) {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return percentDecode(text).toString();
  }
}

module.exports = { percentDecode, percentDecodeToString, percentEncode, sets };
