'use strict';
// What the build runs once to see which Java classes programs need, and which functions of the library: files, timers, a
// server and a client, modules of every kind. What is used here costs every start memory: no child (ProcessWrap.java says more) and no
// hashes, whose classes are half a megabyte and would save the first hash 12 ms.

const fs = require('fs');
const http = require('http');
const path = require('path');
const zlib = require('zlib');

console.log('hello', { a: [1, 2, 3] }, process.memoryUsage().rss > 0);
fs.readFileSync(__filename);
fs.readFile(__filename, 'utf8', () => {});
fs.promises.stat(__dirname).then((stats) => console.log(stats.isDirectory()));
fs.readdir(path.dirname(__filename), () => {});
fs.createReadStream(__filename).resume();
zlib.gzip('text', () => {});
setTimeout(() => {}, 1);
setImmediate(() => {});

for (let i = 1; i <= 16; i++) require(`./modules/${i}`);
// What large programs require in their first lines.
for (const id of require('module').builtinModules) {
  if (!id.startsWith('_') && !['inspector', 'repl', 'test', 'wasi'].includes(id.split('/')[0])) require(id);
}
import('./module.mjs').then(({ default: name }) => console.log(name));

const server = http.createServer((request, response) => {
  response.end(`hello ${request.url}`);
});
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, path: '/' }, (response) => {
    response.resume();
    response.on('end', () => server.close());
  });
});
