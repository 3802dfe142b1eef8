'use strict';
const value = {
  a: [1, , 'three', { b: null }],
  date: new Date(5),
  regexp: /x/gi,
  set: new Set([1, { c: 2 }]),
  boxed: [Object(1), Object('s'), Object(true), Object(5n)],
  big: 2n ** 64n,
  odd: [NaN, -0, Infinity, undefined],
  bytes: new Uint8Array([1, 2, 3]).subarray(1),
  error: new RangeError('out', { cause: 'because' }),
};
value.self = value;
value.map = new Map([[value, value.a]]);
value.named = Object.assign([1], { name: 'x' });
const clone = structuredClone(value);
const { error, ...rest } = clone;
delete rest.self.error;
console.log(rest, error.name, error.message, error.cause, error instanceof RangeError);
console.log(clone.self === clone, clone.map.get(clone) === clone.a, clone !== value);
class Point {
  x = 1;
  get y() {
    return 2;
  }
}
console.log(
  structuredClone(new Point()),
  structuredClone(Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } })),
);
for (const bad of [() => {}, Symbol('s'), new WeakMap(), Promise.resolve(), { deep: [class A {}] }]) {
  try {
    structuredClone(bad);
  } catch (err) {
    console.log(err.name, err.code, err.message);
  }
}
const buffer = new ArrayBuffer(4);
const moved = structuredClone({ view: new Uint8Array(buffer, 1) }, { transfer: [buffer] });
console.log(buffer.byteLength, moved.view.length, moved.view.buffer.byteLength);
