'use strict';

// Customization hooks: chains of resolve() and load(), the last registered first, Node's own behind them all.
//
// Those of module.register() are asynchronous. They run on this thread too, behind those of module.registerHooks().

const { codes } = require('internal/errors');
const { validateFunction, validateObject, validateString } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { URL } = require('internal/url');

/** The hooks of one registration. */
class ModuleHooks {
  #chain;

  /**
   * @param {ModuleHooks[]} chain what it is registered in
   * @param {string} [url] of the module that exports asynchronous ones
   * @param {Promise<void>} [ready] what its initialize() gave
   */
  constructor(chain, { resolve, load }, url, ready) {
    this.#chain = chain;
    this.resolve = resolve;
    this.load = load;
    Object.defineProperties(this, { url: { value: url }, ready: { value: ready } });
  }

  /** Takes the hooks out of the chain. */
  deregister() {
    const index = this.#chain.indexOf(this);
    if (index !== -1) this.#chain.splice(index, 1);
  }
}

/** @type {ModuleHooks[]} in the order of their registration */
const synchronous = [];
/** @type {ModuleHooks[]} of module.register() and --experimental-loader */
const asynchronous = [];

/**
 * Calls the synchronous hooks of one kind from the last to the first, then `last`.
 *
 * @param {boolean} [needsFormat] whether load() has to say what the source is
 */
function runSynchronous(kind, subject, context, last, needsFormat = true) {
  const chain = synchronous.filter((entry) => entry[kind] !== undefined);
  const merged = { ...context };
  let lastRun = chain.length;
  const step = (index) => {
    if (index < 0) {
      return (value, more) => {
        lastRun = -1;
        return last(value, Object.assign(merged, more));
      };
    }
    const nextStep = (value, more) => {
      lastRun = index;
      Object.assign(merged, more);
      const result = chain[index][kind](value, merged, step(index - 1));
      if (lastRun === index && result?.shortCircuit !== true) {
        throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('true', kind, 'shortCircuit', result?.shortCircuit);
      }
      check[kind](result, kind, value, needsFormat);
      return result;
    };
    return nextStep;
  };
  return step(chain.length - 1)(subject, undefined);
}

let warnedOfOldName = false;

function warnOfOldName() {
  if (warnedOfOldName) return;
  warnedOfOldName = true;
  process.emitWarning('Use `importAttributes` instead of `importAssertions`', 'ExperimentalWarning');
}

/** The name that import attributes once had, in what asynchronous hooks are given. */
function withOldName(context) {
  return Object.defineProperty(context, 'importAssertions', {
    get() {
      warnOfOldName();
      return this.importAttributes;
    },
    set(value) {
      warnOfOldName();
      this.importAttributes = value;
    },
    enumerable: false,
    configurable: true,
  });
}

/** The same in what they give. */
function fromOldName(given) {
  if (given === null || typeof given !== 'object') return given;
  const old = Object.getOwnPropertyDescriptor(given, 'importAssertions');
  if (old === undefined || old.get !== undefined) return given;
  warnOfOldName();
  const { importAssertions, ...rest } = given;
  return { importAttributes: importAssertions, ...rest };
}

/** Calls the asynchronous hooks in the same way; gives a promise if there is any. */
function runAsynchronous(kind, subject, context, last) {
  const chain = asynchronous.filter((entry) => entry[kind] !== undefined);
  if (chain.length === 0) return last(subject, context);
  const nextName = kind === 'resolve' ? 'nextResolve' : 'nextLoad';
  const call = async (index, value, given) => {
    if (index < 0) return last(value, given);
    const current = withOldName({ ...given });
    const { url, ready, [kind]: hook } = chain[index];
    if (ready !== undefined) await ready;
    const where = `${url} '${kind}'`;
    let calledNext = false;
    const next = async (nextValue, more) => {
      validateString(nextValue, `${where} hook's ${nextName}() ${kind === 'resolve' ? 'specifier' : 'url'}`);
      if (kind === 'load' && !URL.canParse(nextValue)) {
        throw new codes.ERR_INVALID_ARG_VALUE(`${where} hook's ${nextName}() url`, nextValue, 'should be a URL string');
      }
      if (more !== undefined) validateObject(more, `${where} hook's ${nextName}() context`);
      calledNext = true;
      return call(index - 1, nextValue, { ...current, ...fromOldName(more) });
    };
    Object.defineProperty(next, 'name', { value: nextName });
    const result = fromOldName(await hook(value, current, next));
    if (result === null || typeof result !== 'object') {
      throw new codes.ERR_INVALID_RETURN_VALUE('an object', `${where} hook's ${nextName}()`, result);
    }
    check[kind](result, where, value, true);
    if (result.shortCircuit !== true && !calledNext) throw new codes.ERR_LOADER_CHAIN_INCOMPLETE(where);
    return result;
  };
  return call(chain.length - 1, subject, context);
}

