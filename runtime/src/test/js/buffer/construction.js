'use strict';
const { Blob, File, constants, kMaxLength, transcode, isUtf8, isAscii } = require('buffer');
const attempt = (label, operation) => {
  try {
    console.log(label, operation());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const memory = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
for (const [label, args] of Object.entries({
  array: [[1, 2.7, -1, 256, 'x']],
  buffer: [Buffer.from('ab')],
  typed: [new Uint16Array([1, 257])],
  memory: [memory],
  offset: [memory, 2],
  length: [memory, 2, 3],
  beyond: [memory, 9],
  tooLong: [memory, 2, 9],
  json: [JSON.parse(JSON.stringify(Buffer.from('hi')))],
  arrayLike: [{ length: 2, 0: 5, 1: 6 }],
  string: [new String('boxed')],
  primitive: [{ [Symbol.toPrimitive]: () => 'made' }],
  number: [5],
  none: [undefined],
  nothing: [null],
  object: [{}],
  encoding: ['a', 'nope'],
})) {
  attempt(label, () => Buffer.from(...args));
}
for (const args of [[3], [3, 'a'], [4, 'ab'], [4, 0x41], [2, ''], [5, '6162', 'hex'], ['3'], [3, 'x', 'nope']]) {
  attempt(`alloc ${args}`, () => Buffer.alloc(...args));
}
attempt('concat', () => Buffer.concat([Buffer.from('ab'), new Uint8Array([0x63])], 5));
attempt('concat short', () => Buffer.concat([Buffer.from('abc'), Buffer.from('def')], 4));
attempt('concat type', () => Buffer.concat([1]));
attempt('concat list', () => Buffer.concat('ab'));
attempt('of', () => Buffer.of(1, 300, -1));
attempt('copyBytesFrom', () => Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1));
attempt('isEncoding', () => ['utf8', 'UTF-8', 'hex', 'nope', '', 1].map((name) => Buffer.isEncoding(name)).join());
attempt('isBuffer', () => [Buffer.alloc(1), new Uint8Array(1)].map(Buffer.isBuffer).join());
attempt('byteLength', () =>
  [Buffer.byteLength('\u20ac'), Buffer.byteLength(memory), Buffer.byteLength(new DataView(memory, 2))].join(),
);
attempt('byteLength type', () => Buffer.byteLength(1));
attempt('transcode', () => transcode(Buffer.from('h\u00e9\u20ac'), 'utf8', 'latin1'));
attempt('checks', () =>
  [
    isUtf8(Buffer.from('c3a9', 'hex')),
    isUtf8(Buffer.from('c3', 'hex')),
    isAscii(Buffer.from('a')),
    isAscii(Buffer.from('\u00e9')),
  ].join(),
);
console.log(constants.MAX_STRING_LENGTH > 2 ** 28, kMaxLength >= 2 ** 32);
const small = Buffer.allocUnsafe(10);
console.log(
  small.buffer.byteLength === Buffer.poolSize,
  Buffer.allocUnsafeSlow(10).buffer.byteLength,
  Buffer.alloc(10).buffer.byteLength,
);
const shown = Buffer.from('inspect me');
shown.extra = 1;
console.log(shown, Buffer.alloc(52), [Buffer.alloc(0)]);
console.log(JSON.stringify(Buffer.from('ab')), [...Buffer.from('ab').entries()], `${Buffer.from('text')}`);
console.log(btoa('\u00ff\u0000a'), atob('/wBh'), atob(' YQ = = '.replaceAll(' ', '')));
for (const bad of [() => btoa('\u20ac'), () => atob('a'), () => atob('*')]) {
  try {
    bad();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
(async () => {
  const blob = new Blob(['hello ', Buffer.from('world'), new Blob(['!'])], { type: 'Text/Plain' });
  console.log(blob, await blob.text(), await blob.slice(-6, -1).text(), (await blob.arrayBuffer()).byteLength);
  const file = new File([blob], 'a.txt', { lastModified: 5, type: 'text/plain' });
  console.log(file, await file.text(), Object.prototype.toString.call(file));
})();
