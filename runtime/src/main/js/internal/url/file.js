'use strict';

/* file: URLs and paths: https://nodejs.org/api/url.html#urlfileurltopathurl-options */

const { Buffer } = require('buffer');
const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, ERR_INVALID_URL_SCHEME },
} = require('internal/errors');
const { validateString } = require('internal/validators');
const path = require('path');
const { URL, toURL } = require('internal/url');
const { percentDecode } = require('internal/url/encode');

const isWindows = process.platform === 'win32';
let idna;

const encodedSeparator = { posix: /%2f/i, windows: /%2f|%5c/i };

/** A URL that is a file's, or an error. */
function toFileURL(value) {
  const url = toURL(value, 'path');
  if (url.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  return url;
}

function checkSeparators(url, windows) {
  if (encodedSeparator[windows ? 'windows' : 'posix'].test(url.pathname)) {
    const what = windows ? 'must not include encoded \\ or / characters' : 'must not include encoded / characters';
    throw new ERR_INVALID_FILE_URL_PATH(what, url);
  }
}

/** \\server\path or C:\path from an already decoded path. */
function toWindowsPath(url, decoded) {
  const local = decoded.replaceAll('/', '\\');
  if (url.hostname !== '') {
    idna ??= require('internal/idna');
    return `\\\\${idna.domainToUnicode(url.hostname)}${local}`;
  }
  if (!/^.[a-z]:/i.test(local)) throw new ERR_INVALID_FILE_URL_PATH('must be absolute', url);
  return local.slice(1);
}

function checkHost(url) {
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST(process.platform);
}

/**
 * @param {string | URL} value
 * @param {{windows?: boolean}} [options] windows: by default what the platform is
 * @returns {string}
 */
function fileURLToPath(value, options = undefined) {
  const windows = options?.windows ?? isWindows;
  const url = toFileURL(value);
  if (!windows) checkHost(url);
  checkSeparators(url, windows);
  const decoded = decodeURIComponent(url.pathname);
  return windows ? toWindowsPath(url, decoded) : decoded;
}

/**
 * As fileURLToPath, for paths whose bytes are no UTF-8.
 * @param {string | URL} value
 * @param {{windows?: boolean}} [options]
 * @returns {Buffer}
 */
function fileURLToPathBuffer(value, options = undefined) {
  const windows = options?.windows ?? isWindows;
  const url = toFileURL(value);
  if (!windows) checkHost(url);
  checkSeparators(url, windows);
  if (!windows) return percentDecode(url.pathname);
  return Buffer.from(toWindowsPath(url, percentDecode(url.pathname).toString('latin1')), 'latin1');
}

/** Characters that a path may have but the URL parser would take for something else, or drop. */
const notInUrl = /[%\\\n\r\t?#[\]^|~]/g;
const notInWindowsUrl = /[%\n\r\t?#[\]^|~]/g;
const escapeCharacter = (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/**
 * @param {string} filepath
 * @param {{windows?: boolean}} [options] windows: by default what the platform is
 * @returns {URL}
 */
function pathToFileURL(filepath, options = undefined) {
  const windows = options?.windows ?? isWindows;
  validateString(filepath, 'path');
  const isUNC = windows && filepath.startsWith('\\\\');
  let resolved = isUNC ? filepath : windows ? path.win32.resolve(filepath) : path.posix.resolve(filepath);
  if (isUNC || (windows && resolved.startsWith('\\\\'))) return uncToFileURL(resolved);
  // resolve() drops a separator at the end; it means something in a URL.
  const last = filepath.at(-1);
  if ((last === '/' || (windows && last === '\\')) && !resolved.endsWith(windows ? '\\' : '/')) resolved += '/';
  return new URL(
    `file://${windows ? '/' : ''}${resolved.replace(windows ? notInWindowsUrl : notInUrl, escapeCharacter)}`,
  );
}

/** \\server\share\path, also with the prefix \\?\ of long paths. */
function uncToFileURL(resolved) {
  const isExtendedUNC = resolved.startsWith('\\\\?\\UNC\\');
  if (!isExtendedUNC && /^\\\\\?\\[a-z]:\\/i.test(resolved)) {
    return new URL(`file:///${resolved.slice(4).replace(notInWindowsUrl, escapeCharacter)}`);
  }
  const start = isExtendedUNC ? 8 : 2;
  const hostEnd = resolved.indexOf('\\', start);
  if (hostEnd === -1) throw new ERR_INVALID_ARG_VALUE('path', resolved, 'Missing UNC resource path');
  if (hostEnd === 2) throw new ERR_INVALID_ARG_VALUE('path', resolved, 'Empty UNC servername');
  idna ??= require('internal/idna');
  const host = idna.domainToASCII(resolved.slice(start, hostEnd)) ?? '';
  const rest = resolved.slice(hostEnd).replace(notInWindowsUrl, escapeCharacter).replaceAll('\\', '/');
  return new URL(`file://${host}${rest}`);
}

module.exports = { fileURLToPath, fileURLToPathBuffer, pathToFileURL };
