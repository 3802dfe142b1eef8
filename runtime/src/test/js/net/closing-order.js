'use strict';

// The end of a writing side is told right after the poll phase that asked for it: a closed client is closed before its server hears.

const net = require('net');

const log = [];
const server = net.createServer((socket) => {
  log.push('connection');
  for (const name of ['end', 'finish', 'close']) socket.on(name, () => log.push(`server ${name}`));
  socket.resume();
  socket.end('x');
});
function once(left) {
  if (left === 0) {
    server.close();
    return;
  }
  const client = net.connect(server.address().port);
  for (const name of ['connect', 'data', 'end', 'finish']) client.on(name, () => log.push(name));
  client.on('close', () => {
    log.push('close');
    setImmediate(() => log.push('immediate'));
    setTimeout(() => {
      console.log(log.join(', '));
      log.length = 0;
      once(left - 1);
    }, 20);
  });
}
server.listen(0, () => once(3));
