'use strict';
const http = require('node:http');
const server = http.createServer((req, res) => res.end('plain'));
server.on('upgrade', (req, socket, head) => {
  console.log('upgrade', req.headers.upgrade, head.toString());
  socket.write('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nfirst');
  socket.on('data', (data) => socket.end(`echo ${data}`));
});
server.on('connect', (req, socket) => {
  console.log('connect', req.url);
  socket.end('HTTP/1.1 200 OK\r\n\r\ntunnel');
});
server.listen(0, () => {
  const { port } = server.address();
  const req = http.request({ port, headers: { Connection: 'Upgrade', Upgrade: 'echo' } });
  req.on('upgrade', (res, socket, head) => {
    console.log(res.statusCode, head.toString());
    socket.write('hi');
    socket.on('data', (data) => console.log(data.toString()));
    socket.on('close', tunnel);
  });
  req.end();
  function tunnel() {
    const connect = http.request({ port, method: 'CONNECT', path: 'example.com:80' });
    connect.on('connect', (res, socket, head) => {
      let text = head.toString();
      socket.on('data', (data) => (text += data));
      socket.on('end', () => {
        console.log(res.statusCode, text);
        socket.destroy();
        server.close(() => console.log('closed'));
      });
    });
    connect.end();
  }
});
