'use strict';
// indexOf, lastIndexOf, includes; fill; compare; copy; swap; slices.
const attempt = (label, operation) => {
  try {
    console.log(label, operation());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const text = Buffer.from('this is a buffer, this is not');
for (const value of ['this', 'is', '', 'x', 'not', 0x69, Buffer.from('is'), new Uint8Array([0x20])]) {
  for (const offset of [undefined, 0, 5, -5, 100, -100, NaN, '3', null]) {
    attempt(`${value} ${offset}`, () =>
      [text.indexOf(value, offset), text.lastIndexOf(value, offset), text.includes(value, offset)].join(),
    );
  }
}
const wide = Buffer.from('ababab\u20ac', 'ucs2');
for (const offset of [0, 1, 2, 5, -2, -3]) {
  attempt(`ucs2 ${offset}`, () =>
    [wide.indexOf('b', offset, 'ucs2'), wide.lastIndexOf('\u20ac', offset, 'ucs2')].join(),
  );
}
attempt('base64', () => text.indexOf('YnVmZmVy', 'base64'));
attempt('bad type', () => text.indexOf({}));
attempt('bad encoding', () => text.indexOf('a', 0, 'nope'));
for (const args of [
  ['abc'],
  ['\u20ac'],
  ['ab', 1, 5],
  ['6162', 'hex'],
  [''],
  [257],
  [Buffer.from('xyz'), 2],
  ['zz', 'hex'],
  [new Uint8Array()],
  ['a', 0, 99],
  ['a', 0, 5, 'nope'],
  [true],
  [null],
]) {
  attempt(`fill ${args}`, () =>
    Buffer.alloc(8)
      .fill(...args)
      .toString('hex'),
  );
}
const other = Buffer.from('this is');
attempt('compare', () =>
  [
    text.compare(other),
    text.compare(other, 0, 4, 0, 4),
    Buffer.compare(other, text),
    text.compare(other, 5, 7, 5, 7),
  ].join(),
);
attempt('compare range', () => text.compare(other, 0, 99));
attempt('compare type', () => text.compare('x'));
attempt('equals', () => other.equals(new Uint8Array(Buffer.from('this is'))));
for (const args of [[0], [2], [0, 5], [0, 5, 3], [0, 50], [-1], [0, -1], [6, 1, 4]]) {
  attempt(`copy ${args}`, () => {
    const target = Buffer.alloc(8, '.');
    return `${text.copy(target, ...args)} ${target}`;
  });
}
const overlapping = Buffer.from('abcdefgh');
overlapping.copy(overlapping, 2, 0, 6);
console.log(overlapping.toString());
for (const method of ['swap16', 'swap32', 'swap64']) {
  attempt(method, () => Buffer.from('0123456789abcdef')[method]().toString());
  attempt(method, () => Buffer.alloc(3)[method]());
}
for (const args of [[], [2], [-2], [1, -1], [5, 2], ['1', '3'], [NaN, 2], [0, 100]]) {
  attempt(`slice ${args}`, () => `${other.slice(...args)}|${other.subarray(...args)}`);
}
const view = other.subarray(1, 3);
view[0] = 0x21;
console.log(other.toString(), view.parent === other.buffer, view.offset === other.byteOffset + 1);
