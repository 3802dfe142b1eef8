'use strict';
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const fs = require('node:fs');
const file = path.join(os.tmpdir(), `unix-socket-${process.pid}.sock`);
const server = net.createServer((socket) => {
  socket.on('data', (data) => {
    console.log('got', data.toString());
    socket.end('bye');
  });
});
server.listen(file, () => {
  console.log(server.address() === file, fs.statSync(file).isSocket());
  const client = net.connect({ path: file }, () => client.write('hi'));
  console.log(client.remoteAddress, client.localPort);
  client.on('data', (data) => console.log('answer', data.toString()));
  client.on('close', () => server.close(() => console.log('removed', !fs.existsSync(file))));
});
