'use strict';
const net = require('node:net');
const size = 4 * 1024 * 1024;
const server = net.createServer((socket) => {
  let received = 0;
  socket.pause();
  setTimeout(() => socket.resume(), 50);
  socket.on('data', (chunk) => (received += chunk.length));
  socket.on('end', () => {
    console.log('received all', received === size);
    server.close();
  });
});
server.listen(0, () => {
  const client = net.connect(server.address().port);
  let sent = 0;
  let refused = 0;
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const pump = () => {
    while (sent < size) {
      sent += chunk.length;
      if (!client.write(chunk)) {
        refused++;
        client.once('drain', pump);
        return;
      }
    }
    client.end();
  };
  client.on('connect', pump);
  client.on('finish', () => console.log('had to wait', refused > 0, client.bytesWritten));
});
