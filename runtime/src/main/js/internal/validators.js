// Checks of arguments, with Node's names and errors. The stack of an error starts at the validator's caller.
'use strict';

const {
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_THIS,
    ERR_OUT_OF_RANGE,
    ERR_SOCKET_BAD_PORT,
    ERR_UNKNOWN_SIGNAL,
  },
  hideStackFrames,
} = require('internal/errors');

const octal = /^[0-7]+$/;
const maxInt32 = 2147483647;
const minInt32 = -2147483648;
const maxUint32 = 4294967295;

// One or more `<uri>; param; param="value"`, separated by commas.
const linkParameter = '\\s*;\\s*[^;"\\s]+(?:=(?:"[^;"\\s]*"|[^;"\\s]*))?';
const linkValue = new RegExp(`^<[^>]*>(?:${linkParameter})*$`);

/** Hides the validator's own frames from the error's stack. */
function from(validator, error) {
  if (Error.stackTraceLimit) Error.captureStackTrace(error, validator);
  return error;
}

const isInt32 = (value) => value === (value | 0);
const isUint32 = (value) => value === value >>> 0;

/** A file mode: an integer, or its octal digits. `defaultValue` replaces undefined and null. */
function parseFileMode(value, name, defaultValue) {
  let mode = value ?? defaultValue;
  if (typeof mode === 'string') {
    if (!octal.test(mode)) {
      const why = 'must be a 32-bit unsigned integer or an octal string';
      throw from(parseFileMode, new ERR_INVALID_ARG_VALUE(name, value, why));
    }
    mode = Number.parseInt(mode, 8);
  }
  checkUint32(mode, name, false, parseFileMode);
  return mode;
}

function checkIntegerIn(value, name, min, max, validator) {
  if (typeof value !== 'number') throw from(validator, new ERR_INVALID_ARG_TYPE(name, 'number', value));
  if (!Number.isInteger(value)) throw from(validator, new ERR_OUT_OF_RANGE(name, 'an integer', value));
  if (value < min || value > max) {
    throw from(validator, new ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value));
  }
}

function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  checkIntegerIn(value, name, min, max, validateInteger);
}

function validateInt32(value, name, min = minInt32, max = maxInt32) {
  checkIntegerIn(value, name, min, max, validateInt32);
}

function checkUint32(value, name, positive, validator) {
  checkIntegerIn(value, name, positive ? 1 : 0, maxUint32, validator);
}

function validateUint32(value, name, positive = false) {
  checkUint32(value, name, positive, validateUint32);
}

function validateString(value, name) {
  if (typeof value !== 'string') throw from(validateString, new ERR_INVALID_ARG_TYPE(name, 'string', value));
}

function validateNumber(value, name, min = undefined, max = undefined) {
  if (typeof value !== 'number') throw from(validateNumber, new ERR_INVALID_ARG_TYPE(name, 'number', value));
  if (min == null && max == null) return;
  if (Number.isNaN(value) || (min != null && value < min) || (max != null && value > max)) {
    const bounds = [];
    if (min != null) bounds.push(`>= ${min}`);
    if (max != null) bounds.push(`<= ${max}`);
    throw from(validateNumber, new ERR_OUT_OF_RANGE(name, bounds.join(' && '), value));
  }
}

function validateOneOf(value, name, allowed) {
  if (allowed.includes(value)) return;
  const list = allowed.map((item) => (typeof item === 'string' ? `'${item}'` : String(item))).join(', ');
  throw from(validateOneOf, new ERR_INVALID_ARG_VALUE(name, value, `must be one of: ${list}`));
}

function validateBoolean(value, name) {
  if (typeof value !== 'boolean') throw from(validateBoolean, new ERR_INVALID_ARG_TYPE(name, 'boolean', value));
}

const kValidateObjectNone = 0;
const kValidateObjectAllowNullable = 1;
const kValidateObjectAllowArray = 2;
const kValidateObjectAllowFunction = 4;
const kValidateObjectAllowObjects = kValidateObjectAllowArray | kValidateObjectAllowFunction;
const kValidateObjectAllowObjectsAndNull = kValidateObjectAllowObjects | kValidateObjectAllowNullable;

