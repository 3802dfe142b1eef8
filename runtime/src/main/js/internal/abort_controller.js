// AbortController and AbortSignal. https://dom.spec.whatwg.org/#interface-abortcontroller
//
// Signals made by AbortSignal.any() depend on others. Both sides hold each other weakly: a signal that nobody can see
// any more, and nobody listens to, may go, however long its sources live. A signal that is listened to must stay as long
// as something may abort it: a timeout, or a source. Such signals are kept in a set of their own.
'use strict';

const { codes } = require('internal/errors');
const {
  Event,
  EventTarget,
  defineEventHandler,
  kNewListener,
  kRemoveListener,
  kTrustEvent,
  kWeakHandler,
} = require('internal/event_target');
const { kMaxEventTargetListeners, kResistStopPropagation } = require('internal/events/symbols');
const { inspect } = require('internal/util/inspect');
const { DOMException } = require('internal/per_context/domexception');
const { setUnrefTimeout, clearTimer } = require('internal/timers');
const {
  kValidateObjectAllowObjects,
  validateAbortSignal,
  validateAbortSignalArray,
  validateObject,
  validateUint32,
} = require('internal/validators');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const enumerable = { __proto__: null, enumerable: true };

// Tests and debuggers look for the first of them.
const kDependantSignals = Symbol('kDependantSignals');
const kSourceSignals = Symbol('kSourceSignals');

/** Listened to, and something may still abort them. */
const persistentSignals = new Set();

/** Clears the timers of garbage signals, and forgets garbage dependents. Made on first use, after the snapshot. */
let timeoutRegistry;
let dependentRegistry;
let sourceRegistry;

let createAbortSignal;
/** Aborts a signal and those that depend on it. */
let abortSignal;

/** Only the functions of this module make signals. */
const kCreate = Symbol('kCreate');

