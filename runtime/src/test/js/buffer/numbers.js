'use strict';
// Reading and writing numbers: results at the edges, and the errors beyond them. Printed are a digest of each method's results
// and every message once.
const { createHash } = require('crypto');
let lines = [];
const messages = new Set();
const attempt = (label, operation) => {
  try {
    lines.push(`${label} ${operation()}`);
  } catch (error) {
    messages.add(error.message);
    lines.push(`${label} ${error.name} ${error.code} ${error.message}`);
  }
};
const report = (name) => {
  console.log(name, lines.length, createHash('sha1').update(lines.join()).digest('hex'));
  lines = [];
};
const bytes = Buffer.from([0x80, 0xff, 0x7f, 0x00, 0x01, 0xfe, 0x9a, 0xbc, 0xde]);
const methods = Object.getOwnPropertyNames(Buffer.prototype).sort();
for (const name of methods) {
  if (!/^read/.test(name)) continue;
  for (const args of [[], [1], [0, 3], [1, 6], [8], [-1], [1.5], ['1'], [NaN], [0, 7], [0, 0]]) {
    attempt(`${name}(${args})`, () => bytes[name](...args));
  }
  report(name);
}
const values = [
  0,
  1,
  -1,
  127,
  128,
  255,
  256,
  -128,
  -129,
  32767,
  65535,
  65536,
  -32769,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  -(2 ** 31),
  2 ** 40,
  2 ** 47,
  -(2 ** 47) - 1,
  1.5,
  NaN,
  '12',
];
const bigs = [0n, -1n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, -(2n ** 63n), -(2n ** 63n) - 1n];
for (const name of methods) {
  if (!/^write[A-Z]/.test(name)) continue;
  for (const value of name.includes('Big') ? bigs : values) {
    for (const args of [
      [0, 2],
      [1, 5],
      [8, 6],
    ]) {
      attempt(`${name}(${value},${args})`, () => {
        const target = Buffer.alloc(9);
        return `${target[name](value, ...args)} ${target.toString('hex')}`;
      });
    }
  }
  report(name);
}
for (const message of messages) console.log(message);
