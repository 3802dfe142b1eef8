// The error of a failed assertion.
'use strict';

const { kIsNodeError } = require('internal/errors');
const { validateObject } = require('internal/validators');
const { inspect, isError } = require('internal/util/inspect');
const { describeEqual, describeOther, describeUnequal } = require('internal/assert/message');

const maxLines = 10;
const maxLength = 512;

/** An error without its stack, for a diff that does not show where errors were made. */
function copyError(source) {
  const target = Object.create(Object.getPrototypeOf(source));
  for (const key of Object.keys(source)) target[key] = source[key];
  Object.defineProperty(target, 'message', { __proto__: null, value: source.message });
  if (Object.hasOwn(source, 'cause')) {
    Object.defineProperty(target, 'cause', {
      __proto__: null,
      value: isError(source.cause) ? copyError(source.cause) : source.cause,
    });
  }
  return target;
}

/** Long strings are not of use in full where an assertion is printed: Node takes so many characters off their ends. */
function shorten(text) {
  const lines = text.split('\n', maxLines + 1);
  if (lines.length > maxLines) {
    lines.length = maxLines;
    return `${lines.join('\n')}\n...`;
  }
  return text.length > maxLength ? `${text.slice(0, -maxLength)}...` : text;
}

function makeMessage({ actual, expected, operator, message, diff }) {
  const withDiff =
    operator === 'deepStrictEqual' || operator === 'strictEqual' || operator === 'partialDeepStrictEqual';
  if (message != null && !withDiff) return String(message);
  let [left, right] = [actual, expected];
  if (isError(left) && isError(right)) [left, right] = [copyError(left), copyError(right)];
  if (withDiff) return describeUnequal(left, right, operator, message == null ? undefined : String(message), diff);
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return describeEqual(left, operator, diff);
  return describeOther(left, right, operator, diff);
}

/** What assert throws. */
class AssertionError extends Error {
  /**
   * @param {object} options actual, expected, operator, message, stackStartFn, diff
   */
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, stackStartFn, details, stackStartFunction, diff = 'simple', actual, expected } = options;
    super(makeMessage({ actual, expected, operator, message, diff }));
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      __proto__: null,
      value: 'AssertionError',
      writable: true,
      enumerable: false,
      configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    if (details) {
      this.actual = undefined;
      this.expected = undefined;
      this.operator = undefined;
      details.forEach((detail, i) => {
        this[`message ${i}`] = detail.message;
        this[`actual ${i}`] = detail.actual;
        this[`expected ${i}`] = detail.expected;
        this[`operator ${i}`] = detail.operator;
        this[`stack trace ${i}`] = detail.stack;
      });
    } else {
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    this.diff = diff;
    Error.captureStackTrace(this, stackStartFn || stackStartFunction);
  }

  get [kIsNodeError]() {
    return true;
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, context) {
    const { actual, expected } = this;
    if (typeof actual === 'string') this.actual = shorten(actual);
    if (typeof expected === 'string') this.expected = shorten(expected);
    const text = inspect(this, { ...context, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  }
}

module.exports = AssertionError;
