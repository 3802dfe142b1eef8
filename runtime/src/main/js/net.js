'use strict';

// https://nodejs.org/api/net.html

const { Socket } = require('internal/net/socket');
const connecting = require('internal/net/connect');
const { Server } = require('internal/net/server');
const { BlockList } = require('internal/blocklist');
const { SocketAddress } = require('internal/socketaddress');
const { isIP, isIPv4, isIPv6 } = require('internal/net');

const { connect, normalizeArgs } = connecting;

/** https://nodejs.org/api/net.html#netcreateserveroptions-connectionlistener */
function createServer(options, connectionListener) {
  return new Server(options, connectionListener);
}

module.exports = {
  _normalizeArgs: normalizeArgs,
  BlockList,
  SocketAddress,
  connect,
  createConnection: connect,
  createServer,
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  getDefaultAutoSelectFamily: connecting.getDefaultAutoSelectFamily,
  setDefaultAutoSelectFamily: connecting.setDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout: connecting.getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout: connecting.setDefaultAutoSelectFamilyAttemptTimeout,
};
