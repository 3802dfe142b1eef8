'use strict';
const http = require('node:http');
const seen = [];
const server = http.createServer((req, res) => {
  if (req.url === '/never') {
    req.on('error', (error) => seen.push(error.code, error.message, req.aborted, req.complete));
    req.resume();
    return;
  }
  req.resume();
  req.on('end', () => res.end('done'));
});
server.on('checkContinue', (req, res) => {
  console.log('checkContinue', req.headers.expect);
  res.writeContinue();
  server.emit('request', req, res);
});
server.listen(0, () => {
  const { port } = server.address();
  const req = http.request({ port, method: 'PUT', headers: { Expect: '100-continue' } });
  req.on('information', ({ statusCode, statusMessage }) => console.log('information', statusCode, statusMessage));
  req.on('continue', () => {
    console.log('continue');
    req.end('body');
  });
  req.on('response', (res) => {
    res.resume();
    res.on('end', abort);
  });
  req.flushHeaders();
  function abort() {
    const aborted = http.request({ port, path: '/never', method: 'POST' });
    aborted.on('error', (error) => console.log('client:', error.code, error.message, aborted.destroyed));
    aborted.on('close', () => {
      console.log('client: close');
      signal();
    });
    aborted.write('x');
    setTimeout(() => aborted.destroy(), 30);
  }
  function signal() {
    const controller = new AbortController();
    const cancelled = http.get({ port, path: '/never', signal: controller.signal });
    cancelled.on('error', (error) => console.log('client:', error.code, error.name));
    cancelled.on('close', () => {
      http.globalAgent.destroy();
      server.close(() => console.log('closed', seen));
    });
    setTimeout(() => controller.abort(), 30);
  }
});
