// Tests and suites: a tree whose nodes run one after the other, in the order in which they were made.
//
// A test's function runs when its turn comes, a suite's at once: it makes the tests inside. Whoever makes a test gets a promise
// of its end. A node that was started gives its turn away when it has ended, and when its hooks have.
'use strict';

const { AsyncLocalStorage } = require('async_hooks');
const { clearTimeout, setImmediate, setTimeout } = require('timers');
const { AbortController } = require('internal/abort_controller');
const {
  AbortError,
  codes: { ERR_TEST_FAILURE },
} = require('internal/errors');
const { validateAbortSignal, validateFunction, validateNumber } = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const { isPromise } = require('internal/util/types');
const { captureCallSites } = require('internal/util');

const hookNames = ['before', 'after', 'beforeEach', 'afterEach'];
const maxTimeout = 2 ** 31 - 1;

/** The test or suite whose function the running code belongs to: new tests become its children. */
const current = new AsyncLocalStorage();

/** The place of the call that made a test. */
function findLocation() {
  for (const site of captureCallSites(findLocation, 20)) {
    const file = site.getFileName();
    if (file && !file.startsWith('node:')) return { file, line: site.getLineNumber(), column: site.getColumnNumber() };
  }
  return undefined;
}

/** (name?, options?, fn?) in all their forms. */
function parseArguments(name, options, fn) {
  let [givenName, givenOptions, givenFn] = [name, options, fn];
  if (typeof givenName === 'function') {
    givenFn = givenName;
    givenName = undefined;
    givenOptions = undefined;
  } else if (givenName !== null && typeof givenName === 'object') {
    givenFn = givenOptions;
    givenOptions = givenName;
    givenName = undefined;
  } else if (typeof givenOptions === 'function') {
    givenFn = givenOptions;
    givenOptions = undefined;
  }
  if (givenOptions === null || typeof givenOptions !== 'object') givenOptions = kEmptyObject;
  if (typeof givenFn !== 'function') givenFn = () => {};
  return {
    name: typeof givenName === 'string' && givenName !== '' ? givenName : givenFn.name || '<anonymous>',
    options: givenOptions,
    fn: givenFn,
  };
}

/** A promise that rejects when the time is over or the signal aborts; `stop` ends the wait. */
function makeStop(test) {
  const { promise, reject } = Promise.withResolvers();
  promise.catch(() => {}); // It may reject when nobody waits any more.
  let timer;
  if (test.timeout !== undefined && test.timeout !== Infinity) {
    const message = `test timed out after ${test.timeout}ms`;
    timer = setTimeout(() => reject(new ERR_TEST_FAILURE(message, 'testTimeoutFailure')), test.timeout);
  }
  const onAbort = () => reject(new AbortError(undefined, { cause: test.signal.reason }));
  if (test.signal?.aborted) onAbort();
  else test.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    promise,
    stop() {
      clearTimeout(timer);
      test.signal?.removeEventListener('abort', onAbort);
    },
  };
}

/** Calls a test's or a hook's function: it ends at once, with a promise, or with a callback if it takes a second argument. */
function callFunction(fn, context) {
  if (fn.length <= 1) return fn.call(context, context);
  return new Promise((resolve, reject) => {
    const done = (error) => (error ? reject(error) : resolve());
    const result = fn.call(context, context, done);
    if (isPromise(result)) {
      reject(new ERR_TEST_FAILURE('passed a callback but also returned a Promise', 'callbackAndPromisePresent'));
    }
  });
}

/** A test, or the root of all. */
class Test {
  #gate = Promise.withResolvers();
  #queue = this.#gate.promise;
  #open = false;
  #waiting = 0;
  #ended = Promise.withResolvers();
  #hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
  #beforeRun = false;
  #started;

