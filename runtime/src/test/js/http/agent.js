'use strict';
const http = require('node:http');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const ports = new Set();
const server = http.createServer((req, res) => {
  ports.add(req.socket.remotePort);
  res.end(req.url);
});
const get = (path) =>
  new Promise((resolve, reject) => {
    const req = http.get({ port: server.address().port, path, agent }, (res) => {
      let body = '';
      res.on('data', (chunk) => (body += chunk));
      res.on('end', () => resolve([body, req.reusedSocket]));
    });
    req.on('error', reject);
  });
const count = (sockets) => Object.values(sockets).flat().length;
server.listen(0, async () => {
  console.log(agent.getName({ host: 'a', port: 1, localAddress: 'b' }), agent.getName({ socketPath: '/x' }));
  const all = Promise.all(['/1', '/2', '/3'].map(get));
  console.log(count(agent.sockets), count(agent.requests), count(agent.freeSockets));
  console.log(await all, ports.size);
  await new Promise((resolve) => setImmediate(resolve));
  console.log(count(agent.sockets), count(agent.requests), count(agent.freeSockets), agent.totalSocketCount);
  console.log(await get('/4'), ports.size);
  await new Promise((resolve) => setImmediate(resolve));
  agent.destroy();
  server.close(() => console.log('closed', count(agent.freeSockets)));
});
