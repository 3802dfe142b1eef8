'use strict';

/*
 * UTF-8 to and from JavaScript strings.
 *
 * Short strings are converted by the loops below. Long ones go to WebAssembly (bulk.js) once a program has converted many;
 * until then encoding stays here, and decoding goes to the host from HOST_DECODE_BYTES on: a call of the host takes 1 to 4 µs
 * and then about 2 ns a character, a loop that builds a string 2 ns, but of pieces that are joined later.
 */

const { bulkLatin1Decode, bulkUtf8Decode, bulkUtf8Encode } = require('internal/buffer/bulk');

const binding = internalBinding('encoding');

/** From how many bytes or characters on WebAssembly wins. */
const BULK_DECODE_BYTES = 32;
const BULK_ENCODE_UNITS = 64;
/** From how many bytes on decoding is left to the host. */
const HOST_DECODE_BYTES = 1536;
/** How many bytes that are not ASCII are decoded here before the host is asked. */
const LOCAL_NON_ASCII_BYTES = 192;

const { fromCharCode } = String;

/**
 * The number of bytes that a string takes as UTF-8; a lone surrogate counts as U+FFFD (3 bytes).
 * @param {string} string
 * @returns {number}
 */
function utf8ByteLength(string) {
  const { length } = string;
  let bytes = length;
  for (let i = 0; i < length; i++) {
    const unit = string.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      bytes += 1;
    } else {
      bytes += 2;
      if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < length) {
        const next = string.charCodeAt(i + 1);
        // A pair is two units and four bytes.
        if (next >= 0xdc00 && next < 0xe000) i++;
      }
    }
  }
  return bytes;
}

/** Where the last utf8Write stopped reading the string: TextEncoder.encodeInto reports it. */
let unitsRead = 0;

/** @returns {number} how many UTF-16 units of its string the last utf8Write consumed */
function lastUnitsRead() {
  return unitsRead;
}

/**
 * Writes a string as UTF-8 into bytes[offset, limit), whole characters only.
 * @param {Uint8Array} bytes
 * @param {string} string
 * @param {number} offset
 * @param {number} limit
 * @returns {number} bytes written
 */
function utf8Write(bytes, string, offset, limit) {
  const { length } = string;
  if (length >= BULK_ENCODE_UNITS) {
    const encoded = bulkUtf8Encode(string);
    if (encoded !== undefined && encoded.length <= limit - offset) {
      bytes.set(encoded, offset);
      unitsRead = length;
      return encoded.length;
    }
  }
  let at = offset;
  let i = 0;
  const ascii = Math.min(length, limit - offset);
  for (; i < ascii; i++) {
    const unit = string.charCodeAt(i);
    if (unit >= 0x80) break;
    bytes[at++] = unit;
  }
  for (; i < length; i++) {
    let unit = string.charCodeAt(i);
    if (unit < 0x80) {
      if (at >= limit) break;
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      if (at + 2 > limit) break;
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      if (unit >= 0xd800 && unit < 0xe000) {
        const next = unit < 0xdc00 && i + 1 < length ? string.charCodeAt(i + 1) : 0;
        if (next >= 0xdc00 && next < 0xe000) {
          if (at + 4 > limit) break;
          const point = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
          bytes[at++] = 0xf0 | (point >> 18);
          bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
          bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
          bytes[at++] = 0x80 | (point & 0x3f);
          i++;
          continue;
        }
        unit = 0xfffd;
      }
      if (at + 3 > limit) break;
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    }
  }
  unitsRead = i;
  return at - offset;
}

/**
 * Decodes bytes that each are one character.
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end
 * @returns {string}
 */
function latin1Decode(bytes, start, end) {
  if (end - start >= BULK_DECODE_BYTES) {
    const text = bulkLatin1Decode(bytes, start, end);
    if (text !== undefined) return text;
    if (end - start >= HOST_DECODE_BYTES) return binding.latin1Decode(bytes, start, end);
  }
  return latin1Pieces(bytes, start, end);
}

