'use strict';

// A module of more than 64 Ki characters, whose code may come from a cache, is told of like any other.

const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gori-large-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = (name, end) => {
  const full = path.join(folder, name);
  fs.writeFileSync(full, `${'// a line that says nothing\n'.repeat(3000)}${end}\n`);
  return full;
};
const show = (error, lines) => {
  const stack = error.stack.replaceAll(folder, '');
  console.log(stack.split('\n').slice(0, lines).join('\n'), stack.includes(path.basename(__filename)));
};

try {
  require(file('broken.js', 'exports.a = ;'));
} catch (error) {
  show(error, 5);
}
const { fail } = require(file('fails.js', 'exports.fail = function fail() { throw new RangeError("no"); };'));
try {
  fail();
} catch (error) {
  show(error, 2);
}
