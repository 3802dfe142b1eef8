// The util module.
'use strict';

const {
  ErrnoException,
  ExceptionWithHostPort,
  codes: { ERR_FALSY_VALUE_REJECTION, ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const {
  validateBoolean,
  validateFunction,
  validateNumber,
  validateObject,
  validateOneOf,
  validateString,
} = require('internal/validators');
const { format, formatWithOptions, inspect, stripVTControlCharacters } = require('internal/util/inspect');
const { debuglog } = require('internal/util/debuglog');
const { shouldColorize } = require('internal/util/colors');
const internal = require('internal/util');
const { types } = require('internal/util/types');

const hexColor = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** Turns an async function into one that ends with a callback. */
function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    validateFunction(callback, 'last argument');
    const done = callback.bind(this);
    Reflect.apply(original, this, args).then(
      (result) => process.nextTick(done, null, result),
      (reason) => process.nextTick(callbackifyOnRejected, reason, done),
    );
  }
  const properties = Object.getOwnPropertyDescriptors(original);
  // The callback is one parameter more.
  if (typeof properties.length.value === 'number') properties.length.value++;
  if (typeof properties.name.value === 'string') properties.name.value += 'Callbackified';
  for (const property of Object.values(properties)) Object.setPrototypeOf(property, null);
  return Object.defineProperties(callbackified, properties);
}

/** A callback's error must be truthy. */
function callbackifyOnRejected(reason, callback) {
  if (reason) return callback(reason);
  const error = new ERR_FALSY_VALUE_REJECTION(reason);
  Error.captureStackTrace(error, callbackifyOnRejected);
  return callback(error);
}

