'use strict';

// Customization hooks: chains of resolve() and load(), the last registered first, Node's own behind them all.
//
// Those of module.register() run on this thread too, behind those of module.registerHooks().

const { codes } = require('internal/errors');
const { validateFunction, validateObject, validateString } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { URL } = require('internal/url');

/** @typedef {{resolve?: Function, load?: Function}} Hooks */

/** @type {Hooks[]} in the order of their registration */
const registered = [];
/** @type {Hooks[]} of module.register() */
const asynchronous = [];

const isThenable = (value) => typeof value?.then === 'function';

/** Calls the hooks of one kind, each with what calls the next. */
function runChain(kind, subject, context, last, check) {
  const chain = [...asynchronous, ...registered].filter((entry) => entry[kind] !== undefined);
  const call = (index, value, current) => {
    if (index < 0) return last(value, current);
    let calledNext = false;
    const hook = chain[index][kind];
    const next = (nextValue = value, nextContext = undefined) => {
      calledNext = true;
      if (kind === 'resolve' || kind === 'load') validateString(nextValue, `${kind} hook's next${kind}() specifier`);
      if (nextContext !== undefined) validateObject(nextContext, `${kind} hook's next() context`);
      const result = call(index - 1, nextValue, { ...current, ...nextContext });
      // Hooks of module.register() are written for promises.
      return asynchronous.includes(chain[index]) && !isThenable(result) ? Promise.resolve(result) : result;
    };
    const result = hook(value, current, next);
    const finish = (settled) => {
      if (settled === null || typeof settled !== 'object') {
        throw new codes.ERR_INVALID_RETURN_VALUE('an object', `${kind} hook`, settled);
      }
      if (settled.shortCircuit !== true && !calledNext) throw new codes.ERR_LOADER_CHAIN_INCOMPLETE(`${kind} hook`);
      check(settled, value);
      return settled;
    };
    return isThenable(result) && asynchronous.includes(chain[index]) ? result.then(finish) : finish(result);
  };
  return call(chain.length - 1, subject, context);
}

function checkResolved({ url, format, importAttributes }) {
  if (typeof url !== 'string' || (!URL.canParse(url) && !require('internal/modules/builtins').isBuiltin(url))) {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a URL string', 'resolve hook', 'url', url);
  }
  if (format !== undefined && format !== null && typeof format !== 'string') {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a string', 'resolve hook', 'format', format);
  }
  if (importAttributes !== undefined && (typeof importAttributes !== 'object' || importAttributes === null)) {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(
      'an object',
      'resolve hook',
      'importAttributes',
      importAttributes,
    );
  }
}

function checkLoaded({ format, source }) {
  if (format === null || format === undefined) {
    throw new codes.ERR_UNKNOWN_MODULE_FORMAT(format, '');
  }
  if (
    source !== null &&
    source !== undefined &&
    typeof source !== 'string' &&
    !isAnyArrayBuffer(source) &&
    !isArrayBufferView(source)
  ) {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(
      'a string, an ArrayBuffer, or a TypedArray',
      'load hook',
      'source',
      source,
    );
  }
}

const hooks = {
  /** Whether Node's own resolving and loading is all there is. */
  get isEmpty() {
    return registered.length === 0 && asynchronous.length === 0;
  },

  resolve(specifier, context, last) {
    return runChain('resolve', specifier, context, last, checkResolved);
  },

  load(url, context, last) {
    return runChain('load', url, context, last, checkLoaded);
  },
};

class ModuleHooks {
  resolve;
  load;

  constructor(resolve, load) {
    this.resolve = resolve;
    this.load = load;
  }

  /** Takes the hooks out of the chains. */
  deregister() {
    const index = registered.indexOf(this);
    if (index !== -1) registered.splice(index, 1);
  }
}

/**
 * module.registerHooks()
 *
 * @param {Hooks} options
 * @returns {ModuleHooks}
 */
function registerHooks(options) {
  const { resolve, load } = options;
  if (resolve !== undefined) validateFunction(resolve, 'hooks.resolve');
  if (load !== undefined) validateFunction(load, 'hooks.load');
  const entry = new ModuleHooks(resolve, load);
  registered.push(entry);
  return entry;
}

/** @param {Hooks} entry the exports of a module that was given to module.register() */
function registerAsynchronous(entry) {
  asynchronous.push(entry);
}

module.exports = { hooks, registerHooks, registerAsynchronous };
