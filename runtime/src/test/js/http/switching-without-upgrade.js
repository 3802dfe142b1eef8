'use strict';

// A response with 101 is an upgrade only when its headers say so.

const http = require('http');
const net = require('net');

function ask(answer, done) {
  const server = net.createServer((socket) => socket.once('data', () => socket.end(answer)));
  server.listen(0, () => {
    const request = http.get({ port: server.address().port, agent: false });
    request.on('response', (response) => {
      console.log('response', response.statusCode, response.statusMessage);
      response.resume();
    });
    request.on('upgrade', (response, socket, head) => {
      console.log('upgrade', response.statusCode, head.toString());
      socket.destroy();
    });
    request.on('close', () => server.close(done));
  });
}

ask('HTTP/1.1 101 Plain\r\n\r\n', () =>
  ask('HTTP/1.1 101 Half\r\nUpgrade: x\r\n\r\n', () =>
    ask('HTTP/1.1 101 Whole\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nhead', () => console.log('done')),
  ),
);
