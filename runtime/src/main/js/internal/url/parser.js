'use strict';

/*
 * The URL parser: https://url.spec.whatwg.org/#url-parsing
 *
 * The standard describes a state machine that looks at one character at a time. Here each part is cut out as a whole by
 * searching for where it ends, and only what is unusual in it is looked at closely: the result is the same.
 */

const { percentEncode, sets } = require('internal/url/encode');
const { parseHost } = require('internal/url/host');

/** Special schemes and their default ports. @type {Map<string, number | null>} */
const specialPorts = new Map([
  ['http', 80],
  ['https', 443],
  ['ws', 80],
  ['wss', 443],
  ['ftp', 21],
  ['file', null],
]);

const schemePattern = /^[a-zA-Z][a-zA-Z0-9+.-]*:/;
const driveLetter = /^[a-zA-Z][:|]$/;
const normalizedDriveLetter = /^[a-zA-Z]:$/;
const startsWithDriveLetter = /^[a-zA-Z][:|](?:[/\\?#]|$)/;
const singleDot = /^(?:\.|%2e)$/i;
const doubleDot = /^(?:\.|%2e){2}$/i;
/** Something in a path that needs more than to be copied. */
const irregularPath = /[^!$-;=@-\]_a-z|~]|\\|%2e|\/\.|^\./i;
const tabsAndNewlines = /[\t\n\r]/g;

/** The parts of a parsed URL, each as it stands in the URL, without delimiters. */
class UrlRecord {
  scheme = '';
  username = '';
  password = '';
  /** @type {string | null} null: no authority at all */
  host = null;
  /** @type {number | null} null: the default port */
  port = null;
  /** With slashes; for an opaque path, all between scheme and query. */
  path = '';
  opaque = false;
  /** @type {string | null} */
  query = null;
  /** @type {string | null} */
  fragment = null;

  get special() {
    return specialPorts.has(this.scheme);
  }

  clone() {
    return Object.assign(new UrlRecord(), this);
  }

  /** @returns {string} the URL without username, password, path, query and fragment, from the host on */
  hostAndPort() {
    if (this.host === null) return '';
    return this.port === null ? this.host : `${this.host}:${this.port}`;
  }

  /** @returns {string} */
  href() {
    let result = `${this.scheme}:`;
    if (this.host !== null) {
      result += '//';
      if (this.username !== '' || this.password !== '') {
        result += this.username;
        if (this.password !== '') result += `:${this.password}`;
        result += '@';
      }
      result += this.hostAndPort();
    } else if (!this.opaque && this.path.startsWith('//')) {
      // Two slashes would read as an authority.
      result += '/.';
    }
    result += this.path;
    if (this.query !== null) result += `?${this.query}`;
    if (this.fragment !== null) result += `#${this.fragment}`;
    return result;
  }
}

/** Where the first of the characters that end a part stands. */
function endOf(input, from, special) {
  for (let i = from; i < input.length; i++) {
    const code = input.charCodeAt(i);
    // '/', '?', '#', '\'
    if (code === 0x2f || code === 0x3f || code === 0x23 || (code === 0x5c && special)) return i;
  }
  return input.length;
}

function isSlash(code, special) {
  return code === 0x2f || (special && code === 0x5c);
}

/**
 * @param {string} text
 * @param {UrlRecord | null} base
 * @returns {UrlRecord | null} null on failure
 */
function parse(text, base) {
  let input = text.toWellFormed();
  input = trimControls(input);
  if (/[\t\n\r]/.test(input)) input = input.replace(tabsAndNewlines, '');

  const match = schemePattern.exec(input);
  if (match === null) return parseWithoutScheme(input, base);

  const record = new UrlRecord();
  const at = match[0].length;
  record.scheme = match[0].slice(0, -1).toLowerCase();
  if (record.scheme === 'file') return parseFile(record, input, at, base?.scheme === 'file' ? base : null);
  if (record.special) {
    if (base !== null && base.scheme === record.scheme && !input.startsWith('//', at)) {
      return parseRelative(record, input, at, base);
    }
    return parseAuthority(record, input, skipSlashes(input, at));
  }
  if (input.startsWith('//', at)) return parseAuthority(record, input, at + 2);
  if (input[at] === '/') return parsePath(record, input, at, '');
  return parseOpaquePath(record, input, at);
}

function trimControls(input) {
  let start = 0;
  let end = input.length;
  while (start < end && input.charCodeAt(start) <= 0x20) start++;
  while (end > start && input.charCodeAt(end - 1) <= 0x20) end--;
  return start === 0 && end === input.length ? input : input.slice(start, end);
}

function skipSlashes(input, from) {
  let at = from;
  while (isSlash(input.charCodeAt(at), true)) at++;
  return at;
}

function parseWithoutScheme(input, base) {
  if (base === null) return null;
  if (base.opaque) {
    if (input[0] !== '#') return null;
    const record = base.clone();
    return parseFragment(record, input, 0);
  }
  const record = new UrlRecord();
  record.scheme = base.scheme;
  return base.scheme === 'file' ? parseFile(record, input, 0, base) : parseRelative(record, input, 0, base);
}

/** input[at …] is relative to a base with the same scheme. */
function parseRelative(record, input, at, base) {
  const { special } = record;
  if (isSlash(input.charCodeAt(at), special)) {
    if (isSlash(input.charCodeAt(at + 1), special)) {
      return parseAuthority(record, input, special ? skipSlashes(input, at) : at + 2);
    }
    copyAuthority(record, base);
    return parsePath(record, input, at, '');
  }
  copyAuthority(record, base);
  return parseFromBase(record, input, at, base);
}

function copyAuthority(record, base) {
  record.username = base.username;
  record.password = base.password;
  record.host = base.host;
  record.port = base.port;
}

/** Keeps as much of the base's path and query as input[at …] leaves. */
function parseFromBase(record, input, at, base) {
  record.path = base.path;
  record.query = base.query;
  if (at >= input.length) return record;
  const first = input[at];
  if (first === '?') return parseQuery(record, input, at);
  if (first === '#') return parseFragment(record, input, at);
  record.query = null;
  return parsePath(record, input, at, shorten(record.path, record.scheme));
}

/** A path without its last segment; a drive letter stays. */
function shorten(path, scheme) {
  if (scheme === 'file' && path.length === 3 && path[0] === '/' && normalizedDriveLetter.test(path.slice(1))) {
    return path;
  }
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function parseFile(record, input, at, base) {
  record.host = '';
  const first = input.charCodeAt(at);
  if (isSlash(first, true)) {
    if (isSlash(input.charCodeAt(at + 1), true)) return parseFileHost(record, input, at + 2);
    if (base !== null) {
      record.host = base.host;
      if (!startsWithDriveLetter.test(input.slice(at + 1, at + 4))) {
        const drive = /^\/[a-zA-Z]:(?=\/|$)/.exec(base.path);
        if (drive !== null) return parsePath(record, input, at, drive[0]);
      }
    }
    return parsePath(record, input, at, '');
  }
  if (base === null) return parsePath(record, input, at, '');
  record.host = base.host;
  if (at < input.length && startsWithDriveLetter.test(input.slice(at, at + 3))) {
    return parsePath(record, input, at, '');
  }
  return parseFromBase(record, input, at, base);
}

function parseFileHost(record, input, at) {
  const end = endOf(input, at, true);
  const text = input.slice(at, end);
  // A drive letter here is the start of the path.
  if (driveLetter.test(text)) return parsePath(record, input, at, '');
  if (text !== '') {
    const host = parseHost(text, true);
    if (host === undefined) return null;
    record.host = host === 'localhost' ? '' : host;
  }
  return parsePath(record, input, end, '');
}

function parseAuthority(record, input, at) {
  const { special } = record;
  const end = endOf(input, at, special);
  let hostStart = at;
  const sign = input.lastIndexOf('@', end - 1);
  if (sign >= at) {
    const colon = input.indexOf(':', at);
    const nameEnd = colon !== -1 && colon < sign ? colon : sign;
    record.username = percentEncode(input.slice(at, nameEnd), sets.userinfo);
    if (nameEnd < sign) record.password = percentEncode(input.slice(nameEnd + 1, sign), sets.userinfo);
    hostStart = sign + 1;
    if (hostStart === end) return null;
  }
  const hostAndPort = input.slice(hostStart, end);
  const colon = portColon(hostAndPort);
  const hostText = colon === -1 ? hostAndPort : hostAndPort.slice(0, colon);
  if (hostText === '' && (special || colon !== -1)) return null;
  const host = hostText === '' ? '' : parseHost(hostText, special);
  if (host === undefined) return null;
  record.host = host;
  if (colon !== -1) {
    const port = parsePort(hostAndPort.slice(colon + 1), record.scheme);
    if (port === undefined) return null;
    record.port = port;
  }
  return parsePath(record, input, end, '');
}

/** The colon before a port: the first that is not within brackets. */
function portColon(text) {
  let bracket = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b) bracket = true;
    else if (code === 0x5d) bracket = false;
    else if (code === 0x3a && !bracket) return i;
  }
  return -1;
}

