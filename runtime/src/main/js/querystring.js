'use strict';

/* The `querystring` module: https://nodejs.org/api/querystring.html */

const { Buffer } = require('buffer');
const {
  codes: { ERR_INVALID_URI },
} = require('internal/errors');

const PLUS = 0x2b;
const PERCENT = 0x25;
const DEFAULT_MAX_KEYS = 1000;
const validEscape = /%[0-9a-f]{2}/i;

function hexValue(code) {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/**
 * Percent-decodes into bytes; what is no valid escape stays as it is.
 * @param {string} s
 * @param {boolean} [decodeSpaces] whether '+' is a space
 * @returns {Buffer}
 */
function unescapeBuffer(s, decodeSpaces) {
  const out = Buffer.allocUnsafe(s.length);
  let at = 0;
  for (let i = 0; i < s.length; i++) {
    let byte = s.charCodeAt(i);
    if (byte === PLUS && decodeSpaces) {
      byte = 0x20;
    } else if (byte === PERCENT && i + 2 < s.length) {
      const high = hexValue(s.charCodeAt(i + 1));
      const low = hexValue(s.charCodeAt(i + 2));
      if (high !== -1 && low !== -1) {
        byte = (high << 4) | low;
        i += 2;
      }
    }
    out[at++] = byte;
  }
  return at === out.length ? out : out.slice(0, at);
}

/**
 * Decodes escapes, and never throws: what decodeURIComponent refuses is decoded byte by byte.
 * @param {string} s
 * @param {boolean} [decodeSpaces]
 * @returns {string}
 */
function qsUnescape(s, decodeSpaces) {
  try {
    return decodeURIComponent(s);
  } catch {
    return querystring.unescapeBuffer(s, decodeSpaces).toString();
  }
}

/**
 * Escapes all that is not a letter, a digit or one of - _ . ! ~ * ' ( )
 * @param {any} str
 * @returns {string}
 */
function qsEscape(str) {
  const text = typeof str === 'string' ? str : typeof str === 'object' ? String(str) : `${str}`;
  return encodeURIComponent(text.isWellFormed() ? text : text.replace(/[\ud800-\udfff]([^])?/g, joinSurrogate));
}

/** Node takes whatever follows a surrogate for its other half. */
function joinSurrogate(pair, second) {
  if (second === undefined) throw new ERR_INVALID_URI();
  const low = second.charCodeAt(0) & 0x3ff;
  return String.fromCodePoint(0x10000 + (((pair.charCodeAt(0) & 0x3ff) << 10) | low));
}

/** What a value looks like in a query: objects, undefined and numbers that are not finite are empty. */
function stringifyPrimitive(value) {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? `${value}` : '';
    case 'bigint':
    case 'boolean':
      return `${value}`;
    default:
      return '';
  }
}

function encodeValue(value, encode) {
  const text = stringifyPrimitive(value);
  if (encode !== qsEscape) return encode(text);
  // Nothing in a number up to 1e21 needs escapes.
  if (typeof value !== 'string' && !(typeof value === 'number' && Math.abs(value) >= 1e21)) return text;
  return text.length === 0 ? '' : encode(text);
}

/**
 * @param {Record<string, any>} obj
 * @param {string} [sep]
 * @param {string} [eq]
 * @param {{encodeURIComponent?: (text: string) => string}} [options]
 * @returns {string}
 */
function stringify(obj, sep, eq, options) {
  sep ||= '&';
  eq ||= '=';
  const encode = typeof options?.encodeURIComponent === 'function' ? options.encodeURIComponent : querystring.escape;
  if (obj === null || typeof obj !== 'object') return '';
  const fields = [];
  for (const key of Object.keys(obj)) {
    const value = obj[key];
    const start = encodeValue(key, encode) + eq;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) fields.push(start + encodeValue(value[i], encode));
    } else {
      fields.push(start + encodeValue(value, encode));
    }
  }
  return fields.join(sep);
}

function decodeText(text, decode) {
  try {
    return decode(text);
  } catch {
    return querystring.unescape(text, true);
  }
}

/**
 * @param {string} qs
 * @param {string} [sep]
 * @param {string} [eq]
 * @param {{maxKeys?: number, decodeURIComponent?: (text: string) => string}} [options] maxKeys: 0 is no limit
 * @returns {Record<string, string | string[]>} without prototype
 */
function parse(qs, sep, eq, options) {
  const result = { __proto__: null };
  if (typeof qs !== 'string' || qs.length === 0) return result;
  sep = sep ? `${sep}` : '&';
  eq = eq ? `${eq}` : '=';
  let remaining = DEFAULT_MAX_KEYS;
  if (typeof options?.maxKeys === 'number') remaining = options.maxKeys > 0 ? options.maxKeys : -1;
  const decode = typeof options?.decodeURIComponent === 'function' ? options.decodeURIComponent : querystring.unescape;
  const custom = decode !== qsUnescape;
  const component = (text) => {
    const spaced = text.includes('+') ? text.replaceAll('+', custom ? '%20' : ' ') : text;
    return spaced.length > 0 && (custom || validEscape.test(spaced)) ? decodeText(spaced, decode) : spaced;
  };

  for (let start = 0; start < qs.length;) {
    let end = sep === '' ? -1 : qs.indexOf(sep, start);
    if (end === -1) end = qs.length;
    if (end > start) {
      const field = qs.slice(start, end);
      const split = field.indexOf(eq);
      const key = component(split === -1 ? field : field.slice(0, split));
      const value = split === -1 ? '' : component(field.slice(split + eq.length));
      const present = result[key];
      if (present === undefined) result[key] = value;
      else if (typeof present === 'string') result[key] = [present, value];
      else present.push(value);
    }
    // An empty field counts, too.
    if (--remaining === 0) break;
    start = end + sep.length;
  }
  return result;
}

const querystring = {
  unescapeBuffer,
  unescape: qsUnescape,
  escape: qsEscape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};

module.exports = querystring;
