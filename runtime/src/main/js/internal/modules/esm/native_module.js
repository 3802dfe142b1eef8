'use strict';

// V8's modules. Java knows them by number; what a module imports is told to it before it is instantiated.

const binding = internalBinding('module_wrap');
const { callWithRoom, failureOf, isStored } = require('internal/modules/compile');
const { keepPlace, placeFrom } = require('internal/process/error_place');

// V8's numbers.
const INSTANTIATED = 2;
const EVALUATING = 3;
const EVALUATED = 4;
const ERRORED = 5;

let lastId = 0;

/** A module of V8: compiled, linked, instantiated, evaluated, in this order. */
class NativeModule {
  #id;

  constructor(id) {
    this.#id = id;
  }

  /**
   * @param {string} source
   * @param {string} name what stacks show
   * @param {boolean} [stored] whether its code is kept on disk, if the program's is; then it must not be released
   * @returns {NativeModule}
   * @throws {SyntaxError} the report of an uncaught one begins with the place
   */
  static compile(source, name, lineOffset = 0, columnOffset = 0, stored = false) {
    const id = ++lastId;
    const failure = binding.compile(id, source, name, lineOffset, columnOffset, stored && isStored(source));
    if (failure !== undefined) {
      const [, error, place] = failure;
      keepPlace(error, placeFrom(place));
      throw error;
    }
    return new NativeModule(id);
  }

  /** A module that exports an object's properties; they keep the values of now. */
  static of(name, exports) {
    const id = ++lastId;
    binding.create(id, name, exports);
    return new NativeModule(id);
  }

  /** @param {Map<string, NativeModule>} imports by specifier */
  link(imports) {
    if (imports.size === 0) return;
    binding.link(
      this.#id,
      [...imports.keys()],
      Array.from(imports.values(), (module) => `${module.#id}`),
    );
  }

  /** Connects the imports of the module and of all that it imports. */
  instantiate() {
    const failure = binding.instantiate(this.#id);
    if (failure !== undefined) throw failureOf(failure);
  }

  /**
   * Runs the module and what it imports.
   *
   * @returns {Promise<undefined>} settles when all of it has run
   */
  evaluate() {
    const [, value] = callWithRoom(binding.evaluate, this.#id);
    return value;
  }

  get namespace() {
    return binding.namespace(this.#id);
  }

  get status() {
    return binding.status(this.#id);
  }

  /** What the evaluation threw. */
  get exception() {
    return binding.exception(this.#id);
  }

  /** Gives up the number; the module lives on as long as others import it. */
  release() {
    binding.release(this.#id);
  }
}

module.exports = { NativeModule, INSTANTIATED, EVALUATING, EVALUATED, ERRORED };
