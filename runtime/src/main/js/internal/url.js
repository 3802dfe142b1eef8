'use strict';

/* URL and the functions around it: https://nodejs.org/api/url.html#the-whatwg-url-api */

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS },
  invalidUrl,
} = require('internal/errors');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { kValidateObjectAllowObjects, validateObject } = require('internal/validators');
const { percentEncode, sets } = require('internal/url/encode');
const { parseHost } = require('internal/url/host');
const {
  encodeQuery,
  endOf,
  normalizePath,
  parse,
  parsePort,
  portColon,
  specialPorts,
  tabsAndNewlines,
} = require('internal/url/parser');

let utilInspect;

/** The base of the last URL that had one: programs resolve many URLs against the same. Never changed. */
let lastBase;
let lastBaseRecord;

/** @param {string} input @param {string | undefined} base */
function parseWithBase(input, base) {
  if (base === undefined) return parse(input, null);
  if (base !== lastBase) {
    lastBaseRecord = parse(base, null);
    lastBase = base;
  }
  return lastBaseRecord === null ? null : parse(input, lastBaseRecord);
}

/** As Node shows it where hidden properties are wanted: positions in the href. */
class URLContext {
  constructor(record) {
    const href = record.href();
    this.href = href;
    this.protocol_end = record.scheme.length + 1;
    const authority = record.host !== null;
    this.username_end = this.protocol_end + (authority ? 2 + record.username.length : 0);
    this.host_start = this.username_end + (record.password === '' ? 0 : record.password.length + 1);
    const credentials = record.username !== '' || record.password !== '';
    this.host_end = this.host_start + (authority ? record.host.length + (credentials ? 1 : 0) : 0);
    this.pathname_start = this.host_end + (record.port === null ? 0 : `:${record.port}`.length);
    if (!authority && !record.opaque && record.path.startsWith('//')) this.pathname_start += 2;
    const pathEnd = this.pathname_start + record.path.length;
    this.search_start = record.query === null ? 0xffffffff : pathEnd;
    const queryEnd = pathEnd + (record.query === null ? 0 : record.query.length + 1);
    this.hash_start = record.fragment === null ? 0xffffffff : queryEnd;
    this.port = record.port ?? 0xffffffff;
    this.scheme_type = Math.max(['http', ' ', 'https', 'ws', 'ftp', 'wss', 'file'].indexOf(record.scheme), 0);
    if (!specialPorts.has(record.scheme)) this.scheme_type = 1;
  }

  get hasPort() {
    return this.port !== 0xffffffff;
  }

  get hasSearch() {
    return this.search_start !== 0xffffffff;
  }

  get hasHash() {
    return this.hash_start !== 0xffffffff;
  }
}

const contextSymbol = Symbol('context');

class URL {
  /** @type {import('internal/url/parser').UrlRecord} */
  #context;
  /** The serialized URL, made when it is asked for. @type {string | undefined} */
  #href;
  /** @type {URLSearchParams | undefined} */
  #searchParams;

  /**
   * @param {string} input
   * @param {string | URL} [base]
   */
  constructor(input, base = undefined, record = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    if (input === kRecord) {
      this.#context = record;
      return;
    }
    const text = `${input}`;
    const baseText = base === undefined ? undefined : `${base}`;
    const parsed = parseWithBase(text, baseText);
    if (parsed === null) {
      throw invalidUrl(URL, text, baseText);
    }
    this.#context = parsed;
  }

  static isURLInstance(value) {
    return typeof value === 'object' && value !== null && #context in value;
  }

  static recordOf(url) {
    return url.#context;
  }

