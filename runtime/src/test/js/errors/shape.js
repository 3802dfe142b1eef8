// What errors of the library look like: name, code, constructor, stack header, property order.
'use strict';
const show = (action) => {
  try {
    action();
  } catch (error) {
    console.log(error.name, error.code, error.message);
    console.log(error.constructor.name, error.stack.split('\n')[0], Object.keys(error), `${error}`);
    console.log(
      Object.prototype.hasOwnProperty.call(error, 'name'),
      error instanceof Error,
      Object.getOwnPropertyDescriptor(error, 'code').enumerable,
    );
  }
};
show(() => Buffer.alloc('x'));
show(() => require('util').inherits(5, null));
show(() => process.chdir(5));
show(() => setTimeout('x'));
show(() => new URL('nonsense'));
show(() => Buffer.alloc(-1));
show(() => require('fs').readFileSync('/does/not/exist'));
show(() => process.kill('x'));
show(() => require('util').promisify(5));
for (const value of [
  1,
  -0,
  "a'b",
  'x'.repeat(40),
  null,
  undefined,
  true,
  5n,
  Symbol('s'),
  {},
  [],
  class A {},
  () => {},
  Object.create(null),
  new Map(),
]) {
  try {
    require('util').promisify(typeof value === 'function' ? { value }.value.name : value);
  } catch (error) {
    console.log(error.message);
  }
  try {
    require('path').join(value);
  } catch (error) {
    console.log(error.message);
  }
}
const target = {};
Error.captureStackTrace(target);
console.log(typeof target.stack, typeof Error.prepareStackTrace);
