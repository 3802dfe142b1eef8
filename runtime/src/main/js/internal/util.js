// Helpers of the library.
'use strict';

const {
  codes: { ERR_NO_CRYPTO, ERR_OUT_OF_RANGE, ERR_UNKNOWN_SIGNAL },
  getCallSites,
} = require('internal/errors');
const uv = require('internal/uv');
const { isNativeError, isPromise } = require('internal/util/types');
const { validateFunction, validateNumber, validateOneOf, validateString } = require('internal/validators');
const { removeColors } = require('internal/util/inspect/text');

const kEmptyObject = Object.freeze({ __proto__: null });
const kEnumerableProperty = Object.freeze({ __proto__: null, enumerable: true });
const customInspectSymbol = Symbol.for('nodejs.util.inspect.custom');
const kCustomPromisifiedSymbol = Symbol.for('nodejs.util.promisify.custom');
const customPromisifyArgs = Symbol('customPromisifyArgs');

const isWindows = process.platform === 'win32';
const isMacOS = process.platform === 'darwin';

// Values that are made when first needed

/** A function that makes its result once. */
function getLazy(initializer) {
  let made = false;
  let value;
  return () => {
    if (!made) {
      value = initializer();
      made = true;
    }
    return value;
  };
}

/** A function that makes its result once and hands out copies. */
function cachedResult(fn) {
  let result;
  return () => {
    result ??= fn();
    return result.slice();
  };
}

/** A function that runs once. */
function once(callback, { preserveReturnValue = false } = kEmptyObject) {
  let called = false;
  let result;
  return function (...args) {
    if (called) return result;
    called = true;
    const value = callback.apply(this, args);
    if (preserveReturnValue) result = value;
    return result;
  };
}

const lazyDOMExceptionClass = getLazy(() => require('internal/per_context/domexception').DOMException);

/** @returns {DOMException} */
function lazyDOMException(message, name) {
  const DOMException = lazyDOMExceptionClass();
  return new DOMException(message, name);
}

// Properties

const hiddenProperty = (value) => ({ __proto__: null, value, writable: true, enumerable: false, configurable: true });

