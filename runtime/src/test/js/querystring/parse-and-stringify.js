'use strict';
const qs = require('querystring');
for (const input of [
  '',
  'a',
  'a=b',
  'a=b&a=c&a=d',
  '=x',
  '&&',
  'a=b=c',
  'a+b=c+d',
  '%41=%C3%A9&%zz=%',
  'x=%E9',
  '__proto__=1',
  'a=1;b=2',
  '\u00e9=\u20ac',
]) {
  console.log(JSON.stringify(input), qs.parse(input), qs.parse(input, ';', ':'));
}
console.log(
  qs.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 }),
  qs.parse('a=%41', null, null, { decodeURIComponent: (text) => `<${text}>` }),
);
const object = {
  a: 'x y',
  b: [1, 'z'],
  c: true,
  d: null,
  e: undefined,
  f: NaN,
  g: 10n,
  h: {},
  i: '\u00e9&=',
  '': '',
  j: [],
  k: 1e22,
};
console.log(
  qs.stringify(object),
  qs.stringify(object, ';', ':'),
  qs.stringify({ a: 'b' }, null, null, { encodeURIComponent: (text) => `<${text}>` }),
);
console.log(qs.escape("a b&c/\u00e9!'()*~"), qs.unescape('%41%zz%C3'), qs.unescapeBuffer('a%20%zz+', true));
try {
  qs.stringify({ a: '\ud800' });
} catch (error) {
  console.log(error.name, error.code, error.message);
}
console.log(Object.keys(qs), qs.encode === qs.stringify);
