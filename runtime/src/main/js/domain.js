'use strict';

/*
 * Domains: errors of callbacks and emitters that belong together go to one 'error' event. Deprecated in Node.
 *
 * The stack of entered domains is part of the async context, so callbacks run with the domains that were entered when they were
 * made. Node's emitters are bound to the active domain when they are made: that begins with the first domain.
 */

const EventEmitter = require('events');
const { AsyncLocalStorage, executionAsyncId } = require('async_hooks');
const { codes } = require('internal/errors');
const { hasUncaughtExceptionCaptureCallback, onUncaught, setDomainHandler } = require('internal/process/execution');

/** @type {AsyncLocalStorage<{stack: Domain[], id: number}>} the entered domains, innermost last, and in which callback */
const entered = new AsyncLocalStorage();
const NONE = [];
/** The same in the handler of an emitter's error outside of all domains: Node's active domain is null there. */
const LEFT = [];

/** A callback that was made in several domains runs in the innermost of them. */
function stackNow() {
  const store = entered.getStore();
  if (store === undefined) return NONE;
  return store.id === executionAsyncId() ? store.stack : store.stack.slice(-1);
}

const enterWith = (stack) => entered.enterWith({ stack, id: executionAsyncId() });

function activeDomain() {
  const stack = stackNow();
  return stack === LEFT ? null : stack.at(-1);
}

let inUse = false;

/** What the first domain changes: emitters are bound, and uncaught errors come here first. */
function begin() {
  if (inUse) return;
  if (hasUncaughtExceptionCaptureCallback()) throw new codes.ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE();
  inUse = true;
  setDomainHandler(handleUncaught);
  EventEmitter.usingDomains = true;
  Object.defineProperty(process, 'domain', {
    configurable: true,
    enumerable: true,
    get: activeDomain,
    set: (domain) => enterWith(domain === undefined || domain === null ? NONE : [...stackNow(), domain]),
  });

  const { init } = EventEmitter;
  EventEmitter.init = function (options) {
    const domain = activeDomain();
    Object.defineProperty(this, 'domain', {
      configurable: true,
      enumerable: false,
      value: domain !== undefined && !(this instanceof Domain) ? domain : null,
      writable: true,
    });
    return init.call(this, options);
  };

  const { emit } = EventEmitter.prototype;
  EventEmitter.prototype.emit = function (type, ...args) {
    const { domain } = this;
    if (domain === null || domain === undefined || this === process) return emit.call(this, type, ...args);
    return emitInDomain(this, emit, domain, type, args);
  };
}

function emitInDomain(emitter, emit, domain, type, args) {
  if (type === 'error') {
    const error = args.length > 0 && args[0] ? args[0] : new codes.ERR_UNHANDLED_ERROR(args[0]);
    if (typeof error === 'object') {
      error.domainEmitter = emitter;
      Object.defineProperty(error, 'domain', { configurable: true, enumerable: false, value: domain, writable: true });
      error.domainThrown = false;
    }
    args[0] = error;
    if (emitter.listenerCount('error') === 0) {
      // Nobody listens on the emitter: its domain does, in the context around it.
      const outer = stackNow();
      const rest = outer.slice(0, outer.findLastIndex((other) => other !== outer.at(-1)) + 1);
      enterWith(rest.length === 0 ? LEFT : rest);
      try {
        return domain.emit('error', error);
      } finally {
        enterWith(outer);
      }
    }
  }
  domain.enter();
  const result = emit.call(emitter, type, ...args);
  domain.exit();
  return result;
}

/** @returns {boolean} whether a domain took the error */
function handleUncaught(error) {
  const stack = stackNow();
  const domain = stack.at(-1);
  if (domain === undefined) return false;
  return domain._errorHandler(error);
}

/** A domain. */
class Domain extends EventEmitter {
  constructor() {
    begin();
    super();
    this.members = [];
  }

  /** Makes it the active domain of what follows. */
  enter() {
    enterWith([...stackNow(), this]);
  }

  /** Leaves it, and the domains entered since. */
  exit() {
    const stack = stackNow();
    const at = stack.lastIndexOf(this);
    if (at !== -1) enterWith(stack.slice(0, at));
  }

  // Node's name: programs have been seen to call it.
  _errorHandler(error) {
    if ((typeof error === 'object' && error !== null) || typeof error === 'function') {
      Object.defineProperty(error, 'domain', { configurable: true, enumerable: false, value: this, writable: true });
      error.domainThrown = true;
    }
    const outer = stackNow()
      .slice(0, -1)
      .filter((domain) => domain !== this);
    if (this.listenerCount('error') === 0) {
      enterWith(outer);
      const parent = outer.at(-1);
      return parent === undefined ? false : parent._errorHandler(error);
    }
    enterWith(outer);
    if (outer.length === 0) {
      // What the handler throws is nobody's: the process ends with it.
      this.emit('error', error);
      enterWith(NONE);
      return true;
    }
    try {
      this.emit('error', error);
    } catch (second) {
      // The handler failed: the domain around it may take that.
      return onUncaught(second);
    }
    enterWith(NONE);
    return true;
  }

  /** Binds an emitter or a timer to the domain. */
  add(emitter) {
    if (emitter.domain === this) return;
    if (emitter.domain) emitter.domain.remove(emitter);
    // A domain cannot be in itself.
    if (this.domain && emitter instanceof Domain) {
      for (let domain = this.domain; domain; domain = domain.domain) if (emitter === domain) return;
    }
    Object.defineProperty(emitter, 'domain', { configurable: true, enumerable: false, value: this, writable: true });
    this.members.push(emitter);
  }

  remove(emitter) {
    emitter.domain = null;
    const at = this.members.indexOf(emitter);
    if (at !== -1) this.members.splice(at, 1);
  }

  /** Calls a function in the domain. */
  run(fn, ...args) {
    this.enter();
    const result = Reflect.apply(fn, this, args);
    this.exit();
    return result;
  }

  /** A function that takes an error first and gives it to the domain; the rest goes to the callback. */
  intercept(callback) {
    const domain = this;
    function runIntercepted(error, ...args) {
      if (error instanceof Error) {
        error.domainBound = callback;
        error.domainThrown = false;
        Object.defineProperty(error, 'domain', {
          configurable: true,
          enumerable: false,
          value: domain,
          writable: true,
        });
        domain.emit('error', error);
        return undefined;
      }
      return runIn(domain, this, callback, args);
    }
    return runIntercepted;
  }

  /** A function that runs in the domain. */
  bind(callback) {
    const domain = this;
    function runBound(...args) {
      return runIn(domain, this, callback, args);
    }
    Object.defineProperty(runBound, 'domain', { configurable: true, enumerable: false, value: this, writable: true });
    return runBound;
  }
}

function runIn(domain, thisValue, callback, args) {
  domain.enter();
  const result = Reflect.apply(callback, thisValue, args);
  domain.exit();
  return result;
}

const create = () => new Domain();

module.exports = { Domain, create, createDomain: create };
Object.defineProperty(module.exports, 'active', { get: activeDomain, enumerable: true, configurable: true });
Object.defineProperty(module.exports, '_stack', { get: stackNow, enumerable: true, configurable: true });
