// Mocks of functions and of the methods, getters and setters of objects.
'use strict';

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');
const { kEmptyObject } = require('internal/util');

/** Calls a mock: (context, receiver, arguments, new.target). */
let invoke;

/** What was done to a mock, and what it is to do. */
class MockFunctionContext {
  #calls = [];
  #original;
  #implementation;
  #limit;
  #once = new Map();
  #restore;

  constructor(original, implementation, restore, times = Infinity) {
    this.#original = original;
    this.#implementation = implementation;
    this.#restore = restore;
    this.#limit = times;
  }

  /** Copies of the records: {arguments, error, result, stack, target, this}. */
  get calls() {
    return this.#calls.slice();
  }

  callCount() {
    return this.#calls.length;
  }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall) {
    validateFunction(implementation, 'implementation');
    const next = this.#calls.length;
    const call = onCall ?? next;
    validateInteger(call, 'onCall', next);
    this.#once.set(call, implementation);
  }

  restore() {
    this.#restore?.();
    this.#implementation = this.#original;
    this.#once.clear();
  }

  resetCalls() {
    this.#calls = [];
  }

  /** The function of the next call. */
  #next() {
    const call = this.#calls.length;
    const once = this.#once.get(call);
    if (once !== undefined) {
      this.#once.delete(call);
      return once;
    }
    if (call >= this.#limit) return this.#original;
    return this.#implementation;
  }

  static {
    invoke = (context, receiver, args, target) => {
      const fn = context.#next();
      let result;
      let error;
      try {
        if (target === undefined) return (result = Reflect.apply(fn, receiver, args));
        return (result = Reflect.construct(fn, args, target));
      } catch (thrown) {
        error = thrown;
        throw thrown;
      } finally {
        context.#calls.push({
          arguments: args,
          error,
          result,
          stack: new Error(),
          target,
          this: target === undefined ? receiver : result,
        });
      }
    };
  }
}

function findDescriptor(object, key) {
  for (let current = object; current !== null; current = Object.getPrototypeOf(current)) {
    const descriptor = Object.getOwnPropertyDescriptor(current, key);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

/** Makes mocks, and undoes them all. */
class MockTracker {
  #mocks = [];

  /** (original?, implementation?, options?) */
  fn(original = function () {}, implementation = original, options = kEmptyObject) {
    let [fn, settings] = [implementation, options];
    if (fn !== null && typeof fn === 'object') {
      settings = fn;
      fn = original;
    }
    validateFunction(original, 'original');
    validateFunction(fn, 'implementation');
    validateObject(settings, 'options');
    return this.#make(original, fn, undefined, settings.times);
  }

  /** (object or function, name, implementation?, options?) */
  method(object, name, implementation = undefined, options = kEmptyObject) {
    let [fn, settings] = [implementation, options];
    if (fn !== null && typeof fn === 'object') {
      settings = fn;
      fn = undefined;
    }
    if (typeof object !== 'function') validateObject(object, 'object');
    if (typeof name !== 'string' && typeof name !== 'symbol')
      throw new ERR_INVALID_ARG_TYPE('methodName', ['string', 'symbol'], name);
    validateObject(settings, 'options');
    const { getter = false, setter = false, times } = settings;
    validateBoolean(getter, 'options.getter');
    validateBoolean(setter, 'options.setter');
    if (getter && setter)
      throw new ERR_INVALID_ARG_VALUE('options.setter', setter, "cannot be used with 'options.getter'");
    const descriptor = findDescriptor(object, name);
    const place = getter ? 'get' : setter ? 'set' : 'value';
    const original = descriptor?.[place];
    if (typeof original !== 'function') {
      throw new ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method');
    }
    const own = Object.getOwnPropertyDescriptor(object, name);
    const restore = () => {
      if (own === undefined) delete object[name];
      else Object.defineProperty(object, name, own);
    };
    const mock = this.#make(original, fn ?? original, restore, times);
    const property = { configurable: descriptor.configurable, enumerable: descriptor.enumerable };
    if (place === 'value') Object.assign(property, { writable: descriptor.writable, value: mock });
    else Object.assign(property, { get: descriptor.get, set: descriptor.set, [place]: mock });
    Object.defineProperty(object, name, property);
    return mock;
  }

  getter(object, name, implementation, options = kEmptyObject) {
    if (implementation !== null && typeof implementation === 'object')
      return this.method(object, name, { ...implementation, getter: true });
    return this.method(object, name, implementation, { ...options, getter: true });
  }

  setter(object, name, implementation, options = kEmptyObject) {
    if (implementation !== null && typeof implementation === 'object')
      return this.method(object, name, { ...implementation, setter: true });
    return this.method(object, name, implementation, { ...options, setter: true });
  }

  restoreAll() {
    for (const context of this.#mocks) context.restore();
  }

  reset() {
    this.restoreAll();
    this.#mocks = [];
  }

  #make(original, implementation, restore, times) {
    if (times !== undefined) validateInteger(times, 'options.times', 1);
    const context = new MockFunctionContext(original, implementation, restore, times);
    this.#mocks.push(context);
    return new Proxy(original, {
      apply: (target, receiver, args) => invoke(context, receiver, args),
      construct: (target, args, newTarget) => invoke(context, undefined, args, newTarget),
      get: (target, key, receiver) => (key === 'mock' ? context : Reflect.get(target, key, receiver)),
    });
  }
}

module.exports = { MockFunctionContext, MockTracker };
