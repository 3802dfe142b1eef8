'use strict';

// package.json files: read once, found upwards from a file.

const path = require('path');

const { readTextIfFile } = require('internal/modules/files');

const cache = new Map();

/**
 * @param {string} directory
 * @param {string} [importer] who asks, for the error
 * @returns {object|undefined} the parsed file, undefined when there is none
 * @throws ERR_INVALID_PACKAGE_CONFIG
 */
function readPackage(directory, importer) {
  if (cache.has(directory)) return cache.get(directory);
  const file = path.join(directory, 'package.json');
  const text = readTextIfFile(file);
  let value;
  if (text !== undefined) {
    value = pick(parse(text));
    if (value === undefined) {
      const { codes } = require('internal/errors');
      throw new codes.ERR_INVALID_PACKAGE_CONFIG(file, importer);
    }
  }
  cache.set(directory, value);
  return value;
}

function parse(text) {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    // Reported without V8's words: the error names the file.
    return undefined;
  }
}

const isString = (value) => typeof value === 'string';
const isTable = (value) => typeof value === 'object' && value !== null;

/** What counts as a value of a field; others are as if they were not there. */
const FIELDS = {
  name: isString,
  main: isString,
  type: isString,
  exports: (value) => isString(value) || isTable(value),
  imports: isTable,
};

/** The fields that loading needs, without a prototype that a program may have changed; undefined if it is no package.json. */
function pick(value) {
  if (!isTable(value) || Array.isArray(value)) return undefined;
  if (Object.hasOwn(value, 'name') && !isString(value.name)) return undefined;
  const picked = Object.create(null);
  for (const field of Object.keys(FIELDS)) {
    if (Object.hasOwn(value, field) && FIELDS[field](value[field])) picked[field] = value[field];
  }
  return picked;
}

/** The nearest package.json at or above a directory: {data, path}, or undefined; node_modules is a border. */
function findPackage(directory) {
  for (let at = directory; ; at = path.dirname(at)) {
    if (path.basename(at) === 'node_modules') return undefined;
    const data = readPackage(at);
    if (data !== undefined) return { data, directory: at };
    if (path.dirname(at) === at) return undefined;
  }
}

/** @returns {'module'|'commonjs'|undefined} "type" of the package that a file belongs to */
function packageType(file) {
  const type = findPackage(path.dirname(file))?.data.type;
  return type === 'module' || type === 'commonjs' ? type : undefined;
}

module.exports = { readPackage, findPackage, packageType };
