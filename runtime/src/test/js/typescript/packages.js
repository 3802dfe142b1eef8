'use strict';
// A package whose sources are TypeScript runs where a workspace links to it, by require and by import; not from node_modules itself.

const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'workspace-')));
const write = (file, text) => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
};
const source = `
import { basename } from 'node:path';
export interface Counted { count: number }
export const next = (counted: Counted): number => counted.count + 1;
export default basename(import.meta.url) as string;
`;
write('packages/typed/package.json', '{ "name": "typed", "type": "module", "exports": "./index.ts" }');
write('packages/typed/index.ts', source);
write('node_modules/installed/package.json', '{ "name": "installed", "exports": "./index.ts" }');
write('node_modules/installed/index.ts', source);
fs.symlinkSync('../packages/typed', path.join(folder, 'node_modules/typed'));
write(
  'main.cts',
  "const { default: name, next } = require('typed'); module.exports = [name, next({ count: 1 } as object)];",
);
write('main.mts', "import name, { next } from 'typed'; export default [name, next({ count: 2 })] satisfies unknown[];");
write('main.cjs', "require('installed')");

process.removeAllListeners('warning');
console.log(require(path.join(folder, 'main.cts')));
import(path.join(folder, 'main.mts')).then(({ default: result }) => {
  console.log(result);
  try {
    require(path.join(folder, 'main.cjs'));
  } catch (error) {
    console.log(error.code);
  }
  fs.rmSync(folder, { recursive: true });
});
