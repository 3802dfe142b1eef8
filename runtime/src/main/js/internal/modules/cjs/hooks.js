'use strict';

// require() under the hooks of module.registerHooks().

const fs = require('fs');
const path = require('path');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { fileURLToPath, pathToFileURL } = require('internal/url');
const { hooks } = require('internal/modules/esm/hooks');
const { isBuiltin } = require('internal/modules/builtins');
const { requireConditions } = require('internal/modules/package_exports');
const { Module, formatOf, parseJson, stripBom } = require('internal/modules/cjs/loader');

/** Extensions whose files are read through the hooks; what a program registers for others reads them itself. */
const HOOKED = new Set(['.js', '.json']);

const urlOf = (filename) => (path.isAbsolute(filename) ? pathToFileURL(filename).href : filename);

/** Module._load with hooks. */
function load(request, parent, isMain, loadDefault) {
  if (!hooks.hasSynchronous) return loadDefault(request, parent, isMain);
  return loadDefault(request, parent, isMain, resolve(request, parent, isMain));
}

function resolve(request, parent, isMain) {
  const context = {
    parentURL: parent?.filename ? urlOf(parent.filename) : undefined,
    importAttributes: undefined,
    conditions: [...requireConditions()],
  };
  let filename;
  const last = (specifier) => {
    const isNamed = specifier.startsWith('node:');
    if (isNamed && !isBuiltin(specifier)) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(specifier);
    filename = Module._resolveFilename(specifier, parent, isMain);
    const url = isBuiltin(filename) && !isNamed ? `node:${filename}` : urlOf(filename);
    return { __proto__: null, url, format: isNamed ? 'builtin' : undefined, importAttributes: undefined };
  };
  const { url, format } = hooks.runSynchronous('resolve', request, context, last);
  if (url.startsWith('file:')) filename = fileURLToPath(url);
  else if (filename === undefined || !isBuiltin(filename) || `node:${filename}` !== url) filename = url;
  return { filename, url, format };
}

/** What Module.prototype.load does, with the source that the hooks give. */
function loadSource(module, { filename, url, format }) {
  if (Module._extensions[path.extname(filename)] !== undefined && !HOOKED.has(path.extname(filename))) {
    module.load(filename);
    return;
  }
  const context = {
    format: format ?? formatOf(filename),
    importAttributes: undefined,
    conditions: [...requireConditions()],
  };
  const read = (at, { format: known }) => ({ format: known, source: fs.readFileSync(fileURLToPath(at), 'utf8') });
  const loaded = hooks.runSynchronous('load', url, context, read, false);
  const { source } = loaded;
  if (source === null || source === undefined) {
    module.load(filename);
    return;
  }
  module.filename = filename;
  module.paths = Module._nodeModulePaths(path.dirname(filename));
  const text = typeof source === 'string' ? source : Buffer.from(source).toString();
  if (loaded.format === 'json') module.exports = parseJson(filename, text);
  else module._compile(stripBom(text), filename, loaded.format);
  module.loaded = true;
}

module.exports = { load, loadSource };