const check = {
  resolve(result, where) {
    if (result === null || typeof result !== 'object') {
      throw new codes.ERR_INVALID_RETURN_VALUE('an object', where, result);
    }
    const { url, format, importAttributes } = result;
    if (typeof url !== 'string' || !URL.canParse(url)) {
      throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a URL string', where, 'url', url);
    }
    if (format !== undefined && format !== null && typeof format !== 'string') {
      throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a string', where, 'format', format);
    }
    if (importAttributes !== undefined && (typeof importAttributes !== 'object' || importAttributes === null)) {
      throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('an object', where, 'importAttributes', importAttributes);
    }
  },

  load(result, where, url, needsFormat) {
    if (result === null || typeof result !== 'object') {
      throw new codes.ERR_INVALID_RETURN_VALUE('an object', where, result);
    }
    const { format, source } = result;
    if (format === null || format === undefined) {
      if (needsFormat) throw new codes.ERR_UNKNOWN_MODULE_FORMAT(format, url);
    } else if (typeof format !== 'string') {
      throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a string', where, 'format', format);
    }
    const isSource =
      source === null ||
      source === undefined ||
      typeof source === 'string' ||
      isAnyArrayBuffer(source) ||
      isArrayBufferView(source);
    if (!isSource) {
      throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(
        'a string, an ArrayBuffer, or a TypedArray',
        where,
        'source',
        source,
      );
    }
  },
};

const hooks = {
  /** Whether Node's own resolving and loading is all there is. */
  get isEmpty() {
    return synchronous.length === 0 && asynchronous.length === 0;
  },

  /** Whether require() has to ask. */
  get hasSynchronous() {
    return synchronous.length > 0;
  },

  /**
   * @param {'resolve'|'load'} kind
   * @param {string} subject the specifier or the URL
   * @param {object} context
   * @param {Function} last Node's own
   * @param {(run: () => any) => any} ask how a synchronous hook gets what an asynchronous one answers
   * @returns {any} the result, or a promise of it
   */
  run(kind, subject, context, last, ask) {
    if (synchronous.length === 0) return runAsynchronous(kind, subject, context, last);
    return runSynchronous(kind, subject, context, (value, merged) =>
      ask(() => runAsynchronous(kind, value, merged, last)),
    );
  },

  /** The synchronous hooks alone, as require() runs them. */
  runSynchronous,
};

/**
 * module.registerHooks()
 *
 * @param {{resolve?: Function, load?: Function}} options
 * @returns {ModuleHooks}
 */
function registerHooks(options) {
  const { resolve, load } = options;
  if (resolve !== undefined) validateFunction(resolve, 'hooks.resolve');
  if (load !== undefined) validateFunction(load, 'hooks.load');
  const entry = new ModuleHooks(synchronous, { resolve, load });
  synchronous.push(entry);
  require('internal/modules/cjs/loader').setHooks(require('internal/modules/cjs/hooks'));
  return entry;
}

/** Calls a function that cannot wait for asynchronous hooks: they are left out. */
function withoutAsynchronous(run) {
  const saved = asynchronous.splice(0);
  try {
    return run();
  } finally {
    asynchronous.unshift(...saved);
  }
}

/** Adds what a module that was given to module.register() exports. */
function registerAsynchronous(namespace, url, ready) {
  asynchronous.push(new ModuleHooks(asynchronous, namespace, url, ready));
}

module.exports = { hooks, registerHooks, registerAsynchronous, withoutAsynchronous };
