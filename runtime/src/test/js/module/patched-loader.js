'use strict';

// What test runners and tracers do to the loader.
const Module = require('module');
const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'virtual' ? { virtual: true } : Reflect.apply(load, this, [request, ...rest]);
};
console.log(require('virtual'));
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return Reflect.apply(resolve, this, [request === 'alias' ? `${__dirname}/fixtures/dir` : request, ...rest]);
};
console.log(require('alias'));
Module._extensions['.txt'] = (module, file) => {
  module.exports = `text of ${require('path').basename(file)}`;
};
console.log(require('./fixtures/empty/not-a-module'));
Module.wrapper[0] += 'exports.wrapped = true;';
console.log(require('./fixtures/cycle-b').wrapped);
