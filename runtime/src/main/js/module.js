'use strict';

const { Module } = require('internal/modules/cjs/loader');
const { stripTypeScriptTypes } = require('internal/modules/typescript');

Module.stripTypeScriptTypes = stripTypeScriptTypes;

module.exports = Module;
