'use strict';

// mkdir tells the first directory made in the words it was given; opendirSync does not tell the path.

const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gori-named-'));
const before = process.cwd();
process.chdir(dir);
for (const given of ['a/', 'a//b//c', './a/./d/e', 'a/f/../g', 'a/f', 'h/i/', 'k///']) {
  console.log(given, fs.mkdirSync(given, { recursive: true }));
}
console.log(fs.mkdirSync(`${dir}/l/m`, { recursive: true }).replace(dir, '<dir>'));
try {
  fs.opendirSync('no');
} catch (error) {
  console.log(error.message, Object.keys(error));
}
fs.opendir('no', (error) => {
  console.log(error.message, error.path);
  process.chdir(before);
  fs.rmSync(dir, { recursive: true });
});
