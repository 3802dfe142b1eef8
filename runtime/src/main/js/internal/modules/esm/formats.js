'use strict';

// What a URL holds: a module, CommonJS, JSON …

const fs = require('fs');
const path = require('path');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { URL, fileURLToPath } = require('internal/url');
const { getOptionValue, typeScriptMode } = require('internal/options');
const { packageType } = require('internal/modules/package_json');

const EXTENSIONS = new Map([
  ['.cjs', 'commonjs'],
  ['.json', 'json'],
  ['.mjs', 'module'],
  ['.wasm', 'wasm'],
]);

const TYPESCRIPT_EXTENSIONS = new Map([
  ['.cts', 'commonjs-typescript'],
  ['.mts', 'module-typescript'],
]);

const MEDIA_TYPES = new Map([
  ['text/javascript', 'module'],
  ['application/javascript', 'module'],
  ['application/json', 'json'],
  ['application/wasm', 'wasm'],
]);

const mediaType = (href) => /^data:([^,;]*)/.exec(href)[1].trim().toLowerCase();

/**
 * What a data: URL holds.
 *
 * @param {string} href
 * @returns {{type: string, bytes: Buffer}}
 * @throws ERR_INVALID_URL, URIError
 */
function readData(href) {
  const [head, ...rest] = href.replace(/#.*$/s, '').slice('data:'.length).split(',');
  if (rest.length === 0) throw new codes.ERR_INVALID_URL(href);
  const isBase64 = /; *base64$/i.test(head);
  return {
    type: mediaType(href),
    bytes: Buffer.from(decodeURIComponent(rest.join(',')), isBase64 ? 'base64' : 'utf8'),
  };
}

/** The format of a file by its name and package; undefined when its source decides. */
function formatOfFile(file) {
  const extension = path.extname(file);
  const fixed = EXTENSIONS.get(extension);
  if (fixed !== undefined) return fixed;
  if (extension === '.node' && getOptionValue('--experimental-addon-modules') !== undefined) return 'addon';
  if (typeScriptMode() !== false) {
    const withTypes = TYPESCRIPT_EXTENSIONS.get(extension);
    if (withTypes !== undefined) return withTypes;
    if (extension === '.ts') {
      const type = packageType(file);
      return type && `${type}-typescript`;
    }
  }
  if (extension !== '.js' && extension !== '') return null;
  const type = packageType(file);
  if (extension === '' && type === 'module') return isWasm(file) ? 'wasm' : 'module';
  return type;
}

/** Files without extension in a "module" package may be WebAssembly. */
function isWasm(file) {
  let handle;
  try {
    handle = fs.openSync(file);
    const magic = Buffer.alloc(4);
    return fs.readSync(handle, magic, 0, 4, 0) === 4 && magic.readUInt32BE() === 0x0061736d;
  } catch {
    // What cannot be read fails when it is loaded.
    return false;
  } finally {
    if (handle !== undefined) fs.closeSync(handle);
  }
}

/**
 * The format as far as the URL tells; undefined when the source decides, null when it is unknown.
 *
 * @param {string} href
 */
function formatWithoutSource(href) {
  const url = new URL(href);
  switch (url.protocol) {
    case 'node:':
      return 'builtin';
    case 'data:':
      return MEDIA_TYPES.get(mediaType(href)) ?? null;
    case 'file:':
      return formatOfFile(fileURLToPath(url));
    default:
      return null;
  }
}

/**
 * The format of a module that is about to be loaded.
 *
 * @param {string} href
 * @param {() => string} readText the source, for files whose package does not say
 * @returns {string}
 * @throws ERR_UNKNOWN_FILE_EXTENSION, ERR_UNKNOWN_MODULE_FORMAT
 */
function formatFor(href, readText) {
  const format = formatWithoutSource(href);
  if (format === undefined) return detect(href, readText());
  if (format !== null) return format;
  const url = new URL(href);
  if (url.protocol === 'file:') {
    const file = fileURLToPath(url);
    throw new codes.ERR_UNKNOWN_FILE_EXTENSION(path.extname(file), file);
  }
  throw new codes.ERR_UNKNOWN_MODULE_FORMAT(url.protocol === 'data:' ? readData(href).type : url.pathname, href);
}

/** CommonJS, unless it only makes sense as a module. */
function detect(href, text) {
  const { isModuleSource, warnAboutType } = require('internal/modules/esm/detect');
  const file = fileURLToPath(href);
  const withTypes = path.extname(file) === '.ts';
  if (withTypes) text = require('internal/modules/typescript').stripModuleTypes(text, file);
  const isModule = isModuleSource(text, file);
  if (isModule) warnAboutType(file);
  return `${isModule ? 'module' : 'commonjs'}${withTypes ? '-typescript' : ''}`;
}

module.exports = { formatFor, formatOfFile, formatWithoutSource, readData };
