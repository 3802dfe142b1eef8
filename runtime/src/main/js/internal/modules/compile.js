'use strict';

// Source to function, by V8 directly: no wrapper text, so lines and columns are those of the file.

const { compileFunction } = internalBinding('engine');

const WRAPPER_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

// The place of a syntax error, printed above it when nobody catches it.
const syntaxErrorPlaces = new WeakMap();

/**
 * Compiles a function body.
 *
 * @param {string} source
 * @param {string} name the resource name that stacks show
 * @param {string[]} parameters
 * @throws {SyntaxError} with V8's message
 */
function compile(source, name, parameters) {
  const result = compileFunction(source, name, parameters);
  if (typeof result === 'function') return result;
  throw syntaxError(result, name);
}

function syntaxError([text, resource, line, lineNumber, startColumn, endColumn], name) {
  const message = text.replace(/^(Uncaught )?SyntaxError: /, '');
  const error = new SyntaxError(message);
  const start = Number(startColumn);
  const place = {
    resource: resource === 'null' ? name : resource,
    line: Number(lineNumber),
    source: line,
    start,
    length: Math.max(1, Number(endColumn) - start),
  };
  syntaxErrorPlaces.set(error, place);
  Error.captureStackTrace(error, compile);
  const arrow = `${place.resource}:${place.line}\n${place.source}\n${' '.repeat(start)}${'^'.repeat(place.length)}\n`;
  const stack = `${arrow}\n${error.stack}`;
  Object.defineProperty(error, 'stack', { value: stack, writable: true, enumerable: false, configurable: true });
  return error;
}

/** Compiles a CommonJS module; a `#!` line is accepted. */
function compileModule(source, filename) {
  return compile(source, filename, WRAPPER_PARAMETERS);
}

/** Runs a script in the global scope and returns its completion value. */
function runInGlobal(source, name) {
  require('internal/modules/source_cache').rememberSource(name, source);
  // eslint-disable-next-line no-restricted-globals -- indirect eval gives the completion value
  return (0, eval)(`${source}\n//# sourceURL=${name}`);
}

module.exports = { compile, compileModule, runInGlobal, syntaxErrorPlaces };