/** Sets an own property, whatever the prototypes have. */
function setOwnProperty(object, key, value) {
  return Object.defineProperty(object, key, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** Gives a function a name. */
function assignFunctionName(name, fn, descriptor = kEmptyObject) {
  const text = typeof name === 'string' ? name : `[${name.description}]`;
  return Object.defineProperty(fn, 'name', {
    __proto__: null,
    writable: false,
    configurable: true,
    ...descriptor,
    value: text,
  });
}

function defineOperation(target, name, method) {
  Object.defineProperty(target, name, {
    __proto__: null,
    value: method,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function exposeInterface(target, name, interfaceObject) {
  Object.defineProperty(target, name, hiddenProperty(interfaceObject));
}

function exposeNamespace(target, name, namespaceObject) {
  Object.defineProperty(target, name, hiddenProperty(namespaceObject));
}

function exposeGetterAndSetter(target, name, getter, setter = undefined) {
  Object.defineProperty(target, name, {
    __proto__: null,
    enumerable: false,
    configurable: true,
    get: getter,
    set: setter,
  });
}

/** Properties that load a builtin when they are first read; setting one replaces it. */
function defineLazyProperties(target, id, keys, enumerable = true) {
  for (const key of keys) {
    let value;
    let loaded = false;
    Object.defineProperty(target, key, {
      __proto__: null,
      enumerable,
      configurable: true,
      get: assignFunctionName(key, function () {
        if (!loaded) {
          value = require(id)[key];
          loaded = true;
        }
        return value;
      }),
      set: assignFunctionName(key, function (replacement) {
        Object.defineProperty(target, key, {
          __proto__: null,
          value: replacement,
          writable: true,
          enumerable,
          configurable: true,
        });
      }),
    });
  }
}

/** A function of a builtin that few programs need, which is loaded when it is first called. */
function lazyFunction(id, name, length) {
  const stub = (...args) => require(id)[name](...args);
  Object.defineProperty(stub, 'length', { __proto__: null, value: length, configurable: true });
  return assignFunctionName(name, stub);
}

const exposeLazyInterfaces = (target, id, keys) => defineLazyProperties(target, id, keys, false);

/** A lazy attribute of a global object: it only works on that object. */
function defineReplaceableLazyAttribute(target, id, keys, writable = true, check = undefined) {
  for (const key of keys) {
    let value;
    const get = assignFunctionName(`get ${key}`, function () {
      if (check !== undefined) check();
      value ??= require(id)[key];
      return value;
    });
    const set = writable
      ? assignFunctionName(`set ${key}`, function (replacement) {
          Object.defineProperty(target, key, {
            __proto__: null,
            value: replacement,
            writable: true,
            enumerable: true,
            configurable: true,
          });
        })
      : undefined;
    Object.defineProperty(target, key, { __proto__: null, enumerable: true, configurable: true, get, set });
  }
}

/** A copy of an object with the properties that the filter takes. */
function filterOwnProperties(source, keys) {
  const filtered = { __proto__: null };
  for (const key of keys) if (Object.hasOwn(source, key)) filtered[key] = source[key];
  return filtered;
}

/** Strings of both lists that are in `items1`, each once. */
function filterDuplicateStrings(items, low) {
  const unique = new Map();
  for (const item of items) {
    const key = item.toLowerCase();
    if (low) unique.set(key, key);
    else unique.set(key, item);
  }
  return [...unique.values()].sort();
}

// Deprecations and experiments

const warnedCodes = new Set();

/** Emits the warning of a deprecation, once for each code. */
function getDeprecationWarningEmitter(code, message, deprecated, shouldEmit = () => true) {
  let warned = false;
  return () => {
    if (warned || !shouldEmit()) return;
    warned = true;
    if (code === undefined) {
      process.emitWarning(message, 'DeprecationWarning', deprecated);
    } else if (!warnedCodes.has(code)) {
      process.emitWarning(message, 'DeprecationWarning', code, deprecated);
      warnedCodes.add(code);
    }
  };
}

function isPendingDeprecation() {
  const { getOptionValue } = require('internal/options');
  return getOptionValue('--pending-deprecation') !== undefined && getOptionValue('--no-deprecation') === undefined;
}

/**
 * A function that warns when it is first called.
 * @param {boolean} [modifyPrototype] shall it have the original's prototype and statics?
 */
function deprecate(fn, message, code, useEmitSync, modifyPrototype = true) {
  if (code !== undefined) validateString(code, 'code');
  const emit = getDeprecationWarningEmitter(code, message, deprecated);
  function deprecated(...args) {
    if (!process.noDeprecation) emit();
    if (new.target) return Reflect.construct(fn, args, new.target);
    return Reflect.apply(fn, this, args);
  }
  if (modifyPrototype) {
    // The wrapper will keep the same prototype as fn to maintain prototype chain.
    Object.setPrototypeOf(deprecated, fn);
    if (fn.prototype) deprecated.prototype = fn.prototype;
  }
  Object.defineProperty(deprecated, 'length', {
    __proto__: null,
    ...Object.getOwnPropertyDescriptor(fn, 'length'),
  });
  return deprecated;
}

/** Like deprecate, but only with --pending-deprecation. */
function pendingDeprecate(fn, message, code) {
  const emit = getDeprecationWarningEmitter(code, message, deprecated, isPendingDeprecation);
  function deprecated(...args) {
    emit();
    return Reflect.apply(fn, this, args);
  }
  return deprecated;
}

/** Reading or setting the property warns. */
function deprecateProperty(key, object, message, code) {
  const emit = getDeprecationWarningEmitter(code, message);
  let value = object[key];
  Object.defineProperty(object, key, {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get() {
      emit();
      return value;
    },
    set(replacement) {
      emit();
      value = replacement;
    },
  });
}

/** Calling a class without `new` warns. */
function deprecateInstantiation(constructor, code, ...args) {
  const message = `Instantiating ${constructor.name} without the 'new' keyword has been deprecated.`;
  if (!warnedCodes.has(code)) {
    warnedCodes.add(code);
    process.emitWarning(message, 'DeprecationWarning', code);
  }
  return new constructor(...args);
}

const warnedExperiments = new Set();

/** Warns once of a feature that may change. */
function emitExperimentalWarning(feature, messagePrefix, code, constructor) {
  if (warnedExperiments.has(feature)) return;
  warnedExperiments.add(feature);
  const prefix = messagePrefix ? `${messagePrefix}: ` : '';
  const message = `${prefix}${feature} is an experimental feature and might change at any time`;
  process.emitWarning(message, 'ExperimentalWarning', code, constructor);
}

// Callbacks and promises

/** Makes a function that ends with a callback return a promise. */
function promisify(original) {
  validateFunction(original, 'original');
  const custom = original[kCustomPromisifiedSymbol];
  if (custom) {
    validateFunction(custom, 'util.promisify.custom');
    return defineCustom(custom, custom);
  }
  // Functions with several results name them: the promise gives an object.
  const argumentNames = original[customPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      const returned = Reflect.apply(original, this, [
        ...args,
        (error, ...values) => {
          if (error) {
            reject(error);
          } else if (argumentNames !== undefined && values.length > 1) {
            resolve(Object.fromEntries(argumentNames.map((name, i) => [name, values[i]])));
          } else {
            resolve(values[0]);
          }
        },
      ]);
      if (returned !== undefined && returned !== null && typeof returned === 'object' && isPromise(returned)) {
        const message = 'Calling promisify on a function that returns a Promise is likely a mistake.';
        process.emitWarning(message, 'DeprecationWarning', 'DEP0174');
      }
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  defineCustom(fn, fn);
  const properties = Object.getOwnPropertyDescriptors(original);
  for (const property of Object.values(properties)) Object.setPrototypeOf(property, null);
  return Object.defineProperties(fn, properties);
}

promisify.custom = kCustomPromisifiedSymbol;

function defineCustom(fn, value) {
  return Object.defineProperty(fn, kCustomPromisifiedSymbol, {
    __proto__: null,
    value,
    writable: false,
    enumerable: false,
    configurable: true,
  });
}

// System errors

function checkErrno(errno) {
  validateNumber(errno, 'err');
  if (errno >= 0 || !Number.isSafeInteger(errno)) throw new ERR_OUT_OF_RANGE('err', 'a negative integer', errno);
}

const getSystemErrorName = (errno) => uv.errname(errno);
const getSystemErrorMessage = (errno) => uv.getErrorMessage(errno);
const getSystemErrorMap = () => uv.getErrorMap();

// Signals

const signals = () => require('os').constants.signals;

/** @returns {number} the number of a signal that is given by name or number */
function convertToValidSignal(signal) {
  if (typeof signal === 'number' && Object.values(signals()).includes(signal)) return signal;
  if (typeof signal === 'string') {
    const number = signals()[signal.toUpperCase()];
    if (number) return number;
  }
  throw new ERR_UNKNOWN_SIGNAL(signal);
}

/** The exit code of a process that a signal ended, as shells report it. */
function convertProcessSignalToExitCode(signalCode) {
  validateOneOf(signalCode, 'signalCode', Object.keys(signals()));
  return 128 + signals()[signalCode];
}

// Encodings

const encodingsMap = {
  __proto__: null,
  ascii: 0,
  utf8: 1,
  base64: 2,
  utf16le: 3,
  latin1: 4,
  hex: 5,
  buffer: 6,
  base64url: 7,
};

const encodingNames = new Map([
  ['utf8', 'utf8'],
  ['utf-8', 'utf8'],
  ['ucs2', 'utf16le'],
  ['ucs-2', 'utf16le'],
  ['utf16le', 'utf16le'],
  ['utf-16le', 'utf16le'],
  ['latin1', 'latin1'],
  ['binary', 'latin1'],
  ['base64', 'base64'],
  ['base64url', 'base64url'],
  ['hex', 'hex'],
  ['ascii', 'ascii'],
]);

/** @returns {string | undefined} the canonical name of an encoding; utf8 when there is none */
function normalizeEncoding(encoding) {
  if (encoding == null || encoding === '' || encoding === 'utf8' || encoding === 'utf-8') return 'utf8';
  return encodingNames.get(encoding) ?? encodingNames.get(`${encoding}`.toLowerCase());
}

// Call sites

const libraryPath = /^node:/;
const packagePath = /[/\\]node_modules[/\\](.+?)(?=[/\\])/;

/** The call sites above the caller of `below`. */
function captureCallSites(below, limit) {
  return getCallSites(limit, (holder) => Error.captureStackTrace(holder, below));
}

const getStructuredStack = () => captureCallSites(getStructuredStack, Infinity);

/** Is the path one of a package's files? */
const isUnderNodeModules = (filename) => packagePath.test(filename);

/** Is the nearest caller outside the library a package's file? */
function isInsideNodeModules(frameLimit = Infinity) {
  const sites = captureCallSites(isInsideNodeModules, frameLimit);
  for (const site of sites) {
    const filename = site.getFileName();
    if (filename === null || filename === undefined || libraryPath.test(filename)) continue;
    if (!/^\/|\\/.test(filename)) continue;
    return isUnderNodeModules(filename);
  }
  return false;
}

// Others

/** Is it an Error, of any realm? */
const isError = (value) => isNativeError(value) || value instanceof Error;

/** Array.prototype.join without holes and nullish values being special. */
function join(items, separator) {
  let text = '';
  for (let i = 0; i < items.length; i++) text += i === 0 ? items[i] : separator + items[i];
  return text;
}

/** Removes one element, faster than splice. */
function spliceOne(list, index) {
  for (; index + 1 < list.length; index++) list[index] = list[index + 1];
  list.pop();
}

/** @returns {Function | null} the class of an object: the first `constructor` on its prototypes */
function getConstructorOf(object) {
  for (let current = object; current; current = Object.getPrototypeOf(current)) {
    const property = Object.getOwnPropertyDescriptor(current, 'constructor');
    if (typeof property?.value === 'function' && property.value.name !== '') return property.value;
  }
  return null;
}

/** A function that makes instances of a class, for classes that were functions once. */
function createClassWrapper(type) {
  function fn(...args) {
    return Reflect.construct(type, args, new.target || type);
  }
  Object.defineProperties(fn, {
    name: { __proto__: null, value: type.name },
    length: { __proto__: null, value: type.length },
  });
  Object.setPrototypeOf(fn, type);
  fn.prototype = type.prototype;
  return fn;
}

/** Blocks the thread. @param {number} ms */
function sleep(ms) {
  Atomics.wait(new Int32Array(constructSharedArrayBuffer(4)), 0, 0, ms);
}

const constructSharedArrayBuffer = (...args) => new globalThis.SharedArrayBuffer(...args);

/** Throws where there is no cryptography; there always is. */
function assertCrypto() {
  if (process.versions.openssl === undefined && internalBinding('crypto') === undefined) throw new ERR_NO_CRYPTO();
}

/** The working folder as a file: URL that ends with a slash. */
function getCWDURL() {
  const { URL, pathToFileURL } = require('internal/url');
  let cwd;
  try {
    cwd = process.cwd();
  } catch {
    return new URL('file:///'); // It may be gone.
  }
  return pathToFileURL(cwd.endsWith('/') ? cwd : `${cwd}/`);
}

/** A reference that is weak while its count is zero. */
class WeakReference {
  #weak;
  #strong;
  #count = 0;

  constructor(object) {
    this.#weak = new WeakRef(object);
  }

  incRef() {
    this.#count++;
    if (this.#count === 1) this.#strong = this.#weak.deref();
    return this.#count;
  }

  decRef() {
    this.#count--;
    if (this.#count === 0) this.#strong = undefined;
    return this.#count;
  }

  get() {
    return this.#strong ?? this.#weak.deref();
  }
}

module.exports = {
  WeakReference,
  assertCrypto,
  assignFunctionName,
  cachedResult,
  captureCallSites,
  checkErrno,
  constructSharedArrayBuffer,
  convertProcessSignalToExitCode,
  convertToValidSignal,
  createClassWrapper,
  customInspectSymbol,
  customPromisifyArgs,
  defineLazyProperties,
  lazyFunction,
  defineOperation,
  defineReplaceableLazyAttribute,
  deprecate,
  deprecateInstantiation,
  deprecateProperty,
  emitExperimentalWarning,
  encodingsMap,
  exposeGetterAndSetter,
  exposeInterface,
  exposeLazyInterfaces,
  exposeNamespace,
  filterDuplicateStrings,
  filterOwnProperties,
  getCWDURL,
  getConstructorOf,
  getDeprecationWarningEmitter,
  getLazy,
  getStructuredStack,
  getSystemErrorMap,
  getSystemErrorMessage,
  getSystemErrorName,
  isError,
  isInsideNodeModules,
  isMacOS,
  isPendingDeprecation,
  isUnderNodeModules,
  isWindows,
  join,
  kEmptyObject,
  kEnumerableProperty,
  kIsEncodingSymbol: Symbol('kIsEncodingSymbol'),
  lazyDOMException,
  lazyDOMExceptionClass,
  normalizeEncoding,
  once,
  pendingDeprecate,
  promisify,
  removeColors,
  setOwnProperty,
  sleep,
  spliceOne,
};
