'use strict';

// The bytes of V8's serialization format, and what reading them gives.

const v8 = require('v8');
const e = new RangeError('m', { cause: 1 });
e.stack = 'st';
const e2 = new Error();
delete e2.stack;
const e3 = Object.assign(new TypeError('q'), { stack: undefined, extra: 1 });
const ab = new Uint8Array([1, 2, 3]).buffer;
const cyc = {};
cyc.c = cyc;
const vals = {
  undefined: undefined,
  null: null,
  t: true,
  f: false,
  i: 1,
  ni: -1,
  big: 2 ** 31,
  max: 2 ** 31 - 1,
  min: -(2 ** 31),
  d: 1.5,
  nz: -0,
  nan: NaN,
  s: 'abc',
  l1: 'é',
  u: '日本',
  odd: ['日'],
  odd2: '日本x',
  n0: 0n,
  n1: 1n,
  nn: -(2n ** 70n),
  o: { a: 1, b: 'x', 1: 2 },
  arr: [1, 'a', null],
  dbl: [1.5, 2],
  hole: [1, , 3],
  arrp: Object.assign([1], { x: 2 }),
  empty: [],
  date: new Date(5),
  re: /a\/b/giy,
  map: new Map([
    [1, 2],
    ['a', {}],
  ]),
  set: new Set([1, 'x']),
  bs: Object('x'),
  bn: Object(1.5),
  bt: Object(true),
  bf: Object(false),
  bbi: Object(5n),
  e,
  e2,
  e3,
  ab,
  u8: new Uint8Array([1, 2]),
  f64: new Float64Array([1, 2]),
  buf: Buffer.from('hi'),
  dv: new DataView(ab, 1),
  cyc,
  rab: new ArrayBuffer(2, { maxByteLength: 4 }),
  sub: [{ a: 1 }, { a: 1 }],
  inf: Infinity,
  keys: { 4294967295: 1, 4294967294: 2, 2147483648: 3 },
  emptys: '',
  dates: new Date(NaN),
  getter: {
    get x() {
      return 7;
    },
  },
  np: Object.create(null),
  u16: new Uint16Array([1]),
  long: 'x'.repeat(300),
};
for (const k in vals) {
  let b;
  try {
    b = v8.serialize(vals[k]);
    console.log(k, b.toString('hex'));
    console.log(v8.deserialize(b));
  } catch (x) {
    console.log(k, 'T', x.name, x.message, x.code);
  }
}
for (const bad of [
  () => {},
  Symbol('x'),
  new WeakMap(),
  Promise.resolve(),
  new Proxy({}, {}),
  class A {},
  new (class B {
    constructor() {
      this.f = () => 1;
    }
  })(),
  new SharedArrayBuffer(1),
  { a: function foo() {} },
  Object.assign(() => {}, {}),
])
  try {
    console.log(v8.serialize(bad).toString('hex'));
  } catch (x) {
    console.log(x.name, x.message, x.code, x.constructor.name);
  }
const s = new v8.Serializer();
s.writeHeader();
s.writeValue(new ArrayBuffer(1));
s.writeUint32(300);
s.writeUint64(1, 2);
s.writeDouble(0.5);
s.writeRawBytes(Buffer.from('raw'));
const r = s.releaseBuffer();
console.log(r.toString('hex'));
const d = new v8.Deserializer(r);
console.log(
  d.readHeader(),
  d.getWireFormatVersion(),
  d.readValue(),
  d.readUint32(),
  d.readUint64(),
  d.readDouble(),
  d.readRawBytes(3),
  d.buffer === r,
);
const T = (f) => {
  try {
    console.log(f());
  } catch (x) {
    console.log(x.name, x.code, x.message);
  }
};
T(() => d.readUint32());
T(() => d.readUint64());
T(() => d.readDouble());
T(() => d.readRawBytes(5));
T(() => d.readValue());
T(() => new v8.Deserializer());
T(() => new v8.Deserializer('x'));
T(() => v8.deserialize('x'));
T(() => v8.deserialize(Buffer.from('')));
T(() => v8.deserialize(Buffer.from('ff0f', 'hex')));
T(() => v8.deserialize(Buffer.from('ff996f', 'hex')));
T(() => v8.deserialize(Buffer.from('ff0d6f', 'hex')));
T(() => v8.deserialize(Buffer.from('ff0f6f2201', 'hex')));
T(() => {
  const s = new v8.Serializer();
  s._setTreatArrayBufferViewsAsHostObjects(true);
  s.writeValue(new Uint8Array(1));
});
T(() => {
  const s = new v8.Serializer();
  s.writeHeader();
  s.writeValue(new Uint8Array([5, 6]).subarray(1));
  const b = s.releaseBuffer();
  return [b.toString('hex'), new v8.Deserializer(b).readHeader()];
});
T(() => {
  const s = new v8.Serializer();
  const ab = new ArrayBuffer(8);
  s.transferArrayBuffer(7, ab);
  s.writeHeader();
  s.writeValue({ ab });
  const b = s.releaseBuffer();
  const d = new v8.Deserializer(b);
  d.transferArrayBuffer(7, ab);
  d.readHeader();
  return [b.toString('hex'), d.readValue().ab === ab];
});
T(() => new v8.Serializer().writeRawBytes('x'));
T(() => new v8.Serializer().transferArrayBuffer(1, 'x'));
