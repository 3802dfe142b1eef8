'use strict';
// A server on one thread: /fast answers at once while /slow reads a large file and hashes it on the worker pool.
//
//   gori examples/server.js [port]        then: curl localhost:8080/slow & curl localhost:8080/fast

const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');

const port = Number(process.argv[2] ?? 8080);
const file = path.join(os.tmpdir(), `gori-example-${process.pid}.bin`);
fs.writeFileSync(file, Buffer.alloc(100 * 1024 * 1024, 'gori'));
process.on('exit', () => fs.rmSync(file, { force: true }));

const server = http.createServer((request, response) => {
  switch (request.url) {
    case '/fast':
      response.end('fast\n');
      break;
    case '/slow': {
      const hash = crypto.createHash('sha256');
      fs.createReadStream(file)
        .on('data', (chunk) => hash.update(chunk))
        .on('error', (error) => response.destroy(error))
        .on('end', () => response.end(`${hash.digest('hex')}\n`));
      break;
    }
    case '/stop':
      response.end('bye\n');
      server.close();
      break;
    default:
      response.writeHead(404).end('try /fast, /slow or /stop\n');
  }
});

server.listen(port, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
process.on('SIGINT', () => process.exit(0));