function inspectAs(self, properties, depth, options) {
  if (depth < 0) return self;
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${self.constructor.name} ${inspect(properties, inner)}`;
}

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  /** Something other than a controller may abort this signal. */
  #hasTimeout = false;
  #composite = false;

  constructor(token = undefined) {
    if (token !== kCreate) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
    // Any number of listeners is fine.
    this[kMaxEventTargetListeners] = 0;
  }

  get aborted() {
    AbortSignal.#check(this);
    return this.#aborted;
  }

  get reason() {
    AbortSignal.#check(this);
    return this.#reason;
  }

  throwIfAborted() {
    AbortSignal.#check(this);
    if (this.#aborted) throw this.#reason;
  }

  [inspectCustom](depth, options) {
    return inspectAs(this, { aborted: this.aborted }, depth, options);
  }

  /** A signal that is aborted already. */
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(kCreate);
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }

  /** A signal that aborts after `delay` milliseconds. The time does not keep the loop alive. */
  static timeout(delay) {
    validateUint32(delay, 'delay', false);
    const signal = new AbortSignal(kCreate);
    signal.#hasTimeout = true;
    const reference = new WeakRef(signal);
    const timer = setUnrefTimeout(() => {
      const target = reference.deref();
      if (target === undefined) return;
      persistentSignals.delete(target);
      abortSignal(target, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay);
    timeoutRegistry ??= new FinalizationRegistry(clearTimer);
    timeoutRegistry.register(signal, timer);
    return signal;
  }

  /** A signal that aborts as soon as one of `signals` does. */
  static any(signals) {
    if (signals === null || (typeof signals !== 'object' && typeof signals !== 'function')) {
      throw new codes.ERR_INVALID_ARG_TYPE('signals', 'Iterable', signals);
    }
    if (typeof signals[Symbol.iterator] !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('signals', 'Iterable', signals);
    }
    const sources = [...signals];
    validateAbortSignalArray(sources, 'signals');
    const result = new AbortSignal(kCreate);
    result.#composite = true;
    for (const source of sources) {
      if (source.#aborted) {
        result.#aborted = true;
        result.#reason = source.#reason;
        return result;
      }
    }
    for (const source of sources) {
      if (source.#composite) {
        // Depend on what it depends on, so that there are no chains.
        for (const reference of source[kSourceSignals] ?? []) {
          const origin = reference.deref();
          if (origin !== undefined) AbortSignal.#follow(result, origin);
        }
      } else {
        AbortSignal.#follow(result, source);
      }
    }
    return result;
  }

  static #follow(dependent, source) {
    const sources = (dependent[kSourceSignals] ??= new Set());
    const sourceReference = (source.#self ??= new WeakRef(source));
    if (sources.has(sourceReference)) return;
    sources.add(sourceReference);
    const dependents = (source[kDependantSignals] ??= new Set());
    const reference = (dependent.#self ??= new WeakRef(dependent));
    dependents.add(reference);
    dependentRegistry ??= new FinalizationRegistry(({ sourceReference, reference }) => {
      sourceReference.deref()?.[kDependantSignals]?.delete(reference);
    });
    dependentRegistry.register(dependent, { sourceReference, reference });
    // A source that is gone can't abort this one any more.
    sourceRegistry ??= new FinalizationRegistry(({ sourceReference, reference }) => {
      const target = reference.deref();
      if (target === undefined) return;
      target[kSourceSignals].delete(sourceReference);
      if (target[kSourceSignals].size === 0) persistentSignals.delete(target);
    });
    sourceRegistry.register(source, { sourceReference, reference });
  }

  /** One reference to a signal serves all sets, so that it is found in them. */
  #self;

  [kNewListener](size, type, listener, once, capture, passive, weak) {
    super[kNewListener](size, type, listener, once, capture, passive, weak);
    if (type === 'abort' && !this.#aborted && !weak && this.#mayAbortByItself()) persistentSignals.add(this);
  }

  [kRemoveListener](size, type, listener, capture) {
    super[kRemoveListener](size, type, listener, capture);
    if (type === 'abort' && size === 0) persistentSignals.delete(this);
  }

  #mayAbortByItself() {
    return this.#hasTimeout || (this.#composite && this[kSourceSignals]?.size > 0);
  }

  static {
    createAbortSignal = () => new AbortSignal(kCreate);
    abortSignal = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason;
      // All dependents are aborted before the first listener runs.
      const dependents = [];
      for (const reference of signal[kDependantSignals] ?? []) {
        const dependent = reference.deref();
        if (dependent === undefined || dependent.#aborted) continue;
        dependent.#aborted = true;
        dependent.#reason = reason;
        dependents.push(dependent);
      }
      for (const each of [signal, ...dependents]) {
        persistentSignals.delete(each);
        each.dispatchEvent(new Event('abort', { [kTrustEvent]: true }));
      }
      signal[kDependantSignals]?.clear();
    };
  }

  static #check(value) {
    if (value === null || typeof value !== 'object' || !(#aborted in value)) {
      throw new codes.ERR_INVALID_THIS('AbortSignal');
    }
  }
}

Object.defineProperties(AbortSignal.prototype, {
  aborted: enumerable,
  [Symbol.toStringTag]: { __proto__: null, value: 'AbortSignal', configurable: true },
});
defineEventHandler(AbortSignal.prototype, 'abort');

class AbortController {
  #signal;

  get signal() {
    if (!(#signal in this)) throw new codes.ERR_INVALID_THIS('AbortController');
    return (this.#signal ??= createAbortSignal());
  }

  /** @param {any} [reason] an AbortError */
  abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    if (!(#signal in this)) throw new codes.ERR_INVALID_THIS('AbortController');
    abortSignal((this.#signal ??= createAbortSignal()), reason);
  }

  [inspectCustom](depth, options) {
    return inspectAs(this, { signal: this.signal }, depth, options);
  }
}

Object.defineProperties(AbortController.prototype, {
  signal: enumerable,
  abort: enumerable,
  [Symbol.toStringTag]: { __proto__: null, value: 'AbortController', configurable: true },
});

/**
 * Resolves when `signal` aborts; never when `resource` is garbage before that.
 *
 * @param {AbortSignal} signal
 * @param {object} resource
 * @returns {Promise<void>}
 */
async function aborted(signal, resource) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', kValidateObjectAllowObjects);
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers();
  signal.addEventListener('abort', () => resolve(), {
    __proto__: null,
    once: true,
    [kWeakHandler]: resource,
    [kResistStopPropagation]: true,
  });
  return promise;
}

module.exports = { AbortController, AbortSignal, aborted };
