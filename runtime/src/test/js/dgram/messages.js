'use strict';
// What is sent arrives, with its sender; every form of send() and connect().

const dgram = require('dgram');

const server = dgram.createSocket('udp4');
const client = dgram.createSocket({ type: 'udp4', recvBufferSize: 20000 });
const got = [];
const expected = 8;

server.on('message', (message, { address, family, port, size }) => {
  got.push([message.toString(), address, family, port === client.address().port, size].join(' '));
  if (got.length === expected) finish();
});

server.bind(0, '127.0.0.1', () => {
  const { address, family, port } = server.address();
  console.log(address, family, port > 0);
  const steps = [
    (next) => client.send('a string', port, '127.0.0.1', next),
    (next) => client.send(Buffer.from('bytes'), port, '127.0.0.1', next),
    (next) => client.send('a part of it', 2, 4, port, '127.0.0.1', next),
    (next) => client.send(['in ', new Uint8Array([112, 97, 114, 116, 115])], port, '127.0.0.1', next),
    (next) => client.send([], port, '127.0.0.1', next),
    (next) => client.connect(port, '127.0.0.1', next),
    (next) => client.send('connected', next),
    (next) => client.send(Buffer.alloc(0), next),
    (next) => client.send('the end of it', 4, 3, next),
  ];
  (function step(error, bytes) {
    console.log(error ?? null, bytes);
    if (steps.length > 0) steps.shift()(step);
  })();
});

function finish() {
  console.log(got.sort().join('\n'));
  console.log(client.remoteAddress().address, client.getRecvBufferSize() > 0, client.getSendQueueCount());
  client.disconnect();
  for (const act of [
    () => client.remoteAddress(),
    () => client.disconnect(),
    () => client.bind(0),
    () => client.setTTL(0),
    () => client.setTTL('1'),
    () => client.setMulticastTTL(1000),
    () => client.setBroadcast(true),
    () => client.setTTL(16),
    () => client.setMulticastLoopback(false),
    () => client.addMembership('127.0.0.1'),
    () => client.addMembership(),
    () => client.dropMembership('224.0.0.114'),
    () => client.setRecvBufferSize(-1),
    () => client.send(5, 1, 'x'),
    () => client.send('x', 70000),
    () => client.send('x', 1, 5, 1, '127.0.0.1'),
    () => client.connect(1, 5),
    () => dgram.createSocket('udp5'),
    () => dgram.createSocket({ type: 'udp4', lookup: 5 }),
  ]) {
    try {
      console.log(act());
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  server.close(() => console.log('server closed'));
  client.close(() => {
    console.log('client closed');
    try {
      client.address();
    } catch (error) {
      console.log(error.code);
    }
  });
}
