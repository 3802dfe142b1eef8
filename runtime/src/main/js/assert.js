// The assert module.
'use strict';

const {
  codes: { ERR_CONSTRUCT_CALL_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateOneOf } = require('internal/validators');
const { inspect, isError } = require('internal/util/inspect');
const { isRegExp } = require('internal/util/types');
const { isDeepEqual, isDeepStrictEqual, isPartialStrictEqual } = require('internal/util/comparisons');
const AssertionError = require('internal/assert/assertion_error');
const {
  catchError,
  catchRejection,
  expectsError,
  expectsNoError,
  fail: throwFailure,
} = require('internal/assert/exceptions');
const { describeExpression } = require('internal/assert/expression');

/** The options of Assert instances. */
const optionsOf = new WeakMap();
const noOptions = Object.freeze({ diff: undefined, skipPrototype: false });

const getOptions = (instance) =>
  (instance !== null && typeof instance === 'object' ? optionsOf.get(instance) : undefined) ?? noOptions;

/** Fails when the value is falsy. */
function checkTruthy(fn, args, diff) {
  const [value] = args;
  if (value) return;
  let [, message] = args;
  let generatedMessage = false;
  if (args.length === 0) {
    generatedMessage = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message == null) {
    generatedMessage = true;
    message = describeExpression(fn);
  } else if (isError(message)) {
    throw message;
  }
  const error = new AssertionError({ actual: value, expected: true, message, operator: '==', stackStartFn: fn, diff });
  error.generatedMessage = generatedMessage;
  throw error;
}

function checkMatch(fn, string, regexp, message, wanted, diff) {
  if (!isRegExp(regexp)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const isString = typeof string === 'string';
  if (isString && (RegExp.prototype.exec.call(regexp, string) !== null) === wanted) return;
  if (isError(message)) throw message;
  let text = message;
  if (!message) {
    if (!isString) {
      text = `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`;
    } else {
      const fault = wanted
        ? 'The input did not match the regular expression'
        : 'The input was expected to not match the regular expression';
      text = `${fault} ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
    }
  }
  const error = new AssertionError({
    actual: string,
    expected: regexp,
    message: text,
    operator: fn.name,
    stackStartFn: fn,
    diff,
  });
  error.generatedMessage = !message;
  throw error;
}

/** A comparison as an assertion: it fails unless the test says `wanted`. */
function makeComparison(name, operator, holds) {
  const assertion = {
    [name]: function (actual, expected, message) {
      if (arguments.length < 2) throw new ERR_MISSING_ARGS('actual', 'expected');
      const options = getOptions(this);
      if (holds(actual, expected, options)) return;
      throwFailure({ actual, expected, message, operator, stackStartFn: assertion, diff: options.diff });
    },
  }[name];
  return assertion;
}

const equal = (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b)); // eslint-disable-line eqeqeq -- that is what equal() means

const comparisons = {
  equal: makeComparison('equal', '==', equal),
  notEqual: makeComparison('notEqual', '!=', (a, b) => !equal(a, b)),
  deepEqual: makeComparison('deepEqual', 'deepEqual', isDeepEqual),
  notDeepEqual: makeComparison('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b)),
  deepStrictEqual: makeComparison('deepStrictEqual', 'deepStrictEqual', (a, b, { skipPrototype }) =>
    isDeepStrictEqual(a, b, skipPrototype),
  ),
  notDeepStrictEqual: makeComparison(
    'notDeepStrictEqual',
    'notDeepStrictEqual',
    (a, b, { skipPrototype }) => !isDeepStrictEqual(a, b, skipPrototype),
  ),
  strictEqual: makeComparison('strictEqual', 'strictEqual', (a, b) => Object.is(a, b)),
  notStrictEqual: makeComparison('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b)),
  partialDeepStrictEqual: makeComparison('partialDeepStrictEqual', 'partialDeepStrictEqual', (a, b) =>
    isPartialStrictEqual(a, b),
  ),
};

/** The frames of the error that was not expected, below those of the assertion. */
function joinStacks(newStack, originalStack) {
  const start = originalStack.indexOf('\n    at');
  if (start === -1) return undefined;
  const original = originalStack.slice(start + 1).split('\n');
  let frames = newStack.split('\n');
  for (const frame of original) {
    const at = frames.indexOf(frame);
    if (at !== -1) {
      frames = frames.slice(0, at);
      break;
    }
  }
  return `${frames.join('\n')}\n${original.join('\n')}`;
}

const assertions = {
  fail: function fail(message) {
    if (isError(message)) throw message;
    const error = new AssertionError({
      message: message ?? 'Failed',
      operator: 'fail',
      stackStartFn: fail,
      diff: getOptions(this).diff,
    });
    error.generatedMessage = !message;
    throw error;
  },

  ok: function ok(...args) {
    checkTruthy(ok, args, getOptions(this).diff);
  },

  ...comparisons,

  throws: function throws(fn, ...args) {
    expectsError(throws, catchError(fn), args, getOptions(this).diff);
  },

  rejects: async function rejects(promiseFn, ...args) {
    const { diff } = getOptions(this);
    expectsError(rejects, await catchRejection(promiseFn), args, diff);
  },

  doesNotThrow: function doesNotThrow(fn, ...args) {
    expectsNoError(doesNotThrow, catchError(fn), args, getOptions(this).diff);
  },

  doesNotReject: async function doesNotReject(fn, ...args) {
    const { diff } = getOptions(this);
    expectsNoError(doesNotReject, await catchRejection(fn), args, diff);
  },

  ifError: function ifError(err) {
    if (err === null || err === undefined) return;
    let message = 'ifError got unwanted exception: ';
    if (typeof err === 'object' && typeof err.message === 'string') {
      message += err.message.length === 0 && err.constructor ? err.constructor.name : err.message;
    } else {
      message += inspect(err);
    }
    const error = new AssertionError({
      actual: err,
      expected: null,
      operator: 'ifError',
      message,
      stackStartFn: ifError,
      diff: getOptions(this).diff,
    });
    if (typeof err.stack === 'string') {
      const stack = joinStacks(error.stack, err.stack);
      if (stack !== undefined) error.stack = stack;
    }
    throw error;
  },

  match: function match(string, regexp, message) {
    checkMatch(match, string, regexp, message, true, getOptions(this).diff);
  },

  doesNotMatch: function doesNotMatch(string, regexp, message) {
    checkMatch(doesNotMatch, string, regexp, message, false, getOptions(this).diff);
  },
};

const strictNames = {
  equal: 'strictEqual',
  deepEqual: 'deepStrictEqual',
  notEqual: 'notStrictEqual',
  notDeepEqual: 'notDeepStrictEqual',
};

/**
 * A set of assertions with options of its own.
 * @param {{diff?: 'simple' | 'full', strict?: boolean, skipPrototype?: boolean}} [options]
 */
function Assert(options) {
  if (new.target === undefined) throw new ERR_CONSTRUCT_CALL_REQUIRED('Assert');
  const { diff, strict = true, skipPrototype = false } = options ?? {};
  if (diff !== undefined) validateOneOf(diff, 'options.diff', ['simple', 'full']);
  optionsOf.set(this, { diff, skipPrototype });
  this.AssertionError = AssertionError;
  if (strict) for (const [name, strictName] of Object.entries(strictNames)) this[name] = this[strictName];
}
for (const [name, assertion] of Object.entries(assertions)) {
  Object.defineProperty(Assert.prototype, name, {
    __proto__: null,
    value: assertion,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

const names = [
  'ok',
  'fail',
  'equal',
  'notEqual',
  'deepEqual',
  'notDeepEqual',
  'deepStrictEqual',
  'notDeepStrictEqual',
  'strictEqual',
  'notStrictEqual',
  'partialDeepStrictEqual',
  'match',
  'doesNotMatch',
  'throws',
  'rejects',
  'doesNotThrow',
  'doesNotReject',
  'ifError',
];

/** Fails when the value is falsy. */
function assert(...args) {
  checkTruthy(assert, args, undefined);
}

/** assert with the strict comparisons under the short names. */
function strict(...args) {
  checkTruthy(strict, args, undefined);
}

Object.defineProperty(assert, 'name', { __proto__: null, value: 'ok', configurable: true });
assert.AssertionError = AssertionError;
for (const name of names) assert[name] = assertions[name];
Object.assign(strict, assert);
for (const [name, strictName] of Object.entries(strictNames)) strict[name] = assertions[strictName];
assert.strict = strict;
assert.Assert = Assert;
strict.Assert = Assert;
strict.strict = strict;

module.exports = assert;
