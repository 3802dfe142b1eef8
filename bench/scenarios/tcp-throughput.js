'use strict';
// One-way megabytes a second on one connection, 64 KiB writes.
const net = require('net');
const TOTAL = 512 * 1024 * 1024;
const chunk = Buffer.alloc(65536, 'x');
let best = 0;
let rounds = 3;
const server = net.createServer((socket) => {
  let received = 0;
  const start = process.hrtime.bigint();
  socket.on('data', (data) => {
    received += data.length;
  });
  socket.on('end', () => {
    best = Math.max(best, received / 1e6 / (Number(process.hrtime.bigint() - start) / 1e9));
    socket.end();
    if (--rounds > 0) return run();
    server.close();
    console.log(`${Math.round(best)} MB/s`);
  });
});
function run() {
  const socket = net.connect(server.address().port, '127.0.0.1');
  let sent = 0;
  const write = () => {
    while (sent < TOTAL) {
      sent += chunk.length;
      if (!socket.write(chunk)) return socket.once('drain', write);
    }
    socket.end();
  };
  socket.on('connect', write);
}
server.listen(0, '127.0.0.1', run);
