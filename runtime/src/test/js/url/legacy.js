'use strict';
process.removeAllListeners('warning');
process.noDeprecation = true;
const url = require('url');
const attempt = (label, operation) => {
  try {
    console.log(label, operation());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
for (const input of [
  '/path?query=1#hash',
  'http://user:pass@Host.com:8080/p/a?q=s#h',
  'mailto:a@b.c',
  '//host/path',
  'javascript:alert("x")',
  'HTTP://x',
  'http://[::1]:80/a',
  'file:///etc/x',
  'a b',
  'http://h/a b"c',
  'x:y',
  '',
  '?a=b',
  'http://\u00e9.com/',
  'http://h?x',
  'git+ssh://git@h/p',
  'http://a\\b',
]) {
  attempt(input, () =>
    JSON.stringify([
      url.parse(input),
      url.parse(input, true).query,
      url.parse(input, false, true).host,
      url.format(url.parse(input)),
    ]),
  );
}
for (const [from, to] of [
  ['/one/two/three', 'four'],
  ['http://e.com/', '/one'],
  ['http://e.com/one', '/two'],
  ['http://e.com/a/b/c', '../d'],
  ['http://e.com/a', '//f.com/x'],
  ['http://e.com/a?b', '?c'],
  ['http://e.com/a#b', '#c'],
  ['mailto:a@b', 'c@d'],
  ['http://u:p@e.com/', 'x'],
  ['http://e.com', 'https:/y'],
  ['.', '#x'],
  ['..', '.'],
  ['http://e.com/a/b', ''],
  ['fred:///s//a/b/c', '../../g'],
]) {
  attempt(`${from} ${to}`, () => JSON.stringify([url.resolve(from, to), url.resolveObject(from, to)]));
}
attempt('type', () => url.parse(1));
attempt('format', () =>
  url.format({ protocol: 'http', hostname: '::1', port: 1, pathname: 'a?b#c', query: { x: ['1', '2'] }, auth: 'a b' }),
);
attempt('format type', () => url.format(1));
const whatwg = new URL('http://u:p@xn--9ca.com/a?b#c');
attempt('format URL', () =>
  [url.format(whatwg, { auth: false, fragment: false, search: false, unicode: true }), url.format(whatwg)].join(' '),
);
for (const path of ['/a b/%/#?', '/a/', 'rel', '/\u00e9'])
  attempt(path, () => url.pathToFileURL(path).href.replace(process.cwd(), 'CWD'));
for (const file of ['file:///a%20b', 'file:///%C3%A9', 'file://host/x', 'http://x', 'file:///a%2Fb', 5])
  attempt(file, () => url.fileURLToPath(file));
attempt('windows', () => url.pathToFileURL('/x').pathname);
console.log(
  url.domainToASCII('espa\u00f1ol.com'),
  url.domainToASCII('xn--i\u00f1valid.com'),
  url.domainToUnicode('xn--espaol-zwa.com'),
  url.domainToASCII('a b'),
);
console.log({ ...url.urlToHttpOptions(new URL('http://a:b@h:1/p?q#f')) });
