'use strict';

const buffer = Buffer.from('h\u00e9llo w\u00f6rld \u20ac\u{1f600}');
for (const encoding of ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le', 'binary']) {
  console.log(encoding, buffer.toString(encoding), Buffer.from(buffer.toString(encoding), encoding).length);
}
console.log(buffer, buffer.length, Buffer.byteLength('\u20ac'), buffer.subarray(1, 4), buffer.slice(-4).toString());
console.log(Buffer.concat([Buffer.from('a'), Buffer.from('b')], 3), Buffer.compare(Buffer.from('a'), Buffer.from('b')));
console.log(
  Buffer.from([1, 256, -1, 1.9, '7', 'x']),
  Buffer.from(new Uint16Array([1, 256])),
  Buffer.from(new ArrayBuffer(2)),
);
const numbers = Buffer.alloc(32);
numbers.writeInt32BE(-2, 0);
numbers.writeDoubleLE(Math.PI, 4);
numbers.writeBigUInt64LE(2n ** 63n, 12);
numbers.writeUIntBE(0x123456789a, 20, 5);
numbers.writeFloatBE(1.5, 26);
console.log(
  numbers,
  numbers.readInt32BE(0),
  numbers.readDoubleLE(4),
  numbers.readBigUInt64LE(12),
  numbers.readUIntBE(20, 5),
);
console.log(buffer.indexOf('w'), buffer.indexOf(Buffer.from('l'), 5), buffer.includes('xyz'), buffer.lastIndexOf('l'));
console.log(
  Buffer.alloc(5, 'ab'),
  Buffer.alloc(3).fill(1, 1),
  Buffer.from('abc').equals(Buffer.from('abc')),
  numbers.swap16().length,
);
console.log(
  JSON.stringify(Buffer.from('hi')),
  Buffer.from(JSON.parse(JSON.stringify(Buffer.from('hi')))),
  Buffer.isBuffer(buffer),
);
console.log(
  [...Buffer.from('ab').entries()],
  Buffer.from('zz', 'hex'),
  Buffer.from('abc', 'hex'),
  Buffer.from('YQ==', 'base64'),
);
console.log(
  Buffer.from('test').toString('utf8', 1, 3),
  Buffer.from('abc').write('xy', 1),
  Buffer.poolSize,
  Buffer.from('').length,
);
for (const act of [() => numbers.readInt8(32), () => numbers.readInt8(1.5), () => numbers.writeInt8(200, 0)]) {
  try {
    act();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(
  new TextDecoder().decode(new Uint8Array([0xf0, 0x9f, 0x98, 0x41])),
  new TextEncoder().encode('\ud800'),
  atob('aGk='),
  btoa('hi'),
);
const { StringDecoder } = require('string_decoder');
const decoder = new StringDecoder('utf8');
console.log(
  [...buffer].map((byte) => decoder.write(Buffer.from([byte]))),
  decoder.end(Buffer.from([0xe2, 0x82])),
);
