// What plain JavaScript cannot see of a value: promise states, proxies, the rest of an iterator.
'use strict';

const { getCallSites } = require('internal/errors');

const { isProxy, proxyTarget, proxyHandler, haveSameMap, hasFastProperties } = internalBinding('natives');
const engine = internalBinding('engine');

const kPending = 0;
const kFulfilled = 1;
const kRejected = 2;

const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;

/** @returns {[state: 0 | 1 | 2, value?: unknown]} */
function getPromiseDetails(promise) {
  const state = engine.promiseState(promise);
  return state === kPending ? [state] : [state, engine.promiseResult(promise)];
}

/** The target and the handler of a proxy, or the target alone; null in place of those of a revoked one. */
function getProxyDetails(value, both = true) {
  if (!isProxy(value)) return undefined;
  return both ? [proxyTarget(value), proxyHandler(value)] : proxyTarget(value);
}

/** Throws when the value is no promise. */
function engineIsPromise(value) {
  if (haveSameMap(value, samplePromise())) return;
  engine.promiseState(value);
}

let sample;
const samplePromise = () => (sample ??= Promise.resolve());

const mapIteratorPrototype = Object.getPrototypeOf(new Map().keys());
const setIteratorPrototype = Object.getPrototypeOf(new Set().keys());
const nextOf = new Map([
  [mapIteratorPrototype, mapIteratorPrototype.next],
  [setIteratorPrototype, setIteratorPrototype.next],
]);

/** Iterators that were read to their end here, with what they shall still give: {entries, keyed, position}. */
const replayed = new WeakMap();

/** The `next` of a replayed iterator. */
function replayNext() {
  const state = replayed.get(this);
  if (state.position < state.entries.length) return { value: state.entries[state.position++], done: false };
  return { value: undefined, done: true };
}

/** Does the iterator give [key, value] pairs? */
function isKeyed(iterator, prototype, entries) {
  const samples = prototype === mapIteratorPrototype ? new Map() : new Set();
  if (haveSameMap(iterator, samples.entries())) return true;
  if (haveSameMap(iterator, samples.values()) || haveSameMap(iterator, samples.keys())) return false;
  return entries.length > 0 && entries.every((entry) => Array.isArray(entry) && entry.length === 2);
}

/**
 * What a Map or Set iterator has still to give. V8 has no way to look ahead, so the iterator is read to its end, and gives
 * the same again from then on: it gets a `next` of its own.
 * @returns {[entries: unknown[], keyed: boolean]} with keyed, keys and values alternate
 */
function previewIterator(iterator) {
  let state = replayed.get(iterator);
  if (state === undefined) {
    let prototype = Object.getPrototypeOf(iterator);
    while (prototype !== null && !nextOf.has(prototype)) prototype = Object.getPrototypeOf(prototype);
    const next = nextOf.get(prototype);
    const entries = [];
    const keyedBefore = isKeyed(iterator, prototype, entries);
    try {
      for (let step = next.call(iterator); !step.done; step = next.call(iterator)) entries.push(step.value);
    } catch {
      return [[], false]; // An object that only inherits from an iterator.
    }
    state = { entries, keyed: keyedBefore || isKeyed(iterator, prototype, entries), position: 0 };
    if (entries.length > 0 && Object.isExtensible(iterator)) {
      replayed.set(iterator, state);
      Object.defineProperty(iterator, 'next', {
        __proto__: null,
        value: replayNext,
        writable: true,
        enumerable: false,
        configurable: true,
      });
    }
  }
  const rest = state.entries.slice(state.position);
  return [state.keyed ? rest.flat() : rest, state.keyed];
}

/** Was this property put there by previewIterator? */
const isReplayProperty = (object, key) => key === 'next' && replayed.has(object);

/** Runs as a method of an object, so that a call site can be asked for the object's type. */
function captureAsReceiver() {
  return getCallSites(1, (holder) => Error.captureStackTrace(holder, getCallSites));
}

/**
 * The name that V8 knows an object's class by, whatever the object inherits now.
 * @returns {string}
 */
function getConstructorName(object) {
  if (isDictionary(object) && !Object.hasOwn(object, Symbol.toStringTag)) return 'Object';
  return captureAsReceiver.call(object)[0]?.getTypeName() ?? 'Object';
}

const isIndex = (key) => {
  const number = key >>> 0;
  return number !== 4294967295 && String(number) === key;
};

// eslint-disable-next-line no-sparse-arrays -- arrays with holes have shapes of their own
const plainArrays = [[], [,], [0.5], [0.5, ,], [{}], [{}, ,]];

let emptyBuffer;

/** Has a long array or typed array the shape of one that never got a property? */
function hasInitialShape(value) {
  if (Array.isArray(value)) return plainArrays.some((array) => haveSameMap(array, value));
  const constructor = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value) ?? {}, 'constructor')?.value;
  if (typeof constructor !== 'function' || isProxy(constructor) || constructor.prototype === undefined) return false;
  if (sameAsNew(value, constructor)) return true;
  // Buffers are made by a class of their own.
  emptyBuffer ??= require('buffer').Buffer.alloc(0);
  return haveSameMap(value, emptyBuffer);
}

const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
).get;

function sameAsNew(value, constructor) {
  const Native = globalThis[typedArrayName.call(value)];
  return typeof Native === 'function' && haveSameMap(value, Reflect.construct(Native, [0], constructor));
}

/** The property keys of an array or a typed array that are no indices. */
function getOwnNonIndexProperties(value, filter) {
  const enumerable = filter === ONLY_ENUMERABLE;
  let named = [];
  if (!enumerable || value.length <= 100 || !hasInitialShape(value)) {
    const names = enumerable ? Object.keys(value) : Object.getOwnPropertyNames(value);
    // Indices come first, in ascending order.
    let first = names.length;
    while (first > 0 && !isIndex(names[first - 1])) first--;
    named = names.slice(first);
  }
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (!enumerable || Object.prototype.propertyIsEnumerable.call(value, symbol)) named.push(symbol);
  }
  return named;
}

/** Is this an object that was made without a prototype and holds nothing but properties? May say no to one that is. */
const isDictionary = (value) => !hasFastProperties(value);

module.exports = {
  constants: { kPending, kFulfilled, kRejected, ALL_PROPERTIES, ONLY_ENUMERABLE },
  engineIsPromise,
  getConstructorName,
  getOwnNonIndexProperties,
  getPromiseDetails,
  getProxyDetails,
  haveSameMap,
  isDictionary,
  isProxy,
  isReplayProperty,
  mapIteratorPrototype,
  previewIterator,
  setIteratorPrototype,
};
