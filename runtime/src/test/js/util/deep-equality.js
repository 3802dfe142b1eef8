// util.isDeepStrictEqual, assert.deepEqual and assert.deepStrictEqual on many pairs.
'use strict';
const { isDeepStrictEqual } = require('util');
const assert = require('assert');
const circle = () => {
  const object = {};
  object.object = object;
  return object;
};
const makers = [
  () => 1,
  () => '1',
  () => 0,
  () => -0,
  () => NaN,
  () => null,
  () => undefined,
  () => 1n,
  () => ({}),
  () => [],
  () => [1],
  () => ['1'],
  () => [,],
  () => [undefined],
  () => ({ a: 1 }),
  () => ({ a: '1' }),
  () => ({ a: 1, b: undefined }),
  () => Object.assign(Object.create(null), { a: 1 }),
  () =>
    new (class A {
      a = 1;
    })(),
  () => new Date(0),
  () => new Date(1),
  () => /a/,
  () => /a/g,
  () => new Set([1]),
  () => new Set(['1']),
  () => new Set([{ a: 1 }]),
  () => new Set([{ a: 1 }, { b: 2 }]),
  () => new Set([{ b: 2 }, { a: 1 }]),
  () => new Map([[1, { a: 1 }]]),
  () => new Map([['1', { a: 1 }]]),
  () =>
    new Map([
      [{ k: 1 }, 1],
      [{ k: 2 }, 2],
    ]),
  () =>
    new Map([
      [{ k: 2 }, 2],
      [{ k: 1 }, 1],
    ]),
  () => new Error('a'),
  () => new Error('b'),
  () => new TypeError('a'),
  () => new Error('a', { cause: 1 }),
  () => new Uint8Array([1, 2]),
  () => new Int8Array([1, 2]),
  () => Buffer.from([1, 2]),
  () => new Float32Array([-0]),
  () => new Float32Array([0]),
  () => new Uint8Array([1, 2]).buffer,
  () => Object(1),
  () => Object('1'),
  () => Object(Symbol.iterator),
  circle,
  () => ({ object: circle() }),
  () => ({ [Symbol.iterator]: 1 }),
  () => ({ [Symbol.iterator]: 2 }),
  () => Object.assign([1], { a: 1 }),
  () =>
    (function () {
      return arguments;
    })(1),
  () => [[1, [2]]],
  () => [[1, ['2']]],
  () => new URL('http://a/'),
  () => new URL('http://b/'),
];
const holds = (assertion, a, b) => {
  try {
    assertion(a, b);
    return 1;
  } catch (error) {
    if (error.code !== 'ERR_ASSERTION') throw error;
    return 0;
  }
};
makers.forEach((left, i) => {
  let line = '';
  makers.forEach((right) => {
    const [a, b] = [left(), right()];
    line += Number(isDeepStrictEqual(a, b)) + 2 * holds(assert.deepEqual, a, b);
  });
  console.log(String(i).padStart(2), line);
});