  /**
   * @param {string} input
   * @param {string | URL} [base]
   * @returns {URL | null} null where the constructor would throw
   */
  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    const record = parseWithBase(`${input}`, base === undefined ? undefined : `${base}`);
    return record === null ? null : new URL(kRecord, undefined, record);
  }

  /**
   * @param {string} url
   * @param {string | URL} [base]
   * @returns {boolean}
   */
  static canParse(url, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    return parseWithBase(`${url}`, base === undefined ? undefined : `${base}`) !== null;
  }

  [customInspectSymbol](depth, opts) {
    if (this == null || Object.getPrototypeOf(this.constructor) === null) return opts.stylize('[URL]', 'special');
    if (typeof depth === 'number' && depth < 0) return this;
    const name = this.constructor?.name || 'URL';
    // Shown as a plain object, under the class's name.
    const shown = {
      href: this.href,
      origin: this.origin,
      protocol: this.protocol,
      username: this.username,
      password: this.password,
      host: this.host,
      hostname: this.hostname,
      port: this.port,
      pathname: this.pathname,
      search: this.search,
      searchParams: this.searchParams,
      hash: this.hash,
    };
    if (opts.showHidden) shown[contextSymbol] = new URLContext(this.#context);
    utilInspect ??= require('internal/util/inspect').inspect;
    return `${name} ${utilInspect(shown, opts)}`;
  }

  /** The parts changed: the serialized form and perhaps the parameters are out of date. */
  #update(queryChanged) {
    this.#href = undefined;
    if (queryChanged && this.#searchParams !== undefined) this.#fillParams();
  }

  #fillParams() {
    const { parseParams, resetParams } = require('internal/url/search_params');
    resetParams(this.#searchParams, parseParams(this.#context.query ?? ''), (query) => {
      this.#context.query = query === '' ? null : query;
      this.#update(false);
    });
  }

  #serialize() {
    return (this.#href ??= this.#context.href());
  }

  toString() {
    return this.#serialize();
  }

  get href() {
    return this.#serialize();
  }

  set href(value) {
    const text = `${value}`;
    const record = parse(text, null);
    if (record === null) throw invalidUrl(undefined, text);
    this.#context = record;
    this.#update(true);
  }

  /** Read-only: scheme, host and port, or 'null'. */
  get origin() {
    const record = this.#context;
    if (record.scheme === 'blob') {
      const inner = parse(record.path, null);
      return inner !== null && (inner.scheme === 'http' || inner.scheme === 'https') ? originOf(inner) : 'null';
    }
    return originOf(record);
  }

  get protocol() {
    return `${this.#context.scheme}:`;
  }

  set protocol(value) {
    const text = `${value}`.replace(tabsAndNewlines, '');
    const match = /^[a-zA-Z][a-zA-Z0-9+.-]*(?=:|$)/.exec(text);
    if (match === null) return;
    const scheme = match[0].toLowerCase();
    const record = this.#context;
    if (specialPorts.has(scheme) !== record.special) return;
    if (scheme === 'file' && (record.username !== '' || record.password !== '' || record.port !== null)) return;
    if (record.scheme === 'file' && record.host === '') return;
    record.scheme = scheme;
    if (record.port === specialPorts.get(scheme)) record.port = null;
    this.#update(false);
  }

  get username() {
    return this.#context.username;
  }

  set username(value) {
    const text = `${value}`.toWellFormed();
    const record = this.#context;
    if (!record.host || record.scheme === 'file') return;
    record.username = percentEncode(text, sets.userinfo);
    this.#update(false);
  }

  get password() {
    return this.#context.password;
  }

  set password(value) {
    const text = `${value}`.toWellFormed();
    const record = this.#context;
    if (!record.host || record.scheme === 'file') return;
    record.password = percentEncode(text, sets.userinfo);
    this.#update(false);
  }

  /** With port. */
  get host() {
    return this.#context.hostAndPort();
  }

  set host(value) {
    this.#setHost(`${value}`, true);
  }

  get hostname() {
    return this.#context.host ?? '';
  }

  set hostname(value) {
    this.#setHost(`${value}`, false);
  }

  #setHost(value, withPort) {
    const record = this.#context;
    if (record.opaque) return;
    const { special, scheme } = record;
    const input = value.toWellFormed().replace(tabsAndNewlines, '');
    const text = input.slice(0, endOf(input, 0, special));
    const colon = scheme === 'file' ? -1 : portColon(text);
    // With a port, hostname= is refused as a whole.
    if (colon !== -1 && (!withPort || colon === 0)) return;
    const hostText = colon === -1 ? text : text.slice(0, colon);
    if (hostText === '') {
      if (special && scheme !== 'file') return;
      if (record.username !== '' || record.password !== '' || record.port !== null) return;
      record.host = '';
    } else {
      const host = parseHost(hostText, special);
      if (host === undefined) return;
      record.host = scheme === 'file' && host === 'localhost' ? '' : host;
      const port = colon === -1 ? undefined : leadingPort(text.slice(colon + 1), scheme);
      if (port !== undefined) record.port = port;
    }
    this.#update(false);
  }

  get port() {
    const { port } = this.#context;
    return port === null ? '' : `${port}`;
  }

  set port(value) {
    const record = this.#context;
    if (!record.host || record.scheme === 'file') return;
    const text = `${value}`;
    const port = text === '' ? null : leadingPort(text.replace(tabsAndNewlines, ''), record.scheme);
    if (port === undefined) return;
    record.port = port;
    this.#update(false);
  }

  get pathname() {
    return this.#context.path;
  }

  set pathname(value) {
    const text = `${value}`.toWellFormed().replace(tabsAndNewlines, '');
    const record = this.#context;
    if (record.opaque) return;
    record.path = text === '' && record.host === null ? '/' : normalizePath(text, record, '');
    this.#update(false);
  }

  /** With '?', unless it is empty. */
  get search() {
    const { query } = this.#context;
    return query ? `?${query}` : '';
  }

  set search(value) {
    const text = `${value}`.toWellFormed();
    const record = this.#context;
    record.query = text === '' ? null : encodeQuery(withoutLeading(text, '?'), record.special);
    this.#update(true);
  }

  /** Changes to it are changes to the URL. */
  get searchParams() {
    if (this.#searchParams === undefined) {
      // eslint-disable-next-line no-unused-expressions -- the brand check: a foreign receiver must not be given one
      this.#context;
      const { URLSearchParams } = require('internal/url/search_params');
      this.#searchParams = new URLSearchParams();
      this.#fillParams();
    }
    return this.#searchParams;
  }

  /** With '#', unless it is empty. */
  get hash() {
    const { fragment } = this.#context;
    return fragment ? `#${fragment}` : '';
  }

  set hash(value) {
    const text = `${value}`.toWellFormed();
    const record = this.#context;
    record.fragment = text === '' ? null : percentEncode(withoutLeading(text, '#'), sets.fragment);
    this.#update(false);
  }

  toJSON() {
    return this.#serialize();
  }

  /**
   * Registers a Blob under a URL of its own.
   * @param {Blob} obj
   * @returns {string}
   */
  static createObjectURL(obj) {
    return require('internal/blob').createObjectURL(obj);
  }

  /** @param {string} url made by createObjectURL */
  static revokeObjectURL(url) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    require('internal/blob').revokeObjectURL(url);
  }
}

