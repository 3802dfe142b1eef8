'use strict';

// Source to function or to result, by V8 directly: no wrapper text, so lines and columns are those of the file.

const { compileFunction, callFunction, runScript: runScriptInEngine } = internalBinding('engine');
const { arrowOf, isDecorated, placeFrom, rememberPlace, markDecorated } = require('internal/process/error_place');

const WRAPPER_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Compiles a function body.
 *
 * @param {string} source
 * @param {string} name the resource name that stacks show
 * @param {string[]} parameters
 * @returns {Function}
 * @throws {SyntaxError} its stack begins with the place
 */
function compile(source, name, parameters) {
  const result = compileFunction(source, name, parameters);
  if (typeof result === 'function') return result;
  throw decorate(result[1], placeFrom(result[2]));
}

/** Compiles a CommonJS module; a `#!` line is accepted. */
function compileModule(source, filename) {
  return compile(source, filename, WRAPPER_PARAMETERS);
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
 * @returns {any} its completion value
 */
function runScript(source, name) {
  require('internal/modules/source_cache').rememberSource(name, source);
  makeRoom(...padding);
  const [failed, value, place] = runScriptInEngine(source, name);
  if (failed === 0) return value;
  if (value instanceof SyntaxError && String(value.stack).indexOf(`${name}:`) === -1) {
    throw decorate(value, placeFrom(place));
  }
  rememberPlace(value, placeFrom(place));
  throw value;
}

/** Calls the function of the main module in such a way that the place of what it throws is known. */
function callMain(run, thisValue, args) {
  makeRoom(...padding);
  const [failed, value, place] = callFunction(run, thisValue, ...args);
  if (failed === 0) return value;
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

module.exports = { callMain, compile, compileModule, runScript };
