'use strict';

// The names that a CommonJS module exports, as far as its source tells: cjs-module-lexer's rules, through re-exports.

const fs = require('fs');
const path = require('path');
const { typeScriptMode } = require('internal/options');

const known = new Map();

function parse(source) {
  try {
    return require('internal/npm/cjs-module-lexer/lexer').parse(source);
  } catch {
    // What is no JavaScript exports nothing; running it tells why.
    return { exports: [], reexports: [] };
  }
}

/**
 * @param {string} filename
 * @param {string|undefined} [source] read when it is not given
 * @returns {Set<string>}
 */
function exportNamesOf(filename, source) {
  const before = known.get(filename);
  if (before !== undefined) return before;
  const names = new Set();
  known.set(filename, names);
  const { Module } = require('internal/modules/cjs/loader');
  const loaded = Module._cache[filename];
  if (source === undefined) {
    try {
      source = fs.readFileSync(filename, 'utf8');
      if (/\.[cm]?ts$/.test(filename) && typeScriptMode() !== false) {
        source = require('internal/modules/typescript').stripModuleTypes(source, filename);
      }
    } catch {
      // Running the module that re-exports it tells why.
      return names;
    }
  }
  const { exports, reexports } = parse(source);
  for (const name of exports) names.add(name);
  if (loaded?.loaded) {
    const { exports: values } = loaded;
    if ((typeof values === 'object' && values !== null) || typeof values === 'function') {
      for (const name of Object.keys(values)) names.add(name);
    }
  }
  if (reexports.length > 0) addReexports(names, filename, reexports, Module);
  return names;
}

function addReexports(names, filename, reexports, Module) {
  const from = new Module(filename, undefined);
  from.filename = filename;
  from.paths = Module._nodeModulePaths(path.dirname(filename));
  for (const request of reexports) {
    let resolved;
    try {
      resolved = Module._resolveFilename(request, from, false);
    } catch {
      // The same: running it tells why.
      continue;
    }
    if (!path.isAbsolute(resolved)) continue;
    const extension = path.extname(resolved);
    if (extension !== '.js' && extension !== '.cjs' && Module._extensions[extension]) continue;
    for (const name of exportNamesOf(resolved)) names.add(name);
  }
}

module.exports = { exportNamesOf };
