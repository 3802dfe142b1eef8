'use strict';

// The ES module loader: resolve, load, translate, link, run.
//
// Loading is written once, as generators: what hooks of module.register() answer may be a promise, which import waits for and
// require() takes only if it has settled. Without such hooks nothing is ever yielded.
//
//   import(url) ──→ record of the module map? ──no──→ load ─→ translate ─→ record
//                        │ yes                                              │
//                        │         its imports, and theirs, the same way ←──┘
//                        ↓
//                   link all new ones, instantiate, evaluate

const { tracingChannel } = require('diagnostics_channel');
const { codes } = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { pathToFileURL } = require('internal/url');
const { NO_ATTRIBUTES, attributesOf, checkAttributes } = require('internal/modules/esm/attributes');
const { importConditions } = require('internal/modules/package_exports');
const { resolve: defaultResolve } = require('internal/modules/esm/resolve');
const { load: defaultLoad, loadText } = require('internal/modules/esm/load');
const { formatWithoutSource } = require('internal/modules/esm/formats');
const { hooks, registerAsynchronous, withoutAsynchronous } = require('internal/modules/esm/hooks');
const { explainReference } = require('internal/modules/esm/link_errors');
const { reportImported } = require('internal/watch_mode/reports');
const { makeMeta } = require('internal/modules/esm/meta');
const {
  translateBuiltin,
  translateCommonJS,
  translateJson,
  translateModule,
} = require('internal/modules/esm/translators');

const { promiseState, promiseResult } = internalBinding('engine');
const { runMicrotasks } = internalBinding('natives');

const importChannel = tracingChannel('module.import');

const PENDING = 0;
const FULFILLED = 1;

/** Records by type and URL. */
const modules = new Map();

/** The URL of the program's entry point, if that is an ES module. */
let mainURL;

const keyOf = (url, attributes) => `${attributes.type ?? ''}\0${url}`;

/** Waits for what is a promise. */
function* settled(value) {
  return typeof value?.then === 'function' ? yield value : value;
}

/** Thrown where synchronous code would have to wait. */
const waiting = Symbol('waiting');

/** What a promise has settled to; it must have. */
function settledNow(value) {
  if (typeof value?.then !== 'function') return value;
  runMicrotasks();
  const state = promiseState(value);
  if (state === FULFILLED) return promiseResult(value);
  value.catch(() => {});
  throw state === PENDING ? waiting : promiseResult(value);
}

/**
 * Runs a loading to its end. Asynchronous hooks take part only if their answer is there at once: on one thread nobody can wait for
 * them.
 */
function runNow(makeLoading) {
  return orWithoutAsynchronous(() => drive(makeLoading()));
}

function orWithoutAsynchronous(run) {
  try {
    return run();
  } catch (error) {
    if (error !== waiting) throw error;
    return withoutAsynchronous(run);
  }
}

/** What asynchronous hooks answer to a synchronous one. */
const askNow = (ask) => orWithoutAsynchronous(() => settledNow(ask()));

function drive(loading) {
  let step = loading.next();
  while (!step.done) {
    let value;
    try {
      value = settledNow(step.value);
    } catch (error) {
      step = loading.throw(error);
      continue;
    }
    step = loading.next(value);
  }
  return step.value;
}

/** Runs a loading that may wait. */
async function runLater(loading) {
  let step = loading.next();
  while (!step.done) {
    let value;
    try {
      value = await step.value;
    } catch (error) {
      step = loading.throw(error);
      continue;
    }
    step = loading.next(value);
  }
  return step.value;
}

/**
 * @param {string} specifier
 * @param {string|undefined} parentURL
 * @param {Record<string, string>} attributes
 * @returns {Generator<any, {url: string, format?: string, attributes: Record<string, string>}>}
 */
function* resolving(specifier, parentURL, attributes) {
  if (hooks.isEmpty) return { url: defaultResolve(specifier, parentURL), attributes };
  const context = { parentURL, importAttributes: attributes, conditions: [...importConditions()] };
  const resolved = yield* settled(hooks.run('resolve', specifier, context, resolveAsNode, askNow));
  return {
    url: resolved.url,
    format: resolved.format ?? undefined,
    attributes: resolved.importAttributes ?? attributes,
  };
}

/** What load() gives: the format and the source. */
function* loading(url, format, attributes) {
  if (hooks.isEmpty) return loadText(url, { format, importAttributes: attributes });
  const context = { format, importAttributes: attributes, conditions: [...importConditions()] };
  return yield* settled(hooks.run('load', url, context, defaultLoad, askNow));
}

/** What the last hook's nextResolve() does. */
function resolveAsNode(specifier, { parentURL, conditions }) {
  const url = defaultResolve(specifier, parentURL, new Set(conditions));
  const format = formatWithoutSource(url);
  // Hooks see null when the source decides, and undefined when nobody knows.
  return {
    __proto__: null,
    url,
    format: format === undefined ? null : (format ?? undefined),
    importAttributes: undefined,
  };
}

