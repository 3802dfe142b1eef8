// What the functions of tests and suites get: the ways to talk about themselves.
'use strict';

const { validateFunction, validateObject, validateNumber, validateUint32 } = require('internal/validators');
const { setTimeout } = require('timers');
const { kEmptyObject } = require('internal/util');
const { Test } = require('internal/test_runner/test');

/** assert's functions, each counted as one assertion of the test's plan. */
function makeAsserts(test) {
  const assert = require('assert');
  const asserts = {};
  for (const [name, method] of Object.entries(assert)) {
    if (typeof method !== 'function' || ['AssertionError', 'Assert', 'strict'].includes(name)) continue;
    asserts[name] = function (...args) {
      test.assertions++;
      return Reflect.apply(method, this, args);
    };
    Object.defineProperty(asserts[name], 'name', { value: name });
  }
  return asserts;
}

class TestContext {
  #test;
  #assert;
  #mock;

  constructor(test) {
    this.#test = test;
  }

  get signal() {
    return this.#test.controller.signal;
  }

  get name() {
    return this.#test.name;
  }

  get fullName() {
    return this.#test.fullName;
  }

  get filePath() {
    return this.#test.location?.file;
  }

  get error() {
    return this.#test.error?.cause ?? null;
  }

  get passed() {
    return this.#test.passed;
  }

  get attempt() {
    return 0;
  }

  get diagnostics() {
    return this.#test.diagnostics;
  }

  get assert() {
    this.#assert ??= makeAsserts(this.#test);
    return this.#assert;
  }

  get mock() {
    if (this.#mock === undefined) {
      const { MockTracker } = require('internal/test_runner/mock');
      this.#mock = new MockTracker();
    }
    return this.#mock;
  }

  /** For the test alone: what to undo at its end. */
  get mockTracker() {
    return this.#mock;
  }

  diagnostic(message) {
    this.#test.diagnostics.push(`${message}`);
  }

  plan(count, options = kEmptyObject) {
    validateUint32(count, 'count');
    validateObject(options, 'options');
    this.#test.expectedAssertions = count;
  }

  skip(message) {
    this.#test.skipped = true;
    this.#test.skipMessage = message;
  }

  todo(message) {
    this.#test.todo = true;
    this.#test.todoMessage = message;
  }

  runOnly() {
    // Without --test-only there is nothing to choose from.
  }

  test(name, options, fn) {
    this.#test.assertions++;
    return this.#test.add(Test, name, options, fn).ended;
  }

  before(fn, options) {
    return this.#test.addHook('before', fn, options);
  }

  after(fn, options) {
    this.#test.addHook('after', fn, options);
  }

  beforeEach(fn, options) {
    this.#test.addHook('beforeEach', fn, options);
  }

  afterEach(fn, options) {
    this.#test.addHook('afterEach', fn, options);
  }

  /** Calls the condition until it does not throw. */
  async waitFor(condition, options = kEmptyObject) {
    validateFunction(condition, 'condition');
    validateObject(options, 'options');
    const { interval = 50, timeout = 1000 } = options;
    validateNumber(interval, 'options.interval', 0, 2 ** 31 - 1);
    validateNumber(timeout, 'options.timeout', 0, 2 ** 31 - 1);
    const end = Date.now() + timeout;
    for (;;) {
      try {
        return await condition();
      } catch (error) {
        if (Date.now() >= end) throw new Error('waitFor() timed out', { cause: error });
      }
      await new Promise((resolve) => {
        setTimeout(resolve, interval);
      });
    }
  }
}

class SuiteContext {
  #suite;

  constructor(suite) {
    this.#suite = suite;
  }

  get filePath() {
    return this.#suite.location?.file;
  }

  get fullName() {
    return this.#suite.fullName;
  }

  get name() {
    return this.#suite.name;
  }

  get passed() {
    return this.#suite.passed;
  }

  get signal() {
    return this.#suite.controller.signal;
  }

  diagnostic(message) {
    this.#suite.diagnostics.push(`${message}`);
  }
}

module.exports = { SuiteContext, TestContext };
