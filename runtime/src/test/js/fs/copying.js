'use strict';

// fs.cp: files, trees, links, filters, refusals.

const fs = require('fs');
const { at, dir } = require('./fixtures/scratch');

fs.mkdirSync(at('src', 'sub', 'deep'), { recursive: true });
fs.writeFileSync(at('src', 'a'), 'A', { mode: 0o600 });
fs.writeFileSync(at('src', 'sub', 'b'), 'B');
fs.symlinkSync('a', at('src', 'link'));
fs.utimesSync(at('src', 'a'), 100, 200);

const list = (name) => fs.readdirSync(at(name), { recursive: true }).sort().join();
const refused = (call) => {
  try {
    call();
    console.log('no error');
  } catch (error) {
    console.log(error.name, error.code, error.errno, error.syscall);
  }
};

fs.cpSync(at('src'), at('one'), { recursive: true, preserveTimestamps: true });
console.log(list('one'), fs.statSync(at('one', 'a')).mtimeMs, fs.readlinkSync(at('one', 'link')).replace(dir, ''));
fs.cpSync(at('src'), at('two', 'deeper'), { recursive: true, verbatimSymlinks: true });
console.log(list('two'), fs.readlinkSync(at('two', 'deeper', 'link')));
fs.cpSync(at('src'), at('three'), { recursive: true, filter: (from) => !from.endsWith('sub') });
console.log(list('three'));
fs.cpSync(at('src'), at('four'), { recursive: true, dereference: true });
console.log(fs.lstatSync(at('four', 'link')).isFile());
fs.writeFileSync(at('one', 'a'), 'changed');
const plain = (from) => !from.endsWith('link');
fs.cpSync(at('src'), at('one'), { recursive: true, force: false, filter: plain });
console.log(fs.readFileSync(at('one', 'a'), 'utf8'));
refused(() => fs.cpSync(at('src'), at('five')));
refused(() => fs.cpSync(at('src'), at('src', 'sub', 'x'), { recursive: true }));
refused(() => fs.cpSync(at('src', 'a'), at('src', 'a')));
refused(() => fs.cpSync(at('src', 'a'), at('one')));
refused(() => fs.cpSync(at('src', 'a'), at('one', 'a'), { force: false, errorOnExist: true }));
refused(() => fs.cpSync(at('src'), at('one', 'a'), { recursive: true }));
fs.cp(at('src'), at('six'), { recursive: true, filter: async () => true }, (error) => {
  console.log(error, list('six'));
  fs.promises.cp(at('src', 'a'), at('seven', 'a')).then(() => {
    console.log(list('seven'));
    fs.copyFile(at('src', 'a'), at('eight'), fs.constants.COPYFILE_EXCL, (error) => {
      console.log(error, (fs.statSync(at('eight')).mode & 0o777).toString(8));
    });
  });
});
