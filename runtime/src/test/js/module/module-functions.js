'use strict';

const Module = require('module');
console.log(
  typeof Module,
  Module === Module.Module,
  Module.isBuiltin('fs'),
  Module.isBuiltin('node:fs'),
  Module.isBuiltin('x'),
);
console.log(Module.wrap('x'), Module._nodeModulePaths('/a/node_modules/b'), Module._nodeModulePaths('/'));
console.log(
  Module._extensions === require.extensions,
  Module._cache === require.cache,
  Object.keys(require.extensions),
);
const module2 = new Module('x');
module2._compile('module.exports = { a: 1, f: __filename, d: __dirname }', '/tmp/made-up.js');
console.log(module2.exports, module2.id, module2.loaded);
for (const bad of ['./x', 5, undefined]) {
  try {
    Module.createRequire(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
try {
  new Module('x')._compile('let a = 1;\nlet b = ;', '/tmp/made-up.js');
} catch (error) {
  console.log(error.name, error.message, error.stack.split('\n').slice(0, 5));
}