/** @param {number} [options] what else than a plain object will do: the kValidateObject flags */
function validateObject(value, name, options = kValidateObjectNone) {
  let valid;
  if (value === null) valid = (options & kValidateObjectAllowNullable) !== 0;
  else if (typeof value === 'function') valid = (options & kValidateObjectAllowFunction) !== 0;
  else if (typeof value !== 'object') valid = false;
  else valid = (options & kValidateObjectAllowArray) !== 0 || !Array.isArray(value);
  if (!valid) throw from(validateObject, new ERR_INVALID_ARG_TYPE(name, 'Object', value));
}

/** A WebIDL dictionary: null and undefined are empty ones. */
function validateDictionary(value, name) {
  if (value != null && typeof value !== 'object' && typeof value !== 'function') {
    throw from(validateDictionary, new ERR_INVALID_ARG_TYPE(name, 'a dictionary', value));
  }
}

function validateArray(value, name, minLength = 0) {
  if (!Array.isArray(value)) throw from(validateArray, new ERR_INVALID_ARG_TYPE(name, 'Array', value));
  if (value.length < minLength) {
    throw from(validateArray, new ERR_INVALID_ARG_VALUE(name, value, `must be longer than ${minLength}`));
  }
}

const validateStringArray = hideStackFrames((value, name) => {
  validateArray(value, name);
  for (let i = 0; i < value.length; i++) validateString(value[i], `${name}[${i}]`);
});

const validateBooleanArray = hideStackFrames((value, name) => {
  validateArray(value, name);
  for (let i = 0; i < value.length; i++) validateBoolean(value[i], `${name}[${i}]`);
});

const validateAbortSignalArray = hideStackFrames((value, name) => {
  validateArray(value, name);
  for (let i = 0; i < value.length; i++) {
    const itemName = `${name}[${i}]`;
    if (value[i] == null) {
      throw new ERR_INVALID_ARG_TYPE(itemName, 'AbortSignal', value[i]);
    }
    validateAbortSignal(value[i], itemName);
  }
});

const validateSignalName = hideStackFrames((signal, name = 'signal') => {
  validateString(signal, name);
  const { signals } = require('os').constants;
  if (signals[signal] !== undefined) return;
  const known = signals[signal.toUpperCase()] !== undefined;
  const hint = known ? ' (signals must use all capital letters)' : '';
  throw new ERR_UNKNOWN_SIGNAL(`${signal}${hint}`);
});

function validateBuffer(buffer, name = 'buffer') {
  if (!ArrayBuffer.isView(buffer)) {
    throw from(validateBuffer, new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], buffer));
  }
}

/** Hex needs an even number of digits. */
function validateEncoding(data, encoding) {
  const { length } = data;
  if (length % 2 !== 0 && typeof encoding === 'string' && encoding.toLowerCase() === 'hex') {
    const why = `is invalid for data of length ${length}`;
    throw from(validateEncoding, new ERR_INVALID_ARG_VALUE('encoding', encoding, why));
  }
}

/** @returns {number} the port */
function validatePort(port, name = 'Port', allowZero = true) {
  const numeric = typeof port === 'number' || (typeof port === 'string' && port.trim().length > 0);
  if (!numeric || +port !== +port >>> 0 || +port > 0xffff || (+port === 0 && !allowZero)) {
    throw from(validatePort, new ERR_SOCKET_BAD_PORT(name, port, allowZero));
  }
  return port | 0;
}

function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw from(validateAbortSignal, new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', signal));
  }
}

function validateFunction(value, name) {
  if (typeof value !== 'function') throw from(validateFunction, new ERR_INVALID_ARG_TYPE(name, 'Function', value));
}

/** A function that is not async. */
function validatePlainFunction(value, name) {
  if (typeof value !== 'function' || require('internal/util/types').isAsyncFunction(value)) {
    throw from(validatePlainFunction, new ERR_INVALID_ARG_TYPE(name, 'Function', value));
  }
}