/** Marks the constructor's call from URL.parse. */
const kRecord = Symbol('kRecord');

const { isURLInstance, recordOf } = URL;
delete URL.isURLInstance;
delete URL.recordOf;
Object.defineProperty(URL, 'length', { value: 1, configurable: true });

/** Digits at the start; what follows is ignored. @returns {number | null | undefined} undefined: no port */
function leadingPort(text, scheme) {
  const digits = /^[0-9]+/.exec(text);
  return digits === null ? undefined : parsePort(digits[0], scheme);
}

/** What follows a delimiter that may have been given. It only counts as the very first character. */
function withoutLeading(text, delimiter) {
  return (text[0] === delimiter ? text.slice(1) : text).replace(tabsAndNewlines, '');
}

function originOf(record) {
  if (!record.special || record.scheme === 'file') return 'null';
  return `${record.scheme}://${record.hostAndPort()}`;
}

Object.defineProperties(URL.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'URL' },
  toString: kEnumerableProperty,
  href: kEnumerableProperty,
  origin: kEnumerableProperty,
  protocol: kEnumerableProperty,
  username: kEnumerableProperty,
  password: kEnumerableProperty,
  host: kEnumerableProperty,
  hostname: kEnumerableProperty,
  port: kEnumerableProperty,
  pathname: kEnumerableProperty,
  search: kEnumerableProperty,
  searchParams: kEnumerableProperty,
  hash: kEnumerableProperty,
  toJSON: kEnumerableProperty,
});

Object.defineProperties(URL, {
  canParse: { configurable: true, writable: true, enumerable: true },
  parse: { configurable: true, writable: true, enumerable: true },
  createObjectURL: kEnumerableProperty,
  revokeObjectURL: kEnumerableProperty,
});

/**
 * Whether something is a URL, of this or of another realm; url.parse's results are not.
 * @param {any} self
 * @returns {boolean}
 */
function isURL(self) {
  return Boolean(self?.href && self.protocol && self.auth === undefined && self.path === undefined);
}

/**
 * The options of http.request that a URL stands for.
 * @param {URL} url
 * @returns {object}
 */
function urlToHttpOptions(url) {
  validateObject(url, 'url', kValidateObjectAllowObjects);
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

/** A path argument that may be a URL: its path, or the argument itself. */
function toPathIfFileURL(fileURLOrPath) {
  if (!isURL(fileURLOrPath)) return fileURLOrPath;
  return require('internal/url/file').fileURLToPath(fileURLOrPath);
}

/** Throws for what is neither a string nor a URL. */
function toURL(value, name) {
  if (typeof value === 'string') return new URL(value);
  if (!isURL(value)) throw new ERR_INVALID_ARG_TYPE(name, ['string', 'URL'], value);
  return value;
}

module.exports = {
  URL,
  isURL,
  isURLInstance,
  recordOf,
  toPathIfFileURL,
  toURL,
  urlToHttpOptions,
};

// These need this module, so they come last.
Object.assign(module.exports, require('internal/url/file'));
