'use strict';

const { Console } = require('console');
const { Writable } = require('stream');
console.table([
  { a: 1, b: 'x' },
  { a: 2, c: true },
]);
console.table(
  [
    [1, 2],
    [3, 4],
  ],
  ['1'],
);
console.table(new Map([['k', { v: 1 }]]));
console.table(5);
console.group('group %s', 'label');
console.log('inside\ntwo lines');
console.group();
console.info({ a: { b: { c: {} } } });
console.groupEnd();
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.groupEnd();
console.count();
console.count('x');
console.count();
console.countReset();
console.count();
console.assert(true, 'no');
console.log();
console.log('%c styled', 'color: red');
console.log(
  '%s is %d years and %i, %f, %j %o %O %%',
  'Bob',
  42.5,
  42.5,
  '1.5',
  { a: 1 },
  [1, { b: 2 }],
  { c: 3 },
  'extra',
);
console.log('100%', 5, 'a%sb', '%s');
const lines = [];
const collect = (mark) =>
  new Writable({
    decodeStrings: false,
    write(text, encoding, callback) {
      lines.push(mark + text);
      callback();
    },
  });
const own = new Console({ stdout: collect(''), stderr: collect('! '), inspectOptions: { depth: 0 } });
own.log('to stdout', { a: { b: 1 } });
own.error('to stderr');
own.warn('warn');
own.assert(false, 'assertion %s', 'text');
own.assert(false);
own.trace('trace');
own.time('t');
own.timeEnd('none');
own.dirxml({ a: 1 }, [2]);
console.log(lines.map((line) => line.replace(/\n +at .*/gs, '\n')));
