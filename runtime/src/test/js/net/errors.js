'use strict';
const net = require('node:net');
const hide = (text) => text.replace(/\d{4,5}/g, 'PORT');
const show = (label, error) =>
  console.log(label, error.name, hide(error.message), error.code, error.errno, error.syscall, error.address);
const free = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = free.address();
  const second = net.createServer();
  second.on('error', (error) => {
    show('in use', error);
    free.close(() => refused(port));
  });
  second.listen(port, '127.0.0.1');
});
function refused(port) {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', (error) => show('refused', error));
  socket.on('close', (hadError) => {
    console.log('close', hadError);
    missingPath();
  });
}
function missingPath() {
  const socket = net.connect('/no/such/socket');
  socket.on('error', (error) => {
    show('missing', error);
    noWrite();
  });
}
function noWrite() {
  const socket = new net.Socket();
  socket.on('error', (error) => console.log(error.code));
  socket.write('x', (error) => console.log('callback', error.code));
  socket.on('close', badArguments);
}
function badArguments() {
  for (const call of [
    () => net.connect({}),
    () => net.connect({ port: 70000 }),
    () => net.connect({ port: 1, localAddress: 'nowhere' }),
    () => net.connect({ path: 5 }),
    () => net.createServer().listen({}),
    () => net.createServer().listen({ port: -1 }),
    () => net.createServer('x'),
    () => new net.Socket({ objectMode: true }),
  ]) {
    try {
      call().on?.('error', (error) => console.log('emitted', error.code));
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  net.createServer().close((error) => console.log(error.code));
}