  /** @param {Test | null} parent */
  constructor(parent, name, options, fn) {
    this.parent = parent;
    this.name = name;
    this.fn = fn;
    this.fullName = parent === null || parent.parent === null ? name : `${parent.fullName} > ${name}`;
    this.depth = parent === null ? -1 : parent.depth + 1;
    this.location = parent === null ? undefined : findLocation();
    this.children = [];
    this.diagnostics = [];
    this.assertions = 0;
    this.error = undefined;
    this.finished = false;
    this.duration = 0;
    const { signal, timeout = parent?.timeout, plan } = options;
    if (timeout !== undefined && timeout !== null && timeout !== Infinity)
      validateNumber(timeout, 'options.timeout', 0, maxTimeout);
    if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
    this.timeout = timeout ?? undefined;
    this.signal = signal;
    this.expectedAssertions = plan;
    this.skipped = Boolean(options.skip);
    this.skipMessage = typeof options.skip === 'string' ? options.skip : undefined;
    this.todo = Boolean(options.todo) || parent?.todo === true;
    this.todoMessage = typeof options.todo === 'string' ? options.todo : undefined;
    this.controller = new AbortController();
  }

  get isSuite() {
    return false;
  }

  get passed() {
    return this.error === undefined;
  }

  get ended() {
    return this.#ended.promise;
  }

  get root() {
    return this.parent === null ? this : this.parent.root;
  }

