'use strict';

const { Module } = require('internal/modules/cjs/loader');
const { getSourceMapsSupport, setSourceMapsSupport } = require('internal/source_map/support');

// Most programs need neither: they are loaded when they are called.
Module.findSourceMap = function findSourceMap(path) {
  return require('internal/source_map/cache').findSourceMap(path);
};
Module.stripTypeScriptTypes = function stripTypeScriptTypes(code, options = undefined) {
  return require('internal/modules/typescript').stripTypeScriptTypes(code, options);
};
Module.constants = Object.freeze({
  __proto__: null,
  compileCacheStatus: Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 }),
});
Module.getSourceMapsSupport = getSourceMapsSupport;
Module.setSourceMapsSupport = setSourceMapsSupport;

Object.defineProperty(Module, 'SourceMap', {
  get: () => require('internal/source_map/source_map').SourceMap,
  enumerable: true,
  configurable: true,
});

module.exports = Module;
