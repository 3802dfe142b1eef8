'use strict';

/*
 * Node's URL API of before the WHATWG's: https://nodejs.org/api/url.html#legacy-url-api
 * It stays as it is, with all its oddities, for the programs that rely on them.
 */

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_URL },
} = require('internal/errors');
const { validateString } = require('internal/validators');
const querystring = require('querystring');

let idna;

const protocolPattern = /^[a-z0-9.+-]+:/i;
const portPattern = /:[0-9]*$/;
const authorityPattern = /^\/\/[^@/]+@[^@/]+/;
/** Only a path and a query: what HTTP servers parse all the time. */
const simplePathPattern = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/;

const withColon = (names) => new Set(names.flatMap((name) => [name, `${name}:`]));
/** Protocols whose rest is not escaped, and that never have a host. */
const hostlessProtocols = withColon(['javascript']);
/** Protocols that always have '//'. */
const slashedProtocols = withColon(['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss']);

// Tabs and newlines are gone by the time that these are used, spaces never may stand in a host.
const forbiddenHostChars = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const forbiddenIpv6Chars = /[\0\t\n\r #%/<>?@\\^|]/;
const surroundingWhitespace = /^[ \t\n\f\r\u00a0\ufeff]+|[ \t\n\f\r\u00a0\ufeff]+$/g;

const escaped = new Map();
for (const char of '\t\n\r "\'<>\\^`{|}') {
  escaped.set(char, `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
const autoEscape = (text) => text.replace(/[\t\n\r "'<>\\^`{|}]/g, (char) => escaped.get(char));

const isIpv6 = (hostname) => hostname[0] === '[' && hostname.at(-1) === ']';

/** The parts of a URL. Their order is that of Node's. */
function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

/** Backslashes before a query or fragment are slashes. */
function normalizeSlashes(url) {
  if (!url.includes('\\')) return url;
  const end = /[?#]/.exec(url)?.index ?? url.length;
  return url.slice(0, end).replaceAll('\\', '/') + url.slice(end);
}

/**
 * @param {string} url
 * @param {boolean} [parseQueryString] whether `query` becomes an object
 * @param {boolean} [slashesDenoteHost] whether '//a' has a host
 * @returns {this}
 */
Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  let rest = normalizeSlashes(url.replace(surroundingWhitespace, ''));

  if (!slashesDenoteHost && !rest.includes('#') && !rest.includes('@')) {
    const simple = simplePathPattern.exec(rest);
    if (simple !== null) {
      this.path = rest;
      this.href = rest;
      this.pathname = simple[1];
      if (simple[2]) setQuery(this, simple[2], parseQueryString);
      else if (parseQueryString) this.query = { __proto__: null };
      return this;
    }
  }

  const protocol = protocolPattern.exec(rest)?.[0];
  const lowerProtocol = protocol?.toLowerCase();
  if (protocol !== undefined) {
    this.protocol = lowerProtocol;
    rest = rest.slice(protocol.length);
  }
  let slashes = false;
  if (slashesDenoteHost || protocol !== undefined || authorityPattern.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !hostlessProtocols.has(lowerProtocol)) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  const hasHost = slashes || (protocol !== undefined && !slashedProtocols.has(protocol));
  if (hasHost && !hostlessProtocols.has(lowerProtocol)) rest = parseAuthority(this, rest, url);
  if (!hostlessProtocols.has(lowerProtocol)) rest = autoEscape(rest);

  const hash = rest.indexOf('#');
  const beforeHash = hash === -1 ? rest : rest.slice(0, hash);
  if (hash !== -1) this.hash = rest.slice(hash);
  const question = beforeHash.indexOf('?');
  if (question !== -1) setQuery(this, beforeHash.slice(question), parseQueryString);
  else if (parseQueryString) this.query = { __proto__: null };
  const pathname = question === -1 ? beforeHash : beforeHash.slice(0, question);
  if (pathname.length > 0) this.pathname = pathname;

  if (slashedProtocols.has(lowerProtocol) && this.hostname && !this.pathname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};

function setQuery(url, search, parseQueryString) {
  url.search = search;
  url.query = search.slice(1);
  if (parseQueryString) url.query = querystring.parse(url.query);
}

/** Takes user, host and port from the start of `rest`; returns what follows. */
function parseAuthority(self, text, url) {
  let rest = text;
  let hostEnd = -1;
  let atSign = -1;
  for (let i = 0; i < rest.length; i++) {
    const char = rest[i];
    if (char === '\t' || char === '\n' || char === '\r') {
      // As in WHATWG URLs these are no part of a host.
      rest = rest.slice(0, i) + rest.slice(i + 1);
      i--;
    } else if (char === '@') {
      // Whatever stood before it belongs to the user.
      atSign = i;
      hostEnd = -1;
    } else if (char === '#' || char === '/' || char === '?') {
      if (hostEnd === -1) hostEnd = i;
      break;
    } else if (hostEnd === -1 && ' "%\';<>\\^`{|}'.includes(char)) {
      hostEnd = i;
    }
  }
  if (atSign !== -1) self.auth = decodeURIComponent(rest.slice(0, atSign));
  self.host = rest.slice(atSign + 1, hostEnd === -1 ? rest.length : hostEnd);
  rest = hostEnd === -1 ? '' : rest.slice(hostEnd);

  self.parseHost();
  if (typeof self.hostname !== 'string') self.hostname = '';
  const { hostname } = self;
  const ipv6 = isIpv6(hostname);
  if (!ipv6) rest = splitHostname(self, rest, hostname, url);
  self.hostname = self.hostname.length > 255 ? '' : self.hostname.toLowerCase();
  if (self.hostname !== '') {
    if (ipv6) {
      if (forbiddenIpv6Chars.test(self.hostname)) throw new ERR_INVALID_URL(url);
    } else {
      idna ??= require('internal/idna');
      self.hostname = idna.domainToASCII(self.hostname) ?? '';
      // What is empty now or has other characters could be mistaken for another host.
      if (self.hostname === '' || forbiddenHostChars.test(self.hostname)) throw new ERR_INVALID_URL(url);
    }
  }
  self.host = self.hostname + (self.port ? `:${self.port}` : '');
  if (ipv6) {
    self.hostname = self.hostname.slice(1, -1);
    if (rest[0] !== '/') rest = `/${rest}`;
  }
  return rest;
}

/** What can't be in a host name starts the path. */
function splitHostname(self, rest, hostname, url) {
  const end = /[/\\#?:]/.exec(hostname)?.index;
  if (end === undefined) return rest;
  if (hostname[end] === ':') throw new ERR_INVALID_ARG_VALUE('url', url, 'has an invalid port');
  self.hostname = hostname.slice(0, end);
  return `/${hostname.slice(end)}${rest}`;
}

Url.prototype.parseHost = function parseHost() {
  let { host } = this;
  const port = portPattern.exec(host)?.[0];
  if (port !== undefined) {
    if (port !== ':') this.port = port.slice(1);
    host = host.slice(0, -port.length);
  }
  if (host) this.hostname = host;
};

const encodeAuth = (auth) => encodeURIComponent(auth).replaceAll('%3A', ':');

/** @returns {string} */
Url.prototype.format = function format() {
  const auth = this.auth ? `${encodeAuth(this.auth)}@` : '';
  let protocol = this.protocol || '';
  let pathname = this.pathname || '';
  let hash = this.hash || '';
  let host = '';
  if (this.host) {
    host = auth + this.host;
  } else if (this.hostname) {
    const bare = this.hostname.includes(':') && !isIpv6(this.hostname);
    host = auth + (bare ? `[${this.hostname}]` : this.hostname) + (this.port ? `:${this.port}` : '');
  }
  const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
  let search = this.search || (query && `?${query}`) || '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  pathname = pathname.replaceAll('#', '%23').replaceAll('?', '%3F');
  if (this.slashes || slashedProtocols.has(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol.startsWith('file')) {
      host = '//';
    }
  }
  search = search.replaceAll('#', '%23');
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return protocol + host + pathname + search + hash;
};

/**
 * @param {string} relative
 * @returns {string}
 */
Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(new Url().parse(relative, false, true)).format();
};

// ---- resolving ----

function copyInto(target, source, except) {
  for (const key of Object.keys(source)) {
    if (key !== except) target[key] = source[key];
  }
}

function finish(result) {
  result.href = result.format();
  return result;
}

function setPath(result) {
  if (result.pathname !== null || result.search !== null) {
    result.path = (result.pathname ? result.pathname : '') + (result.search ? result.search : '');
  }
}

/**
 * @param {Url | string} relative
 * @returns {Url}
 */
Url.prototype.resolveObject = function resolveObject(relative) {
  if (typeof relative === 'string') relative = new Url().parse(relative, false, true);
  const result = new Url();
  copyInto(result, this);
  result.hash = relative.hash;
  if (relative.href === '') return finish(result);

  // '//host/path' keeps nothing but the protocol.
  if (relative.slashes && !relative.protocol) {
    copyInto(result, relative, 'protocol');
    if (slashedProtocols.has(result.protocol) && result.hostname && !result.pathname) {
      result.path = result.pathname = '/';
    }
    return finish(result);
  }
  if (relative.protocol && relative.protocol !== result.protocol) return changeProtocol(result, relative);
  return resolvePath(result, relative);
};

function changeProtocol(result, relative) {
  if (!slashedProtocols.has(relative.protocol)) {
    copyInto(result, relative);
    return finish(result);
  }
  result.protocol = relative.protocol;
  if (!relative.host && !/^file:?$/.test(relative.protocol) && !hostlessProtocols.has(relative.protocol)) {
    // The first segment that is not empty is the host.
    const segments = (relative.pathname || '').split('/');
    while (segments.length > 0 && !(relative.host = segments.shift()));
    relative.host ||= '';
    relative.hostname ||= '';
    if (segments[0] !== '') segments.unshift('');
    if (segments.length < 2) segments.unshift('');
    result.pathname = segments.join('/');
  } else {
    result.pathname = relative.pathname;
  }
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  if (result.pathname || result.search) result.path = (result.pathname || '') + (result.search || '');
  result.slashes ||= relative.slashes;
  return finish(result);
}

function resolvePath(result, relative) {
  const sourceAbsolute = result.pathname && result.pathname[0] === '/';
  const relativeAbsolute = relative.host || (relative.pathname && relative.pathname[0] === '/');
  let mustEndAbsolute = relativeAbsolute || sourceAbsolute || (result.host && relative.pathname);
  const removeAllDots = mustEndAbsolute;
  let segments = result.pathname ? result.pathname.split('/') : [];
  const added = relative.pathname ? relative.pathname.split('/') : [];
  const hostIsSegment = Boolean(result.protocol && !slashedProtocols.has(result.protocol));

  // In 'mailto:' and its like '..' may climb up to the host, so that is a segment for now.
  if (hostIsSegment) {
    result.hostname = '';
    result.port = null;
    prependHost(segments, result.host);
    result.host = '';
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      prependHost(added, relative.host);
      relative.host = null;
    }
    mustEndAbsolute = mustEndAbsolute && (added[0] === '' || segments[0] === '');
  }

  if (relativeAbsolute) {
    if (relative.host || relative.host === '') {
      if (result.host !== relative.host) result.auth = null;
      result.host = relative.host;
      result.port = relative.port;
    }
    if (relative.hostname || relative.hostname === '') {
      if (result.hostname !== relative.hostname) result.auth = null;
      result.hostname = relative.hostname;
    }
    result.search = relative.search;
    result.query = relative.query;
    segments = added;
  } else if (added.length > 0) {
    segments.pop();
    segments = segments.concat(added);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (hostIsSegment) takeHost(result, segments.shift());
    result.search = relative.search;
    result.query = relative.query;
    setPath(result);
    return finish(result);
  }

  if (segments.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    return finish(result);
  }

  const last = segments.at(-1);
  const trailingSlash =
    ((result.host || relative.host || segments.length > 1) && (last === '.' || last === '..')) || last === '';
  const above = removeDots(segments);
  if (!mustEndAbsolute && !removeAllDots) {
    for (let i = 0; i < above; i++) segments.unshift('..');
  }
  const startsAbsolute = () => segments[0] === '' || Boolean(segments[0] && segments[0][0] === '/');
  if (mustEndAbsolute && !startsAbsolute()) segments.unshift('');
  if (trailingSlash && segments.join('/').at(-1) !== '/') segments.push('');
  const absolute = startsAbsolute();
  if (hostIsSegment) takeHost(result, absolute ? '' : segments.length > 0 ? segments.shift() : '');
  mustEndAbsolute ||= result.host && segments.length > 0;
  if (mustEndAbsolute && !absolute) segments.unshift('');

  if (segments.length === 0) {
    result.pathname = null;
    result.path = null;
  } else {
    result.pathname = segments.join('/');
  }
  setPath(result);
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
  return finish(result);
}

function prependHost(segments, host) {
  if (!host) return;
  if (segments[0] === '') segments[0] = host;
  else segments.unshift(host);
}

/** A segment becomes the host again; it may hold the user, too. */
function takeHost(result, segment) {
  result.hostname = result.host = segment;
  const at = segment ? segment.indexOf('@') : -1;
  if (at > 0) {
    const parts = segment.split('@');
    result.auth = parts.shift();
    result.host = result.hostname = parts.shift();
  }
}

/** Resolves '.' and '..' in place. Returns how many '..' led above the start. */
function removeDots(segments) {
  let up = 0;
  for (let i = segments.length - 1; i >= 0; i--) {
    if (segments[i] === '.') {
      segments.splice(i, 1);
    } else if (segments[i] === '..') {
      segments.splice(i, 1);
      up++;
    } else if (up > 0) {
      segments.splice(i, 1);
      up--;
    }
  }
  return up;
}

module.exports = { Url };
