// The node:test module: tests run in the process that makes them, and are reported on standard output.
'use strict';

const { kEmptyObject } = require('internal/util');
const { Root, Suite, Test, current, hookNames } = require('internal/test_runner/test');
const { Reporter } = require('internal/test_runner/report');

let root;

/** What a test would be a child of: the suite that is being made, or the test that runs. */
function getParent() {
  if (root === undefined) start();
  return current.getStore() ?? root;
}

/** The first test makes the root, which watches the process to its end. */
function start() {
  const reporter = new Reporter();
  root = new Root(reporter);
  let summarized = false;
  const onUncaught = (error) => {
    // Outside of tests it is nobody's failure but the whole run's.
    if (root.running === root || summarized) {
      reporter.failedOutside(error);
      process.exitCode = 1;
    } else {
      root.running.fail(error);
    }
  };
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  const summarize = () => {
    if (summarized) return;
    summarized = true;
    const [seconds, nanoseconds] = process.hrtime(root.begin);
    reporter.summarize(seconds * 1000 + nanoseconds / 1e6);
    if (reporter.failures > 0 || root.error !== undefined) process.exitCode = 1;
  };
  process.once('beforeExit', async () => {
    for (const child of root.children) cancelAll(child);
    await root.runChildren();
    await root.runAfter();
    summarize();
  });
  process.once('exit', summarize);
}

const unfinished = 'Promise resolution is still pending but the event loop has already resolved';

function cancelAll(test) {
  for (const child of test.children) cancelAll(child);
  test.cancel(unfinished);
}

/** A function that makes tests or suites, with skip, todo and only as variants. */
function makeEntry(Kind, name) {
  const add = (variant) =>
    function (...args) {
      const [first, second, third] = args;
      if (variant === undefined) return getParent().add(Kind, first, second, third).ended;
      return addVariant(Kind, variant, first, second, third);
    };
  const entry = Object.defineProperty(add(undefined), 'name', { __proto__: null, value: name });
  for (const variant of ['skip', 'todo', 'only'])
    entry[variant] = Object.defineProperty(add(variant), 'name', { __proto__: null, value: variant });
  return entry;
}

function addVariant(Kind, variant, name, options, fn) {
  const extra = { [variant]: true };
  if (typeof name === 'function') return getParent().add(Kind, extra, name).ended;
  if (name !== null && typeof name === 'object') return getParent().add(Kind, { ...name, ...extra }, options).ended;
  if (typeof options === 'function') return getParent().add(Kind, name, extra, options).ended;
  return getParent().add(Kind, name, { ...(options ?? kEmptyObject), ...extra }, fn).ended;
}

const test = makeEntry(Test, 'test');
const suite = makeEntry(Suite, 'suite');
Object.assign(test, { test, it: test, suite, describe: suite });
for (const name of hookNames) {
  test[name] = Object.defineProperty((fn, options) => getParent().addHook(name, fn, options), 'name', {
    __proto__: null,
    value: name,
  });
}

let mock;
Object.defineProperty(test, 'mock', {
  __proto__: null,
  get() {
    if (mock === undefined) {
      const { MockTracker } = require('internal/test_runner/mock');
      mock = new MockTracker();
    }
    return mock;
  },
  enumerable: true,
  configurable: true,
});

module.exports = test;
