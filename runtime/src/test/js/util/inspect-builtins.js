// Collections, iterators, promises, dates, boxed values, functions, proxies: also without their prototypes.
'use strict';
const { inspect } = require('util');
const withoutPrototype = (value) => Object.setPrototypeOf(value, null);
const rejected = Promise.reject(3);
rejected.catch(() => {});
const revocable = Proxy.revocable({}, {});
revocable.revoke();
class Sub extends Map {}
function* generator() {}
const values = [
  new Map([
    [1, { a: [] }],
    [{ k: 1 }, 'v'],
  ]),
  new Set([1, 'a', new Set([2])]),
  new Sub([[1, 2]]),
  withoutPrototype(new Map([[1, 2]])),
  withoutPrototype(new Set([1])),
  new Map([[1, 2]]).keys(),
  new Map([[1, 2]]).entries(),
  new Map([[1, [3, 4]]]).values(),
  new Set([5]).values(),
  new Set([5]).entries(),
  new WeakMap(),
  new WeakSet(),
  Promise.resolve({ a: 1 }),
  rejected,
  new Promise(() => {}),
  new Date(0),
  new Date(NaN),
  Object.assign(new Date(0), { x: 1 }),
  withoutPrototype(new Date(0)),
  /a\/b/gi,
  Object.assign(/x/, { y: 1 }),
  Object(1),
  Object('str'),
  Object(true),
  Object(1n),
  Object(Symbol('s')),
  withoutPrototype(Object('str')),
  function () {},
  function named() {},
  () => {},
  async () => {},
  generator,
  async function* asyncGenerator() {},
  generator(),
  Object.assign(function withProperty() {}, { p: 1 }),
  withoutPrototype(async function lost() {}),
  Math.max,
  class A extends Object {},
  new Proxy({ a: 1 }, {}),
  new Proxy(function proxied() {}, {}),
  revocable.proxy,
  new Uint8Array(3),
  new Float64Array([1.5, -0]),
  new BigInt64Array(2),
  withoutPrototype(new Uint8Array(2)),
  Buffer.from('abc'),
  [1, -0, NaN, 1n, "it's", '"\'', `"'\``, 'a\nb\x00\ud800', Symbol('a b'), undefined, null],
  'line\n'.repeat(20),
  Math,
  JSON,
  globalThis.Reflect,
];
for (const value of values) {
  console.log(inspect(value));
  console.log(inspect([{ value }], { depth: 1, colors: true }));
}
console.log(inspect(new Proxy({ a: 1 }, { get() {} }), { showProxy: true }));
const iterator = new Map([['k', 'v']]).entries();
console.log(iterator, [...iterator], iterator);
console.log(inspect([1234567.8912, -1234, 12345678901234n], { numericSeparator: true }));