/** The record of a URL; loaded and translated, but not what it imports. */
function* recordOf({ url, format, attributes }, isMain) {
  const key = keyOf(url, attributes);
  const known = modules.get(key);
  if (known !== undefined) return known;
  if (url.startsWith('node:') && hooks.isEmpty) {
    checkAttributes(url, 'builtin', attributes);
    return remember(key, translateBuiltin(url));
  }
  reportImported(url);
  const loaded = yield* loading(url, format, attributes);
  // Another import may have loaded it while this one waited.
  const meanwhile = modules.get(key);
  if (meanwhile !== undefined) return meanwhile;
  return remember(key, translate(url, loaded, isMain));
}

function remember(key, record) {
  modules.set(key, record);
  return record;
}

function translate(url, { format, source }, isMain) {
  switch (format) {
    case 'builtin':
      return translateBuiltin(url);
    case 'module':
      return makeModule(url, textOf(source));
    case 'commonjs':
      return translateCommonJS(
        url,
        source === null || source === undefined ? undefined : textOf(source),
        isMain,
        loadCommonJS,
      );
    case 'module-typescript':
      return makeModule(url, stripTypes(url, source));
    case 'commonjs-typescript': {
      const stripped = stripTypes(url, source);
      // What no hook has changed is read by the loader of CommonJS, which strips it again.
      return translateCommonJS(url, hooks.isEmpty ? undefined : stripped, isMain, loadCommonJS);
    }
    case 'json':
      return translateJson(url, textOf(source));
    case 'wasm':
      return require('internal/modules/esm/wasm').translateWasm(url, source);
    default:
      throw new codes.ERR_UNKNOWN_MODULE_FORMAT(format, url);
  }
}

const stripTypes = (url, source) => require('internal/modules/typescript').stripModuleTypes(textOf(source), url);

/** Source as hooks may give it. */
function textOf(source) {
  if (typeof source === 'string') return source;
  if (!isArrayBufferView(source) && !isAnyArrayBuffer(source)) {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('string, array buffer, or typed array', 'load', 'source', source);
  }
  const { Buffer } = require('buffer');
  const { TextDecoder } = require('internal/encoding');
  return Buffer.isBuffer(source) ? source.toString() : new TextDecoder().decode(source);
}

/** A record of module source; it is put into the map by the caller. */
function makeModule(url, source, name) {
  const meta = makeMeta(url, url === mainURL, resolveForMeta);
  const importModule = (specifier, options) => importDynamically(specifier, options, url);
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  return translateModule(url, text, { meta, importModule }, name);
}

/** CommonJS under a module: through the loader of CommonJS, so that both see the same module. */
function loadCommonJS(filename, source, isMain) {
  const { Module, loadWithoutHooks } = require('internal/modules/cjs/loader');
  if (source === undefined || Module._cache[filename] !== undefined) {
    return hooks.hasSynchronous
      ? loadWithoutHooks(filename, undefined, isMain)
      : Module._load(filename, undefined, isMain);
  }
  // A hook has given the source.
  const module = new Module(filename);
  module.filename = filename;
  module.paths = Module._nodeModulePaths(module.path);
  Module._cache[filename] = module;
  module._compile(source, filename, 'commonjs');
  module.loaded = true;
  return module.exports;
}

/** import.meta.resolve */
function resolveForMeta(specifier, parentURL) {
  const { url, format } = runNow(() => resolving(specifier, parentURL, NO_ATTRIBUTES));
  // The package.json of what is found has to be one.
  if (format === undefined) formatWithoutSource(url);
  return url;
}

/** Loads all that a record imports, and what that imports. */
function* loadGraph(root) {
  const waiting = [root];
  const fresh = new Map();
  for (let record; (record = waiting.pop()) !== undefined;) {
    if (record.imports !== undefined || fresh.has(record)) continue;
    const imports = new Map();
    fresh.set(record, imports);
    for (const { specifier, attributes } of record.requests) {
      const resolved = yield* resolving(specifier, record.url, attributes);
      const imported = yield* recordOf(resolved, false);
      imports.set(specifier, imported);
      waiting.push(imported);
    }
  }
  for (const [record, imports] of fresh) if (record.imports === undefined) record.link(imports);
  return root;
}

/** Resolves, loads and links. */
function* importing(specifier, parentURL, attributes) {
  const resolved = yield* resolving(specifier, parentURL, attributes);
  const record = yield* recordOf(resolved, false);
  return yield* loadGraph(record);
}

/**
 * import()
 *
 * @param {string} specifier
 * @param {string} [parentURL]
 * @param {Record<string, string>} [attributes]
 * @returns {Promise<object>} the namespace
 */