function validateUndefined(value, name) {
  if (value !== undefined) throw from(validateUndefined, new ERR_INVALID_ARG_TYPE(name, 'undefined', value));
}

function validateUnion(value, name, union) {
  if (!union.includes(value)) {
    throw from(validateUnion, new ERR_INVALID_ARG_TYPE(name, `('${union.join('|')}')`, value));
  }
}

/** @returns {boolean} is there a number? undefined and NaN are none; infinities are refused */
const validateFiniteNumber = hideStackFrames((number, name) => {
  if (number === undefined || Number.isNaN(number)) return false;
  if (Number.isFinite(number)) return true;
  validateNumber(number, name);
  throw new ERR_OUT_OF_RANGE(name, 'a finite number', number);
});

/** The number if it lies within the limits, the default if there is none. */
const checkRangesOrGetDefault = hideStackFrames((number, name, lower, upper, defaultValue) => {
  if (!validateFiniteNumber(number, name)) return defaultValue;
  if (number < lower || number > upper) {
    throw new ERR_OUT_OF_RANGE(name, `>= ${lower} and <= ${upper}`, number);
  }
  return number;
});

/** A Link header: one string, an array of them, or an object whose `link` is one of both. */
function validateLinkHeaderValue(hints) {
  const valid = (value) => typeof value === 'string' && linkValue.test(value);
  const refuse = (value) =>
    from(
      validateLinkHeaderValue,
      new ERR_INVALID_ARG_VALUE(
        'hints',
        value,
        'must be an array or string of format "</styles.css>; rel=preload; as=style"',
      ),
    );
  if (typeof hints === 'string') {
    if (!valid(hints)) throw refuse(hints);
    return hints;
  }
  if (!Array.isArray(hints)) throw refuse(hints);
  for (const link of hints) if (!valid(link)) throw refuse(link);
  return hints.join(', ');
}

/** Is the method called on an object of its class? Such objects have the field. */
function validateThisInternalField(object, field, className) {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, field)) {
    throw from(validateThisInternalField, new ERR_INVALID_THIS(className));
  }
}

function checkIgnoreEntry(value, name) {
  if (typeof value === 'string') {
    if (value.length > 0) return;
    throw from(validateIgnoreOption, new ERR_INVALID_ARG_VALUE(name, value, 'must be a non-empty string'));
  }
  if (typeof value === 'function' || require('internal/util/types').isRegExp(value)) return;
  const expected =
    name === 'options.ignore' ? ['string', 'RegExp', 'Function', 'Array'] : ['string', 'RegExp', 'Function'];
  throw from(validateIgnoreOption, new ERR_INVALID_ARG_TYPE(name, expected, value));
}

/** What a watcher shall not report: a glob pattern, a regular expression, a function, or an array of these. */
function validateIgnoreOption(value, name) {
  if (value == null) return;
  if (!Array.isArray(value)) {
    checkIgnoreEntry(value, name);
    return;
  }
  for (let i = 0; i < value.length; i++) checkIgnoreEntry(value[i], `${name}[${i}]`);
}

module.exports = {
  checkRangesOrGetDefault,
  isInt32,
  isUint32,
  kValidateObjectAllowArray,
  kValidateObjectAllowFunction,
  kValidateObjectAllowNullable,
  kValidateObjectAllowObjects,
  kValidateObjectAllowObjectsAndNull,
  kValidateObjectNone,
  parseFileMode,
  validateAbortSignal,
  validateAbortSignalArray,
  validateArray,
  validateBoolean,
  validateBooleanArray,
  validateBuffer,
  validateDictionary,
  validateEncoding,
  validateFiniteNumber,
  validateFunction,
  validateIgnoreOption,
  validateInt32,
  validateInteger,
  validateLinkHeaderValue,
  validateNumber,
  validateObject,
  validateOneOf,
  validatePlainFunction,
  validatePort,
  validateSignalName,
  validateString,
  validateStringArray,
  validateThisInternalField,
  validateUint32,
  validateUndefined,
  validateUnion,
};
