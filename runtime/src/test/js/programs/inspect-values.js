'use strict';

const { inspect } = require('util');
class Point {
  #secret = 1;
  constructor() {
    this.x = 1;
  }
  get y() {
    return this.#secret;
  }
  static z = 1;
}
console.log([
  1,
  -0,
  1.5,
  NaN,
  1e21,
  12345678901234567890n,
  'it\'s "quoted"',
  `a\nb`,
  null,
  undefined,
  true,
  Symbol('s'),
]);
console.log({ a: 1, 'b-c': 2, 4: 5, f() {}, g: () => {}, h: class {}, i: Point, j: new Point() });
console.log([, 1, , , 2], new Array(5), [1, 2, 3, , undefined], Object.assign([1], { extra: true, '-1': 2 }));
console.log(
  new Map([
    [{ a: 1 }, new Set([1, [2]])],
    ['k', new Map()],
  ]),
  new WeakMap(),
  new WeakSet(),
);
console.log(new Date(0), new Date(NaN), /re/gi, new Error('e').message, [new Date(86400000)]);
console.log(Buffer.from('hello'), new Uint8Array(3), new Float64Array([1.5, 2]));
console.log({
  get a() {
    return 1;
  },
  set a(v) {},
  get b() {
    return 1;
  },
  set c(v) {},
});
console.log(
  Object.create(null),
  Object.create({ inherited: 1 }),
  Object.create(Point.prototype),
  new (class extends Map {})(),
);
console.log(
  Promise.resolve(5),
  Promise.reject(new Error('x')).catch(() => {}) && 1,
  new Promise(() => {}),
  (async () => {})(),
);
console.log(
  function named() {},
  async () => {},
  function* gen() {},
  async function* ag() {},
  class A extends Point {},
  Math.max,
);
console.log(new Proxy({ a: 1 }, {}), new Proxy(() => {}, {}), globalThis === global, [globalThis].length);
console.log('a'.repeat(200).length, ['a'.repeat(100), 'b'.repeat(100)], { long: 'c'.repeat(120) });
console.log({ a: { b: { c: { d: { e: 1 } } } } }, [[[[[]]]]], [[[[1]]]]);
console.log(Array.from({ length: 120 }, (_, i) => i));
console.log(Array.from({ length: 30 }, (_, i) => `item ${i}`));
console.log(new Set(Array.from({ length: 10 }, (_, i) => ({ i }))));
console.log([new String('s'), new Number(1), new Boolean(false), Object(1n), Object(Symbol('x'))]);
console.log(inspect({ a: [1, { b: 2 }], c: new Map([['d', 1]]) }, { compact: false, depth: 0, breakLength: 20 }));
console.log(inspect({ b: 1, a: 2, c: [3] }, { sorted: true, compact: true, colors: true }));
console.log(inspect('x\u0000\u001b\u{1f600}\ud800'), inspect(new Point(), { getters: true, showHidden: true }));
console.log(inspect({ [inspect.custom]: (depth, options) => `custom ${depth} ${typeof options.stylize}` }));
console.log(
  (function () {
    return arguments;
  })(1, 2),
  [1.0, 2.25, -3],
  [undefined, null],
  [[], {}],
);
console.log(
  [1, 2, 3].entries(),
  new Map([[1, 2]]).keys(),
  new Set([1])[Symbol.iterator](),
  'ab'[Symbol.iterator](),
  'a'.matchAll(/a/g),
);
const circular = { name: 'c', list: [] };
circular.list.push(circular, { circular });
console.log(circular);
console.log('%s %d %i %f %j %o %O %c %%', 'a', '5', 5.5, '1.5', { a: 1 }, [1], { b: { c: {} } }, 'css', 'rest', {
  x: 1,
});
console.log('%s %s %s', Symbol('a'), 5n, { toString: () => 'x' }, null, undefined, -0);
