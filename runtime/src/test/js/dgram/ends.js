'use strict';
// Errors, signals, references.

const dgram = require('dgram');

const first = dgram.createSocket('udp4');
first.bind(0, '127.0.0.1', () => {
  const second = dgram.createSocket('udp4');
  second.on('error', (error) => {
    console.log(error.code, error.syscall, error.address, error.port === first.address().port);
    second.close();
    first.close(queued);
  });
  second.bind(first.address().port, '127.0.0.1');
});

function queued() {
  const socket = dgram.createSocket('udp4');
  socket.send('x', 1, 'a name that is none', (error) => {
    console.log(error.code, error.syscall);
    socket.close(aborted);
  });
}

function aborted() {
  const controller = new AbortController();
  const socket = dgram.createSocket({ type: 'udp4', signal: controller.signal });
  socket.on('close', () => {
    console.log('closed by its signal');
    kept();
  });
  socket.bind(0, () => controller.abort());
}

function kept() {
  // The port of a socket for IPv6 alone is free for IPv4.
  const alone = dgram.createSocket({ type: 'udp6', ipv6Only: true });
  alone.bind(0, () => {
    const other = dgram.createSocket('udp4');
    other.on('error', (error) => console.log(error.message));
    other.bind(alone.address().port, () => {
      console.log('both bound');
      alone.close();
      other.close();
    });
  });
  // It does not keep the program running.
  const socket = dgram.createSocket('udp4').unref();
  socket.bind(0);
  console.log(new dgram.Socket('udp6') instanceof dgram.Socket, dgram.createSocket.length, dgram.Socket.name);
}
process.on('exit', (code) => console.log('exit', code));
