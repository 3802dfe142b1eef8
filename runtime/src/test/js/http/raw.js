'use strict';
// What goes over the wire, byte for byte.
const http = require('node:http');
const net = require('node:net');
const server = http.createServer((req, res) => {
  switch (req.url) {
    case '/hello':
      res.end('hello');
      break;
    case '/chunked':
      res.write('one');
      res.write('two');
      res.addTrailers({ 'X-Trailer': 't' });
      res.end('three');
      break;
    case '/trailers':
      res.writeHead(200, { Trailer: 'X-Sum', 'Content-Type': 'text/plain' });
      res.write('body');
      res.addTrailers({ 'X-Sum': '4' });
      res.end();
      break;
    case '/head':
      res.writeHead(200, 'Fine', { 'Content-Length': 5 });
      res.end('hello');
      break;
    case '/204':
      res.writeHead(204);
      res.end('ignored');
      break;
    case '/list':
      res.writeHead(200, ['A', '1', 'A', '2', 'Set-Cookie', 'x', 'Content-Length', '0']);
      res.end();
      break;
    case '/set':
      res.setHeader('A', '1');
      res.appendHeader('A', '2');
      res.setHeader('Content-Length', '2');
      res.writeHead(200, { B: '3' });
      res.end('ok');
      break;
    case '/nodate':
      res.sendDate = false;
      res.removeHeader('connection');
      res.end('x');
      break;
    case '/hints':
      res.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' });
      res.writeProcessing();
      res.end('final');
      break;
    case '/utf8':
      res.end('snow ☃ man');
      break;
    case '/buffer':
      res.end(Buffer.from([1, 2, 3]));
      break;
    case '/empty':
      res.end();
      break;
    default:
      res.writeHead(404, { Connection: 'close' });
      res.end();
  }
});
const requests = [
  'GET /hello HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /chunked HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /trailers HTTP/1.1\r\nHost: x\r\n\r\n',
  'HEAD /head HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /head HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /204 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /list HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /set HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /nodate HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /hints HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /utf8 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /buffer HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /empty HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /hello HTTP/1.0\r\n\r\n',
  'GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
  'GET /chunked HTTP/1.0\r\n\r\n',
  'GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET /hello HTTP/1.1\r\n\r\n',
  'GET /hello HTTP/1.1\r\nHost: x\r\nExpect: something\r\n\r\n',
  'GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /hello HTTP/1.1\r\nHost: x\r\n\r\nGET /empty HTTP/1.1\r\nHost: x\r\n\r\nGET /204 HTTP/1.1\r\nHost: x\r\n\r\n',
];
server.keepAliveTimeout = 5000;
server.listen(0, async () => {
  for (const request of requests) {
    const answer = await exchange(request);
    console.log(JSON.stringify(request));
    console.log(JSON.stringify(answer.replace(/Date: [^\r]*/g, 'Date: D')));
  }
  server.close();
});
function exchange(request) {
  return new Promise((resolve) => {
    const socket = net.connect(server.address().port);
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.write(request);
    setTimeout(() => socket.end(), 60);
  });
}
