'use strict';

// TypeScript: types are replaced by spaces, so that lines and columns stay; with --experimental-transform-types, what has to become
// code (enum, namespace, parameter properties) is compiled and a source map goes with it. Amaro does both.
// https://nodejs.org/api/typescript.html

const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { emitExperimentalWarning, isUnderNodeModules } = require('internal/util');
const { typeScriptMode } = require('internal/options');
const { pathToFileURL } = require('internal/url');
const { validateBoolean, validateObject, validateOneOf, validateString } = require('internal/validators');
const { markDecorated } = require('internal/process/error_place');

const FIELDS = { __proto__: null, UnsupportedSyntax: 'UNSUPPORTED', InvalidSyntax: 'INVALID' };

let transformSync;

/** What was stripped last: finding out a file's format and compiling it follow each other. */
let last;

/**
 * @param {string} source
 * @param {{mode: string, sourceMap: boolean, filename: string}} options
 * @returns {{code: string, map?: string}}
 * @throws {SyntaxError} ERR_INVALID_TYPESCRIPT_SYNTAX, ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX; its stack begins with the place
 */
function transform(source, options) {
  transformSync ??= internalBinding('builtins').require('internal/npm/amaro/package/dist/index').transformSync;
  try {
    return transformSync(source, options);
  } catch (failure) {
    // The parser throws plain objects.
    const kind = FIELDS[failure?.code];
    if (kind === undefined) throw failure;
    const error = new codes[`ERR_${kind}_TYPESCRIPT_SYNTAX`](failure.message);
    error.stack = `${failure.filename}:${failure.startLine}\n${failure.snippet}\n${error.stack}`;
    markDecorated(error);
    throw error;
  }
}

function toJavaScript(source, mode, sourceMap, filename) {
  const { code, map } = transform(source, { mode, sourceMap, filename });
  if (map) {
    const encoded = Buffer.from(map).toString('base64');
    return `${code}\n\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
  }
  return code;
}

/**
 * The JavaScript of a TypeScript file.
 *
 * @param {string} source
 * @param {string} filename a path
 * @returns {string}
 * @throws {Error} ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING, and what transform() throws
 */
function stripModuleTypes(source, filename) {
  if (isUnderNodeModules(filename)) throw new codes.ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING(filename);
  const url = filename.startsWith('/') ? pathToFileURL(filename).href : filename;
  if (last !== undefined && last.source === source && last.url === url) return last.code;
  const transforms = typeScriptMode() === 'transform';
  if (transforms) emitExperimentalWarning('Transform Types');
  const stripped = toJavaScript(source, transforms ? 'transform' : 'strip-only', transforms, url);
  const code = transforms ? stripped : `${stripped}\n\n//# sourceURL=${url}`;
  last = { source, url, code };
  return code;
}

/**
 * module.stripTypeScriptTypes()
 *
 * @param {string} code
 * @param {{mode?: 'strip'|'transform', sourceMap?: boolean, sourceUrl?: string}} [options]
 * @returns {string}
 */
function stripTypeScriptTypes(code, options = {}) {
  emitExperimentalWarning('stripTypeScriptTypes');
  validateString(code, 'code');
  validateObject(options, 'options');
  const { sourceMap = false, sourceUrl = '', mode = 'strip' } = options;
  validateOneOf(mode, 'options.mode', ['strip', 'transform']);
  validateString(sourceUrl, 'options.sourceUrl');
  if (mode === 'strip') {
    validateOneOf(sourceMap, 'options.sourceMap', [false, undefined]);
    const stripped = toJavaScript(code, 'strip-only', false, sourceUrl);
    return sourceUrl === '' ? stripped : `${stripped}\n\n//# sourceURL=${sourceUrl}`;
  }
  validateBoolean(sourceMap, 'options.sourceMap');
  const compiled = toJavaScript(code, 'transform', sourceMap, sourceUrl);
  return sourceMap || sourceUrl === '' ? compiled : `${compiled}\n\n//# sourceURL=${sourceUrl}`;
}

module.exports = { stripModuleTypes, stripTypeScriptTypes };
