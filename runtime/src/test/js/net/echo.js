'use strict';
const net = require('node:net');
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  console.log('server: connection', socket.remoteFamily, socket.readyState);
  socket.setEncoding('utf8');
  let text = '';
  socket.on('data', (chunk) => (text += chunk));
  socket.on('end', () => {
    console.log('server: end', text);
    socket.end(`echo ${text}`);
  });
});
server.on('close', () => console.log('server: close'));
server.listen(0, '127.0.0.1', () => {
  const { port, address, family } = server.address();
  console.log(address, family, server.listening);
  const client = net.connect({ port, host: '127.0.0.1' });
  console.log(client.connecting, client.pending, client.readyState);
  for (const event of ['lookup', 'connectionAttempt', 'connect', 'ready', 'end', 'finish', 'close']) {
    client.on(event, (...args) => console.log('client:', event, event === 'close' ? args : ''));
  }
  client.on('data', (data) => console.log('client: data', data.toString()));
  client.write('one ');
  client.write('two ', () => console.log('client: written'));
  client.end('three');
  client.on('close', () => {
    console.log(client.bytesWritten, client.bytesRead, client.destroyed, client.readyState);
    server.close(() => console.log('closed', server.listening));
  });
});
