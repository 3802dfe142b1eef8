'use strict';

// require() under the hooks of module.registerHooks().

const path = require('path');
const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { fileURLToPath, pathToFileURL } = require('internal/url');
const { hooks } = require('internal/modules/esm/hooks');
const { NO_ATTRIBUTES } = require('internal/modules/esm/attributes');
const { formatWithoutSource } = require('internal/modules/esm/formats');
const { load: defaultLoad } = require('internal/modules/esm/load');
const { isBuiltin } = require('internal/modules/builtins');
const { requireConditions } = require('internal/modules/package_exports');
const { Module } = require('internal/modules/cjs/loader');

const urlOf = (filename) => (path.isAbsolute(filename) ? pathToFileURL(filename).href : filename);

/** Module._load with hooks. */
function load(request, parent, isMain, loadDefault) {
  if (!hooks.hasSynchronous) return loadDefault(request, parent, isMain);
  return loadDefault(request, parent, isMain, resolve(request, parent, isMain));
}

function resolve(request, parent, isMain) {
  const context = {
    parentURL: parent?.filename ? urlOf(parent.filename) : undefined,
    importAttributes: NO_ATTRIBUTES,
    conditions: [...requireConditions()],
  };
  let filename;
  const last = (specifier) => {
    if (specifier.startsWith('node:') && !isBuiltin(specifier)) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(specifier);
    filename = Module._resolveFilename(specifier, parent, isMain);
    if (isBuiltin(filename))
      return { url: filename.startsWith('node:') ? filename : `node:${filename}`, format: 'builtin' };
    const url = urlOf(filename);
    return { url, format: formatWithoutSource(url) ?? undefined };
  };
  const { url, format } = hooks.runSynchronous('resolve', request, context, last);
  if (url.startsWith('file:')) filename = fileURLToPath(url);
  else if (filename === undefined || !isBuiltin(filename) || `node:${filename}` !== url) filename = url;
  return { filename, url, format };
}

/** What Module.prototype.load does, with the source that the hooks give. */
function loadSource(module, { filename, url, format }) {
  const context = { conditions: [...requireConditions()], format, importAttributes: NO_ATTRIBUTES };
  const loaded = hooks.runSynchronous('load', url, context, defaultLoad);
  const { source } = loaded;
  if (source === null || source === undefined) {
    module.load(filename);
    return;
  }
  module.filename = filename;
  module.paths = Module._nodeModulePaths(path.dirname(filename));
  const text = typeof source === 'string' ? source : Buffer.from(source).toString();
  if (loaded.format === 'json') module.exports = JSON.parse(text);
  else module._compile(text, filename, loaded.format);
  module.loaded = true;
}

module.exports = { load, loadSource };
