'use strict';

const http = require('http');
const net = require('net');
const log = (...args) => console.log(...args);
const server = http.createServer((request, response) => {
  log('request', request.url);
  if (request.url === '/destroy') {
    request.socket.destroy();
    return;
  }
  for (const act of [
    () => response.setHeader('bad name', 'x'),
    () => response.setHeader('x', 'line\nbreak'),
    () => response.setHeader('x'),
    () => response.writeHead(99),
    () => response.write(5),
  ]) {
    try {
      act();
    } catch (error) {
      log(error.name, error.code, error.message);
    }
  }
  response.end('done');
  try {
    response.setHeader('late', '1');
  } catch (error) {
    log(error.code, error.message);
  }
  response.on('error', (error) => log('response', error.code));
  response.write('after');
});
server.on('clientError', (error, socket) => {
  log('clientError', error.code, error.message);
  socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const get = (path) =>
    new Promise((resolve) => {
      http
        .get({ port, path, agent: false }, (response) => response.resume().on('end', resolve))
        .on('error', (error) => {
          log(error.code, error.message);
          resolve();
        });
    });
  await get('/ok');
  await get('/destroy');
  await new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('NOT HTTP\r\n\r\n'));
    socket.setEncoding('latin1');
    socket.on('data', (data) => log(JSON.stringify(data))).on('close', resolve);
  });
  server.close();
  await new Promise((resolve) => {
    server.on('close', resolve);
  });
  http
    .get({ port, host: '127.0.0.1', path: '/' })
    .on('error', (error) => log(error.code, error.syscall, error.address));
});
