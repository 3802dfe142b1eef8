'use strict';

// Reads what a URL names, without hooks: files, data: URLs and builtins.

const fs = require('fs');
const { codes } = require('internal/errors');
const { URL, fileURLToPath } = require('internal/url');
const { NO_ATTRIBUTES, checkAttributes, checkKeys } = require('internal/modules/esm/attributes');
const { formatFor, readData } = require('internal/modules/esm/formats');
const { readSource: readText } = require('internal/modules/files');

/**
 * @param {string} href
 * @param {{format?: string, importAttributes?: Record<string, string>}} context format: if it is known already
 * @returns {{format: string, source: Buffer|null, responseURL: string}}
 */
function load(href, context) {
  return loadWith(href, context, readSource);
}

/** As `load`, but the source of a file is text where it can be. */
function loadText(href, context) {
  return loadWith(href, context, (url, format) =>
    url.protocol === 'file:' && format !== 'wasm' ? readText(fileURLToPath(url)) : readSource(url),
  );
}

function loadWith(href, { format, importAttributes = NO_ATTRIBUTES }, readFrom) {
  const url = new URL(href);
  if (url.protocol !== 'file:' && url.protocol !== 'data:' && url.protocol !== 'node:') {
    throw new codes.ERR_UNSUPPORTED_ESM_URL_SCHEME(url, ['file', 'data', 'node']);
  }
  checkKeys(href, importAttributes);
  let source;
  const read = () => (source ??= readFrom(url)).toString();
  format ??= formatFor(href, read);
  checkAttributes(href, format, importAttributes);
  if (format === 'builtin') return { format, source: null, responseURL: href };
  // The loader of CommonJS reads its files itself.
  if (format === 'commonjs' && url.protocol === 'file:') return { format, source: null, responseURL: href };
  source ??= readFrom(url, format);
  return { format, source, responseURL: href };
}

function readSource(url) {
  if (url.protocol === 'file:') return fs.readFileSync(fileURLToPath(url));
  return readData(url.href).bytes;
}

module.exports = { load, loadText };
