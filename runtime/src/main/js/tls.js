'use strict';

// TLS is not there yet: everything that would open or accept a connection throws ERR_FEATURE_UNAVAILABLE_ON_PLATFORM. The module can be
// required, because many packages do so without using it.

const net = require('net');
const { codes } = require('internal/errors');

function unavailable() {
  throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('TLS');
}

/** Refused: no socket is one. */
class TLSSocket extends net.Socket {
  constructor() {
    unavailable();
  }
}

/** Refused. */
function Server() {
  unavailable();
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

module.exports = {
  CLIENT_RENEG_LIMIT: 3,
  CLIENT_RENEG_WINDOW: 600,
  DEFAULT_ECDH_CURVE: 'auto',
  DEFAULT_MAX_VERSION: 'TLSv1.3',
  DEFAULT_MIN_VERSION: 'TLSv1.2',
  Server,
  TLSSocket,
  connect: unavailable,
  createSecureContext: unavailable,
  createServer: unavailable,
  getCiphers: unavailable,
};
