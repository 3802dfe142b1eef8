'use strict';

// Source to function or to result, by V8 directly: no wrapper text, so lines and columns are those of the file.

const engine = internalBinding('engine');
const { arrowOf, isDecorated, placeFrom, rememberPlace, markDecorated } = require('internal/process/error_place');
const { codes } = require('internal/errors');
const { nameScript } = require('internal/loop/probe');
const { compileSource } = require('internal/modules/files');
const { IMPORT_NAME } = require('internal/modules/rewrite_script');
const { rememberMap } = require('internal/source_map/support');

// As the boundary joins lists.
const WRAPPER_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'].join('\0');
const WRAPPER_PARAMETERS_WITH_IMPORT = `${WRAPPER_PARAMETERS}\0${IMPORT_NAME}`;

// Characters from which on V8's code is worth a file. That of smaller ones is kept with what else a start asks for; see files.js.
const LARGE = 65536;

/** Whether a module is compiled with the help of the code cache. */
const isStored = (source) => source.length >= LARGE;

// How a watched call ended; see dev.gori.engine.Scripts.
const DONE = 0;
const TIMED_OUT = 2;

/**
 * @typedef {object} SourceOptions
 * @property {number} [lineOffset] of the first line, 0 by default
 * @property {number} [columnOffset] of the first line, 0 by default
 * @property {Uint8Array} [cachedData] from an earlier compilation of the same source
 * @property {boolean} [displayErrors] whether a syntax error's stack begins with the place; true by default
 */

/**
 * Compiles a function body.
 *
 * @param {string} source
 * @param {string} name the resource name that stacks show
 * @param {string[]} parameters
 * @param {SourceOptions & {extensions?: object[]}} [options] extensions are scopes around the function, as `with` makes them
 * @returns {Function}
 * @throws {SyntaxError} its stack begins with the place
 */
function compile(source, name, parameters, options = {}) {
  const { lineOffset = 0, columnOffset = 0, cachedData, displayErrors = true, extensions = [] } = options;
  const result = engine.compileFunction(source, name, lineOffset, columnOffset, cachedData, parameters, ...extensions);
  return compiled(result, name, compile, displayErrors);
}

/** The function that Java has compiled for `caller`, or its error. */
function compiled(result, name, caller, displayErrors) {
  if (typeof result === 'function') {
    nameScript(result, name);
    return result;
  }
  // The frames of this file would take the place of the program's.
  if (Error.stackTraceLimit > 0) Error.captureStackTrace(result[1], caller);
  throw failureOf(result, displayErrors);
}

/**
 * Compiles a CommonJS module; a `#!` line is accepted.
 *
 * @param {boolean} [imports] whether it is rewritten, and has import() as one more parameter
 */
function compileModule(source, filename, imports = false) {
  rememberMap(filename, source);
  const parameters = imports ? WRAPPER_PARAMETERS_WITH_IMPORT : WRAPPER_PARAMETERS;
  const compileIt = isStored(source) ? engine.compileStored : compileSource;
  return compiled(compileIt(source, filename, parameters), filename, compileModule, true);
}

/**
 * Compiles a script and forgets it: V8 keeps what it compiled for the next time.
 *
 * @param {SourceOptions} [options]
 * @param {boolean} [produceCache]
 * @returns {Uint8Array|undefined} the code cache, if it was asked for
 * @throws {SyntaxError}
 */
function compileScript(source, name, options = {}, produceCache = false) {
  const { lineOffset = 0, columnOffset = 0, cachedData, displayErrors = true } = options;
  const result = engine.compileScript(source, name, lineOffset, columnOffset, cachedData, produceCache);
  if (!Array.isArray(result)) return result;
  throw failureOf(result, displayErrors);
}

/** The error of a failed compilation, as Java gives it. */
function failureOf([, error, place], displayErrors = true) {
  return displayErrors ? decorate(error, placeFrom(place)) : error;
}

// V8 aborts when it is entered from Java with its stack nearly full: a call with this many arguments overflows in time, as a
// RangeError.
const padding = new Array(4000).fill(0);
const makeRoom = () => {};

/**
 * Runs a script in the global scope.
 *
 * @param {string} source
 * @param {string} name the resource name that stacks show
 * @param {SourceOptions & {timeout?: number}} [options] timeout in milliseconds
 * @returns {any} its completion value
 */
function runScript(source, name, options = {}) {
  const { lineOffset = 0, columnOffset = 0, cachedData, displayErrors = true, timeout = 0 } = options;
  require('internal/modules/source_cache').rememberSource(name, source);
  makeRoom(...padding);
  const [state, value, place] = engine.runScript(source, name, lineOffset, columnOffset, cachedData, timeout);
  if (state === DONE) return value;
  if (state === TIMED_OUT) throw new codes.ERR_SCRIPT_EXECUTION_TIMEOUT(timeout);
  if (displayErrors && value instanceof SyntaxError && String(value.stack).indexOf(`${name}:`) === -1) {
    throw decorate(value, placeFrom(place));
  }
  rememberPlace(value, placeFrom(place));
  throw value;
}

/** Calls a host function that enters JavaScript. */
function callWithRoom(hostFunction, ...args) {
  makeRoom(...padding);
  return hostFunction(...args);
}

/** Calls the function of the main module in such a way that the place of what it throws is known. */
function callMain(run, thisValue, args) {
  return callWatched(0, run, thisValue, ...args);
}

/**
 * Calls a function in such a way that the place of what it throws is known, and ends it when it runs for too long.
 *
 * @param {number} timeout in milliseconds, 0 for none
 * @throws {Error} ERR_SCRIPT_EXECUTION_TIMEOUT, or what the function throws
 */
function callWatched(timeout, run, thisValue, ...args) {
  makeRoom(...padding);
  const [state, value, place] = engine.callFunction(timeout, run, thisValue, ...args);
  if (state === DONE) return value;
  if (state === TIMED_OUT) throw new codes.ERR_SCRIPT_EXECUTION_TIMEOUT(timeout);
  if (!isDecorated(value)) rememberPlace(value, placeFrom(place));
  throw value;
}

/** Puts the place in front of a syntax error's stack. */
function decorate(error, place) {
  const stack = `${arrowOf(place)}\n${error.stack}`;
  Object.defineProperty(error, 'stack', { value: stack, writable: true, enumerable: false, configurable: true });
  markDecorated(error);
  return error;
}

/** The code cache of a function that compile() made, with what was compiled lazily until now. */
const functionCache = (compiled) => engine.functionCache(compiled);

module.exports = {
  callMain,
  callWatched,
  callWithRoom,
  compile,
  compileModule,
  compileScript,
  failureOf,
  functionCache,
  isStored,
  runScript,
};
