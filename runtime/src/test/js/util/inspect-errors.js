// Errors: the first line, own properties, causes, aggregates.
'use strict';
const { inspect } = require('util');
class MyError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = 'MyError';
    this.extra = { a: 1 };
  }
}
class LateError extends TypeError {}
const renamed = new Error('renamed');
renamed.name = 'Other';
const changed = new Error('before');
changed.message = 'after';
changed.stack;
const noStack = new Error('no stack');
noStack.stack = undefined;
const errors = [
  new Error('plain'),
  new Error(''),
  new TypeError('two\nlines'),
  new MyError('mine'),
  new LateError('late'),
  Object.assign(new Error('with'), { code: 'X', nested: { deep: {} } }),
  new Error('outer', { cause: new RangeError('inner') }),
  new Error('outer', { cause: 'text' }),
  new AggregateError([new Error('a'), 5], 'several'),
  renamed,
  changed,
  noStack,
  { nested: { error: new Error('nested') } },
  Object.create(Error.prototype),
];
const withoutFrames = (text) => text.replace(/\n +at .*/g, '').replace(/\n +\.\.\. .*/g, '');
for (const error of errors) console.log(withoutFrames(inspect(error)));