/** The old way to extend a class. */
function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  if (superCtor === undefined || superCtor === null) throw new ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  if (superCtor.prototype === undefined) {
    throw new ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  }
  Object.defineProperty(ctor, 'super_', {
    __proto__: null,
    value: superCtor,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

/** Object.assign for those who still use this. */
function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  for (const key of Object.keys(source)) target[key] = source[key];
  return target;
}

function _errnoException(errno, syscall, original) {
  const error = new ErrnoException(errno, syscall, original);
  Error.captureStackTrace(error, _errnoException);
  return error;
}

function _exceptionWithHostPort(errno, syscall, address, port, additional) {
  const error = new ExceptionWithHostPort(errno, syscall, address, port, additional);
  Error.captureStackTrace(error, _exceptionWithHostPort);
  return error;
}

function getSystemErrorName(err) {
  internal.checkErrno(err);
  return internal.getSystemErrorName(err);
}

function getSystemErrorMessage(err) {
  internal.checkErrno(err);
  return internal.getSystemErrorMessage(err) ?? `Unknown system error ${err}`;
}

function isStream(stream) {
  if (stream === null || typeof stream !== 'object') return false;
  const { ReadableStream, WritableStream } = globalThis;
  if (typeof ReadableStream === 'function' && stream instanceof ReadableStream) return true;
  if (typeof WritableStream === 'function' && stream instanceof WritableStream) return true;
  const node = typeof stream.on === 'function';
  return (
    stream._readableState !== undefined ||
    stream._writableState !== undefined ||
    (node && (typeof stream.write === 'function' || typeof stream.pipe === 'function'))
  );
}

/** The codes that start and end a style. */
function styleCodes(key) {
  if (typeof key === 'string' && hexColor.test(key)) {
    const digits = key.length === 4 ? [...key.slice(1)].map((digit) => digit + digit).join('') : key.slice(1);
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
    return [`38;2;${red};${green};${blue}`, 39];
  }
  const codes = typeof key === 'string' ? inspect.colors[key] : undefined;
  if (codes === undefined) validateOneOf(key, 'format', Object.getOwnPropertyNames(inspect.colors));
  return codes;
}

/** Codes that end two styles at once: what is around must be started again. */
const sharedEnd = 22;

/**
 * Text with the codes of styles around it, if the stream shows colours.
 * @param {string | string[]} format names of inspect.colors, or #rrggbb
 */
function styleText(format, text, { validateStream = true, stream = process.stdout } = internal.kEmptyObject) {
  validateString(text, 'text');
  validateBoolean(validateStream, 'options.validateStream');
  let colorize = true;
  if (validateStream) {
    if (!isStream(stream)) {
      throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
    }
    colorize = shouldColorize(stream);
  }
  const keys = Array.isArray(format) ? format : [format];
  let before = '';
  let after = '';
  let body = text;
  for (const key of keys) {
    if (key === 'none') continue;
    const [start, end] = styleCodes(key);
    if (!colorize) continue;
    const open = `\u001b[${start}m`;
    const close = `\u001b[${end}m`;
    // Where a nested style ends, this one goes on.
    body = body.replaceAll(close, end === sharedEnd ? close + open : open);
    before += open;
    after = close + after;
  }
  return before + body + after;
}

/** Reads the text of an .env file. */
function parseEnv(content) {
  validateString(content, 'content');
  const pairs = internalBinding('process').parseEnvFile(content);
  const variables = {};
  for (let i = 0; i < pairs.length; i += 2) variables[pairs[i]] = pairs[i + 1];
  return variables;
}

/**
 * The call sites above this call.
 * @param {number} [frameCount] 1 to 200
 * @param {{sourceMap?: boolean}} [options]
 */
function getCallSites(frameCount = 8, options = undefined) {
  let count = frameCount;
  let settings = options;
  if (settings === undefined && typeof count === 'object' && count !== null) {
    settings = count;
    count = 8;
  }
  if (settings !== undefined) {
    validateObject(settings, 'options');
    if (settings.sourceMap !== undefined) validateBoolean(settings.sourceMap, 'options.sourceMap');
  }
  validateNumber(count, 'frameCount', 1, 200);
  return internal.captureCallSites(getCallSites, count).map((site) => ({
    __proto__: null,
    functionName: site.getFunctionName() ?? '',
    scriptId: '0', // V8 tells it to debuggers only.
    scriptName: site.getFileName() ?? site.getEvalOrigin() ?? '',
    lineNumber: site.getLineNumber(),
    columnNumber: site.getColumnNumber(),
    column: site.getColumnNumber(),
  }));
}

function validateLines(value, name) {
  if (typeof value === 'string') return;
  if (!Array.isArray(value)) {
    validateString(value, name);
    return;
  }
  for (let i = 0; i < value.length; i++) validateString(value[i], `${name}[${i}]`);
}

/**
 * The shortest edit script between two strings or arrays of strings.
 * @returns {Array<[operation: -1 | 0 | 1, item: string]>}
 */
function diff(actual, expected) {
  if (actual === expected) return [];
  validateLines(actual, 'actual');
  validateLines(expected, 'expected');
  return require('internal/util/diff').myersDiff(actual, expected);
}

/** Marks a signal as transferable to other threads. */
function transferableAbortSignal(signal) {
  const { AbortSignal } = require('internal/abort_controller');
  if (!(signal instanceof AbortSignal)) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  return signal;
}

/** An AbortController whose signal is transferable to other threads. */
function transferableAbortController() {
  const { AbortController } = require('internal/abort_controller');
  return new AbortController();
}

/** Tells of the interruption before the signal does what it would do anyway. */
function onTracedInterrupt() {
  process.off('SIGINT', onTracedInterrupt);
  process._rawDebug('KEYBOARD_INTERRUPT: Script execution was interrupted by `SIGINT`');
  if (process.listenerCount('SIGINT') === 0) process.kill(process.pid, 'SIGINT');
  else process.on('SIGINT', onTracedInterrupt);
}

/** Shall SIGINT be reported on standard error? */
function setTraceSigInt(enable) {
  process.off('SIGINT', onTracedInterrupt);
  if (enable) process.on('SIGINT', onTracedInterrupt);
}

module.exports = {
  _errnoException,
  _exceptionWithHostPort,
  _extend: internal.deprecate(
    _extend,
    'The `util._extend` API is deprecated. Please use Object.assign() instead.',
    'DEP0060',
  ),
  callbackify,
  convertProcessSignalToExitCode: internal.convertProcessSignalToExitCode,
  debug: debuglog,
  debuglog,
  deprecate: internal.deprecate,
  format,
  styleText,
  formatWithOptions,
  getCallSites,
  getSystemErrorMap: internal.getSystemErrorMap,
  getSystemErrorName,
  getSystemErrorMessage,
  inherits,
  inspect,
  isArray: internal.deprecate(
    Array.isArray,
    'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.',
    'DEP0044',
  ),
  isDeepStrictEqual(a, b, skipPrototype) {
    return require('internal/util/comparisons').isDeepStrictEqual(a, b, skipPrototype);
  },
  promisify: internal.promisify,
  stripVTControlCharacters,
  toUSVString: (input) => `${input}`.toWellFormed(),
  transferableAbortSignal,
  transferableAbortController,
  types,
  parseEnv,
};

internal.defineLazyProperties(module.exports, 'internal/abort_controller', ['aborted']);
internal.defineLazyProperties(module.exports, 'internal/util/parse_args/parse_args', ['parseArgs']);
internal.defineLazyProperties(module.exports, 'internal/encoding', ['TextDecoder', 'TextEncoder']);
internal.defineLazyProperties(module.exports, 'internal/util/mime', ['MIMEType', 'MIMEParams']);
Object.assign(module.exports, { diff, setTraceSigInt });
