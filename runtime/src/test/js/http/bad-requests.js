'use strict';
const http = require('node:http');
const net = require('node:net');
const bad = [
  'GETX / HTTP/1.1\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET /\x01 HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(20000)}\r\n\r\n`,
  'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\n\r\n',
];
const server = http.createServer((req, res) => {
  req.on('error', () => {});
  req.resume();
  req.on('end', () => res.end('ok'));
});
server.on('clientError', (error, socket) => {
  console.log('clientError', error.code, error.message, error.bytesParsed, Buffer.isBuffer(error.rawPacket));
  if (socket.writable) socket.end('HTTP/1.1 400 Custom\r\n\r\n');
});
const plain = http.createServer((req, res) => {
  req.on('error', () => {});
  res.end('ok');
});
server.listen(0, () => {
  plain.listen(0, async () => {
    for (const request of bad) {
      console.log(JSON.stringify(request.slice(0, 90)));
      console.log(JSON.stringify(await exchange(server, request)));
      console.log(JSON.stringify(await exchange(plain, request)));
    }
    server.close();
    plain.close();
  });
});
function exchange(to, request) {
  return new Promise((resolve) => {
    const socket = net.connect(to.address().port);
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    socket.on('error', (error) => (text += error.code));
    socket.on('close', () => resolve(text.replace(/Date: [^\r]*/g, 'Date: D').replace(/ECONNRESET$/, '')));
    socket.write(request, 'latin1');
  });
}
