'use strict';

// The text that an uncaught error leaves on stderr: place, source line, carets, stack, version.

const { arrowOf, isDecorated, placeFromStack, rememberedPlace } = require('internal/process/error_place');
const { getOptionValue } = require('internal/options');
const { kEnhanceStackBeforeInspector } = require('internal/events/symbols');

/**
 * What Node prints for a value that ends the program.
 *
 * @param {any} error what was thrown
 * @param {boolean} fromPromise whether a promise was rejected with it
 * @returns {string}
 */
function formatFatal(error, fromPromise) {
  const { inspect } = require('internal/util/inspect');
  const version = `\n\nNode.js ${process.version}`;
  if (isDecorated(error)) return `${inspect(error)}${version}`;
  const inner = rememberedPlace(error);
  if ((typeof error !== 'object' || error === null) && typeof error !== 'function') {
    const place = inner ?? { resource: '<anonymous_script>', line: 0, source: '', start: 0, end: 0 };
    return `\n${arrowOf(place)}${describe(error)}\n${inner === undefined || !tracesUncaught() ? hint() : thrownAt(inner)}${version}`;
  }
  const isError = Error.isError(error);
  const place = inner ?? (isError ? placeFromStack(error, !fromPromise) : undefined);
  addEmitSite(error);
  const text = textOf(error, inspect);
  if (place === undefined) return `${text}${version}`;
  const thrown = inner !== undefined && tracesUncaught() ? `\n${thrownAt(inner)}` : '';
  return isError ? `${arrowOf(place)}\n${text}${thrown}${version}` : `\n${arrowOf(place)}${text}${version}`;
}

const tracesUncaught = () => getOptionValue('--trace-uncaught') !== undefined;

/** V8 tells of the innermost frame only. */
const thrownAt = ({ resource, line, start }) => `Thrown at:\n    at ${resource}:${line}:${start + 1}\n`;

/** An 'error' event that nobody listened for: the stack also tells where it was emitted. */
function addEmitSite(error) {
  const stackWithEmitSite = error[kEnhanceStackBeforeInspector];
  if (typeof stackWithEmitSite !== 'function') return;
  try {
    error.stack = stackWithEmitSite();
  } catch {
    // A frozen error, or one whose `stack` is no string, is reported as it is.
  }
}

function describe(value) {
  return typeof value === 'symbol' ? '' : String(value);
}

function hint() {
  const name = (process.argv0 || 'node').split('/').pop();
  return `(Use \`${name} --trace-uncaught ...\` to show where the exception was thrown)`;
}

function textOf(error, inspect) {
  const { stderr } = process;
  try {
    return inspect(error, { colors: stderr.isTTY === true && stderr.hasColors() });
  } catch {
    // A getter or a proxy of the value fails: the stack is what is left.
    return String(error.stack);
  }
}

module.exports = { formatFatal };
