'use strict';

const url = require('url');
const querystring = require('querystring');
const { log } = console;
const u = new URL('https://us%65r:p%40ss@EX\u00c4MPLE.com:8080/a/../b%20c/./d?x=1&y=%20z&x=2#frag ment');
log(u, u.href, String(u.searchParams), [...u.searchParams], JSON.stringify({ u }));
u.port = '443';
u.pathname = '/new path';
u.search = '?q=a b';
u.hash = '';
u.searchParams.append('\u20ac', '&=');
u.searchParams.sort();
log(u.href, u.searchParams.get('q'), u.searchParams.getAll('x'), u.origin, u.searchParams.size);
for (const [input, base] of [
  ['../x', 'http://h/a/b/c'],
  ['//other', 'https://h'],
  ['?q', 'http://h/p'],
  ['file:///C:/a'],
  ['x:y'],
  ['http://[::1]:80/'],
  ['http://1.2.3'],
  ['http://a b'],
  ['nope'],
]) {
  try {
    log(new URL(input, base).href);
  } catch (error) {
    log(error.name, error.code, error.message, error.input);
  }
}
log(url.parse('http://user:pass@host.com:80/p/a?q=1#h'), url.parse('/x?a=b&a=c', true).query);
log(
  url.format({ protocol: 'http', host: 'h', pathname: '/p', query: { a: [1, 2] } }),
  url.resolve('/one/two', '../three'),
);
log(url.fileURLToPath('file:///a%20b'), url.pathToFileURL('/a b#?').href, url.domainToASCII('espa\u00f1ol.com'));
log(
  querystring.parse('a=1&b=2&a=3&c=%20&d'),
  querystring.stringify({ a: [1, 2], b: 'x y', c: '\u20ac' }),
  querystring.escape('&'),
);
log(
  new URLSearchParams({ a: '1', b: 'x y' }),
  new URLSearchParams([['a', 'b']]).toString(),
  url.urlToHttpOptions(new URL('http://a:b@c/d?e')),
);
