'use strict';

const http = require('http');
const log = (...args) => console.log(...args);
const server = http.createServer((request, response) => {
  const { method, url, httpVersion, headers } = request;
  delete headers.host;
  log('request', method, url, httpVersion, headers);
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (data) => {
    body += data;
  });
  request.on('end', () => {
    log('body', body, request.complete);
    response.sendDate = false;
    switch (url) {
      case '/json':
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify({ body }));
        break;
      case '/chunks':
        response.writeHead(201, 'Made', { 'X-A': ['1', '2'], Trailer: 'X-T' });
        response.write('one ');
        response.write('two');
        response.addTrailers({ 'X-T': 'end' });
        response.end();
        break;
      case '/none':
        response.statusCode = 204;
        response.end();
        break;
      default:
        response.writeHead(404).end('not here');
    }
  });
  response.on('finish', () => log('finish', response.statusCode, response.headersSent, response.writableEnded));
});
const ask = (options, body) =>
  new Promise((resolve, reject) => {
    const request = http.request({ port: server.address().port, agent: false, ...options }, (response) => {
      const { statusCode, statusMessage, headers } = response;
      const chunks = [];
      response.on('data', (data) => chunks.push(data));
      response.on('end', () => {
        log(
          statusCode,
          statusMessage,
          headers,
          String(Buffer.concat(chunks)),
          response.trailers,
          response.rawHeaders.length,
        );
        resolve();
      });
    });
    request.on('error', reject);
    request.end(body);
  });
server.listen(0, '127.0.0.1', async () => {
  await ask({ path: '/json', method: 'POST', headers: { 'x-b': 'y' } }, 'h\u00e9llo');
  await ask({ path: '/chunks' });
  await ask({ path: '/none', method: 'DELETE' });
  await ask({ path: '/missing', method: 'HEAD' });
  server.close(() => log('closed'));
});
