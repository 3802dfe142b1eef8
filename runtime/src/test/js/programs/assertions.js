'use strict';

const assert = require('assert');
const attempts = [
  () => assert.ok(false, 'own message'),
  () => assert.equal(1, 2),
  () => assert.notStrictEqual(1, 1),
  () => assert.deepEqual([1, 2, [3]], [1, 2, [4]]),
  () => assert.deepStrictEqual(new Map([['a', 1]]), new Map([['a', 2]])),
  () => assert.deepStrictEqual({ a: 1 }, { a: 1, b: undefined }),
  () => assert.deepStrictEqual([1, 2, 3], [1, 2, 3]),
  () =>
    assert.throws(() => {
      throw new TypeError('wrong');
    }, RangeError),
  () =>
    assert.throws(() => {
      throw new Error('wrong');
    }, /right/),
  () =>
    assert.throws(
      () => {
        throw new Error('wrong');
      },
      { message: 'wrong' },
    ),
  () =>
    assert.doesNotThrow(() => {
      throw new Error('thrown');
    }),
  () => assert.match('abc', /x/),
  () => assert.doesNotMatch('abc', /b/),
  () => assert.fail(),
  () => assert.fail('why'),
  () => assert.ifError(null),
  () => assert.ifError(new Error('was there')),
  () => assert.strictEqual(NaN, NaN),
  () => assert.strictEqual('a\nb\nc', 'a\nx\nc'),
  () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }),
];
for (const attempt of attempts) {
  try {
    attempt();
    console.log('passes');
  } catch (error) {
    console.log(error.name, error.code, error.operator, error.generatedMessage);
    console.log(error.message.split('\n')[0]);
  }
}
assert.rejects(Promise.reject(new Error('x')), /x/).then(() => console.log('rejected as expected'));
assert.rejects(Promise.resolve(1)).catch((error) => console.log(error.message));
