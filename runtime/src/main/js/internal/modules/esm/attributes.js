'use strict';

// Import attributes: `with { type: 'json' }`.

const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');

/** The type that a format has to be imported with; undefined for none. */
const TYPE_OF_FORMAT = new Map([
  ['builtin', undefined],
  ['commonjs', undefined],
  ['module', undefined],
  ['wasm', undefined],
  ['addon', undefined],
  ['json', 'json'],
]);

const NO_ATTRIBUTES = Object.freeze({ __proto__: null });

/** @throws ERR_IMPORT_ATTRIBUTE_UNSUPPORTED for another key than type */
function checkKeys(url, attributes) {
  for (const key of Object.keys(attributes)) {
    if (key !== 'type') throw new codes.ERR_IMPORT_ATTRIBUTE_UNSUPPORTED(key, attributes[key], url);
  }
}

/**
 * @param {string} url
 * @param {string|undefined} format what was loaded
 * @param {Record<string, string>} attributes
 * @throws ERR_IMPORT_ATTRIBUTE_UNSUPPORTED, ERR_IMPORT_ATTRIBUTE_MISSING, ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE
 */
function checkAttributes(url, format, attributes) {
  checkKeys(url, attributes);
  const { type } = attributes;
  if (!TYPE_OF_FORMAT.has(format)) return;
  const expected = TYPE_OF_FORMAT.get(format);
  if (type === expected) return;
  if (type === undefined) throw new codes.ERR_IMPORT_ATTRIBUTE_MISSING(url, 'type', expected);
  validateString(type, 'type');
  if (type !== 'json') throw new codes.ERR_IMPORT_ATTRIBUTE_UNSUPPORTED('type', type, url);
  throw new codes.ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE(url, type);
}

/**
 * The attributes of import()'s second argument.
 *
 * @param {any} options
 * @returns {Record<string, string>}
 * @throws {TypeError} as V8 words it
 */
function attributesOf(options) {
  const attributes = { __proto__: null };
  if (options === undefined) return attributes;
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('The second argument of import() must be an object');
  }
  const given = options.with;
  if (given === undefined) return attributes;
  if (typeof given !== 'object' || given === null) {
    throw new TypeError("The 'assert' option must be an object");
  }
  for (const key of Object.keys(given)) {
    const value = given[key];
    if (typeof value !== 'string') throw new TypeError('Import attribute value must be a string');
    attributes[key] = value;
  }
  return attributes;
}

module.exports = { NO_ATTRIBUTES, attributesOf, checkAttributes, checkKeys };
