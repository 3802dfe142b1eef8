'use strict';

const { Module } = require('internal/modules/cjs/loader');
const {
  compileCacheStatus,
  enableCompileCache,
  flushCompileCache,
  getCompileCacheDir,
} = require('internal/modules/compile_cache');
const { getSourceMapsSupport, setSourceMapsSupport } = require('internal/source_map/support');

// Most programs need neither: they are loaded when they are called.
Module.findSourceMap = function findSourceMap(path) {
  return require('internal/source_map/cache').findSourceMap(path);
};
Module.stripTypeScriptTypes = function stripTypeScriptTypes(code, options = undefined) {
  return require('internal/modules/typescript').stripTypeScriptTypes(code, options);
};
Module.constants = Object.freeze({ __proto__: null, compileCacheStatus });
Module.enableCompileCache = enableCompileCache;
Module.flushCompileCache = flushCompileCache;
Module.getCompileCacheDir = getCompileCacheDir;
Module.getSourceMapsSupport = getSourceMapsSupport;
Module.setSourceMapsSupport = setSourceMapsSupport;

Object.defineProperty(Module, 'SourceMap', {
  get: () => require('internal/source_map/source_map').SourceMap,
  enumerable: true,
  configurable: true,
});

module.exports = Module;
