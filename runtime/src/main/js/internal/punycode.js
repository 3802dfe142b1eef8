'use strict';

/* Punycode (RFC 3492): Unicode labels of domain names in ASCII. Names of the parameters are the RFC's. */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
const MAX_INT = 0x7fffffff;

function adapt(delta, points, first) {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return Math.floor(k + ((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

const threshold = (k, bias) => (k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias);

/** 0 … 25 are a … z, 26 … 35 are 0 … 9. */
const digitToCode = (digit) => (digit < 26 ? digit + 0x61 : digit - 26 + 0x30);

function codeToDigit(code) {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? lower - 0x61 : BASE;
}

/**
 * @param {string} string
 * @returns {number[]} code points; a lone surrogate is one
 */
function toCodePoints(string) {
  return Array.from(string, (char) => char.codePointAt(0));
}

/** @param {number[]} points @returns {string} */
function fromCodePoints(points) {
  let result = '';
  for (const point of points) result += String.fromCodePoint(point);
  return result;
}

/**
 * @param {string} input
 * @returns {string} ASCII, without the prefix 'xn--'
 * @throws {RangeError} on overflow
 */
function encode(input) {
  const points = toCodePoints(input);
  let output = '';
  for (const point of points) {
    if (point < 0x80) output += String.fromCharCode(point);
  }
  const basic = output.length;
  let handled = basic;
  if (basic > 0) output += '-';
  let n = INITIAL_N;
  let delta = 0;
  let bias = INITIAL_BIAS;
  while (handled < points.length) {
    let next = MAX_INT;
    for (const point of points) {
      if (point >= n && point < next) next = point;
    }
    if (next - n > Math.floor((MAX_INT - delta) / (handled + 1))) {
      throw new RangeError('Overflow: input needs wider integers to process');
    }
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n && ++delta > MAX_INT) {
        throw new RangeError('Overflow: input needs wider integers to process');
      }
      if (point !== n) continue;
      let q = delta;
      for (let k = BASE; ; k += BASE) {
        const t = threshold(k, bias);
        if (q < t) break;
        output += String.fromCharCode(digitToCode(t + ((q - t) % (BASE - t))));
        q = Math.floor((q - t) / (BASE - t));
      }
      output += String.fromCharCode(digitToCode(q));
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/**
 * @param {string} input ASCII, without the prefix 'xn--'
 * @returns {string}
 * @throws {RangeError} if it is no Punycode
 */
function decode(input) {
  const points = [];
  const basic = Math.max(input.lastIndexOf('-'), 0);
  for (let i = 0; i < basic; i++) {
    const code = input.charCodeAt(i);
    if (code >= 0x80) throw new RangeError('Illegal input >= 0x80 (not a basic code point)');
    points.push(code);
  }
  let n = INITIAL_N;
  let i = 0;
  let bias = INITIAL_BIAS;
  for (let index = basic > 0 ? basic + 1 : 0; index < input.length;) {
    const before = i;
    for (let w = 1, k = BASE; ; k += BASE) {
      if (index >= input.length) throw new RangeError('Invalid input');
      const digit = codeToDigit(input.charCodeAt(index++));
      if (digit >= BASE) throw new RangeError('Invalid input');
      if (digit > Math.floor((MAX_INT - i) / w)) {
        throw new RangeError('Overflow: input needs wider integers to process');
      }
      i += digit * w;
      const t = threshold(k, bias);
      if (digit < t) break;
      if (w > Math.floor(MAX_INT / (BASE - t))) {
        throw new RangeError('Overflow: input needs wider integers to process');
      }
      w *= BASE - t;
    }
    const count = points.length + 1;
    bias = adapt(i - before, count, before === 0);
    n += Math.floor(i / count);
    if (n > 0x10ffff) throw new RangeError('Overflow: input needs wider integers to process');
    i %= count;
    points.splice(i++, 0, n);
  }
  return fromCodePoints(points);
}

module.exports = { decode, encode, fromCodePoints, toCodePoints };
