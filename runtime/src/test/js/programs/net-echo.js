'use strict';

const net = require('net');
const log = (...args) => console.log(...args);
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  log('connection', socket.remoteFamily, socket.readyState);
  socket.setEncoding('utf8');
  socket.on('data', (data) => socket.write(data.toUpperCase()));
  socket.on('end', () => socket.end('bye'));
  socket.on('close', (hadError) => {
    setTimeout(() => {
      log('server close', hadError, socket.bytesRead, socket.bytesWritten);
      server.close(() => log('closed', server.listening));
    }, 100);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port, family, address } = server.address();
  log(family, address, server.listening);
  const client = net.connect({ port, host: '127.0.0.1' });
  for (const event of ['lookup', 'connect', 'ready', 'end', 'close'])
    client.on(event, () => log('client', event, client.readyState));
  client.setNoDelay(true).setKeepAlive(true).setTimeout(5000);
  log(client.connecting, client.pending, client.write('early '));
  client.on('data', (data) => {
    log('data', String(data));
    if (String(data).endsWith('LATE')) client.end();
  });
  client.once('ready', () => setTimeout(() => client.write('late'), 20));
  client.on('close', () => {
    log(client.destroyed, client.bytesRead, client.bytesWritten);
    setTimeout(refused, 300, port);
  });
});
const refused = (port) => {
  net
    .connect(port, '127.0.0.1')
    .on('error', (error) => log(error.code, error.syscall, error.address, error.port === port));
};
const second = net.createServer();
second.on('error', (error) => log(error.code, error.syscall));
server.on('listening', () => second.listen(server.address().port, '127.0.0.1'));
for (const bad of [[{}], [{ port: 'x' }], [-1], [{ port: 1, lookup: 5, host: 'x' }]]) {
  try {
    net.connect(...bad).on('error', () => {});
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
