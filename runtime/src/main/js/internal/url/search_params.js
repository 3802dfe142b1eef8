'use strict';

/* URLSearchParams: https://url.spec.whatwg.org/#interface-urlsearchparams */

const {
  codes: { ERR_ARG_NOT_ITERABLE, ERR_INVALID_THIS, ERR_INVALID_TUPLE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { percentDecodeToString } = require('internal/url/encode');

let utilInspect;
function inspect(value, options) {
  utilInspect ??= require('internal/util/inspect').inspect;
  return utilInspect(value, options);
}

/** What application/x-www-form-urlencoded leaves as it is. */
const plainText = /^[a-zA-Z0-9*\-._]*$/;

function encode(text) {
  if (plainText.test(text)) return text;
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

const decode = (text) => percentDecodeToString(text.includes('+') ? text.replaceAll('+', ' ') : text);

const toUSVString = (value) => `${value}`.toWellFormed();

/**
 * Parses application/x-www-form-urlencoded text.
 * @param {string} query without '?'
 * @returns {string[]} names and values in turn
 */
function parseParams(query) {
  const list = [];
  for (let start = 0; start < query.length;) {
    let end = query.indexOf('&', start);
    if (end === -1) end = query.length;
    if (end > start) {
      const equals = query.indexOf('=', start);
      if (equals === -1 || equals >= end) list.push(decode(query.slice(start, end)), '');
      else list.push(decode(query.slice(start, equals)), decode(query.slice(equals + 1, end)));
    }
    start = end + 1;
  }
  return list;
}

function serializeParams(list) {
  let result = '';
  for (let i = 0; i < list.length; i += 2) {
    if (i > 0) result += '&';
    result += `${encode(list[i])}=${encode(list[i + 1])}`;
  }
  return result;
}

/** The pairs that the constructor's argument stands for. */
function toList(init) {
  const kind = typeof init;
  if (init === null || (kind !== 'object' && kind !== 'function')) {
    const text = toUSVString(init);
    return parseParams(text[0] === '?' ? text.slice(1) : text);
  }
  const method = init[Symbol.iterator];
  // Another URLSearchParams with the iterator that it was born with.
  if (method === URLSearchParams.prototype[Symbol.iterator] && isURLSearchParams(init)) return [...listOf(init)];
  if (method !== null && method !== undefined) {
    if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE('Query pairs');
    return fromPairs(init);
  }
  const record = new Map();
  for (const key of Reflect.ownKeys(init)) {
    if (!Object.prototype.propertyIsEnumerable.call(init, key)) continue;
    // A symbol can't be a string: this throws, as it should.
    record.set(toUSVString(key), toUSVString(init[key]));
  }
  return [...record].flat();
}

function fromPairs(init) {
  const list = [];
  for (const pair of init) {
    if (pair == null || typeof pair[Symbol.iterator] !== 'function') {
      throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    }
    // A string is iterable, but not as a tuple.
    if (typeof pair !== 'object' && typeof pair !== 'function') {
      throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    }
    const [...items] = pair;
    if (items.length !== 2) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    list.push(toUSVString(items[0]), toUSVString(items[1]));
  }
  return list;
}

class URLSearchParams {
  /** Names and values in turn. @type {string[]} */
  #list = [];
  /** Told about changes: the URL that this belongs to. @type {((query: string) => void) | undefined} */
  #onChange;

  /** @param {string | Record<string, string> | Iterable<[string, string]> | URLSearchParams} [init] */
  constructor(init = undefined) {
    if (init !== undefined) this.#list = toList(init);
  }

  static isURLSearchParams(value) {
    return typeof value === 'object' && value !== null && #list in value;
  }

  static listOf(params) {
    return params.#list;
  }

  /** Replaces the pairs, without telling anybody, and sets who is told about changes. */
  static reset(params, list, onChange) {
    params.#list = list;
    params.#onChange = onChange;
  }

  #changed() {
    if (this.#onChange !== undefined) this.#onChange(serializeParams(this.#list));
  }

  [customInspectSymbol](recurseTimes, ctx) {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    if (typeof recurseTimes === 'number' && recurseTimes < 0) return ctx.stylize('[Object]', 'special');
    const separator = ', ';
    const inner = { ...ctx };
    if (recurseTimes !== null) inner.depth = recurseTimes - 1;
    const output = [];
    for (let i = 0; i < this.#list.length; i += 2) {
      output.push(`${inspect(this.#list[i], inner)} => ${inspect(this.#list[i + 1], inner)}`);
    }
    return frame('URLSearchParams', output, ctx, separator, '{}');
  }

  /** How many pairs there are. */
  get size() {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    return this.#list.length / 2;
  }

  /** @param {string} name @param {string} value */
  append(name, value) {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('name', 'value');
    this.#list.push(toUSVString(name), toUSVString(value));
    this.#changed();
  }

  /** @param {string} name @param {string} [value] */
  delete(name, value = undefined) {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    const key = toUSVString(name);
    const wanted = value === undefined ? undefined : toUSVString(value);
    const list = this.#list;
    for (let i = 0; i < list.length;) {
      if (list[i] === key && (wanted === undefined || list[i + 1] === wanted)) list.splice(i, 2);
      else i += 2;
    }
    this.#changed();
  }

  /** @param {string} name @returns {string | null} */
  get(name) {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    const key = toUSVString(name);
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key) return list[i + 1];
    }
    return null;
  }

  /** @param {string} name @returns {string[]} */
  getAll(name) {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    const key = toUSVString(name);
    const values = [];
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key) values.push(list[i + 1]);
    }
    return values;
  }

  /** @param {string} name @param {string} [value] @returns {boolean} */
  has(name, value = undefined) {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    const key = toUSVString(name);
    const wanted = value === undefined ? undefined : toUSVString(value);
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key && (wanted === undefined || list[i + 1] === wanted)) return true;
    }
    return false;
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('name', 'value');
    const key = toUSVString(name);
    const text = toUSVString(value);
    const list = this.#list;
    let found = false;
    for (let i = 0; i < list.length;) {
      if (list[i] !== key) {
        i += 2;
      } else if (found) {
        list.splice(i, 2);
      } else {
        list[i + 1] = text;
        found = true;
        i += 2;
      }
    }
    if (!found) list.push(key, text);
    this.#changed();
  }

  /** By name, in UTF-16 order; pairs of equal names keep theirs. */
  sort() {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    const pairs = [];
    for (let i = 0; i < this.#list.length; i += 2) pairs.push([this.#list[i], this.#list[i + 1]]);
    pairs.sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1));
    // The same array: iterators go on with it.
    for (let i = 0; i < pairs.length; i++) {
      this.#list[i * 2] = pairs[i][0];
      this.#list[i * 2 + 1] = pairs[i][1];
    }
    this.#changed();
  }

  /** @returns {IterableIterator<[string, string]>} */
  entries() {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    return new URLSearchParamsIterator(this, 'key+value');
  }

  /** @param {(value: string, name: string, params: URLSearchParams) => void} callback */
  forEach(callback, thisArg = undefined) {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    validateFunction(callback, 'callback');
    for (let i = 0; i < this.#list.length; i += 2) {
      callback.call(thisArg, this.#list[i + 1], this.#list[i], this);
    }
  }

  /** @returns {IterableIterator<string>} */
  keys() {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    return new URLSearchParamsIterator(this, 'key');
  }

  /** @returns {IterableIterator<string>} */
  values() {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    return new URLSearchParamsIterator(this, 'value');
  }

  /** @returns {string} without '?' */
  toString() {
    if (!isURLSearchParams(this)) throw new ERR_INVALID_THIS('URLSearchParams');
    return serializeParams(this.#list);
  }
}

const { isURLSearchParams, listOf, reset: resetParams } = URLSearchParams;
delete URLSearchParams.isURLSearchParams;
delete URLSearchParams.listOf;
delete URLSearchParams.reset;

Object.defineProperties(URLSearchParams.prototype, {
  append: kEnumerableProperty,
  delete: kEnumerableProperty,
  get: kEnumerableProperty,
  getAll: kEnumerableProperty,
  has: kEnumerableProperty,
  set: kEnumerableProperty,
  sort: kEnumerableProperty,
  entries: kEnumerableProperty,
  forEach: kEnumerableProperty,
  keys: kEnumerableProperty,
  values: kEnumerableProperty,
  toString: kEnumerableProperty,
  size: kEnumerableProperty,
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams' },
  // Web IDL wants this to be the same function as entries.
  [Symbol.iterator]: { configurable: true, writable: true, value: URLSearchParams.prototype.entries },
});

/** `Name { a, b }`, on one line if it fits. */
function frame(name, output, ctx, separator, empty) {
  const width = output.reduce((sum, text) => sum + removeColors(text).length + separator.length, -separator.length);
  if (width > ctx.breakLength) return `${name} {\n  ${output.join(',\n  ')} }`;
  return output.length > 0 || empty === undefined ? `${name} { ${output.join(separator)} }` : `${name} ${empty}`;
}

function removeColors(text) {
  return text.includes('\x1b') ? text.replace(/\x1b\[\d\d?m/g, '') : text;
}

class URLSearchParamsIterator {
  #params;
  #kind;
  #index = 0;

  constructor(params, kind) {
    this.#params = params;
    this.#kind = kind;
  }

  #item(list, index) {
    if (this.#kind === 'key') return list[index];
    return this.#kind === 'value' ? list[index + 1] : [list[index], list[index + 1]];
  }

  next() {
    if (typeof this !== 'object' || this === null || !(#params in this)) {
      throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    }
    const list = listOf(this.#params);
    const index = this.#index;
    if (index >= list.length) return { value: undefined, done: true };
    this.#index += 2;
    return { value: this.#item(list, index), done: false };
  }

  [customInspectSymbol](recurseTimes, ctx) {
    if (this === null || typeof this !== 'object' || !(#params in this)) {
      throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    }
    if (typeof recurseTimes === 'number' && recurseTimes < 0) return ctx.stylize('[Object]', 'special');
    const inner = { ...ctx };
    if (recurseTimes !== null) inner.depth = recurseTimes - 1;
    const list = listOf(this.#params);
    const output = [];
    for (let i = this.#index; i < list.length; i += 2) output.push(inspect(this.#item(list, i), inner));
    return frame(this[Symbol.toStringTag], output, ctx, ', ');
  }
}

// Iterators show neither a constructor nor anything but next.
delete URLSearchParamsIterator.prototype.constructor;
const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
Object.setPrototypeOf(URLSearchParamsIterator.prototype, iteratorPrototype);
Object.defineProperties(URLSearchParamsIterator.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams Iterator' },
  next: kEnumerableProperty,
});

module.exports = { URLSearchParams, isURLSearchParams, parseParams, resetParams };
