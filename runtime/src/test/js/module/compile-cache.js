'use strict';
// What a program can ask of the code cache.

const fs = require('fs');
const module_ = require('module');
const os = require('os');
const path = require('path');

console.log(module_.constants.compileCacheStatus);
console.log(module_.getCompileCacheDir());
for (const bad of [5, null, { directory: 5 }]) {
  try {
    module_.enableCompileCache(bad);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'compile-cache-'));
const first = module_.enableCompileCache(folder);
const used = module_.getCompileCacheDir();
console.log(first.status, first.directory === folder, path.dirname(used) === folder);
const second = module_.enableCompileCache({ directory: path.join(folder, 'other') });
console.log(second.status, second.directory === used, module_.getCompileCacheDir() === used);
fs.writeFileSync(
  path.join(folder, 'large.js'),
  `module.exports = [\n${"() => 'text of a function',\n".repeat(5000)}];`,
);
console.log(require(path.join(folder, 'large.js')).length, module_.flushCompileCache());
console.log(fs.readdirSync(used).length > 0);
console.log([module_.enableCompileCache, module_.flushCompileCache, module_.getCompileCacheDir].map((f) => f.length));
fs.rmSync(folder, { recursive: true });
