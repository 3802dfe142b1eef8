// Files that do not say whether they are CommonJS or ES modules.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gori-detection-')));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
process.on('warning', ({ code, message }) => console.log(code, message.replaceAll(folder, '')));
fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');

const sources = {
  imports: 'import fs from "fs"; export default typeof fs.statSync;',
  exports: 'export const style = typeof module;',
  meta: 'export default import.meta.filename.endsWith("meta.js");',
  'meta-only': 'globalThis.seen = import.meta.url.endsWith("meta-only.js");',
  names: 'const require = 1, module = 2; export default [require, module];',
  'names-only': 'const __filename = typeof module; globalThis.seen = __filename;',
  commonjs: 'module.exports = "import x from y";',
  dynamic: 'module.exports = [typeof import("fs").then, typeof module];',
  broken: 'const a b;',
};
for (const [name, source] of Object.entries(sources)) {
  const file = path.join(folder, `${name}.js`);
  fs.writeFileSync(file, source);
  try {
    const found = require(file);
    console.log(name, found.default ?? found, globalThis.seen);
  } catch (error) {
    console.log(name, error.name, error.message);
  }
}
