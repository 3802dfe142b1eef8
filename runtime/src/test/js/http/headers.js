'use strict';
const http = require('node:http');
const { OutgoingMessage, IncomingMessage, validateHeaderName, validateHeaderValue } = http;
const attempt = (name, call) => {
  try {
    console.log(name, call());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
const message = new OutgoingMessage();
attempt('set', () => message.setHeader('X-A', 'b') === message);
attempt('get', () => message.getHeader('x-a'));
attempt('headers', () => message.getHeaders());
attempt('bad name', () => message.setHeader('a b', 'c'));
attempt('bad value', () => message.setHeader('a', 'c\n'));
attempt('no value', () => message.setHeader('a'));
attempt('bad get', () => message.getHeader(5));
attempt('map', () => message.setHeaders(new Map([['m', '1']])).getHeader('m'));
attempt('not a map', () => message.setHeaders({}));
attempt('append', () => message.appendHeader('m', ['2', '3']).getHeader('M'));
attempt('remove', () => message.removeHeader('M') ?? message.hasHeader('m'));
attempt('name', () => validateHeaderName(''));
attempt('value', () => validateHeaderValue('x', 'ü\u0100'));
attempt('request path', () => http.request({ path: '/a b' }));
attempt('request method', () => http.request({ method: 'A B' }));
attempt('request protocol', () => http.request('https://localhost'));
attempt('request host', () => http.request({ host: 5 }));
attempt('request agent', () => http.request({ agent: {} }));
attempt('parsers', () => http.setMaxIdleHTTPParsers(0));
attempt('server', () => http.createServer({ headersTimeout: 10, requestTimeout: 5 }));
attempt('server', () => http.createServer({ keepAliveTimeout: 'x' }));
console.log(http.METHODS.length > 30, http.STATUS_CODES[418], http.maxHeaderSize);
const incoming = new IncomingMessage();
const target = {};
for (const [name, value] of [
  ['Set-Cookie', 'a'],
  ['set-cookie', 'b'],
  ['Cookie', 'c'],
  ['cookie', 'd'],
  ['Accept', 'e'],
  ['accept', 'f'],
  ['Host', 'g'],
  ['host', 'h'],
]) {
  incoming._addHeaderLine(name, value, target);
}
console.log(target);
