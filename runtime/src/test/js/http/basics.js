'use strict';
const http = require('node:http');
const server = http.createServer((req, res) => {
  console.log(req.method, req.url, req.httpVersion, Object.keys(req.headers).join());
  let body = '';
  req.setEncoding('utf8');
  req.on('data', (chunk) => (body += chunk));
  req.on('end', () => {
    res.statusCode = 201;
    res.setHeader('X-Two', ['a', 'b']);
    res.setHeader('Content-Type', 'text/plain');
    console.log(res.getHeaderNames(), res.hasHeader('x-two'), res.headersSent);
    res.end(`[${body}]`);
    console.log(res.headersSent, res.writableEnded);
  });
  res.on('finish', () => console.log('finish'));
  res.on('close', () => console.log('close'));
});
server.listen(0, () => {
  const { port } = server.address();
  const req = http.request({ port, method: 'POST', path: '/a?b=c', headers: { 'X-One': '1' }, agent: false }, (res) => {
    console.log(res.statusCode, res.statusMessage, res.httpVersion);
    const { date, ...headers } = res.headers;
    console.log(typeof date, headers);
    console.log(res.rawHeaders.filter((_, i) => i % 2 === 0).join());
    res.on('data', (chunk) => console.log('data', chunk.toString()));
    res.on('end', () => {
      console.log('end', res.complete);
      server.close(() => console.log('closed'));
    });
  });
  for (const event of ['socket', 'finish', 'response', 'close']) req.on(event, () => console.log('request:', event));
  console.log(req.method, req.path, req.host, req.protocol, req.getHeader('host') === `localhost:${port}`);
  req.write('hello ');
  req.end('world');
});
