'use strict';

// https://nodejs.org/api/http.html#class-httpserver

const net = require('net');
const { EventEmitter } = require('events');
const { setInterval, clearInterval } = require('timers');
const { Connection, kConnections, kServerResponse } = require('internal/http/connection');
const { ServerResponse } = require('internal/http/response');
const STATUS_CODES = require('internal/http/status_codes');
const { IncomingMessage } = require('_http_incoming');
const { kIncomingMessage } = require('_http_common');
const { kUniqueHeaders, parseUniqueHeadersOption } = require('_http_outgoing');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');
const {
  codes: { ERR_OUT_OF_RANGE },
} = require('internal/errors');

const kConnectionsCheckingInterval = Symbol('http.server.connectionsCheckingInterval');

/** Sets the options that are HTTP's own, with their defaults. */
function storeHTTPOptions(options) {
  this[kIncomingMessage] = options.IncomingMessage || IncomingMessage;
  this[kServerResponse] = options.ServerResponse || ServerResponse;

  const { maxHeaderSize, insecureHTTPParser } = options;
  if (maxHeaderSize !== undefined) validateInteger(maxHeaderSize, 'maxHeaderSize', 0);
  this.maxHeaderSize = maxHeaderSize;
  if (insecureHTTPParser !== undefined) validateBoolean(insecureHTTPParser, 'options.insecureHTTPParser');
  this.insecureHTTPParser = insecureHTTPParser;

  this.requestTimeout = integerOption(options.requestTimeout, 'requestTimeout', 300_000);
  this.headersTimeout = integerOption(options.headersTimeout, 'headersTimeout', Math.min(60_000, this.requestTimeout));
  if (this.requestTimeout > 0 && this.headersTimeout > 0 && this.headersTimeout > this.requestTimeout) {
    throw new ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', options.headersTimeout);
  }
  this.keepAliveTimeout = integerOption(options.keepAliveTimeout, 'keepAliveTimeout', 5_000);
  const buffer = options.keepAliveTimeoutBuffer;
  if (buffer !== undefined) validateInteger(buffer, 'keepAliveTimeoutBuffer', 0);
  this.keepAliveTimeoutBuffer = buffer ?? 1_000;
  this.connectionsCheckingInterval = integerOption(
    options.connectionsCheckingInterval,
    'connectionsCheckingInterval',
    30_000,
  );
  this.requireHostHeader = booleanOption(options.requireHostHeader, 'options.requireHostHeader', true);
  this.joinDuplicateHeaders = booleanOption(options.joinDuplicateHeaders, 'options.joinDuplicateHeaders', undefined);
  this.rejectNonStandardBodyWrites = booleanOption(
    options.rejectNonStandardBodyWrites,
    'options.rejectNonStandardBodyWrites',
    false,
  );
  this.optimizeEmptyRequests = booleanOption(options.optimizeEmptyRequests, 'options.optimizeEmptyRequests', false);
  if (options.shouldUpgradeCallback !== undefined) {
    validateFunction(options.shouldUpgradeCallback, 'options.shouldUpgradeCallback');
    this.shouldUpgradeCallback = options.shouldUpgradeCallback;
  } else {
    this.shouldUpgradeCallback = function shouldUpgrade() {
      return this.listenerCount('upgrade') > 0;
    };
  }
}

function integerOption(value, name, fallback) {
  if (value === undefined) return fallback;
  validateInteger(value, name, 0);
  return value;
}

function booleanOption(value, name, fallback) {
  if (value === undefined) return fallback;
  validateBoolean(value, name);
  return value;
}

/** Looks for connections whose messages take too long, from time to time. */
function setupConnectionsTracking() {
  this[kConnections] ??= new Set();
  if (this[kConnectionsCheckingInterval]) clearInterval(this[kConnectionsCheckingInterval]);
  this[kConnectionsCheckingInterval] = setInterval(checkConnections.bind(this), this.connectionsCheckingInterval);
  this[kConnectionsCheckingInterval].unref();
}

function checkConnections() {
  for (const connection of this[kConnections]) connection.checkTimeouts(this.headersTimeout, this.requestTimeout);
}

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  if (typeof options === 'function') {
    requestListener = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  storeHTTPOptions.call(this, options);
  net.Server.call(this, {
    allowHalfOpen: true,
    noDelay: options.noDelay ?? true,
    keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay,
    highWaterMark: options.highWaterMark,
  });
  if (requestListener) this.on('request', requestListener);
  this.httpAllowHalfOpen = false;
  this._startsReading = true;
  this[kConnections] = new Set();
  this.on('connection', connectionListener);
  this.on('listening', setupConnectionsTracking);
  this.timeout = 0;
  this.maxHeadersCount = null;
  this.maxRequestsPerSocket = 0;
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

function connectionListener(socket) {
  return new Connection(this, socket);
}

function preClose(server) {
  server.closeIdleConnections();
  clearInterval(server[kConnectionsCheckingInterval]);
}

Server.prototype.close = function close(...args) {
  preClose(this);
  return Reflect.apply(net.Server.prototype.close, this, args);
};

Server.prototype[Symbol.asyncDispose] = async function asyncDispose() {
  await new Promise((resolve, reject) => {
    this.close((error) => (error ? reject(error) : resolve()));
  });
};

Server.prototype.closeAllConnections = function closeAllConnections() {
  for (const { socket } of [...(this[kConnections] ?? [])]) socket.destroy();
};

Server.prototype.closeIdleConnections = function closeIdleConnections() {
  for (const connection of [...(this[kConnections] ?? [])]) if (connection.isIdle()) connection.socket.destroy();
};

Server.prototype.setTimeout = function setTimeout(msecs, callback) {
  this.timeout = msecs;
  if (callback) this.on('timeout', callback);
  return this;
};

Server.prototype[EventEmitter.captureRejectionSymbol] = function onRejection(error, event, ...args) {
  switch (event) {
    case 'request': {
      const [, res] = args;
      if (!res.headersSent && !res.writableEnded) {
        // Don't leak headers.
        for (const name of res.getHeaderNames()) res.removeHeader(name);
        res.statusCode = 500;
        res.end(STATUS_CODES[500]);
      } else {
        res.destroy();
      }
      break;
    }
    default:
      Reflect.apply(net.Server.prototype[EventEmitter.captureRejectionSymbol], this, [error, event, ...args]);
  }
};

module.exports = {
  STATUS_CODES,
  Server,
  ServerResponse,
  setupConnectionsTracking,
  storeHTTPOptions,
  _connectionListener: connectionListener,
  httpServerPreClose: preClose,
  kConnectionsCheckingInterval,
  kServerResponse,
};
