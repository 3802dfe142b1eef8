'use strict';

/* The `url` module: https://nodejs.org/api/url.html */

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateObject } = require('internal/validators');
const { defineLazyProperties, isInsideNodeModules } = require('internal/util');
const {
  URL,
  fileURLToPath,
  fileURLToPathBuffer,
  isURL,
  isURLInstance,
  pathToFileURL,
  recordOf,
  urlToHttpOptions,
} = require('internal/url');
const { parseHost } = require('internal/url/host');
const { Url } = require('internal/url/legacy');
const { endOf, portColon, tabsAndNewlines } = require('internal/url/parser');

let parseWarned = false;

function toUrl(url, parseQueryString, slashesDenoteHost) {
  return url instanceof Url ? url : new Url().parse(url, parseQueryString, slashesDenoteHost);
}

/**
 * Deprecated: see URL.
 * @param {string} url
 * @param {boolean} [parseQueryString] whether `query` becomes an object
 * @param {boolean} [slashesDenoteHost] whether '//a' has a host
 * @returns {Url}
 */
function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (!parseWarned && !isInsideNodeModules(2)) {
    parseWarned = true;
    process.emitWarning(
      '`url.parse()` behavior is not standardized and prone to errors that have security implications. ' +
        'Use the WHATWG URL API instead. CVEs are not issued for `url.parse()` vulnerabilities.',
      'DeprecationWarning',
      'DEP0169',
    );
  }
  return toUrl(url, parseQueryString, slashesDenoteHost);
}

/**
 * @param {string | URL | object} urlObject
 * @param {{auth?: boolean, fragment?: boolean, search?: boolean, unicode?: boolean}} [options] for a URL only:
 *   the parts that are wanted, and whether the host is shown in Unicode
 * @returns {string}
 */
function urlFormat(urlObject, options) {
  if (typeof urlObject === 'string') return toUrl(urlObject).format();
  if (typeof urlObject !== 'object' || urlObject === null) {
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  }
  if (isURL(urlObject)) return formatURL(urlObject, options);
  return Url.prototype.format.call(urlObject);
}

function formatURL(url, options) {
  if (options) validateObject(options, 'options');
  const wanted = (value, fallback) => (value == null ? fallback : Boolean(value));
  const auth = wanted(options?.auth, true);
  const fragment = wanted(options?.fragment, true);
  const search = wanted(options?.search, true);
  const unicode = wanted(options?.unicode, false);
  const record = recordOf(isURLInstance(url) ? url : new URL(url.href)).clone();
  if (!auth) record.username = record.password = '';
  if (!fragment) record.fragment = null;
  if (!search) record.query = null;
  if (unicode && record.host && record.special) record.host = require('internal/idna').domainToUnicode(record.host);
  return record.href();
}

/**
 * Deprecated: see URL.
 * @param {string} source
 * @param {string} relative
 * @returns {string}
 */
function urlResolve(source, relative) {
  return toUrl(source, false, true).resolve(relative);
}

/** As resolve, on objects. */
function urlResolveObject(source, relative) {
  return source ? toUrl(source, false, true).resolveObject(relative) : relative;
}

/**
 * @param {string} domain
 * @returns {string} empty if it is no valid domain
 */
function domainToASCII(domain) {
  if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
  return hostOf(`${domain}`);
}

/** What a domain becomes when it is assigned to a URL's hostname. */
function hostOf(domain) {
  const input = domain.toWellFormed().replace(tabsAndNewlines, '');
  const text = input.slice(0, endOf(input, 0, true));
  return text === '' || portColon(text) !== -1 ? '' : (parseHost(text, true) ?? '');
}

/**
 * @param {string} domain
 * @returns {string} empty if it is no valid domain
 */
function domainToUnicode(domain) {
  if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
  const host = hostOf(`${domain}`);
  return host.includes('xn--') ? require('internal/idna').domainToUnicode(host) : host;
}

module.exports = {
  // Original API
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  // WHATWG API
  URL,
  domainToASCII,
  domainToUnicode,
  // Utilities
  pathToFileURL,
  fileURLToPath,
  fileURLToPathBuffer,
  urlToHttpOptions,
};

defineLazyProperties(module.exports, 'internal/url/search_params', ['URLSearchParams']);
