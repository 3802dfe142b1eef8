'use strict';

/*
 * Contexts without V8 contexts.
 *
 * The engine cannot make a second context in an isolate, so a contextified object becomes a scope: its code is evaluated inside
 *
 *     with (guard) function { with (globalProxy) eval(code) }
 *
 * globalProxy is what the code sees as `this` and `globalThis`: the properties of the contextified object, then the language's
 * own globals. guard answers for every other name, so that the globals of the program stay hidden. Between the two lies the
 * function's scope, where a sloppy eval puts the variables and functions that the code declares. Before the code can see or show
 * anything, it touches globalProxy or ends: at that moment they are moved to the contextified object (see `settle`). let, const
 * and class stay where they are, and are reached by later scripts through a function that is appended to the code.
 *
 * What differs from Node: Array, Object, Error and the like are those of the main realm, so `instanceof` holds across contexts and
 * a change of a prototype shows in all; a sloppy function called without a receiver, and code made by Function(), see the
 * program's global object; a name that is undeclared and also used with typeof in the script reads as undefined; a redeclared
 * let or const is not rejected; microtasks have one queue.
 */

const { callWatched, compile } = require('internal/modules/compile');
const { isImportName } = require('internal/modules/import_names');
const { runMicrotasks } = internalBinding('natives');

// The globals of the language, in V8's order; some appear only when a program runs, so they are read late.
const languageGlobals = new Set(
  (
    'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error ' +
    'AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError globalThis JSON Math Intl ArrayBuffer ' +
    'Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array BigUint64Array BigInt64Array ' +
    'Uint8ClampedArray Float32Array Float64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect ' +
    'FinalizationRegistry decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN ' +
    'console SharedArrayBuffer Float16Array SuppressedError DisposableStack AsyncDisposableStack WebAssembly Temporal'
  ).split(' '),
);

const consoleMethods =
  'debug error info log warn dir dirxml table trace group groupCollapsed groupEnd clear count countReset assert profile ' +
  'profileEnd time timeLog timeEnd timeStamp';

const reservedWords = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
    'import in instanceof new null return super switch this throw true try typeof var void while with yield let static ' +
    'implements interface package private protected public await arguments eval'
  ).split(' '),
);

