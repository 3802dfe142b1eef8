'use strict';
const net = require('node:net');
const server = net.createServer((socket) => {
  socket.on('error', (error) => console.log('server:', error.code, error.syscall));
  socket.on('close', (hadError) => console.log('server: close', hadError));
  socket.resume();
});
server.maxConnections = 1;
server.on('drop', (data) => console.log('dropped', typeof data.remotePort, data.remoteFamily));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const client = net.connect(port, '127.0.0.1');
  client.setTimeout(20, () => {
    console.log('timeout', client.timeout);
    const second = net.connect(port, '127.0.0.1');
    second.on('close', () => {
      client.resetAndDestroy();
      client.on('close', (hadError) => {
        console.log('client: close', hadError);
        server.close(() => console.log('done'));
      });
    });
    second.on('error', (error) => console.log(error.code));
    second.resume();
  });
});
