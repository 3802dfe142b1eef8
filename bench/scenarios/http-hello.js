'use strict';
// The server of the http scenarios; the runner puts the load on it.
const http = require('http');
const readAll = process.env.BENCH_READ_HEADERS === '1';
const server = http.createServer((request, response) => {
  if (readAll) for (const name in request.headers) if (request.headers[name] === undefined) throw new Error(name);
  response.setHeader('Content-Type', 'text/plain');
  response.end('Hello, World!\n');
});
server.listen(Number(process.env.BENCH_PORT ?? 0), '127.0.0.1', () =>
  console.log(`listening ${server.address().port}`),
);
process.on('SIGTERM', () => process.exit(0));
