'use strict';

// process.emitWarning and what prints a warning.

const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');

let traceHintShown = false;
let disabled = [];
let redirection;

/**
 * Prints warnings from now on.
 *
 * @param {string} [names] codes and types that are not printed, separated by commas
 * @param {string} [file] where to append them instead of standard error
 */
function listenForWarnings(names, file) {
  if (names !== undefined) disabled = names.split(',');
  redirection = file;
  process.on('warning', onWarning);
}

/** The default listener of 'warning': prints to stderr as Node does. */
function onWarning(warning) {
  if (!(warning instanceof Error)) return;
  const isDeprecation = warning.name === 'DeprecationWarning';
  if (isDeprecation && process.noDeprecation) return;
  if (disabled.includes(warning.code) || disabled.includes(warning.name)) return;
  const trace = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation);
  const code = warning.code ? `[${warning.code}] ` : '';
  let text = `(${process.release.name}:${process.pid}) ${code}`;
  if (trace && warning.stack) {
    text += warning.stack;
  } else {
    text += typeof warning.toString === 'function' ? `${warning.toString()}` : Error.prototype.toString.call(warning);
  }
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!trace && !traceHintShown) {
    const option = isDeprecation ? '--trace-deprecation' : '--trace-warnings';
    text += `\n(Use \`${(process.argv0 || 'node').split('/').pop()} ${option} ...\` to show where the warning was created)`;
    traceHintShown = true;
  }
  writeOut(text);
}

function writeOut(text) {
  if (redirection) {
    require('fs').appendFile(redirection, `${text}\n`, (error) => {
      if (error) writeToStderr(text);
    });
  } else {
    writeToStderr(text);
  }
}

function writeToStderr(text) {
  const { error } = require('console');
  error(text);
}

/**
 * @param {string|Error} warning
 * @param {string|object|Function} [type] its name, or {type, code, ctor, detail}
 * @param {string|Function} [code]
 * @param {Function} [constructor] the innermost function that the stack must not show
 */
function emitWarning(warning, type, code, constructor) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ({ ctor: constructor, code, detail, type } = type);
    if (typeof detail !== 'string') detail = undefined;
    type ||= 'Warning';
  } else if (typeof type === 'function') {
    constructor = type;
    code = '';
    type = 'Warning';
  }
  if (type !== undefined) validateString(type, 'type');
  if (typeof code === 'function') {
    constructor = code;
    code = '';
  } else if (code !== undefined) {
    validateString(code, 'code');
  }
  if (typeof warning === 'string') {
    warning = createWarning(warning, type, code, constructor, detail);
  } else if (!(warning instanceof Error)) {
    throw new codes.ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      process.nextTick(() => {
        throw warning;
      });
      return;
    }
  }
  process.nextTick(doEmitWarning, warning);
}

function doEmitWarning(warning) {
  process.emit('warning', warning);
}

function createWarning(message, type, code, constructor, detail) {
  const { stackTraceLimit } = Error;
  const warning = new Error(message);
  Error.stackTraceLimit = stackTraceLimit;
  warning.name = String(type || 'Warning');
  if (code !== undefined) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  Error.captureStackTrace(warning, constructor || process.emitWarning);
  return warning;
}

module.exports = { emitWarning, listenForWarnings, createWarningObject: createWarning };
