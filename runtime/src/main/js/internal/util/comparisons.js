// Deep equality in three modes: loose (==), strict, and partial, in which the second value is what the first must at least have.
'use strict';

const { getOwnNonIndexProperties, constants } = require('internal/util/natives');
const { isCryptoKey, isKeyObject, kindOf } = require('internal/util/types');
const { isErrorLike } = require('internal/util/inspect/errors');

const kLoose = 0;
const kStrict = 1;
const kPartial = 2;

const { hasOwn, is, getPrototypeOf } = Object;
const tagOf = Object.prototype.toString;
const isEnumerable = Object.prototype.propertyIsEnumerable;
const boxedTypes = { Number, String, Boolean, BigInt, Symbol };
const isObject = (value) => value !== null && typeof value === 'object';

/** One comparison: its mode, and the pairs of objects that are being compared, to end at cycles. */
class Comparison {
  #mode;
  #skipPrototype;
  #left;
  #right;
  #depth = 0;

  constructor(mode, skipPrototype = false) {
    this.#mode = mode;
    this.#skipPrototype = skipPrototype;
  }

  equal(a, b) {
    const mode = this.#mode;
    if (a === b) return a !== 0 || mode === kLoose || is(a, b);
    if (mode === kLoose) {
      // eslint-disable-next-line eqeqeq -- what loose equality is
      if (!isObject(a)) return !isObject(b) && (a == b || (a !== a && b !== b));
      if (!isObject(b)) return false;
    } else {
      if (!isObject(a)) return typeof a === 'number' && a !== a && b !== b;
      if (!isObject(b)) return false;
      if (mode === kStrict && !this.#skipPrototype && getPrototypeOf(a) !== getPrototypeOf(b)) return false;
    }
    const tag = tagOf.call(a);
    if (tag !== tagOf.call(b)) return false;
    // Most objects are plain ones.
    if (tag === '[object Object]' && getPrototypeOf(a) === Object.prototype && getPrototypeOf(b) === Object.prototype) {
      return this.#equalContents(a, b);
    }
    return this.#equalObjects(a, b);
  }

  #equalObjects(a, b) {
    if (Array.isArray(a)) {
      if (!Array.isArray(b) || (this.#mode === kPartial ? a.length < b.length : a.length !== b.length)) return false;
      return this.#equalContents(a, b, equalArrays, true);
    }
    const kind = kindBehindProxy(a);
    if (kind !== kindBehindProxy(b)) return false;
    if (ArrayBuffer.isView(a)) {
      return this.#equalViews(a, b, kind) && this.#equalContents(a, b, undefined, kind !== 'DataView');
    }
    switch (kind) {
      case 'Date': {
        const [x, y] = [Date.prototype.getTime.call(a), Date.prototype.getTime.call(b)];
        if (x !== y && !(Number.isNaN(x) && Number.isNaN(y))) return false;
        break;
      }
      case 'RegExp':
        if (a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
        break;
      case 'Set':
      case 'Map':
        if (this.#mode === kPartial ? a.size < b.size : a.size !== b.size) return false;
        return this.#equalContents(a, b, kind === 'Set' ? equalSets : equalMaps);
      case 'ArrayBuffer':
      case 'SharedArrayBuffer':
        if (!this.#equalBytes(new Uint8Array(a), new Uint8Array(b))) return false;
        break;
      case 'Number':
      case 'String':
      case 'Boolean':
      case 'BigInt':
      case 'Symbol': {
        const { valueOf } = boxedTypes[kind].prototype;
        if (!is(valueOf.call(a), valueOf.call(b))) return false;
        break;
      }
      case 'WeakMap':
      case 'WeakSet':
      case 'Promise':
        return false; // What they hold cannot be compared.
      default:
        if (kind === 'Error' || isErrorLike(a)) {
          if (!this.#equalErrors(a, b)) return false;
        } else if (!equalPlatformObjects(a, b)) {
          return false;
        }
    }
    return this.#equalContents(a, b);
  }

  #equalViews(a, b, kind) {
    const partial = this.#mode === kPartial;
    if (partial ? a.byteLength < b.byteLength : a.byteLength !== b.byteLength) return false;
    if (kind.startsWith('Float') && this.#mode !== kStrict) {
      // Zeros are equal, and so are all NaNs.
      if (!partial) return a.every((value, i) => value === b[i]);
      return isSubsequence(a, b, is);
    }
    if (partial && kind !== 'DataView') return isSubsequence(a, b, is);
    return this.#equalBytes(bytesOf(a), bytesOf(b));
  }

  #equalBytes(a, b) {
    if (this.#mode === kPartial) return a.length >= b.length && isSubsequence(a, b, is);
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
    return true;
  }

  #equalProperties(a, b, keys) {
    for (let i = 0; i < keys.length; i++) if (!this.equal(a[keys[i]], b[keys[i]])) return false;
    return true;
  }

  /** Errors hide what distinguishes them. */
  #equalErrors(a, b) {
    if (!isErrorLike(b)) return false;
    for (const key of ['message', 'name']) {
      if (
        !isEnumerable.call(a, key) &&
        a[key] !== b[key] &&
        (this.#mode !== kPartial || key === 'name' || hasOwn(b, key))
      )
        return false;
    }
    for (const key of ['cause', 'errors']) {
      if (isEnumerable.call(a, key)) continue;
      if (hasOwn(a, key) !== hasOwn(b, key)) {
        if (this.#mode === kPartial && !hasOwn(b, key)) continue;
        return false;
      }
      if (hasOwn(a, key) && !this.equal(a[key], b[key])) return false;
    }
    return true;
  }

  /**
   * Compares own properties, and the entries that `compareEntries` knows of.
   * @param {boolean} [indexed] are integer keys no properties?
   */
  #equalContents(a, b, compareEntries, indexed = false) {
    const partial = this.#mode === kPartial;
    const keysOf = indexed ? namedKeys : Object.keys;
    const keys = keysOf(b);
    if (!partial && keys.length !== keysOf(a).length) return false;
    for (const key of keys) if (!isEnumerable.call(a, key)) return false;
    if (this.#mode !== kLoose) {
      const symbols = enumerableSymbols(b);
      for (const symbol of symbols) if (!isEnumerable.call(a, symbol)) return false;
      if (!partial && symbols.length !== enumerableSymbols(a).length) return false;
      if (symbols.length > 0) keys.push(...symbols);
    }
    if (keys.length === 0 && compareEntries === undefined) return true;

    // Back at a pair that surrounds this one: the cycles must have the same length.
    this.#left ??= new Map();
    this.#right ??= new Map();
    const leftDepth = this.#left.get(a);
    const rightDepth = this.#right.get(b);
    if (leftDepth !== undefined && rightDepth !== undefined) return leftDepth === rightDepth;
    this.#depth++;
    if (leftDepth === undefined) this.#left.set(a, this.#depth);
    if (rightDepth === undefined) this.#right.set(b, this.#depth);
    const result =
      (compareEntries === undefined || compareEntries(this, a, b, this.#mode)) && this.#equalProperties(a, b, keys);
    if (leftDepth === undefined) this.#left.delete(a);
    if (rightDepth === undefined) this.#right.delete(b);
    this.#depth--;
    return result;
  }
}

/** A proxy has no slots: it is compared as an object. */
function kindBehindProxy(value) {
  const kind = kindOf(value);
  return kind === 'Proxy' ? 'Object' : kind;
}

const namedKeys = (value) =>
  getOwnNonIndexProperties(value, constants.ONLY_ENUMERABLE).filter((key) => typeof key === 'string');
function enumerableSymbols(value) {
  const symbols = Object.getOwnPropertySymbols(value);
  return symbols.length === 0 ? symbols : symbols.filter((symbol) => isEnumerable.call(value, symbol));
}
const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** URLs and keys hide their contents as well. */
function equalPlatformObjects(a, b) {
  const { URL } = globalThis;
  if (URL !== undefined && a instanceof URL) return b instanceof URL && a.href === b.href;
  if (isKeyObject(a)) return isKeyObject(b) && a.equals(b);
  if (isCryptoKey(a)) return isCryptoKey(b) && a === b;
  return true;
}

/** Are all elements of b in a, in their order, perhaps with others in between? */
function isSubsequence(a, b, equal) {
  let at = 0;
  for (let i = 0; i < b.length; i++) {
    const last = a.length - b.length + i;
    while (at <= last && !equal(a[at], b[i])) at++;
    if (at > last) return false;
    at++;
  }
  return true;
}

function equalArrays(comparison, a, b, mode) {
  if (mode === kPartial) return containsArray(comparison, a, b);
  for (let i = 0; i < a.length; i++) {
    if (a[i] === undefined || b[i] === undefined) {
      // A hole is no undefined.
      if (hasOwn(a, i) !== hasOwn(b, i)) return false;
      if (!hasOwn(a, i)) {
        if (!isSparse(a)) continue;
        return equalSparseArrays(comparison, a, b, i);
      }
    }
    if (!comparison.equal(a[i], b[i])) return false;
  }
  return true;
}

/** So many holes that it is better not to look at each. */
const isSparse = (array) => array.length > 1000;

function equalSparseArrays(comparison, a, b, from) {
  const isLater = (key) => Number(key) >= from;
  const keys = Object.keys(a).filter(isLater);
  if (keys.length !== Object.keys(b).filter(isLater).length) return false;
  return keys.every((key) => hasOwn(b, key) && comparison.equal(a[key], b[key]));
}

function containsArray(comparison, a, b) {
  let at = 0;
  for (let i = 0; i < b.length; i++) {
    if (b[i] === undefined && !hasOwn(b, i)) continue; // Holes ask for nothing.
    const last = a.length - b.length + i;
    while (at <= last && !(comparison.equal(a[at], b[i]) && (b[i] !== undefined || hasOwn(a, at)))) at++;
    if (at > last) return false;
    at++;
  }
  return true;
}

/** Finds for each of `wanted` a partner of its own among the candidates. */
function matchAll(wanted, candidates, equal) {
  for (const item of wanted) {
    const at = candidates.findIndex((candidate) => equal(candidate, item));
    if (at === -1) return false;
    candidates.splice(at, 1);
  }
  return true;
}

function equalSets(comparison, a, b, mode) {
  const wanted = [];
  for (const item of b) {
    if (a.has(item)) continue;
    // Strictly, only objects can be equal without being the same.
    if (mode !== kLoose && !isObject(item)) return false;
    if (mode === kLoose && a.size === 0) return false;
    wanted.push(item);
  }
  if (wanted.length === 0) return true;
  const candidates = [];
  for (const item of a) if (!b.has(item) && (mode === kLoose || isObject(item))) candidates.push(item);
  if (candidates.length < wanted.length) return false;
  return matchAll(wanted, candidates, (x, y) => comparison.equal(x, y));
}

function equalMaps(comparison, a, b, mode) {
  const wanted = [];
  for (const [key, value] of b) {
    if (a.has(key)) {
      if (comparison.equal(a.get(key), value)) continue;
      if (mode !== kLoose && !isObject(key)) return false;
    } else if (mode !== kLoose && !isObject(key)) {
      return false;
    }
    wanted.push([key, value]);
  }
  if (wanted.length === 0) return true;
  const candidates = [...a].filter(([key, value]) => {
    if (mode !== kLoose && !isObject(key)) return false;
    return !(b.has(key) && comparison.equal(value, b.get(key)));
  });
  if (candidates.length < wanted.length) return false;
  return matchAll(wanted, candidates, (x, y) => comparison.equal(x[0], y[0]) && comparison.equal(x[1], y[1]));
}

/** Equal as == sees the leaves. */
const isDeepEqual = (a, b) => new Comparison(kLoose).equal(a, b);

/** Equal in types, prototypes and leaves. @param {boolean} [skipPrototype] leave prototypes out */
const isDeepStrictEqual = (a, b, skipPrototype) => new Comparison(kStrict, skipPrototype).equal(a, b);

/** Does `a` have at least what `b` has? */
const isPartialStrictEqual = (a, b) => new Comparison(kPartial).equal(a, b);

module.exports = { isDeepEqual, isDeepStrictEqual, isPartialStrictEqual };
