'use strict';

// The channels that the library publishes on by itself, in their order.
const { channel, tracingChannel } = require('diagnostics_channel');
const http = require('http');
const net = require('net');
const { spawn } = require('child_process');

const kind = (value) => value?.constructor?.name;
const watch = (name, describe) => channel(name).subscribe((message) => console.log(name, describe(message)));

watch('http.client.request.created', ({ request, ...rest }) => [kind(request), request.path, Object.keys(rest)]);
watch('http.client.request.start', ({ request, ...rest }) => [kind(request), request.path, Object.keys(rest)]);
watch('http.client.request.error', ({ request, error }) => [kind(request), request.path, error.code]);
watch('http.client.response.finish', ({ request, response }) => [request.path, response.statusCode]);
watch('http.server.request.start', ({ request, response, socket, server }) => [
  request.url,
  kind(response),
  kind(socket),
  kind(server),
  response.headersSent,
]);
watch('http.server.response.created', ({ request, response }) => [request.url, kind(response)]);
watch('http.server.response.finish', ({ request, response, socket, server }) => [
  request.url,
  response.statusCode,
  kind(socket),
  kind(server),
]);
watch('net.client.socket', ({ socket }) => [kind(socket), socket.connecting]);
watch('net.server.socket', ({ socket }) => [kind(socket)]);
watch('child_process', ({ process: child }) => [kind(child), child.pid]);
tracingChannel('net.server.listen').subscribe({
  asyncStart: ({ server, options }) => console.log('listen asyncStart', kind(server), Object.keys(options)),
  asyncEnd: ({ server }) => console.log('listen asyncEnd', kind(server), server.listening),
  error: ({ server, error }) => console.log('listen error', kind(server), error.code),
});

const server = http.createServer((request, response) => {
  if (request.url === '/reset') request.socket.destroy();
  else response.end('hello');
});
server.listen({ port: 0 }, () => {
  const { port } = server.address();
  http.get({ port, path: '/hello', agent: false }, (response) => {
    response.resume().on('end', () =>
      setTimeout(() => {
        http.get({ port, path: '/reset', agent: false }).on('error', () => setTimeout(again, 10, port));
      }, 10),
    );
  });
});

function again(port) {
  const second = net.createServer();
  second.on('error', () => {
    server.close();
    spawn('true', { stdio: 'ignore' });
  });
  second.listen(port);
}