/** Builds a string 16 characters at a time. */
function latin1Pieces(bytes, start, end) {
  let result = '';
  let i = start;
  for (const last = end - 16; i <= last; i += 16) {
    result += fromCharCode(
      bytes[i],
      bytes[i + 1],
      bytes[i + 2],
      bytes[i + 3],
      bytes[i + 4],
      bytes[i + 5],
      bytes[i + 6],
      bytes[i + 7],
      bytes[i + 8],
      bytes[i + 9],
      bytes[i + 10],
      bytes[i + 11],
      bytes[i + 12],
      bytes[i + 13],
      bytes[i + 14],
      bytes[i + 15],
    );
  }
  for (const last = end - 4; i <= last; i += 4) {
    result += fromCharCode(bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]);
  }
  for (; i < end; i++) result += fromCharCode(bytes[i]);
  return result;
}

/**
 * How long the sequence at bytes[i] is and what it stands for. A malformed sequence is its maximal subpart and stands for
 * U+FFFD, as the WHATWG Encoding Standard has it. The result is codePoint * 8 + length, one number to avoid an object.
 * @param {Uint8Array} bytes
 * @param {number} i
 * @param {number} end
 * @returns {number}
 */
function decodeSequence(bytes, i, end) {
  const lead = bytes[i];
  if (lead < 0x80) return lead * 8 + 1;
  let needed;
  let point;
  let lower = 0x80;
  let upper = 0xbf;
  if (lead >= 0xc2 && lead <= 0xdf) {
    needed = 1;
    point = lead & 0x1f;
  } else if (lead >= 0xe0 && lead <= 0xef) {
    needed = 2;
    point = lead & 0xf;
    if (lead === 0xe0) lower = 0xa0;
    else if (lead === 0xed) upper = 0x9f;
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    needed = 3;
    point = lead & 0x7;
    if (lead === 0xf0) lower = 0x90;
    else if (lead === 0xf4) upper = 0x8f;
  } else {
    return 0xfffd * 8 + 1;
  }
  for (let k = 1; k <= needed; k++) {
    const byte = i + k < end ? bytes[i + k] : 0;
    if (byte < lower || byte > upper) return 0xfffd * 8 + k;
    lower = 0x80;
    upper = 0xbf;
    point = (point << 6) | (byte & 0x3f);
  }
  return point * 8 + needed + 1;
}

/**
 * Decodes bytes[start, end) from UTF-8, with U+FFFD for what is malformed. A byte order mark is kept.
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end
 * @returns {string}
 */
function utf8Decode(bytes, start, end) {
  if (end - start >= BULK_DECODE_BYTES) {
    const text = bulkUtf8Decode(bytes, start, end);
    if (text !== undefined) return text;
    if (end - start >= HOST_DECODE_BYTES) return binding.utf8Decode(bytes, start, end);
  }
  let i = start;
  while (i < end && bytes[i] < 0x80) i++;
  if (i === end) return latin1Pieces(bytes, start, end);
  if (end - i >= LOCAL_NON_ASCII_BYTES) return binding.utf8Decode(bytes, start, end);
  let result = latin1Pieces(bytes, start, i);
  while (i < end) {
    const decoded = decodeSequence(bytes, i, end);
    const point = decoded >> 3;
    result +=
      point < 0x10000
        ? fromCharCode(point)
        : fromCharCode(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    i += decoded & 7;
  }
  return result;
}

/**
 * @param {Uint8Array} bytes
 * @returns {boolean} whether the bytes are well-formed UTF-8
 */
function utf8IsValid(bytes) {
  const end = bytes.length;
  for (let i = 0; i < end;) {
    if (bytes[i] < 0x80) {
      i++;
      continue;
    }
    const decoded = decodeSequence(bytes, i, end);
    // U+FFFD itself is three bytes long, and well-formed only as EF BF BD.
    if (decoded >> 3 === 0xfffd && !(bytes[i] === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd)) return false;
    i += decoded & 7;
  }
  return true;
}

/**
 * The length of an incomplete sequence at the end of bytes[start, end): bytes that may yet become a character.
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end
 * @returns {number} 0 to 3
 */
function utf8IncompleteTail(bytes, start, end) {
  for (let back = 1; back <= 3 && end - back >= start; back++) {
    const byte = bytes[end - back];
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (byte < 0xc2 || byte > 0xf4 || back >= needed) return 0;
    // The continuation bytes so far must be ones that the lead allows: a malformed sequence has ended already.
    const decoded = decodeSequence(bytes, end - back, end);
    return (decoded & 7) === back ? back : 0;
  }
  return 0;
}

module.exports = {
  lastUnitsRead,
  latin1Decode,
  utf8ByteLength,
  utf8Decode,
  utf8IncompleteTail,
  utf8IsValid,
  utf8Write,
};
