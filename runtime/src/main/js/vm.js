'use strict';

// Scripts, and the contexts they run in. What a context is here, and how it differs from Node's, stands in internal/vm/context.js.

const { codes } = require('internal/errors');
const {
  validateArray,
  validateBoolean,
  validateBuffer,
  validateInt32,
  validateObject,
  validateOneOf,
  validateString,
  validateStringArray,
  validateUint32,
  kValidateObjectAllowObjects,
} = require('internal/validators');
const { compile, compileScript, functionCache, runScript } = require('internal/modules/compile');
const { decorateThrown } = require('internal/process/error_place');
const { withImport } = require('internal/modules/import_names');
const { isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const { Context } = require('internal/vm/context');
const { isCachedDataFor } = require('internal/vm/cached_data');
const { constants, importerFor } = require('internal/vm/importer');

const { ERR_FEATURE_UNAVAILABLE_ON_PLATFORM, ERR_INVALID_ARG_TYPE } = codes;

/** The context of each contextified object, and of each global object that has none. */
const contexts = new WeakMap();
let contextCount = 0;

/** @returns {boolean} whether createContext() has made a context of the object */
function isContext(object) {
  validateObject(object, 'object', kValidateObjectAllowObjects);
  return contexts.has(object);
}

function contextOf(contextifiedObject) {
  if (!isContext(contextifiedObject)) {
    throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context', contextifiedObject);
  }
  return contexts.get(contextifiedObject);
}

/**
 * Makes the object the global object of a context.
 *
 * @param {object} [contextObject] an object, or constants.DONT_CONTEXTIFY for a global object of its own
 * @param {object} [options] name, origin, codeGeneration, microtaskMode, importModuleDynamically
 * @returns {object} the object itself, or the global object of its own
 */
function createContext(contextObject = {}, options = {}) {
  const plain = contextObject === constants.DONT_CONTEXTIFY;
  if (!plain && isContext(contextObject)) return contextObject;
  validateObject(options, 'options');
  const {
    name = `VM Context ${++contextCount}`,
    origin,
    codeGeneration,
    microtaskMode,
    importModuleDynamically,
  } = options;
  validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  validateCodeGeneration(codeGeneration, 'options.codeGeneration');
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  validateImporter(importModuleDynamically);
  const object = plain ? {} : contextObject;
  const context = new Context(object, microtaskMode === 'afterEvaluate');
  contexts.set(object, context);
  if (!plain) return object;
  contexts.set(context.globalProxy, context);
  return context.globalProxy;
}

function validateCodeGeneration(codeGeneration, name) {
  if (codeGeneration === undefined) return;
  validateObject(codeGeneration, name);
  const { strings = true, wasm = true } = codeGeneration;
  validateBoolean(strings, `${name}.strings`);
  validateBoolean(wasm, `${name}.wasm`);
}

function validateImporter(importModuleDynamically) {
  if (importModuleDynamically === undefined || typeof importModuleDynamically === 'symbol') return;
  if (typeof importModuleDynamically !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.importModuleDynamically', 'function', importModuleDynamically);
  }
}

/** createContext()'s options, from those of runInNewContext(). */
function contextOptions({ contextName, contextOrigin, contextCodeGeneration, microtaskMode }) {
  if (contextName !== undefined) validateString(contextName, 'options.contextName');
  if (contextOrigin !== undefined) validateString(contextOrigin, 'options.contextOrigin');
  validateCodeGeneration(contextCodeGeneration, 'options.contextCodeGeneration');
  if (microtaskMode !== undefined) validateString(microtaskMode, 'options.microtaskMode');
  return {
    ...(contextName !== undefined && { name: contextName }),
    ...(contextOrigin !== undefined && { origin: contextOrigin }),
    ...(contextCodeGeneration !== undefined && { codeGeneration: contextCodeGeneration }),
    ...(microtaskMode !== undefined && { microtaskMode }),
  };
}

function runOptions(options) {
  validateObject(options, 'options');
  const { breakOnSigint = false, displayErrors = true, timeout } = options;
  if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
  validateBoolean(displayErrors, 'options.displayErrors');
  validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return { displayErrors, timeout };
}

const SOURCE_MAP = /^[ \t]*\/\/[#@] sourceMappingURL=([^\s'"]*)[ \t]*$/gm;

function sourceMapOf(code) {
  if (!code.includes('sourceMappingURL=')) return undefined;
  return Array.from(code.matchAll(SOURCE_MAP)).at(-1)?.[1];
}

// Node's inspect output shows the name of the native class.
class ContextifyScript {}

/** A compiled script, to be run as often as wanted. */
class Script extends ContextifyScript {
  #code;
  #filename;
  #place;

  /**
   * @param {string} code
   * @param {string | {filename?: string, lineOffset?: number, columnOffset?: number, cachedData?: ArrayBufferView,
   *   produceCachedData?: boolean, importModuleDynamically?: Function | symbol}} [options] a string is the filename
   * @throws {SyntaxError}
   */
  constructor(code, options = {}) {
    code = `${code}`;
    if (typeof options === 'string') options = { filename: options };
    else validateObject(options, 'options');
    const {
      filename = 'evalmachine.<anonymous>',
      lineOffset = 0,
      columnOffset = 0,
      cachedData,
      produceCachedData = false,
      importModuleDynamically,
    } = options;
    validateString(filename, 'options.filename');
    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    validateCachedData(cachedData);
    validateBoolean(produceCachedData, 'options.produceCachedData');
    validateImporter(importModuleDynamically);
    super();
    const accepted = cachedData !== undefined && isCachedDataFor(cachedData, code);
    code = withImport(code, () => importerFor(importModuleDynamically, filename, () => this));
    this.#code = code;
    this.#filename = filename;
    this.#place = { lineOffset, columnOffset };
    const cache = compileScript(
      code,
      filename,
      { lineOffset, columnOffset, cachedData: accepted ? cachedData : undefined },
      produceCachedData,
    );
    if (cachedData !== undefined) this.cachedDataRejected = !accepted;
    if (produceCachedData) {
      this.cachedDataProduced = true;
      this.cachedData = toBuffer(cache);
    }
    this.sourceMapURL = sourceMapOf(code);
  }

  /** Runs the script in the program's own global scope. */
  runInThisContext(options = {}) {
    const { displayErrors, timeout } = runOptions(options);
    return decorating(displayErrors, 0, () =>
      runScript(this.#code, this.#filename, { ...this.#place, displayErrors, timeout }),
    );
  }

  /** Runs the script with a contextified object as its global object. */
  runInContext(contextifiedObject, options = {}) {
    const context = contextOf(contextifiedObject);
    const { displayErrors, timeout } = runOptions(options);
    const { columnOffset } = this.#place;
    return decorating(displayErrors, columnOffset, () =>
      context.evaluate(this.#code, this.#filename, { ...this.#place, timeout }),
    );
  }

  /** Runs the script in a new context. */
  runInNewContext(contextObject, options = {}) {
    return this.runInContext(createContext(contextObject, contextOptions(options)), options);
  }

  /** @returns {Buffer} data that makes the next compilation of the same code faster */
  createCachedData() {
    return toBuffer(compileScript(this.#code, this.#filename, this.#place, true));
  }
}

const toBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function validateCachedData(cachedData) {
  if (cachedData !== undefined && !isArrayBufferView(cachedData)) {
    throw new ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
  }
}

/** Puts the place in front of the stack of what is thrown. */
function decorating(displayErrors, columnOffset, run) {
  if (!displayErrors) return run();
  try {
    return run();
  } catch (error) {
    decorateThrown(error, columnOffset);
    throw error;
  }
}

/** @returns {Script} the code, compiled */
function createScript(code, options) {
  return code instanceof Script ? code : new Script(code, options);
}

/** Compiles code and runs it with a contextified object as its global object. */
function runInContext(code, contextifiedObject, options) {
  contextOf(contextifiedObject);
  options = typeof options === 'string' ? { filename: options } : { ...options };
  return createScript(code, options).runInContext(contextifiedObject, options);
}

/** Compiles code and runs it in a new context. */
function runInNewContext(code, contextObject, options) {
  if (typeof options === 'string') options = { filename: options };
  else options = { ...options };
  const contextifiedObject = createContext(contextObject, contextOptions(options));
  return createScript(code, options).runInContext(contextifiedObject, options);
}

/** Compiles code and runs it in the program's own global scope. */
function runInThisContext(code, options) {
  if (typeof options === 'string') options = { filename: options };
  return createScript(code, options).runInThisContext(options);
}

/**
 * Compiles the body of a function.
 *
 * @param {string} code
 * @param {string[]} [params]
 * @param {object} [options] filename, lineOffset, columnOffset, cachedData, produceCachedData, parsingContext, contextExtensions
 * @returns {Function}
 */
function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  validateObject(options, 'options');
  if (params !== undefined) validateStringArray(params, 'params');
  const {
    filename = '',
    columnOffset = 0,
    lineOffset = 0,
    cachedData,
    produceCachedData = false,
    parsingContext,
    contextExtensions = [],
    importModuleDynamically,
  } = options;
  validateString(filename, 'options.filename');
  validateInt32(columnOffset, 'options.columnOffset');
  validateInt32(lineOffset, 'options.lineOffset');
  if (cachedData !== undefined) validateBuffer(cachedData, 'options.cachedData');
  validateBoolean(produceCachedData, 'options.produceCachedData');
  if (parsingContext !== undefined) {
    if (parsingContext === null || typeof parsingContext !== 'object' || !isContext(parsingContext)) {
      throw new ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext);
    }
  }
  validateArray(contextExtensions, 'options.contextExtensions');
  contextExtensions.forEach((extension, i) => {
    validateObject(extension, `options.contextExtensions[${i}]`, { nullable: true });
  });
  validateImporter(importModuleDynamically);
  const accepted = cachedData !== undefined && isCachedDataFor(cachedData, code);
  let compiled;
  code = withImport(code, () => importerFor(importModuleDynamically, filename, () => compiled));
  const place = { lineOffset, columnOffset, cachedData: accepted ? cachedData : undefined };
  const compileOptions = { ...place, extensions: contextExtensions.filter((extension) => extension !== null) };
  compiled =
    parsingContext === undefined
      ? compile(code, filename, params ?? [], compileOptions)
      : contexts.get(parsingContext).compileFunction(code, filename, params ?? [], compileOptions);
  if (produceCachedData) {
    compiled.cachedDataProduced = true;
    compiled.cachedData = toBuffer(functionCache(compiled));
  }
  if (cachedData !== undefined) compiled.cachedDataRejected = !accepted;
  return compiled;
}

/** V8's memory measurement is not reachable from here. */
function measureMemory(options = {}) {
  validateObject(options, 'options');
  const { mode = 'summary', execution = 'default' } = options;
  validateOneOf(mode, 'options.mode', ['summary', 'detailed']);
  validateOneOf(execution, 'options.execution', ['default', 'eager']);
  return Promise.reject(new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('vm.measureMemory'));
}

module.exports = {
  Script,
  createContext,
  createScript,
  runInContext,
  runInNewContext,
  runInThisContext,
  isContext,
  compileFunction,
  measureMemory,
  constants,
};
