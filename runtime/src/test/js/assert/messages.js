// The messages of failed comparisons, with their diffs.
'use strict';
const assert = require('assert');
const { diff } = require('util');
const list = (length, change) => Array.from({ length }, (_, i) => (i === change ? 'x' : i));
const pairs = [
  [1, 2],
  ['a', 'b'],
  [1, '1'],
  ['a\nb', 'a\nc'],
  ['foo bar baz', 'foo bar qux'],
  ['short', 'a much longer string than the other'],
  ['x'.repeat(100), `${'x'.repeat(99)}y`],
  [null, undefined],
  [NaN, 1],
  [0, -0],
  [1n, 2n],
  [true, false],
  [Symbol.iterator, 1],
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1 }],
  [
    [1, 2, 3],
    [1, 2, 4],
  ],
  [[], [1]],
  [{}, []],
  [
    { b: 1, a: 2 },
    { a: 2, b: 1, c: 1 },
  ],
  [{ a: { b: { c: { d: 1 } } } }, { a: { b: { c: { d: 2 } } } }],
  [list(60), list(60, 30)],
  [list(20), list(20, 0)],
  [list(80), list(80, 79)],
  [new Map([[1, 2]]), new Map([[1, 3]])],
  [new Set([1]), new Set([2])],
  [new Date(0), new Date(1)],
  [/a/, /b/],
  [new Error('a'), new Error('b')],
  [() => 1, () => 1],
  [{ a: [{ b: 1 }] }, { a: [{ b: 1 }, { c: 2 }] }],
  [1, [1, 2]],
  ['line 1\n'.repeat(30), `${'line 1\n'.repeat(29)}line 2\n`],
];
const operators = [
  'equal',
  'deepEqual',
  'strictEqual',
  'deepStrictEqual',
  'notEqual',
  'notDeepEqual',
  'notStrictEqual',
  'notDeepStrictEqual',
  'partialDeepStrictEqual',
];
for (const operator of operators) {
  for (const [i, [actual, expected]] of pairs.entries()) {
    for (const args of operator.startsWith('not')
      ? [[actual, actual]]
      : [[actual, expected], ...(i % 5 === 0 ? [[actual, expected, 'custom']] : [])]) {
      try {
        assert[operator](...args);
        console.log(operator, i, 'holds');
      } catch (error) {
        console.log(operator, i, error.name, error.code, error.generatedMessage, error.operator);
        console.log(error.message);
      }
    }
  }
}
console.log(diff('abcd', 'acbd'), diff(['a', 'b', 'c'], ['b', 'c', 'd']));
