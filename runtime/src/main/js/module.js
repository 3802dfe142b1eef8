'use strict';

const { Module } = require('internal/modules/cjs/loader');
const { stripTypeScriptTypes } = require('internal/modules/typescript');
const { findSourceMap } = require('internal/source_map/cache');
const { getSourceMapsSupport, setSourceMapsSupport } = require('internal/source_map/support');

Module.findSourceMap = findSourceMap;
Module.getSourceMapsSupport = getSourceMapsSupport;
Module.setSourceMapsSupport = setSourceMapsSupport;
Module.stripTypeScriptTypes = stripTypeScriptTypes;

Object.defineProperty(Module, 'SourceMap', {
  get: () => require('internal/source_map/source_map').SourceMap,
  enumerable: true,
  configurable: true,
});

module.exports = Module;
