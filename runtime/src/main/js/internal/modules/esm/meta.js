'use strict';

// import.meta

const path = require('path');
const { codes } = require('internal/errors');
const { fileURLToPath, isURL } = require('internal/url');

/**
 * @param {string} url
 * @param {boolean} isMain
 * @param {(specifier: string, parentURL: string) => string} resolveFrom
 * @returns {object}
 */
function makeMeta(url, isMain, resolveFrom) {
  const meta = { __proto__: null };
  if (url.startsWith('file:')) {
    const filename = fileURLToPath(url);
    meta.dirname = path.dirname(filename);
    meta.filename = filename;
  }
  meta.main = isMain;
  meta.resolve = function resolve(specifier, parentURL = url) {
    if (typeof parentURL !== 'string' && !isURL(parentURL)) {
      throw new codes.ERR_INVALID_ARG_TYPE('parentURL', ['string', 'URL'], parentURL);
    }
    try {
      return resolveFrom(`${specifier}`, `${parentURL}`);
    } catch (error) {
      // What is not there has a URL all the same.
      const { code, url: missing } = error ?? {};
      if ((code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT') && missing) return `${missing}`;
      throw error;
    }
  };
  meta.url = url;
  return meta;
}

module.exports = { makeMeta };
