'use strict';

// https://nodejs.org/api/http.html#class-httpagent
// Sockets are kept by name (host, port, local address, family, path): those in use, those that wait to be used again, and the
// requests that wait for one.

const net = require('net');
const { EventEmitter } = require('events');
const { validateNumber, validateOneOf, validateString } = require('internal/validators');
const {
  codes: { ERR_OUT_OF_RANGE, ERR_PROXY_INVALID_CONFIG },
} = require('internal/errors');

const kOnKeylog = Symbol('onkeylog');
const kRequestOptions = Symbol('requestOptions');

function freeSocketErrorListener() {
  this.destroy();
}

/** The asynchronous outcome of a socket's creation, once only. */
function once(callback) {
  let called = false;
  return (...args) => {
    if (called) return;
    called = true;
    callback(...args);
  };
}

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  this.options = { __proto__: null, ...options };
  this.defaultPort = this.options.defaultPort || 80;
  this.protocol = this.options.protocol || 'http:';
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  // Don't confuse net and make it think that we're connecting to a pipe
  this.options.path = null;
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;
  this.agentKeepAliveTimeoutBuffer =
    typeof this.options.agentKeepAliveTimeoutBuffer === 'number' &&
    this.options.agentKeepAliveTimeoutBuffer >= 0 &&
    Number.isFinite(this.options.agentKeepAliveTimeoutBuffer)
      ? this.options.agentKeepAliveTimeoutBuffer
      : 1000;
  if (this.options.proxyEnv) throw new ERR_PROXY_INVALID_CONFIG('proxyEnv is not supported');
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets !== undefined) {
    validateNumber(this.maxTotalSockets, 'maxTotalSockets');
    if (this.maxTotalSockets <= 0 || Number.isNaN(this.maxTotalSockets)) {
      throw new ERR_OUT_OF_RANGE('maxTotalSockets', '> 0', this.maxTotalSockets);
    }
  } else {
    this.maxTotalSockets = Infinity;
  }

  this.on('free', (socket, requestOptions) => onFree(this, socket, requestOptions));
  // Don't emit keylog events unless there is a listener for them.
  this.on('newListener', maybeEnableKeylog);
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);

/** A socket is done with its request: the next one gets it, or it waits, or it goes. */
function onFree(agent, socket, options) {
  const name = agent.getName(options);
  // The socket might have been destroyed while it was being freed.
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const waiting = agent.requests[name];
  if (waiting?.length > 0) {
    const req = waiting.shift();
    setRequestSocket(agent, req, socket);
    if (waiting.length === 0) delete agent.requests[name];
    return;
  }
  // If there are no pending requests, then put it in the freeSockets pool, but only if we're allowed to do so.
  const req = socket._httpMessage;
  if (!req?.shouldKeepAlive || !agent.keepAlive) {
    socket.destroy();
    return;
  }
  const free = agent.freeSockets[name] || [];
  const count = free.length + (agent.sockets[name] ? agent.sockets[name].length : 0);
  if (
    agent.totalSocketCount > agent.maxTotalSockets ||
    count > agent.maxSockets ||
    free.length >= agent.maxFreeSockets ||
    !agent.keepSocketAlive(socket)
  ) {
    socket.destroy();
    return;
  }
  agent.freeSockets[name] = free;
  socket._httpMessage = null;
  agent.removeSocket(socket, options);
  socket.once('error', freeSocketErrorListener);
  free.push(socket);
}

function maybeEnableKeylog(event) {
  if (event !== 'keylog') return;
  this.removeListener('newListener', maybeEnableKeylog);
  const agent = this;
  this[kOnKeylog] = function onkeylog(line) {
    agent.emit('keylog', line, this);
  };
  for (const socket of Object.values(this.sockets).flat()) socket.on('keylog', this[kOnKeylog]);
}

Agent.defaultMaxSockets = Infinity;

Agent.prototype.createConnection = function createConnection(...args) {
  return net.createConnection(...args);
};

/** The name under which sockets for the same place are kept. */
Agent.prototype.getName = function getName(options = {}) {
  let name = options.host || 'localhost';
  name += ':';
  if (options.port) name += options.port;
  name += ':';
  if (options.localAddress) name += options.localAddress;
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  if (options.socketPath) name += `:${options.socketPath}`;
  return name;
};

Agent.prototype.addRequest = function addRequest(req, options, port, localAddress) {
  // Legacy API: addRequest(req, host, port, localAddress)
  if (typeof options === 'string') options = { __proto__: null, host: options, port, localAddress };
  options = { __proto__: null, ...options, ...this.options };
  if (options.socketPath) options.path = options.socketPath;
  normalizeServerName(options, req);
  const name = this.getName(options);
  this.sockets[name] ||= [];

  const free = this.freeSockets[name];
  let socket;
  if (free) {
    while (free.length > 0 && free[0].destroyed) free.shift();
    socket = this.scheduling === 'fifo' ? free.shift() : free.pop();
    if (free.length === 0) delete this.freeSockets[name];
  }
  const freeLength = free ? free.length : 0;
  const count = freeLength + this.sockets[name].length;

  if (socket) {
    socket._handle?.asyncReset?.();
    this.reuseSocket(socket, req);
    setRequestSocket(this, req, socket);
    this.sockets[name].push(socket);
  } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    // If we are under maxSockets create a new one.
    this.createSocket(req, options, (error, created) => {
      if (error) req.onSocket(created, error);
      else setRequestSocket(this, req, created);
    });
  } else {
    // We are over limit so we'll add it to the queue.
    this.requests[name] ||= [];
    // Used to create sockets for pending requests from different origin
    req[kRequestOptions] = options;
    this.requests[name].push(req);
  }
};

