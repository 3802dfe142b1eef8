'use strict';
const attempt = (label, operation) => {
  try {
    console.log(label, operation());
  } catch (error) {
    console.log(label, error.name, error.code, error.message, error.input, error.base);
  }
};
const inputs = [
  'http://user:p%40ss@EXAMPLE.com:80/a/./b/../c?q=1#f',
  'https://example.com:443',
  'HTTP:\\\\x\\y',
  'http://\u00e9xample.com/\u00e9?\u00e9#\u00e9',
  'http://xn--xample-9ua.com',
  'http://1.2.3',
  'http://0x7f.1/',
  'http://[::1]:3000/x',
  'http://[1:0:0:2::]/',
  'file:///C:/a/../b',
  'file://host/x',
  'file:relative',
  'mailto:a@b',
  'data:text/plain,hi there',
  'javascript:alert(1)',
  'foo://bar:81/baz?x#y',
  'foo:/a/../b',
  'blob:https://a.b/c',
  ' http://trim.me\n',
  'http://a b',
  'http://',
  'http://a:99999',
  '//x',
  'http://exa%mple',
  'http://a/%zz?%zz',
  'ws://h/p|q{r}',
  'http://a/"<>`',
];
for (const input of inputs) {
  attempt(input, () => {
    const url = new URL(input);
    return JSON.stringify([
      url.href,
      url.origin,
      url.protocol,
      url.username,
      url.password,
      url.host,
      url.hostname,
      url.port,
      url.pathname,
      url.search,
      url.hash,
    ]);
  });
}
const base = 'http://h.com:8080/a/b/c?q#f';
for (const input of [
  '',
  'd',
  './d',
  '../d',
  '../../../d',
  '/d',
  '//other/d',
  '?x',
  '#y',
  'https:d',
  'http:d',
  'mailto:x',
  '..',
  '.',
  'd?e#f',
]) {
  attempt(`${input} on base`, () => new URL(input, base).href);
}
attempt('no base', () => new URL('x'));
attempt('bad base', () => new URL('x', 'y'));
attempt('none', () => new URL());
console.log(URL.canParse('a:b'), URL.canParse('x'), URL.canParse('x', 'a://b'));
const changed = new URL('http://h.com/p');
for (const [property, value] of [
  ['protocol', 'https'],
  ['protocol', 'mailto:'],
  ['username', 'u@'],
  ['password', 'p:'],
  ['host', 'x.y:99'],
  ['hostname', 'z'],
  ['port', '443'],
  ['port', '8x'],
  ['port', 'x'],
  ['pathname', 'a b/../c'],
  ['search', 'q=\u00e9'],
  ['hash', '#z z'],
  ['search', ''],
  ['hash', ''],
  ['hostname', ''],
]) {
  changed[property] = value;
  console.log(property, value, changed.href);
}
attempt('href', () => {
  changed.href = 'nope';
});
console.log(new URL('https://u:p@h.com:81/p?q=1#f'), [new URL('a:b')], String(changed), JSON.stringify(changed));
attempt('receiver', () => Object.getOwnPropertyDescriptor(URL.prototype, 'port').get.call({}));
