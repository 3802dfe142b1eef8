// What throws, rejects and their opposites expect of an error.
'use strict';

const {
  codes: { ERR_AMBIGUOUS_ARGUMENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { inspect, isError } = require('internal/util/inspect');
const { isPromise, isRegExp } = require('internal/util/types');
const { isDeepStrictEqual } = require('internal/util/comparisons');
const AssertionError = require('internal/assert/assertion_error');

/** Stands for "nothing was thrown": anything else may be. */
const nothing = Symbol('nothing thrown');
const expectationTypes = ['Object', 'Error', 'Function', 'RegExp'];
const rejecting = new Set(['rejects', 'doesNotReject']);

/** Throws the message if it is an error, or an AssertionError with it. */
function fail(options) {
  if (isError(options.message)) throw options.message;
  throw new AssertionError(options);
}

/** Runs a function. @returns what it throws, or `nothing` */
function catchError(fn) {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    return error;
  }
  return nothing;
}

const isPromiseLike = (value) =>
  isPromise(value) ||
  (value !== null &&
    typeof value === 'object' &&
    typeof value.then === 'function' &&
    typeof value.catch === 'function');

/** Awaits a promise or an async function. @returns what it rejects with, or `nothing` */
async function catchRejection(promiseOrFunction) {
  let promise = promiseOrFunction;
  if (typeof promiseOrFunction === 'function') {
    promise = promiseOrFunction();
    if (!isPromiseLike(promise)) throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (!isPromiseLike(promiseOrFunction)) {
    throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseOrFunction);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return nothing;
}

/** The properties of an error that an expectation names, for a diff of those alone. */
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      const matches =
        actual !== undefined &&
        typeof actual[key] === 'string' &&
        isRegExp(object[key]) &&
        RegExp.prototype.exec.call(object[key], actual[key]) !== null;
      this[key] = matches ? actual[key] : object[key];
    }
  }
}

function compareProperty(actual, expected, key, message, keys, fn, diff) {
  if (key in actual && isDeepStrictEqual(actual[key], expected[key])) return;
  if (message) fail({ actual, expected, message, operator: fn.name, stackStartFn: fn, diff });
  const error = new AssertionError({
    actual: new Comparison(actual, keys),
    expected: new Comparison(expected, keys, actual),
    operator: 'deepStrictEqual',
    stackStartFn: fn,
    diff,
  });
  error.actual = actual;
  error.expected = expected;
  error.operator = fn.name;
  throw error;
}

function compareObject(actual, expected, message, fn, diff) {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  for (const key of keys) {
    const matches =
      typeof actual[key] === 'string' &&
      isRegExp(expected[key]) &&
      RegExp.prototype.exec.call(expected[key], actual[key]) !== null;
    if (!matches) compareProperty(actual, expected, key, message, keys, fn, diff);
  }
}

/** What is wrong with an error; undefined if it is as expected. */
function findFault(actual, expected) {
  if (isRegExp(expected)) {
    const text = String(actual);
    if (RegExp.prototype.exec.call(expected, text) !== null) return undefined;
    return `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
  }
  // Arrow functions have no prototype.
  if (expected.prototype !== undefined && actual instanceof expected) return undefined;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    const start = `The error is expected to be an instance of "${expected.name}". Received `;
    if (!isError(actual)) return `${start}"${inspect(actual, { depth: -1 })}"`;
    return `${start}"${actual.name}"\n\nError message:\n\n${actual.message}`;
  }
  const result = Reflect.apply(expected, {}, [actual]);
  if (result === true) return undefined;
  const name = expected.name ? `"${expected.name}" ` : '';
  let message = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
  if (isError(actual)) message += `\n\nCaught error:\n\n${actual}`;
  return message;
}

function checkException(actual, expected, message, fn, diff) {
  if (typeof expected !== 'function' && !isRegExp(expected)) {
    if (typeof actual === 'object' && actual !== null) {
      compareObject(actual, expected, message, fn, diff);
      return;
    }
    const error = new AssertionError({
      actual,
      expected,
      message,
      operator: 'deepStrictEqual',
      stackStartFn: fn,
      diff,
    });
    error.operator = fn.name;
    throw error;
  }
  const fault = findFault(actual, expected);
  if (fault === undefined) return;
  const error = new AssertionError({
    actual,
    expected,
    message: message || fault,
    operator: fn.name,
    stackStartFn: fn,
    diff,
  });
  error.generatedMessage = !message;
  throw error;
}

/** A string in the place of the error is the message, unless it looks like a mistake. */
function checkAmbiguity(actual, text) {
  if (typeof actual === 'object' && actual !== null) {
    if (actual.message === text) {
      const why = `The error message "${actual.message}" is identical to the message.`;
      throw new ERR_AMBIGUOUS_ARGUMENT('error/message', why);
    }
  } else if (actual === text) {
    throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `The error "${actual}" is identical to the message.`);
  }
}

/**
 * There must be an error, and it must be as expected.
 * @param {Function} fn the assertion
 * @param {unknown} actual what was thrown, or `nothing`
 * @param {unknown[]} args of the assertion behind the function
 */
function expectsError(fn, actual, args, diff) {
  let [error, message] = args;
  if (typeof error === 'string') {
    if (args.length === 2) throw new ERR_INVALID_ARG_TYPE('error', expectationTypes, error);
    checkAmbiguity(actual, error);
    message = error;
    error = undefined;
  } else if (error != null && typeof error !== 'object' && typeof error !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('error', expectationTypes, error);
  }
  if (actual === nothing) {
    const name = error?.name ? ` (${error.name})` : '';
    const what = rejecting.has(fn.name) ? 'rejection' : 'exception';
    fail({
      actual: undefined,
      expected: error,
      operator: fn.name,
      message: `Missing expected ${what}${name}${message ? `: ${message}` : '.'}`,
      stackStartFn: fn,
      diff,
    });
  }
  if (error) checkException(actual, error, message, fn, diff);
}

function isUnwanted(actual, expected) {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return RegExp.prototype.exec.call(expected, String(actual)) !== null;
    throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

/** There must be no error; one of another kind than the unwanted is passed on. */
function expectsNoError(fn, actual, args, diff) {
  if (actual === nothing) return;
  let [error, message] = args;
  if (typeof error === 'string') {
    message = error;
    error = undefined;
  }
  if (error && !isUnwanted(actual, error)) throw actual;
  const what = rejecting.has(fn.name) ? 'rejection' : 'exception';
  fail({
    actual,
    expected: error,
    operator: fn.name,
    message: `Got unwanted ${what}${message ? `: ${message}` : '.'}\nActual message: "${actual?.message}"`,
    stackStartFn: fn,
    diff,
  });
}

module.exports = { catchError, catchRejection, expectsError, expectsNoError, fail };
