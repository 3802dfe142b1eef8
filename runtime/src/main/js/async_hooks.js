// Async context and async hooks. https://nodejs.org/api/async_context.html https://nodejs.org/api/async_hooks.html
//
// AsyncLocalStorage and AsyncResource are complete. Hooks made by createHook() are told of ticks, microtasks queued by
// queueMicrotask(), timers, immediates and AsyncResources. They are not told of promises and of the runtime's own
// requests and handles: V8 offers no promise hooks to its embedder here, and events that are always off should not slow
// down every request. promiseResolve is accepted and never called.
'use strict';

const { AsyncContextFrame } = require('internal/async_context_frame');
const {
  async_id_symbol,
  counts,
  destroyHooksExist,
  disableHook,
  emitDestroy,
  emitInit,
  enableHook,
  executionAsyncId,
  executionAsyncResource,
  getDefaultTriggerAsyncId,
  newAsyncId,
  registerDestroyHook,
  runInAsyncScope,
  trigger_async_id_symbol,
  triggerAsyncId,
} = require('internal/async_hooks');
const { codes } = require('internal/errors');
const { validateFunction, validateObject, validateString } = require('internal/validators');

const hookKinds = ['init', 'before', 'after', 'destroy', 'promiseResolve'];

/** A set of hook functions that can be switched on and off. */
class AsyncHook {
  #functions;

  constructor(functions) {
    this.#functions = functions;
    for (const kind of hookKinds) this[Symbol(kind)] = functions[kind];
  }

