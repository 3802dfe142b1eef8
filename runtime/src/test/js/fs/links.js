'use strict';

// Links keep their text; realpath follows them.

const fs = require('fs');
const { at, dir } = require('./fixtures/scratch');

fs.mkdirSync(at('a', 'b'), { recursive: true });
for (const target of ['a', './a//b', '../x', 'a/', '\u00e4']) {
  fs.symlinkSync(target, at('link'));
  console.log(fs.readlinkSync(at('link')), fs.readlinkSync(at('link'), 'hex'));
  fs.unlinkSync(at('link'));
}
fs.symlinkSync(at('a'), at('link'), 'dir');
const real = fs.realpathSync(dir);
const local = (p) => p.toString().replace(real, '<dir>');
console.log(local(fs.realpathSync(at('link', 'b', '..', 'b'))), local(fs.realpathSync.native(at('link'))));
console.log(local(fs.realpathSync(at('link'), 'buffer')));
async function run() {
  await new Promise((resolve) => fs.realpath(at('link'), (error, p) => resolve(console.log(error, local(p)))));
  await new Promise((resolve) => {
    fs.realpath.native(at('link'), 'utf8', (error, p) => resolve(console.log(error, local(p))));
  });
  console.log(local(await fs.promises.realpath(at('link'))));
  console.log((await fs.promises.readlink(at('link'))) === at('a'));
  fs.writeFileSync(at('file'), 'x');
  fs.link(at('file'), at('hard'), (...results) => {
    console.log(results, fs.statSync(at('hard')).nlink);
    fs.renameSync(at('hard'), at('file'));
    fs.copyFileSync(at('file'), at('copy'));
    console.log(fs.readdirSync(dir));
  });
}
run();
