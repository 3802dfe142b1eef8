'use strict';

/* Looking for bytes in bytes: the search behind indexOf, lastIndexOf and includes. */

const typedArrayIndexOf = Uint8Array.prototype.indexOf;
const typedArrayLastIndexOf = Uint8Array.prototype.lastIndexOf;

/**
 * The first position from `from` on where `needle` stands, stepping over positions that are not a multiple of `step`
 * (2 for UTF-16 text, relative to the start of the bytes).
 * @param {Uint8Array} bytes
 * @param {Uint8Array} needle not empty
 * @param {number} from
 * @param {number} step 1 or 2
 * @returns {number} -1 if there is none
 */
function searchForward(bytes, needle, from, step) {
  const last = bytes.length - needle.length;
  if (needle.length > 8 && last - from > 256) return horspool(bytes, needle, from, step);
  const first = needle[0];
  for (let at = from; at <= last; at++) {
    at = typedArrayIndexOf.call(bytes, first, at);
    if (at === -1 || at > last) return -1;
    if (step === 2 && (at & 1) !== 0) continue;
    if (matchesAt(bytes, needle, at)) return at;
  }
  return -1;
}

/** Boyer-Moore-Horspool: skips ahead by what the last byte of the window tells. */
function horspool(bytes, needle, from, step) {
  const lastOfNeedle = needle.length - 1;
  const skip = new Int32Array(256).fill(needle.length);
  for (let i = 0; i < lastOfNeedle; i++) skip[needle[i]] = lastOfNeedle - i;
  const last = bytes.length - needle.length;
  for (let at = from; at <= last; at += skip[bytes[at + lastOfNeedle]]) {
    if (step === 2 && (at & 1) !== 0) continue;
    if (matchesAt(bytes, needle, at)) return at;
  }
  return -1;
}

/**
 * The last position up to `from` where `needle` stands.
 * @param {Uint8Array} bytes
 * @param {Uint8Array} needle not empty
 * @param {number} from
 * @param {number} step 1 or 2
 * @returns {number} -1 if there is none
 */
function searchBackward(bytes, needle, from, step) {
  const first = needle[0];
  for (let at = Math.min(from, bytes.length - needle.length); at >= 0; at--) {
    at = typedArrayLastIndexOf.call(bytes, first, at);
    if (at === -1) return -1;
    if (step === 2 && (at & 1) !== 0) continue;
    if (matchesAt(bytes, needle, at)) return at;
  }
  return -1;
}

function matchesAt(bytes, needle, at) {
  for (let i = needle.length - 1; i >= 0; i--) {
    if (bytes[at + i] !== needle[i]) return false;
  }
  return true;
}

module.exports = { searchBackward, searchForward };