  enable() {
    enableHook(this.#functions);
    return this;
  }

  disable() {
    disableHook(this.#functions);
    return this;
  }
}

/**
 * @param {{ init?: Function, before?: Function, after?: Function, destroy?: Function, promiseResolve?: Function }} functions
 * @returns {AsyncHook}
 */
function createHook(functions) {
  for (const kind of hookKinds) {
    if (functions[kind] !== undefined && typeof functions[kind] !== 'function') {
      throw new codes.ERR_ASYNC_CALLBACK(`hook.${kind}`);
    }
  }
  const { init, before, after, destroy, promiseResolve } = functions;
  return new AsyncHook({ init, before, after, destroy, promiseResolve });
}

/** An asynchronous operation of the program's own. */
class AsyncResource {
  #frame = AsyncContextFrame.current();
  #destroyState;

  /**
   * @param {string} type
   * @param {number | { triggerAsyncId?: number, requireManualDestroy?: boolean }} [options]
   */
  constructor(type, options = {}) {
    validateString(type, 'type');
    let triggerId = options;
    let requireManualDestroy = false;
    if (typeof options !== 'number') {
      triggerId = options.triggerAsyncId === undefined ? getDefaultTriggerAsyncId() : options.triggerAsyncId;
      requireManualDestroy = Boolean(options.requireManualDestroy);
    }
    if (!Number.isSafeInteger(triggerId) || triggerId < -1) {
      throw new codes.ERR_INVALID_ASYNC_ID('triggerAsyncId', triggerId);
    }

    const asyncId = newAsyncId();
    this[async_id_symbol] = asyncId;
    this[trigger_async_id_symbol] = triggerId;
    if (counts.init > 0) {
      if (type.length === 0) throw new codes.ERR_ASYNC_TYPE(type);
      emitInit(asyncId, type, triggerId, this);
    }
    if (!requireManualDestroy && destroyHooksExist()) {
      this.#destroyState = { destroyed: false };
      registerDestroyHook(this, asyncId, this.#destroyState);
    }
  }

  /** Calls `fn` in the async context in which the resource was made. */
  runInAsyncScope(fn, thisArg, ...args) {
    const prior = AsyncContextFrame.exchange(this.#frame);
    try {
      return runInAsyncScope(this[async_id_symbol], this[trigger_async_id_symbol], this, fn, thisArg, args);
    } finally {
      AsyncContextFrame.set(prior);
    }
  }

  emitDestroy() {
    if (this.#destroyState !== undefined) this.#destroyState.destroyed = true;
    emitDestroy(this[async_id_symbol]);
    return this;
  }

  asyncId() {
    return this[async_id_symbol];
  }

  triggerAsyncId() {
    return this[trigger_async_id_symbol];
  }

  /** A function that calls `fn` in the context of this resource. */
  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    let bound;
    if (thisArg === undefined) {
      const resource = this;
      bound = function (...args) {
        return resource.runInAsyncScope(fn, this, ...args);
      };
    } else {
      bound = this.runInAsyncScope.bind(this, fn, thisArg);
    }
    Object.defineProperties(bound, {
      length: { __proto__: null, configurable: true, enumerable: false, value: fn.length, writable: false },
    });
    return bound;
  }

  /** A function that calls `fn` in the context of now. */
  static bind(fn, type, thisArg) {
    type ||= fn.name;
    return new AsyncResource(type || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

/** A store whose value follows the flow of asynchronous calls. */
class AsyncLocalStorage {
  #defaultValue;
  #name = '';

  /** @param {{ defaultValue?: any, name?: string }} [options] */
  constructor(options = {}) {
    validateObject(options, 'options');
    this.#defaultValue = options.defaultValue;
    if (options.name !== undefined) this.#name = `${options.name}`;
  }

  get name() {
    return this.#name;
  }

  /** A function that calls `fn` in the context of now. */
  static bind(fn) {
    return AsyncResource.bind(fn);
  }

  /** A function that calls the function it is given in the context of now. */
  static snapshot() {
    return AsyncResource.bind((fn, ...args) => fn(...args));
  }

  /** Forgets the value, here and in everything that was started from here. */
  disable() {
    AsyncContextFrame.disable(this);
  }

  /** Sets the value for the rest of the running code, and for what it starts. */
  enterWith(store) {
    AsyncContextFrame.set(AsyncContextFrame.with(AsyncContextFrame.current(), this, store));
  }

  /** Calls `fn` with the value set to `store`. */
  run(store, fn, ...args) {
    const prior = AsyncContextFrame.current();
    AsyncContextFrame.set(AsyncContextFrame.with(prior, this, store));
    try {
      return Reflect.apply(fn, null, args);
    } finally {
      AsyncContextFrame.set(prior);
    }
  }

  /** Calls `fn` without a value. */
  exit(fn, ...args) {
    return this.run(undefined, fn, ...args);
  }

  getStore() {
    return AsyncContextFrame.valueOf(this, this.#defaultValue);
  }
}

/** The names that `init` may see, as in Node. */
const asyncWrapProviders = Object.freeze(
  Object.assign(
    Object.create(null),
    Object.fromEntries(
      (
        'NONE DIRHANDLE DNSCHANNEL ELDHISTOGRAM FILEHANDLE FILEHANDLECLOSEREQ BLOBREADER FSEVENTWRAP FSREQCALLBACK ' +
        'FSREQPROMISE GETADDRINFOREQWRAP GETNAMEINFOREQWRAP HEAPSNAPSHOT CPUHEAPPROFILE HTTP2SESSION HTTP2STREAM ' +
        'HTTP2PING HTTP2SETTINGS HTTPINCOMINGMESSAGE HTTPCLIENTREQUEST LOCKS JSSTREAM JSUDPWRAP MESSAGEPORT ' +
        'PIPECONNECTWRAP PIPESERVERWRAP PIPEWRAP PROCESSWRAP PROMISE QUERYWRAP SHUTDOWNWRAP SIGNALWRAP STATWATCHER ' +
        'STREAMPIPE TCPCONNECTWRAP TCPSERVERWRAP TCPWRAP TTYWRAP UDPSENDWRAP UDPWRAP SIGINTWATCHDOG WORKER ' +
        'WORKERHEAPSNAPSHOT WRITEWRAP ZLIB CHECKPRIMEREQUEST PBKDF2REQUEST KEYPAIRGENREQUEST KEYGENREQUEST ' +
        'KEYEXPORTREQUEST CIPHERREQUEST DERIVEBITSREQUEST HASHREQUEST RANDOMBYTESREQUEST RANDOMPRIMEREQUEST ' +
        'SCRYPTREQUEST SIGNREQUEST TLSWRAP VERIFYREQUEST'
      )
        .split(' ')
        .map((name, index) => [name, index]),
    ),
  ),
);

module.exports = {
  AsyncLocalStorage,
  createHook,
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  asyncWrapProviders,
  AsyncResource,
};