const DIRECTIVE = /^(?:\s|\/\/.*|\/\*[^]*?\*\/|(["'])(?!use strict\1)(?:(?!\1)[^\\\n]|\\.)*\1\s*;?)*(["'])use strict\2/;
const IDENTIFIER = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;
const TYPEOF = /\btypeof\s*\(?\s*([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)/gu;

// Names that only the runner's own code uses.
const INSPECTOR = '__gori_inspect_scope';
const REGISTER = '__gori_register_scope';

// (guard): a function called with (code, start), this being the global proxy. What start is given evaluates in the function's scope.
const RUNNER = `with (arguments[0]) return function () {
  arguments[1](($) => eval($));
  with (this) return eval(arguments[0]);
}`;

let makeRunner;

/** V8's console in a context reports to a debugger only; so does this one, and there is none. */
function silentConsole() {
  const console = {};
  for (const name of consoleMethods.split(' ')) console[name] = { [name]() {} }[name];
  Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });
  return console;
}

class Context {
  #object;
  #global;
  #strictRun = false;
  #own = new Map();
  #deleted = new Set();
  #lexicals = new Map();
  #drains;
  // The run that has not settled its declarations yet.
  #unsettled = null;
  // While the names of a scope are asked for: those that it does not have.
  #missing = null;
  // While a scope is asked for something: eval is the engine's.
  #inspecting = false;

  /**
   * @param {object} object the contextified object
   * @param {boolean} drainsMicrotasks whether each evaluation ends with the microtasks
   */
  constructor(object, drainsMicrotasks) {
    this.#object = object;
    this.#drains = drainsMicrotasks;
    this.#global = new Proxy(object, this.#handler());
    this.#own.set('globalThis', this.#global);
  }

  /** What code in the context sees as globalThis. */
  get globalProxy() {
    return this.#global;
  }

  /** Compiles a function whose free names are those of the context; the options are those of compile(). */
  compileFunction(code, filename, parameters, options) {
    // For the errors of its syntax; the engine takes no proxies as scopes. The line end keeps V8 from finding this compilation
    // again when the same code is compiled with other scopes.
    compile(`${code}\n`, filename, parameters, { ...options, extensions: [] });
    const { lineOffset, columnOffset, extensions } = options;
    const head = `${'\n'.repeat(Math.max(0, lineOffset))}${' '.repeat(Math.max(0, columnOffset))}(function (${parameters}) {`;
    const scopes = [this.#guard(false, probedNames(code)), this.#global, ...extensions];
    const withs = scopes.map((_, i) => `with(arguments[${i + 1}])`).join('');
    const evaluate = compile(`${withs} return eval(arguments[0])`, 'node:internal/vm/context', []);
    const source = `${head}${code}\n})\n//# sourceURL=${filename.replace(/\s/g, '%20')}`;
    return this.#ask(evaluate, source, ...scopes);
  }

  #languageGlobal(key) {
    if (this.#own.has(key)) return this.#own.get(key);
    if (key === 'console') {
      this.#own.set(key, silentConsole());
      return this.#own.get(key);
    }
    return globalThis[key];
  }

  #isLanguageGlobal(key) {
    return languageGlobals.has(key) && !this.#deleted.has(key) && key in globalThis;
  }

  #handler() {
    const object = this.#object;
    return {
      has: (_, key) => {
        const run = this.#unsettled;
        if (run !== null) {
          if (run.isStarting(key)) return run.has(key);
          this.#settle();
        }
        if (this.#inspecting && (key === 'eval' || key === 'arguments')) return key === 'eval';
        if (this.#missing !== null) {
          this.#missing.add(key);
          return true;
        }
        return this.#lexicals.has(key) || key in object || this.#isLanguageGlobal(key);
      },
      get: (_, key) => {
        const run = this.#unsettled;
        if (run !== null) {
          if (run.isStarting(key)) return run.get(key);
          this.#settle();
        }
        if (this.#inspecting && key === 'eval') return eval;
        if (this.#missing !== null) return undefined;
        const lexical = this.#lexicals.get(key);
        if (lexical !== undefined) return lexical.get();
        if (key in object) return object[key];
        return this.#isLanguageGlobal(key) ? this.#languageGlobal(key) : undefined;
      },
      set: (_, key, value) => {
        this.#settle();
        const lexical = this.#lexicals.get(key);
        if (lexical !== undefined) {
          lexical.set(value);
          return true;
        }
        return this.#assign(key, value);
      },
      getOwnPropertyDescriptor: (_, key) => {
        this.#settle();
        const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
        if (descriptor !== undefined || !this.#isLanguageGlobal(key) || !Object.isExtensible(object)) return descriptor;
        const constant = key === 'undefined' || key === 'NaN' || key === 'Infinity';
        return { value: this.#languageGlobal(key), writable: !constant, enumerable: false, configurable: true };
      },
      defineProperty: (_, key, descriptor) => {
        this.#settle();
        Object.defineProperty(object, key, descriptor);
        return true;
      },
      deleteProperty: (_, key) => {
        this.#settle();
        if (this.#lexicals.has(key)) return false;
        if (Object.hasOwn(object, key)) return Reflect.deleteProperty(object, key);
        if (this.#isLanguageGlobal(key)) this.#deleted.add(key);
        return true;
      },
      ownKeys: () => {
        this.#settle();
        const keys = Reflect.ownKeys(object);
        if (!Object.isExtensible(object)) return keys;
        const names = [...languageGlobals].filter((name) => this.#isLanguageGlobal(name) && !keys.includes(name));
        return [...names, ...keys];
      },
      getPrototypeOf: () => {
        this.#settle();
        return Reflect.getPrototypeOf(object);
      },
    };
  }

  /** Assignment as the engine's interceptor does it: setters run, what is read-only stays. */
  #assign(key, value) {
    const object = this.#object;
    if (Reflect.set(object, key, value)) return true;
    if (this.#strictRun) {
      const kind = Object.prototype.toString.call(object);
      throw new TypeError(`Cannot assign to read only property '${String(key)}' of object '${kind}'`);
    }
    return false;
  }

  /**
   * The outermost scope: knows every name, and none has a value until it is assigned.
   *
   * @param {boolean} strict
   * @param {Set<string>} probed names that the code uses with typeof
   */
  #guard(strict, probed) {
    const undeclared = (key) => {
      const error = new ReferenceError(`${String(key)} is not defined`);
      Error.captureStackTrace(error, undeclared);
      return error;
    };
    return new Proxy(Object.create(null), {
      has: (_, key) => {
        if (isImportName(key)) return false;
        if (typeof key === 'symbol' || (this.#inspecting && (key === 'eval' || key === 'arguments'))) return false;
        if (this.#missing !== null) {
          this.#missing.add(key);
          return true;
        }
        // eval(), for the runner itself.
        if (this.#unsettled !== null && this.#unsettled.isStarting(key)) return false;
        return !strict || key in globalThis;
      },
      get: (_, key) => {
        if (typeof key === 'symbol' || this.#missing !== null || probed.has(key)) return undefined;
        throw undeclared(key);
      },
      set: (_, key, value) => {
        if (strict) throw undeclared(key);
        return this.#assign(key, value);
      },
    });
  }

  /** Which of these names the scope that `evaluate` reaches has itself. */
  #declaredNames(evaluate, names) {
    if (names.length === 0) return [];
    const missing = (this.#missing = new Set());
    try {
      // A name before its declaration throws: it is declared.
      this.#ask(evaluate, names.map((name) => `try{typeof ${name}}catch{}`).join(';'));
    } finally {
      this.#missing = null;
    }
    return names.filter((name) => !missing.has(name));
  }

  /** Evaluates in a scope of the code, which may have an eval of its own. */
  #ask(evaluate, ...args) {
    this.#inspecting = true;
    try {
      return evaluate(...args);
    } finally {
      this.#inspecting = false;
    }
  }

  /** Moves what the running code declares to where later code finds it. */
  #settle() {
    const run = this.#unsettled;
    if (run === null) return;
    this.#unsettled = null;
    const { peek, names } = run;
    if (!run.strict) {
      const declared = this.#declaredNames(peek, run.mayDeclare ? names : []).map((name) => {
        const value = this.#ask(peek, name);
        this.#ask(peek, `delete ${name}`);
        return { name, value };
      });
      const isFunction = ({ value }) => typeof value === 'function';
      for (const { name, value } of declared.filter(isFunction)) this.#declare(name, value);
      for (const { name, value } of declared.filter((one) => !isFunction(one))) this.#declare(name, value);
      if (run.keepsScope) {
        run.inspect = this.#ask(peek, INSPECTOR);
        this.#ask(peek, `delete ${INSPECTOR}`);
      }
    }
    const { inspect } = run;
    if (inspect === undefined) return;
    for (const name of this.#declaredNames(inspect, names)) {
      if (run.isVariable(name)) {
        run.variables.push(name);
        this.#declare(name, this.#ask(inspect, name));
      } else {
        this.#lexicals.set(name, {
          get: this.#ask(inspect, `() => ${name}`),
          set: this.#ask(inspect, `(value) => { ${name} = value; }`),
        });
      }
    }
  }

  /** A `var` keeps what is there; a function replaces it. */
  #declare(name, value) {
    if (typeof value === 'function' || !(name in this.#object)) Reflect.set(this.#object, name, value);
  }

  /**
   * Evaluates a script in the context.
   *
   * @param {string} code free of syntax errors
   * @param {string} filename
   * @param {{lineOffset?: number, columnOffset?: number, timeout?: number}} options
   * @returns {any} the completion value
   */
  evaluate(code, filename, { lineOffset = 0, columnOffset = 0, timeout = 0 }) {
    const run = new Run(code);
    let source = code;
    if (run.keepsScope) source += `\nfunction ${INSPECTOR}(){return eval(arguments[0])}`;
    if (run.strict) source = `"use strict";${REGISTER}(${INSPECTOR});${source}`;
    source = '\n'.repeat(Math.max(0, lineOffset)) + ' '.repeat(Math.max(0, columnOffset)) + source;
    if (!/\n\/\/[#@] sourceURL=\S+\s*$/.test(code)) source += `\n//# sourceURL=${filename.replace(/\s/g, '%20')}`;
    makeRunner ??= compile(RUNNER, 'node:internal/vm/context', []);
    const runner = makeRunner(this.#guard(run.strict, run.probed));
    const strictOuter = this.#strictRun;
    const start = (peek) => {
      run.peek = peek;
      this.#unsettled = run;
      this.#strictRun = run.strict;
    };
    try {
      return callWatched(timeout, () => {
        const value = runner.call(this.#global, source, start);
        if (this.#drains) runMicrotasks();
        return value;
      });
    } finally {
      // Not inside the watched call: nothing runs there any more when the time is up.
      this.#settle();
      for (const name of run.variables) Reflect.set(this.#object, name, this.#ask(run.inspect, name));
      this.#strictRun = strictOuter;
    }
  }
}

/** The names that code uses with typeof. */
const probedNames = (code) => new Set(Array.from(code.matchAll(TYPEOF), ([, name]) => name));

/** One evaluation: what its source says of itself, and how its scope is reached. */
class Run {
  /** Evaluates in the scope of the runner's function. */
  peek;
  /** Evaluates in the scope of the code itself. */
  inspect;
  /** Variables of strict code, which stay in its own scope. */
  variables = [];
  #code;
  #names;
  #started = false;

  constructor(code) {
    this.#code = code;
    this.strict = DIRECTIVE.test(code);
    this.mayDeclare = /\b(?:var|function)\b/.test(code);
    this.keepsScope = this.strict || /\b(?:let|const|class|using)\b/.test(code);
    this.probed = probedNames(code);
  }

  /** Every identifier of the code that may be declared in it. */
  get names() {
    this.#names ??= [...new Set(this.#code.match(IDENTIFIER))].filter((name) => !reservedWords.has(name));
    return this.#names;
  }

  /** In strict code: var or function rather than let, const or class. */
  isVariable(name) {
    if (!this.strict) return false;
    const escaped = name.replaceAll('$', '\\$');
    return new RegExp(`\\b(?:var|function)\\b[^;]*?${escaped}(?![\\w$])`).test(this.#code);
  }

  /** Whether the runner itself asks, before the code begins. */
  isStarting(key) {
    if (this.#started) return false;
    if (this.strict) return key === 'eval' || key === 'arguments' || key === REGISTER || key === Symbol.unscopables;
    if (key === 'eval' || key === 'arguments' || key === Symbol.unscopables) return true;
    this.#started = true;
    return false;
  }

  has(key) {
    return key === 'eval' || key === REGISTER;
  }

  get(key) {
    if (key === 'eval') return eval;
    if (key !== REGISTER) return undefined;
    this.#started = true;
    return (inspect) => {
      this.inspect = inspect;
    };
  }
}

module.exports = { Context };
