'use strict';

// HTTP over TLS, which is not there yet: requests and servers throw ERR_FEATURE_UNAVAILABLE_ON_PLATFORM. The module can be required,
// because many packages do so for addresses that a program never asks for.

const http = require('http');
const tls = require('tls');

/** Opens no connection. */
class Agent extends http.Agent {
  defaultPort = 443;
  protocol = 'https:';

  createConnection() {
    return tls.connect();
  }
}

/** Refused. */
function Server() {
  tls.createServer();
}
Object.setPrototypeOf(Server.prototype, http.Server.prototype);
Object.setPrototypeOf(Server, http.Server);

module.exports = {
  Agent,
  Server,
  createServer: tls.createServer,
  get: tls.connect,
  globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }),
  request: tls.connect,
};
