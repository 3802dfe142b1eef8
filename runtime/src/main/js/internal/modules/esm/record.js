'use strict';

// A module that was loaded: V8's module, and how it is run once for all who ask.

const { NativeModule, ERRORED, EVALUATING, INSTANTIATED } = require('internal/modules/esm/native_module');

const { keepPlace, placeFromStack } = require('internal/process/error_place');
const { promiseState, promiseResult } = internalBinding('engine');
const { runMicrotasks } = internalBinding('natives');

const PENDING = 0;
const REJECTED = 2;

/** One entry of the module map. */
class ModuleRecord {
  /** @type {Map<string, ModuleRecord>|undefined} what it imports, by specifier; undefined until that is loaded */
  imports;
  /** @type {{specifier: string, native: NativeModule}|undefined} what its rewritten source imports on top of that */
  own;
  /** @type {string|undefined} kept when `await` stands in it */
  source;
  /** @type {ModuleRecord|undefined} the same exports for require(), with __esModule */
  marked;
  #await;
  #evaluation;
  #instantiated = false;

  /**
   * @param {string} url
   * @param {string} format
   * @param {NativeModule} native
   * @param {import('internal/modules/esm/rewrite').Request[]} [requests]
   */
  constructor(url, format, native, requests = []) {
    this.url = url;
    this.format = format;
    this.native = native;
    this.requests = requests;
  }

  /** Tells V8 what the module imports. */
  link(imports) {
    this.imports = imports;
    const natives = new Map(Array.from(imports, ([specifier, record]) => [specifier, record.native]));
    if (this.own !== undefined) natives.set(this.own.specifier, this.own.native);
    this.native.link(natives);
  }

  /** Connects imports and exports of the whole graph. */
  instantiate() {
    if (this.#instantiated) return;
    try {
      this.native.instantiate();
    } catch (error) {
      throw require('internal/modules/esm/link_errors').explain(error, this);
    }
    this.#instantiated = true;
  }

  get namespace() {
    return this.native.namespace;
  }

  /** Whether its code has been run, or is running. */
  get hasStarted() {
    return this.native.status >= EVALUATING;
  }

  /** Whether its code is running, or waits for what it imports. */
  get isEvaluating() {
    return this.native.status === EVALUATING;
  }

  /**
   * Where it awaits outside of functions; undefined when it does not.
   *
   * @param {(source: string) => object|undefined} find
   */
  topLevelAwait(find) {
    if (this.source === undefined) return undefined;
    this.#await ??= find(this.source) ?? null;
    return this.#await ?? undefined;
  }

  /** Whether its own code waits for a top-level await, or what it imports does. */
  get isWaiting() {
    return this.#evaluation !== undefined && promiseState(this.#evaluation) === PENDING;
  }

  /** The same of a module that others have started. */
  get isStalled() {
    if (!this.hasStarted) return false;
    const evaluation = this.evaluate();
    runMicrotasks();
    return promiseState(evaluation) === PENDING;
  }

  /**
   * Runs the graph, if that has not been done.
   *
   * @returns {Promise<any>} settles when all of it has run
   */
  evaluate() {
    if (this.#evaluation === undefined) {
      this.instantiate();
      this.#evaluation = this.native.status === INSTANTIATED ? this.native.evaluate() : this.#evaluateFromOutside();
    }
    return this.#evaluation;
  }

  /** V8 gives a promise to the one who starts a module only; others import it. */
  #evaluateFromOutside() {
    if (this.native.status === ERRORED) return Promise.reject(this.native.exception);
    const facade = NativeModule.compile('import"m"', 'node:internal/modules/esm/facade');
    facade.link(new Map([['m', this.native]]));
    facade.instantiate();
    const evaluation = facade.evaluate();
    facade.release();
    return evaluation;
  }

  /**
   * Runs the graph to its end.
   *
   * @returns {boolean} false when it waits for a top-level await
   * @throws what its code throws
   */
  evaluateNow() {
    const evaluation = this.evaluate();
    const state = promiseState(evaluation);
    if (state === PENDING) return false;
    if (state === REJECTED) {
      evaluation.catch(() => {});
      const error = promiseResult(evaluation);
      const place = Error.isError(error) ? placeFromStack(error, true) : undefined;
      if (place !== undefined) keepPlace(error, place);
      throw error;
    }
    return true;
  }

  /** Every module of the graph, itself first. */
  graph() {
    const seen = new Set([this]);
    for (const record of seen) for (const imported of record.imports?.values() ?? []) seen.add(imported);
    return seen;
  }
}

// Records are what promises are resolved with; a program may have given Object.prototype a `then`.
Object.defineProperty(ModuleRecord.prototype, 'then', { value: undefined });

module.exports = { ModuleRecord };