async function importModule(specifier, parentURL, attributes = NO_ATTRIBUTES) {
  // The code that asks runs on first.
  await undefined;
  const record = await runLater(importing(specifier, parentURL, attributes));
  await evaluate(record);
  return record.namespace;
}

/** Runs a graph; what is only wrong because CommonJS was meant says so. */
async function evaluate(record) {
  try {
    await record.evaluate();
  } catch (error) {
    if (error instanceof ReferenceError) explainReference(error, record);
    throw error;
  }
}

/** import() in source: its specifier is converted, its failures are rejections. */
async function importDynamically(specifier, options, parentURL) {
  const text = `${specifier}`;
  const attributes = attributesOf(options);
  if (!importChannel.hasSubscribers) return importModule(text, parentURL, attributes);
  const event = { __proto__: null, parentURL, url: text };
  return importChannel.tracePromise(importModule, event, undefined, text, parentURL, attributes);
}

/**
 * Runs source that has no file as a module.
 *
 * @param {string} source
 * @param {string} url
 * @param {(error: SyntaxError) => string} [correct] gives other source when this does not compile
 * @returns {Promise<object>} the namespace
 */
async function evaluateSource(source, url, correct) {
  let record;
  try {
    record = makeModule(url, source);
  } catch (error) {
    if (correct === undefined) throw error;
    record = makeModule(url, correct(error));
  }
  remember(keyOf(url, NO_ATTRIBUTES), record);
  await undefined;
  await runLater(loadGraph(record));
  await nextTurn();
  await evaluate(record);
  return record.namespace;
}

/**
 * module.register(): hooks that a module exports, in force when this returns.
 *
 * @param {string} specifier
 * @param {string} parentURL
 * @param {any} data for its initialize()
 */
function register(specifier, parentURL, data) {
  const record = runNow(() => importing(specifier, parentURL, NO_ATTRIBUTES));
  if (!record.evaluateNow()) {
    throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('A top-level await in a module of hooks');
  }
  const { namespace } = record;
  registerAsynchronous(namespace, record.url, namespace.initialize?.(data));
}

/** --experimental-loader */
async function importLoaders(specifiers) {
  const base = pathToFileURL(`${process.cwd()}/`).href;
  for (const specifier of specifiers) {
    const record = await runLater(importing(specifier, base, NO_ATTRIBUTES));
    await evaluate(record);
    await record.namespace.initialize?.();
    registerAsynchronous(record.namespace, record.url);
  }
}

/**
 * --import: runs modules before the program, one after the other.
 *
 * @param {string[]} specifiers
 */
async function importBefore(specifiers) {
  const base = pathToFileURL(`${process.cwd()}/`).href;
  for (const specifier of specifiers) await importModule(specifier, base);
}

/**
 * Runs the program's entry point.
 *
 * @param {string} specifier its URL
 */
async function importMain(specifier) {
  await undefined;
  const record = await runLater(loadingMain(specifier));
  await nextTurn();
  await evaluate(record);
}

/** What was put off while modules were read comes before they run, as it does where reading them takes turns of the loop. */
const nextTurn = () => new Promise((resolve) => process.nextTick(resolve));

function* loadingMain(specifier) {
  const resolved = yield* resolving(specifier, undefined, NO_ATTRIBUTES);
  mainURL = resolved.url;
  return yield* loadGraph(yield* recordOf(resolved, true));
}

/**
 * Loads a module for require(), with all that it imports.
 *
 * @param {string} filename
 * @param {string} [source] its source, if that has been read
 * @returns {import('internal/modules/esm/record').ModuleRecord}
 */
function loadForRequire(filename, source) {
  const url = pathToFileURL(filename).href;
  const attributes = NO_ATTRIBUTES;
  const key = keyOf(url, attributes);
  let record = modules.get(key);
  if (record === undefined && source !== undefined && (hooks.isEmpty || hooks.hasSynchronous))
    record = remember(key, makeModule(url, source));
  record ??= runNow(() => recordOf({ url, format: undefined, attributes }, false));
  return runNow(() => loadGraph(record));
}

/** Tells where the modules wait that keep the program from ending. */
function reportUnsettled() {
  const { findTopLevelAwait, show } = require('internal/modules/esm/top_level_await');
  const waiting = [...modules.values()].filter((record) => record.isWaiting);
  const graph = new Set(waiting.flatMap((root) => [...root.graph()]));
  for (const record of graph) {
    const place = record.topLevelAwait(findTopLevelAwait);
    if (place === undefined || !record.isStalled || record.imports.values().some((imported) => imported.isStalled))
      continue;
    internalBinding('process').rawDebug(
      `Warning: Detected unsettled top-level await at ${show(record.url, place)}\n\n\n`,
    );
    return;
  }
}

module.exports = {
  evaluateSource,
  importBefore,
  importDynamically,
  importMain,
  importLoaders,
  importModule,
  loadForRequire,
  makeModule,
  register,
  reportUnsettled,
  resolveForMeta,
};
