'use strict';

// vm.SourceTextModule and vm.SyntheticModule: modules whose imports the program itself chooses. They run in the program's own
// context; the engine compiles modules for no other.

const { codes } = require('internal/errors');
const {
  validateArray,
  validateFunction,
  validateInt32,
  validateObject,
  validateString,
  validateUint32,
} = require('internal/validators');
const { customInspectSymbol } = require('internal/util');
const { translateModule, translateValues } = require('internal/modules/esm/translators');

let count = 0;

/** What both kinds have in common; not to be constructed. */
class Module {
  #identifier;
  #record;
  #status = 'unlinked';
  #error;
  #evaluation;

  constructor(options) {
    if (new.target === Module) throw new TypeError('Module is not a constructor');
    validateObject(options, 'options');
    const { identifier, context } = options;
    if (identifier !== undefined) validateString(identifier, 'options.identifier');
    if (context !== undefined) {
      validateObject(context, 'options.context');
      if (!require('vm').isContext(context)) {
        throw new codes.ERR_INVALID_ARG_TYPE('options.context', 'vm.Context', context);
      }
      throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('A vm module in a context of its own');
    }
    this.#identifier = identifier ?? `vm:module(${count++})`;
  }

  /** @param {import('internal/modules/esm/record').ModuleRecord} record to be called once, by the constructors */
  static adopt(module, record, status) {
    module.#record = record;
    module.#status = status;
  }

  get identifier() {
    return this.#identifier;
  }

  get context() {
    return undefined;
  }

  /** @returns {'unlinked'|'linking'|'linked'|'evaluating'|'evaluated'|'errored'} */
  get status() {
    return this.#status;
  }

  get namespace() {
    if (this.#status === 'unlinked' || this.#status === 'linking') {
      throw new codes.ERR_VM_MODULE_STATUS('must not be unlinked or linking');
    }
    return this.#record.namespace;
  }

