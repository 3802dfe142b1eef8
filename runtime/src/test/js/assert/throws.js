// throws, doesNotThrow, rejects, doesNotReject, match, ifError, fail, ok: what they accept and what they say.
'use strict';
const assert = require('assert');
const raise = (error) => () => {
  throw error;
};
const attempt = (name, ...args) => {
  try {
    assert[name](...args);
    console.log(name, 'holds');
  } catch (error) {
    console.log(name, error.name, error.code, error.generatedMessage, error.operator);
    console.log(error.message);
  }
};
const error = new Error('x');
const validate = function validate() {
  return 5;
};
for (const args of [
  [raise(error)],
  [raise(error), Error],
  [raise(error), TypeError],
  [raise(error), /y/],
  [raise(error), /x/],
  [raise(error), { message: 'x' }],
  [raise(error), { message: 'y', name: 'Error' }],
  [raise(error), { message: /x/, code: 1 }],
  [raise(error), new Error('x')],
  [raise(error), new Error('y')],
  [raise(error), {}],
  [raise(error), 'x'],
  [raise(error), 'y'],
  [raise(error), 5],
  [raise(error), () => true],
  [raise('text'), /text/],
  [raise('text'), 'text'],
  [() => {}],
  [() => {}, Error],
  [() => {}, 'message'],
  [() => {}, Error, 'message'],
  [raise(error), TypeError, 'custom'],
  [raise({ a: 1, b: 2 }), { a: 1, b: 3 }],
  ['no function'],
]) {
  attempt('throws', ...args);
}
try {
  assert.throws(raise(error), validate);
} catch (failure) {
  console.log(failure.message.split('\n', 1)[0]);
}
for (const args of [[() => {}], [raise(error)], [raise(error), Error, 'message'], [raise(error), /x/]])
  attempt('doesNotThrow', ...args);
for (const value of [null, undefined, 0, 'text', { message: 'm' }]) attempt('ifError', value);
for (const args of [
  ['abc', /b/],
  ['abc', /x/],
  [5, /x/],
  ['abc', 'b'],
  ['abc', /x/, 'custom'],
]) {
  attempt('match', ...args);
  attempt('doesNotMatch', ...args);
}
for (const args of [[], ['message'], [new TypeError('own')]]) attempt('fail', ...args);
attempt('ok');
attempt('ok', false, 'message');
try {
  assert.ok(typeof 123 === 'string' && [1, 2].includes(3));
} catch (failure) {
  console.log(failure.message);
}
try {
  assert(0);
} catch (failure) {
  console.log(failure.message);
}
(async () => {
  for (const args of [
    [Promise.resolve(1)],
    [Promise.reject(error)],
    [
      async () => {
        throw error;
      },
      TypeError,
    ],
    [() => 5],
    [5],
    [async () => {}, Error, 'message'],
  ]) {
    for (const name of ['rejects', 'doesNotReject']) {
      await assert[name](...args).then(
        () => console.log(name, 'holds'),
        (failure) => console.log(name, failure.code, failure.message),
      );
    }
  }
})();
