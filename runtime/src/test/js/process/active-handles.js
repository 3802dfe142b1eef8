'use strict';

// Every kind of handle by its name, while it keeps the program running and once it does not any more.
const show = (what) =>
  console.log(
    what,
    process
      .getActiveResourcesInfo()
      .filter((name) => name !== 'Timeout')
      .sort(),
  );

const watcher = require('fs').watch(__dirname);
show('watch');
watcher.unref();
show('watch unref');
watcher.close();

process.on('SIGUSR2', () => {});
show('signal');
process.removeAllListeners('SIGUSR2');

const socket = require('dgram').createSocket('udp4');
show('udp, not bound');
socket.close();
show('udp closed');

const server = require('net').createServer();
show('server');
server.listen(0, () => {
  show('listening');
  server.unref();
  show('server unref');
  server.ref();
  const client = require('net').connect(server.address().port);
  server.on('connection', (peer) => {
    client.pause();
    setImmediate(() => {
      show('paused client and its peer');
      peer.destroy();
      client.destroy();
      server.close(() => spawn());
    });
  });
});

function spawn() {
  const child = require('child_process').spawn('cat');
  show('child');
  child.stdin.end();
  child.on('close', () =>
    setTimeout(() => {
      show('child ended');
      require('dns').lookup('localhost', () => setImmediate(lookedUp));
      show('lookup');
    }, 10),
  );
}

function lookedUp() {
  show('looked up');
  const { port1, port2 } = new MessageChannel();
  show('quiet ports');
  port1.on('message', () => {});
  show('one port');
  port2.on('message', () => {});
  show('two ports');
  port1.unref();
  show('one unref');
  port1.close();
}