  addHook(name, fn, options) {
    validateFunction(fn, 'fn');
    this.#hooks[name].push({ fn, timeout: options?.timeout, signal: options?.signal });
    // A hook that comes too late to be called by itself.
    if (name === 'before' && this.#beforeRun && this.parent !== null)
      return this.runHook('before', this.context, [this.#hooks.before.at(-1)]);
    return undefined;
  }

  async runHook(name, context, hooks = this.#hooks[name]) {
    for (const hook of hooks) {
      const { promise, stop } = makeStop(hook);
      try {
        await Promise.race([promise, callFunction(hook.fn, context)]);
      } catch (error) {
        throw new ERR_TEST_FAILURE(error, 'hookFailed');
      } finally {
        stop();
      }
    }
  }

  /** The `before` hooks run once, before the first child or the test itself. */
  async runBefore() {
    if (this.#beforeRun) return;
    this.#beforeRun = true;
    await this.runHook('before', this.context);
  }

  /** The `beforeEach` hooks of all that surround a test, the outermost first; `afterEach` the other way round. */
  async runEach(name, context) {
    const lineage = [];
    for (let test = this; test !== null; test = test.parent) lineage.push(test);
    if (name === 'beforeEach') lineage.reverse();
    for (const test of lineage) await test.runHook(name, context);
  }

  /** Makes a child; it runs when those before it have ended. */
  add(Kind, name, options, fn) {
    const parsed = parseArguments(name, options, fn);
    const child = new Kind(this, parsed.name, parsed.options, parsed.fn);
    this.children.push(child);
    if (this.finished) {
      child.fail(
        new ERR_TEST_FAILURE('test could not be started because its parent finished', 'parentAlreadyFinished'),
      );
    }
    // The first one starts at once, the others when those before them have ended.
    const ended = this.#open && this.#waiting === 0 ? child.run() : this.#queue.then(() => child.run());
    this.#waiting++;
    this.#queue = ended.then(() => {
      this.#waiting--;
    });
    return child;
  }

  /** Lets the children run. */
  open() {
    this.#open = true;
    this.#gate.resolve();
  }

  /** Resolves when all children have ended, also those that were made meanwhile. */
  async runChildren() {
    let queue;
    do {
      queue = this.#queue;
      await queue;
    } while (queue !== this.#queue);
  }

  fail(error) {
    if (this.error !== undefined) return;
    this.error = error instanceof ERR_TEST_FAILURE ? error : new ERR_TEST_FAILURE(error, 'testCodeFailure');
  }

  /** The event loop is empty, but this has not ended. */
  cancel(message) {
    if (this.finished) return;
    this.fail(new ERR_TEST_FAILURE(message, 'cancelledByParent'));
    this.finish();
  }

  finish() {
    if (this.finished) return;
    this.finished = true;
    if (this.#started !== undefined) {
      const [seconds, nanoseconds] = process.hrtime(this.#started);
      this.duration = seconds * 1000 + nanoseconds / 1e6;
    }
    this.controller.abort();
    this.root.onEnd(this);
    this.#ended.resolve();
  }

  start() {
    this.#started = process.hrtime();
    this.root.running = this;
  }

  /** What the function is called with. */
  makeContext() {
    const { TestContext } = require('internal/test_runner/context');
    return new TestContext(this);
  }

  checkPlan() {
    const { expectedAssertions: expected, assertions: actual } = this;
    if (expected !== undefined && expected !== actual) {
      const message = `plan expected ${expected} assertions but received ${actual}`;
      throw new ERR_TEST_FAILURE(message, 'testCodeFailure');
    }
  }

  async run() {
    if (this.finished) return;
    this.start();
    if (this.error !== undefined || this.skipped) {
      this.finish();
      return;
    }
    this.context = this.makeContext();
    const { promise, stop } = makeStop(this);
    try {
      await this.parent.runBefore();
      await this.parent.runEach('beforeEach', this.context);
      this.#beforeRun = true;
      this.open();
      const result = current.run(this, callFunction, this.fn, this.context);
      await Promise.race([promise, result]);
      await this.endChildren(promise);
      this.checkPlan();
    } catch (error) {
      this.fail(error);
    } finally {
      stop();
    }
    try {
      await this.parent.runEach('afterEach', this.context);
      await this.runHook('after', this.context);
    } catch (error) {
      this.fail(error);
    }
    this.context.mockTracker?.reset();
    this.failForChildren();
    this.finish();
  }

  /** Children that nobody waited for are not waited for here either, unless a plan counts them. */
  async endChildren(stopped) {
    const running = this.children.filter((child) => !child.finished);
    if (running.length === 0) return;
    if (this.expectedAssertions !== undefined) {
      await Promise.race([stopped, this.runChildren()]);
      return;
    }
    for (const child of running) child.cancel('test did not finish before its parent and was cancelled');
  }

  failForChildren() {
    const failed = this.children.filter((child) => !child.passed && !child.todo).length;
    if (failed === 0 || this.error !== undefined) return;
    const message = `${failed} subtest${failed > 1 ? 's' : ''} failed`;
    this.error = new ERR_TEST_FAILURE(message, 'subtestsFailed');
  }
}

/** A suite: its function makes the tests in it. */
class Suite extends Test {
  constructor(parent, name, options, fn) {
    super(parent, name, options, fn);
    this.context = this.makeContext();
    if (this.skipped) return;
    try {
      this.made = current.run(this, () => fn.call(this.context, this.context));
    } catch (error) {
      this.fail(error);
    }
  }

  get isSuite() {
    return true;
  }

  makeContext() {
    const { SuiteContext } = require('internal/test_runner/context');
    return new SuiteContext(this);
  }

  async run() {
    if (this.finished) return;
    this.start();
    try {
      await this.made;
      if (!this.skipped && this.error === undefined) {
        await this.parent.runBefore();
        await this.runBefore();
        this.open();
        await this.runChildren();
      }
    } catch (error) {
      this.fail(error);
      for (const child of this.children) child.cancel('test did not finish before its parent and was cancelled');
    }
    try {
      if (!this.skipped) await this.runHook('after', this.context);
    } catch (error) {
      this.fail(error);
    }
    this.failForChildren();
    this.finish();
  }
}

/** The root: it ends with the process. */
class Root extends Test {
  #afterRun = false;

  constructor(reporter) {
    super(null, '<root>', kEmptyObject, () => {});
    this.reporter = reporter;
    this.running = this;
    this.context = undefined;
    this.begin = process.hrtime();
    this.open();
  }

  onEnd(test) {
    this.running = test.parent ?? this;
    this.reporter.ended(test);
    // The hooks may close what keeps the process alive, so they do not wait for its end.
    if (test.parent === this && this.children.every((child) => child.finished)) setImmediate(() => this.runAfter());
  }

  /** The `after` hooks run once, when all tests have ended. */
  async runAfter() {
    if (this.#afterRun || !this.children.every((child) => child.finished)) return;
    this.#afterRun = true;
    try {
      await this.runHook('after', undefined);
    } catch (error) {
      this.fail(error);
      this.reporter.failedOutside(error);
    }
  }
}

module.exports = { Root, Suite, Test, current, hookNames };