Agent.prototype.createSocket = function createSocket(req, options, callback) {
  options = { __proto__: null, ...options, ...this.options };
  if (options.socketPath) options.path = options.socketPath;
  normalizeServerName(options, req);
  // Make sure per-request timeout is respected.
  const timeout = req.timeout || this.options.timeout || undefined;
  if (timeout) options.timeout = timeout;
  const name = this.getName(options);
  options._agentKey = name;
  options.encoding = null;
  const onCreated = once((error, socket) => {
    if (error) {
      callback(error);
      return;
    }
    this.sockets[name] ||= [];
    this.sockets[name].push(socket);
    this.totalSocketCount++;
    installListeners(this, socket, options);
    callback(null, socket);
  });
  // When keepAlive is true, pass the related options to createConnection
  if (this.keepAlive) {
    options.keepAlive = this.keepAlive;
    options.keepAliveInitialDelay = this.keepAliveMsecs;
  }
  const created = this.createConnection(options, onCreated);
  if (created) onCreated(null, created);
};

function normalizeServerName(options, req) {
  if (!options.servername && options.servername !== '') options.servername = calculateServerName(options, req);
}

function calculateServerName(options, req) {
  let servername = options.host;
  const hostHeader = req.getHeader('host');
  if (hostHeader) {
    validateString(hostHeader, 'options.headers.host');
    // abc => abc, abc:123 => abc, [::1] => ::1, [::1]:123 => ::1
    if (hostHeader.startsWith('[')) {
      const end = hostHeader.indexOf(']');
      servername = end === -1 ? hostHeader : hostHeader.slice(1, end);
    } else {
      [servername] = hostHeader.split(':', 1);
    }
  }
  // Don't implicitly set invalid (IP) servernames.
  return net.isIP(servername) ? '' : servername;
}

function installListeners(agent, socket, options) {
  const onSocketFree = () => agent.emit('free', socket, options);
  socket.on('free', onSocketFree);
  const onClose = () => {
    // This is the only place where sockets get removed from the Agent. If you want to remove a socket from the pool, just close
    // it. All socket errors end in a close event anyway.
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  };
  socket.on('close', onClose);
  const onTimeout = () => {
    // Destroy if in free list.
    for (const sockets of Object.values(agent.freeSockets)) {
      if (sockets.includes(socket)) {
        socket.destroy();
        return;
      }
    }
  };
  socket.on('timeout', onTimeout);
  const onRemove = () => {
    // We need this function for cases like HTTP 'upgrade' where we need to remove a socket from the pool because it'll be locked
    // up indefinitely.
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onSocketFree);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  };
  socket.on('agentRemove', onRemove);
  if (agent[kOnKeylog]) socket.on('keylog', agent[kOnKeylog]);
}

Agent.prototype.removeSocket = function removeSocket(socket, options) {
  const name = this.getName(options);
  const sets = [this.sockets];
  // If the socket was destroyed, remove it from the free buffers too.
  if (!socket.writable) sets.push(this.freeSockets);
  for (const sockets of sets) {
    const list = sockets[name];
    const index = list ? list.indexOf(socket) : -1;
    if (index >= 0) {
      list.splice(index, 1);
      // Don't leak
      if (list.length === 0) delete sockets[name];
    }
  }

  let req;
  if (this.requests[name]?.length > 0) {
    [req] = this.requests[name];
  } else {
    // Create a socket for a request of another place, if there is room for it now.
    for (const key of Object.keys(this.requests)) {
      // Check whether this specific origin is already at maxSockets
      if (this.sockets[key]?.length >= this.maxSockets) break;
      [req] = this.requests[key];
      options = req[kRequestOptions];
      break;
    }
  }
  if (req && options) {
    req[kRequestOptions] = undefined;
    // If we have pending requests and a socket gets closed make a new one
    this.createSocket(req, options, (error, created) => {
      if (error) req.onSocket(null, error);
      else created.emit('free');
    });
  }
};

Agent.prototype.keepSocketAlive = function keepSocketAlive(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let agentTimeout = this.options.timeout || 0;
  let canKeepSocketAlive = true;
  const hint = socket._httpMessage?.res?.headers['keep-alive'];
  if (hint) {
    const found = /^timeout=(\d+)/.exec(hint)?.[1];
    if (found) {
      // Let the timer expire before the announced timeout to reduce the likelihood of ECONNRESET errors
      const serverHint = parseInt(found, 10) * 1000 - this.agentKeepAliveTimeoutBuffer;
      if (serverHint <= 0) canKeepSocketAlive = false;
      else if (!agentTimeout || serverHint < agentTimeout) agentTimeout = serverHint;
    }
  }
  if (socket.timeout !== agentTimeout) socket.setTimeout(agentTimeout);
  return canKeepSocketAlive;
};

Agent.prototype.reuseSocket = function reuseSocket(socket, req) {
  socket.removeListener('error', freeSocketErrorListener);
  req.reusedSocket = true;
  socket.ref();
};

Agent.prototype.destroy = function destroy() {
  for (const sockets of [this.freeSockets, this.sockets]) {
    for (const list of Object.values(sockets)) for (const socket of [...list]) socket.destroy();
  }
};

function setRequestSocket(agent, req, socket) {
  req.onSocket(socket);
  const agentTimeout = agent.options.timeout || 0;
  if (req.timeout === undefined || req.timeout === agentTimeout) return;
  socket.setTimeout(req.timeout);
}

module.exports = { Agent, globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