  /** What its evaluation threw. */
  get error() {
    if (this.#status !== 'errored') throw new codes.ERR_VM_MODULE_STATUS('must be errored');
    return this.#error;
  }

  /**
   * Finds the modules that this one imports, and those that they import.
   *
   * @param {(specifier: string, referrer: Module, extra: {attributes: object}) => Module | Promise<Module>} linker
   */
  async link(linker) {
    validateFunction(linker, 'linker');
    if (this.#status === 'linked') throw new codes.ERR_VM_MODULE_ALREADY_LINKED();
    if (this.#status !== 'unlinked') throw new codes.ERR_VM_MODULE_STATUS('must be unlinked');
    await this.#linkWith(linker);
    try {
      this.#record.instantiate();
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  async #linkWith(linker) {
    this.#status = 'linking';
    const imports = new Map();
    for (const { specifier, attributes } of this.#record.requests) {
      if (imports.has(specifier)) continue;
      const found = await linker(specifier, this, { attributes, assert: attributes });
      if (!(found instanceof Module)) throw new codes.ERR_VM_MODULE_NOT_MODULE();
      if (found.#status === 'errored') {
        throw new codes.ERR_VM_MODULE_LINK_FAILURE(
          `request for '${specifier}' resolved to an errored module`,
          found.#error,
        );
      }
      imports.set(specifier, found.#record);
      if (found.#status === 'unlinked') await found.#linkWith(linker);
    }
    this.#record.link(imports);
    this.#status = 'linked';
  }

  #fail(error) {
    this.#status = 'errored';
    this.#error = error;
  }

  /**
   * Runs the module and what it imports.
   *
   * @param {{timeout?: number}} [options] a timeout has no effect on modules
   */
  async evaluate(options = {}) {
    validateObject(options, 'options');
    const { timeout } = options;
    if (timeout !== undefined && timeout !== -1) validateUint32(timeout, 'options.timeout', true);
    if (!['linked', 'evaluated', 'errored'].includes(this.#status)) {
      throw new codes.ERR_VM_MODULE_STATUS('must be one of linked, evaluated, or errored');
    }
    this.#evaluation ??= this.#run();
    return this.#evaluation;
  }

  async #run() {
    this.#status = 'evaluating';
    try {
      await this.#record.evaluate();
      this.#status = 'evaluated';
    } catch (error) {
      this.#fail(error);
      throw error;
    }
    return undefined;
  }

  [customInspectSymbol](depth, options, inspect) {
    if (typeof depth === 'number' && depth < 0) return this;
    const { status, identifier, context } = this;
    const shown = Object.create(Object.getPrototypeOf(this), {
      status: { value: status, enumerable: true },
      identifier: { value: identifier, enumerable: true },
      context: { value: context, enumerable: true },
    });
    return inspect(shown, { ...options, customInspect: false });
  }
}

/** A module of source. */
class SourceTextModule extends Module {
  #requests;

  /**
   * @param {string} sourceText
   * @param {{identifier?: string, lineOffset?: number, columnOffset?: number, initializeImportMeta?: Function,
   *   importModuleDynamically?: Function}} [options]
   */
  constructor(sourceText, options = {}) {
    validateString(sourceText, 'code');
    super(options);
    const { lineOffset = 0, columnOffset = 0, initializeImportMeta, importModuleDynamically } = options;
    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    if (initializeImportMeta !== undefined) validateFunction(initializeImportMeta, 'options.initializeImportMeta');
    if (importModuleDynamically !== undefined && typeof importModuleDynamically !== 'symbol') {
      validateFunction(importModuleDynamically, 'options.importModuleDynamically');
    }
    const meta = { __proto__: null };
    initializeImportMeta?.(meta, this);
    const { importerFor } = require('internal/vm/importer');
    const importModule = importerFor(importModuleDynamically, this.identifier, () => this);
    const own = { meta, importModule };
    const record = translateModule(this.identifier, sourceText, own, this.identifier, lineOffset, columnOffset);
    this.#requests = record.requests;
    Module.adopt(this, record, 'unlinked');
  }

  /** @returns {readonly string[]} the specifiers of its imports, each once */
  get dependencySpecifiers() {
    return Object.freeze([...new Set(this.#requests.map(({ specifier }) => specifier))]);
  }

  /** @returns {readonly {specifier: string, attributes: object, phase: string}[]} its imports */
  get moduleRequests() {
    return Object.freeze(
      this.#requests.map(({ specifier, attributes }) => Object.freeze({ specifier, attributes, phase: 'evaluation' })),
    );
  }
}

/** A module whose exports are set by a function. */
class SyntheticModule extends Module {
  #names;
  #values = { __proto__: null };
  #update;

  /**
   * @param {string[]} exportNames
   * @param {(this: SyntheticModule) => void} evaluateCallback calls setExport()
   * @param {{identifier?: string}} [options]
   */
  constructor(exportNames, evaluateCallback, options = {}) {
    validateArray(exportNames, 'exportNames');
    exportNames.forEach((name, i) => validateString(name, `exportNames[${i}]`));
    if (new Set(exportNames).size !== exportNames.length) {
      throw new codes.ERR_INVALID_ARG_VALUE('exportNames', exportNames, 'must not contain duplicated names');
    }
    validateFunction(evaluateCallback, 'evaluateCallback');
    super(options);
    this.#names = new Set(exportNames);
    const { record, update } = translateValues(this.identifier, 'synthetic', exportNames, () => {
      evaluateCallback.call(this);
      return this.#values;
    });
    this.#update = update;
    record.link(new Map());
    Module.adopt(this, record, 'linked');
  }

  /** Gives an export its value. */
  setExport(name, value) {
    validateString(name, 'name');
    if (!this.#names.has(name)) throw new ReferenceError(`Export '${name}' is not defined in module`);
    this.#values[name] = value;
    this.#update?.(this.#values);
  }
}

/** --experimental-vm-modules: the classes are part of vm. */
function expose() {
  Object.assign(require('vm'), { Module, SourceTextModule, SyntheticModule });
}

module.exports = { Module, expose };