/** @returns {number | null | undefined} null: the default; undefined: failure */
function parsePort(text, scheme) {
  if (text === '') return null;
  if (!/^[0-9]+$/.test(text)) return undefined;
  const port = Number(text);
  if (port > 65535) return undefined;
  return port === specialPorts.get(scheme) ? null : port;
}

/** input[at …] is path, query and fragment; `path` is what precedes it. */
function parsePath(record, input, at, path) {
  let end = at;
  while (end < input.length) {
    const code = input.charCodeAt(end);
    if (code === 0x3f || code === 0x23) break;
    end++;
  }
  record.path = normalizePath(input.slice(at, end), record, path);
  return parseQuery(record, input, end);
}

/**
 * Appends to a path: segments are encoded, dots resolved.
 * @param {string} text
 * @param {UrlRecord} record scheme and host count
 * @param {string} path what precedes it
 * @returns {string}
 */
function normalizePath(text, record, path) {
  const { special, scheme } = record;
  if (text === '') {
    if (path !== '') return `${path}/`;
    return special ? '/' : '';
  }
  if (scheme !== 'file' && !irregularPath.test(text)) {
    return text.charCodeAt(0) === 0x2f ? path + text : `${path}/${text}`;
  }
  let result = path;
  let at = isSlash(text.charCodeAt(0), special) ? 1 : 0;
  for (;;) {
    let end = at;
    while (end < text.length && !isSlash(text.charCodeAt(end), special)) end++;
    const last = end === text.length;
    let segment = text.slice(at, end);
    if (doubleDot.test(segment)) {
      result = shorten(result, scheme);
      if (last) result += '/';
    } else if (singleDot.test(segment)) {
      if (last) result += '/';
    } else {
      if (scheme === 'file' && result === '' && driveLetter.test(segment)) segment = `${segment[0]}:`;
      result += `/${percentEncode(segment, sets.path)}`;
    }
    if (last) return result;
    at = end + 1;
  }
}

function parseOpaquePath(record, input, at) {
  let end = at;
  while (end < input.length && input[end] !== '?' && input[end] !== '#') end++;
  let path = percentEncode(input.slice(at, end), sets.c0);
  // A space before a query or fragment would be lost if that were removed.
  if (end < input.length && path.endsWith(' ')) path = `${path.slice(0, -1)}%20`;
  record.path = path;
  record.opaque = true;
  return parseQuery(record, input, end);
}

function parseQuery(record, input, at) {
  if (input[at] !== '?') return parseFragment(record, input, at);
  const hash = input.indexOf('#', at);
  const end = hash === -1 ? input.length : hash;
  record.query = encodeQuery(input.slice(at + 1, end), record.special);
  return parseFragment(record, input, end);
}

function encodeQuery(text, special) {
  return percentEncode(text, special ? sets.specialQuery : sets.query);
}

function parseFragment(record, input, at) {
  if (input[at] === '#') record.fragment = percentEncode(input.slice(at + 1), sets.fragment);
  return record;
}

module.exports = {
  UrlRecord,
  encodeQuery,
  endOf,
  normalizePath,
  parse,
  parsePort,
  portColon,
  schemePattern,
  specialPorts,
  tabsAndNewlines,
};
