'use strict';
// One byte back and forth on one connection.
const net = require('net');
const { measure } = require('./measure');
const N = 10_000;
const server = net.createServer((socket) => socket.setNoDelay(true).on('data', (data) => socket.write(data)));
server.listen(0, '127.0.0.1', () => {
  const socket = net.connect(server.address().port, '127.0.0.1', () => {
    socket.setNoDelay(true);
    let left = 0;
    let finish;
    socket.on('data', () => (--left === 0 ? finish() : socket.write('x')));
    measure(
      'round trips/s',
      N,
      (done) => {
        left = N;
        finish = done;
        socket.write('x');
      },
      () => {
        socket.destroy();
        server.close();
      },
    );
  });
});
