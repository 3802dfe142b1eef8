'use strict';

// What the library's modules export, by name and kind.
for (const name of [
  'events',
  'util',
  'path',
  'url',
  'querystring',
  'string_decoder',
  'timers',
  'timers/promises',
  'assert',
  'buffer',
  'stream/promises',
  'punycode',
]) {
  const exported = require(name);
  const names = Object.keys(exported).filter((key) => !/^(?:[A-Z_]+|_.*)$/.test(key)).length;
  console.log(name, typeof exported, names > 0);
}
console.log(
  Object.keys(require('querystring')),
  Object.keys(require('string_decoder')),
  Object.keys(require('timers/promises')),
);
console.log(Object.keys(require('path')).sort().join(), Object.keys(require('stream/promises')));
