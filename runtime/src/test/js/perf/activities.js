'use strict';

// Entries of http, net and dns are there while somebody observes them.
const http = require('http');
const dns = require('dns');
const { PerformanceObserver } = require('perf_hooks');

const seen = [];
const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
const server = http.createServer((request, response) => response.end('hello'));

const get = (then) =>
  http.get({ port: server.address().port, host: '127.0.0.1', path: '/x?y', agent: false }, (response) => {
    response.resume().on('end', () => setTimeout(then, 20));
  });

server.listen(0, '127.0.0.1', () => {
  get(() => {
    observer.observe({ entryTypes: ['http', 'net', 'dns'] });
    get(() =>
      dns.lookup('localhost', { family: 4 }, () => dns.lookupService('127.0.0.1', 80, () => setTimeout(finish, 20))),
    );
  });
});

function finish() {
  observer.disconnect();
  get(() => {
    server.close();
    seen.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of seen) {
      const { req, res, ...detail } = entry.detail;
      if (detail.port > 1000) detail.port = typeof detail.port;
      if (detail.hostname !== undefined && entry.name === 'lookupService') detail.hostname = typeof detail.hostname;
      console.log(entry.constructor.name, entry.name, entry.entryType, entry.startTime > 0, entry.duration > 0, detail);
      if (req === undefined) continue;
      console.log(req.method, req.url.replace(/:\d+/, ''), Object.keys(req.headers));
      console.log(res.statusCode, res.statusMessage, Object.keys(res.headers));
    }
  });
}
