// Plain objects, classes, prototypes, symbols, accessors and cycles.
'use strict';
const { inspect } = require('util');
class Foo {
  a = 1;
  get x() {
    return 1;
  }
}
class Bar extends Foo {
  #hidden = 1;
  hidden = () => this.#hidden;
  b = { c: [1, { d: 1 }] };
}
class Tagged {
  get [Symbol.toStringTag]() {
    return 'TT';
  }
}
const accessors = {
  get a() {
    return { deep: { er: {} } };
  },
  get b() {
    return 'text';
  },
  set b(value) {},
  set c(value) {},
};
const circular = { name: 'c' };
circular.self = circular;
circular.list = [circular, { circular }];
const values = [
  {},
  { a: 1, 'b-c': 'x', 3: null, d: undefined },
  { [Symbol('s')]: 1, [Symbol()]: Symbol.iterator },
  { ['__proto__']: 1 },
  Object.create(null),
  Object.assign(Object.create(null), { a: 1 }),
  Object.create({}),
  Object.create(Object.create(null)),
  Object.setPrototypeOf(new Foo(), null),
  new Foo(),
  new Bar(),
  Foo,
  Bar,
  class {},
  class extends Foo {},
  new Tagged(),
  Foo.prototype,
  accessors,
  circular,
  { a: { b: { c: { d: 1 } } } },
  { a: { b: { c: {} } } },
  { toString() {} },
  Object.defineProperty({ shown: 1 }, 'hid den', { value: 1 }),
  { long1: 'x'.repeat(30), long2: 'y'.repeat(30), long3: 'z'.repeat(30) },
  [1, 'two', [3, [4, [5, [6]]]]],
  [, 1, , , 2, ,],
  Object.assign([1, 2], { extra: true }),
  Array.from({ length: 120 }, (_, i) => i * 7),
  Array.from({ length: 30 }, (_, i) => 'x'.repeat(i % 9)),
  (function () {
    return arguments;
  })(1, 'a'),
];
const options = [
  undefined,
  { depth: 0 },
  { depth: null, compact: false },
  { compact: true },
  { compact: 1, breakLength: 40 },
  { colors: true },
  { showHidden: true, depth: 1 },
  { sorted: true, getters: true },
  { maxArrayLength: 2, maxStringLength: 3 },
];
for (const value of values) {
  // Functions of older engines have `arguments` and `caller`.
  const plain = typeof value !== 'function' && value !== Foo.prototype;
  for (const option of options) if (plain || !option?.showHidden) console.log(inspect(value, option));
}
