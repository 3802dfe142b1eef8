// AssertionError, assert.strict and the functions' names.
'use strict';
const assert = require('assert');
console.log(
  assert.strict.strict === assert.strict,
  require('assert/strict') === assert.strict,
  assert.strict.equal === assert.strictEqual,
);
console.log(
  ['ok', 'equal', 'throws', 'rejects', 'deepStrictEqual', 'match', 'ifError'].map((name) => assert[name].name),
);
const error = new assert.AssertionError({ message: 'm', actual: 1, expected: 2, operator: 'op' });
console.log(
  error.message,
  String(error),
  error.name,
  error.generatedMessage,
  error.actual,
  error.expected,
  error.operator,
);
console.log(error.stack.split('\n')[0], error instanceof Error, Object.keys(error).slice(0, 5));
for (const bad of [undefined, 5, 'x']) {
  try {
    new assert.AssertionError(bad);
  } catch (failure) {
    console.log(failure.code, failure.message);
  }
}
for (const name of ['equal', 'deepEqual', 'strictEqual', 'notDeepStrictEqual']) {
  try {
    assert[name](1);
  } catch (failure) {
    console.log(failure.code, failure.message);
  }
}
try {
  assert.strictEqual(1, 2, new RangeError('own'));
} catch (failure) {
  console.log(failure.name, failure.message);
}
