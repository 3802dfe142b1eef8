'use strict';
const http = require('node:http');
const { AsyncLocalStorage } = require('node:async_hooks');
const storage = new AsyncLocalStorage();
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let count = 0;
const server = http.createServer((req, res) => {
  console.log('server', storage.getStore());
  storage.run(`request ${++count}`, () => {
    setTimeout(() => {
      console.log('handler', storage.getStore());
      res.end('x', () => console.log('written', storage.getStore()));
    }, 1);
  });
});
const get = (name) =>
  storage.run(name, () => {
    http.get({ port: server.address().port, agent }, (res) => {
      console.log('response', name, storage.getStore());
      res.resume();
      res.on('end', () => {
        console.log('end', name, storage.getStore());
        if (name === 'second') {
          agent.destroy();
          server.close(() => console.log('closed'));
        } else {
          setImmediate(get, 'second');
        }
      });
    });
  });
server.listen(0, () => get('first'));
