// util.parseArgs: long and short options, groups, values, positionals, tokens, errors.
'use strict';
const { parseArgs } = require('util');
const options = {
  foo: { type: 'boolean', short: 'f' },
  bar: { type: 'string', short: 'b' },
  many: { type: 'string', multiple: true, short: 'm', default: ['d'] },
  on: { type: 'boolean', default: true },
};
const lines = [
  '-f --bar b',
  '-fb x',
  '-bx',
  '--bar=x=y',
  '--bar',
  '-b -x',
  '--foo=1',
  '--unknown',
  '-z',
  'word',
  '-- -f p',
  '-m 1 --many=2',
  '--no-foo',
  '-ffb',
  '- x',
];
for (const line of lines) {
  for (const config of [{}, { strict: false }, { tokens: true, allowPositionals: true }, { allowNegative: true }]) {
    try {
      console.log(line, JSON.stringify(parseArgs({ args: line.split(' '), options, ...config })));
    } catch (error) {
      console.log(line, error.code, error.message);
    }
  }
}
for (const bad of [
  { a: {} },
  { a: { type: 'number' } },
  { a: { type: 'string', short: 'ab' } },
  { a: { type: 'string', default: 1 } },
]) {
  try {
    parseArgs({ args: [], options: bad });
  } catch (error) {
    console.log(error.code, error.message);
  }
}
