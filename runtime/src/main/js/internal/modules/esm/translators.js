'use strict';

// From the source of a format to a module of V8.

const { codes } = require('internal/errors');
const { fileURLToPath } = require('internal/url');
const { ModuleRecord } = require('internal/modules/esm/record');
const { rememberMap } = require('internal/source_map/support');
const { NativeModule } = require('internal/modules/esm/native_module');
const { IMPORT_NAME } = require('internal/modules/rewrite_script');
const { rewriteModule, META_NAME } = require('internal/modules/esm/rewrite');

let count = 0;

/**
 * An ES module.
 *
 * @param {string} url
 * @param {string} source
 * @param {{meta: object, importModule: Function}} own what import.meta and import() are in it
 */
function translateModule(url, source, own, name = url, lineOffset = 0, columnOffset = 0) {
  const metaName = `gori:meta/${++count}`;
  const rewritten = rewriteModule(source, metaName);
  rememberMap(name, source);
  let native;
  try {
    native = NativeModule.compile(rewritten.source, name, lineOffset, columnOffset, true);
  } catch (error) {
    // What does not compile is to be told of the source as it is.
    if (rewritten.asks) NativeModule.compile(source, name, lineOffset, columnOffset).release();
    throw error;
  }
  const record = new ModuleRecord(url, 'module', native, rewritten.requests);
  if (/\bawait\b/.test(source)) record.source = source;
  if (rewritten.asks) {
    record.own = {
      specifier: metaName,
      native: NativeModule.of(metaName, { [IMPORT_NAME]: own.importModule, [META_NAME]: own.meta }),
    };
  }
  return record;
}

/**
 * A module whose exports are values that appear when it is run.
 *
 * @param {string} url
 * @param {string} format
 * @param {string[]} names
 * @param {(...namespaces: object[]) => Record<string, any>} produce the values; called once, when the module's turn has come
 * @param {import('internal/modules/esm/rewrite').Request[]} [requests] modules whose namespaces it is called with
 * @returns {{record: ModuleRecord, update: (values: Record<string, any>) => void}} update gives the exports new values
 */
function translateValues(url, format, names, produce, requests = []) {
  const own = `gori:values/${++count}`;
  let assign;
  const connect = (setter, ...namespaces) => {
    assign = setter;
    assign(produce(...namespaces));
  };
  const imports = requests.map(({ specifier }, i) => `import*as n${i} from${JSON.stringify(specifier)};`).join('');
  const namespaces = requests.map((_, i) => `,n${i}`).join('');
  const variables = names.map((_, i) => `v${i}`);
  const declarations = variables.length === 0 ? '' : `let ${variables};`;
  const exported = names.map((name, i) => `v${i} as ${JSON.stringify(name)}`);
  const assignments = names.map((name, i) => `v${i}=o[${JSON.stringify(name)}]`).join(';');
  const source =
    `${imports}import{connect}from${JSON.stringify(own)};${declarations}export{${exported}};` +
    `connect(o=>{${assignments}}${namespaces})`;
  const native = NativeModule.compile(source, 'node:internal/modules/esm/translators');
  const record = new ModuleRecord(url, format, native, requests);
  record.own = { specifier: own, native: NativeModule.of(own, { connect }) };
  return { record, update: (values) => assign?.(values) };
}

/** A JSON file; require() gives the same value. */
function translateJson(url, source) {
  const { Module } = require('internal/modules/cjs/loader');
  const isFile = url.startsWith('file:') && !/[?#]/.test(url);
  const filename = isFile ? fileURLToPath(url) : url;
  let module = isFile ? Module._cache[filename] : undefined;
  if (module?.loaded !== true) {
    module = new Module(filename);
    module.filename = filename;
    module.exports = parseJson(filename, source);
    module.loaded = true;
    if (isFile) Module._cache[filename] = module;
  }
  return translateValues(url, 'json', ['default'], () => ({ default: module.exports })).record;
}

function parseJson(filename, source) {
  try {
    return JSON.parse(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
}

const builtins = new Map();

/** A builtin: its exports by name, as they were when it was first imported, or last synchronized. */
function translateBuiltin(url) {
  const { isBuiltin, loadBuiltin } = require('internal/modules/builtins');
  if (!isBuiltin(url)) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(url);
  const exports = loadBuiltin(url);
  const keys = Object.keys(exports);
  const names = keys.includes('default') ? keys : ['default', ...keys];
  const read = () => {
    const values = { __proto__: null, default: exports };
    for (const key of keys) if (key !== 'default') values[key] = readExport(exports, key);
    if (keys.includes('default')) values.default = exports;
    return values;
  };
  const { record, update } = translateValues(url, 'builtin', names, read);
  builtins.set(url, () => update(read()));
  return record;
}

/** The value of an export; one whose getter fails has none. */
function readExport(exports, name) {
  try {
    return exports[name];
  } catch {
    return undefined;
  }
}

/** Gives the exports of all builtins that were imported the values that require() shows. */
function syncBuiltinESMExports() {
  for (const update of builtins.values()) update();
}

/** CommonJS: its exports by name as far as the source tells them, and all of them as default. */
function translateCommonJS(url, source, isMain, load) {
  const { exportNamesOf } = require('internal/modules/esm/commonjs_exports');
  const filename = url.startsWith('file:') ? fileURLToPath(url) : url;
  const found = exportNamesOf(filename, source);
  const names = [...new Set([...found, 'default', 'module.exports'])];
  const produce = () => {
    const exports = load(filename, source, isMain);
    const values = { __proto__: null };
    if (exports !== null && exports !== undefined) {
      for (const name of names) if (Object.hasOwn(exports, name)) values[name] = readExport(exports, name);
    }
    values.default = exports;
    values['module.exports'] = exports;
    return values;
  };
  return translateValues(url, 'commonjs', names, produce).record;
}

/** A module with the exports of another, and the mark of what was compiled to CommonJS. */
function translateAgain(original) {
  const source = 'export*from"original";export{default}from"original";export const __esModule=true;';
  const record = new ModuleRecord(original.url, 'module', NativeModule.compile(source, original.url));
  record.link(new Map([['original', original]]));
  record.evaluateNow();
  return record;
}

module.exports = {
  syncBuiltinESMExports,
  translateAgain,
  translateBuiltin,
  translateCommonJS,
  translateJson,
  translateModule,
  translateValues,
};
