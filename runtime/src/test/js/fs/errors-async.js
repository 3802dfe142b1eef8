'use strict';

// Callbacks and promises get the errors that Sync calls throw.

const fs = require('fs');
const { at, tell } = require('./fixtures/scratch');

fs.writeFileSync(at('file'), 'text');
fs.mkdirSync(at('full'));

const no = at('no');
const calls = [
  ['open', no],
  ['readFile', no],
  ['readFile', at('full')],
  ['writeFile', at('no', 'x'), 'text'],
  ['stat', no],
  ['access', no],
  ['chmod', no, 0o600],
  ['unlink', at('full')],
  ['rename', no, at('x')],
  ['link', no, at('x')],
  ['symlink', 'x', at('file')],
  ['readlink', at('file')],
  ['readdir', at('file')],
  ['opendir', no],
  ['mkdir', at('file')],
  ['rmdir', at('file')],
  ['rm', no],
  ['copyFile', no, at('x')],
  ['truncate', no],
  ['utimes', no, 1, 1],
];

async function run() {
  for (const [name, ...args] of calls) {
    const fromCallback = await new Promise((resolve) => fs[name](...args, (...results) => resolve(results)));
    console.log(name, fromCallback.length, tell(fromCallback[0]));
    const fromPromise = await fs.promises[name](...args).catch((error) => error);
    console.log(name, tell(fromPromise));
  }
}
run();
