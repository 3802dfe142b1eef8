'use strict';

// https://nodejs.org/api/net.html#class-netserver

const { channel, tracingChannel } = require('diagnostics_channel');
const { EventEmitter, captureRejectionSymbol } = require('events');
const { getDefaultHighWaterMark } = require('stream');
const { TCP, constants: TCPConstants } = require('internal/wrap/tcp');
const { Pipe, adoptDescriptor, constants: PipeConstants } = require('internal/wrap/pipe');
const { StreamHandle } = require('internal/wrap/stream_handle');
const { Socket, kSetKeepAlive, kSetKeepAliveInitialDelay, kSetNoDelay } = require('internal/net/socket');
const { isPipeName, normalizeArgs, toNumber } = require('internal/net/connect');
const { isIP } = require('internal/net');
const { BlockList } = require('internal/blocklist');
const { UV_EADDRNOTAVAIL, UV_EAFNOSUPPORT } = require('internal/uv');
const { validateAbortSignal, validateNumber, validatePort } = require('internal/validators');
const {
  ErrnoException,
  UVExceptionWithHostPort,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_SERVER_ALREADY_LISTEN, ERR_SERVER_NOT_RUNNING },
} = require('internal/errors');

const DEFAULT_BACKLOG = 511;

const serverSocket = channel('net.server.socket');
const listenTracing = tracingChannel('net.server.listen');

/**
 * @param {object} [options] see Node's documentation
 * @param {(socket: Socket) => void} [connectionListener]
 */
function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
    this.on('connection', connectionListener);
  } else if (options == null || typeof options === 'object') {
    options = { ...options };
    if (typeof connectionListener === 'function') this.on('connection', connectionListener);
  } else {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  if (options.highWaterMark !== undefined) {
    validateNumber(options.highWaterMark, 'options.highWaterMark');
    if (options.highWaterMark < 0) options.highWaterMark = getDefaultHighWaterMark();
  }
  this._connections = 0;
  this._handle = null;
  this._usingWorkers = false;
  this._workers = [];
  this._unref = false;
  this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000);
  this.highWaterMark = options.highWaterMark ?? getDefaultHighWaterMark();
  if (options.blockList) {
    if (!BlockList.isBlockList(options.blockList)) {
      throw new ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', options.blockList);
    }
    this.blockList = options.blockList;
  }
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

Server.prototype.listen = function listen(...args) {
  const [given, callback] = normalizeArgs(args);
  let options = given;
  if (this._handle) throw new ERR_SERVER_ALREADY_LISTEN();
  if (listenTracing.hasSubscribers) listenTracing.asyncStart.publish({ server: this, options });
  if (callback !== null) this.once('listening', callback);
  const backlogFromArgs = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2]);

  options = options._handle || options.handle || options;
  // A handle, or an object that has one.
  if (options instanceof StreamHandle) {
    this._handle = options;
    this._listeningId++;
    startListening(this, null, -1, -1, backlogFromArgs);
    return this;
  }
  addAbortSignal(this, options);
  if (typeof options.fd === 'number' && options.fd >= 0) {
    const handle = adoptDescriptor(options.fd);
    if (typeof handle === 'number') {
      const error = new UVExceptionWithHostPort(handle, 'listen', null, undefined);
      process.nextTick(() => this.emit('error', error));
      return this;
    }
    this._handle = handle;
    startListening(this, null, -1, -1, backlogFromArgs);
    return this;
  }

  const noPort = (options.port === undefined && 'port' in options) || options.port === null;
  if (args.length === 0 || typeof args[0] === 'function' || noPort) options.port = 0;
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    validatePort(options.port, 'options.port');
    const backlog = options.backlog || backlogFromArgs;
    if (options.reusePort === true) options.exclusive = true;
    let flags = options.ipv6Only === true ? TCPConstants.UV_TCP_IPV6ONLY : 0;
    if (options.reusePort === true) flags |= TCPConstants.UV_TCP_REUSEPORT;
    if (options.host) lookupAndListen(this, options.port | 0, options.host, backlog, flags);
    else listenOn(this, null, options.port | 0, 4, backlog, flags);
    return this;
  }

  if (options.path && isPipeName(options.path)) {
    this._pipeName = options.path;
    const backlog = options.backlog || backlogFromArgs;
    listenOn(this, options.path, -1, -1, backlog, 0);
    if (this._handle === null) return this;
    let mode = 0;
    if (options.readableAll === true) mode |= PipeConstants.UV_READABLE;
    if (options.writableAll === true) mode |= PipeConstants.UV_WRITABLE;
    if (mode !== 0) {
      const status = this._handle.fchmod(mode);
      if (status) {
        this._handle.close();
        this._handle = null;
        throw new ErrnoException(status, 'uv_pipe_chmod');
      }
    }
    return this;
  }

  if (!('port' in options || 'path' in options)) {
    throw new ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"');
  }
  throw new ERR_INVALID_ARG_VALUE('options', options);
};

function addAbortSignal(server, options) {
  if (options?.signal === undefined) return;
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  const onAborted = () => server.close();
  if (signal.aborted) {
    process.nextTick(onAborted);
  } else {
    const { addAbortListener } = require('events');
    const disposable = addAbortListener(signal, onAborted);
    server.once('close', disposable[Symbol.dispose]);
  }
}

function lookupAndListen(server, port, host, backlog, flags) {
  const dns = require('dns');
  dns.lookup(host, (error, ip, addressType) => {
    if (error) {
      server.emit('error', error);
      return;
    }
    listenOn(server, ip, port, ip ? addressType : 4, backlog, flags);
  });
}

/** A new handle that is bound; a negative errno when that fails at once. */
function createServerHandle(address, port, flags) {
  if (port === -1) {
    const pipe = new Pipe(PipeConstants.SERVER);
    pipe.bindStatus = pipe.bind(address);
    return pipe;
  }
  const handle = new TCP(TCPConstants.SERVER);
  handle.bind(address, port, flags);
  return handle;
}

/** Listens on an address; without one on all of them, by IPv6 if the machine has it. */
function listenOn(server, address, port, addressType, backlog, flags) {
  if (address !== null) {
    server._handle = createServerHandle(address, port, flags);
    startListening(server, address, port, addressType, backlog);
    return;
  }
  server._handle = createServerHandle('::', port, flags);
  const status = tryListen(server, backlog);
  if (status === UV_EAFNOSUPPORT || status === UV_EADDRNOTAVAIL) {
    server._handle.close();
    server._handle = createServerHandle('0.0.0.0', port, flags);
    finishListening(server, tryListen(server, backlog), '0.0.0.0', port, 4);
    return;
  }
  finishListening(server, status, '::', port, 6);
}

function startListening(server, address, port, addressType, backlog) {
  finishListening(server, tryListen(server, backlog), address, port, addressType);
}

function tryListen(server, backlog) {
  server._handle.owner = server;
  server._handle.onconnection = (status, handle) => onConnection(server, status, handle);
  return server._handle.bindStatus || server._handle.listen(backlog || DEFAULT_BACKLOG);
}

function finishListening(server, status, address, port, addressType) {
  if (status !== 0) {
    const error = new UVExceptionWithHostPort(status, 'listen', address, port > 0 ? port : undefined);
    if (port === 0 || port === -1) error.port = port;
    server._handle.close();
    server._handle = null;
    if (listenTracing.hasSubscribers) listenTracing.error.publish({ server, error });
    process.nextTick(() => server.emit('error', error));
    return;
  }
  if (listenTracing.hasSubscribers) listenTracing.asyncEnd.publish({ server });
  server._connectionKey = `${addressType}:${address}:${port}`;
  if (server._unref) server.unref();
  process.nextTick(() => {
    if (server._handle) server.emit('listening');
  });
}

/** What 'drop' tells of a connection that is turned away. */
function describeConnection(handle) {
  const data = { localAddress: undefined, localPort: undefined, localFamily: undefined };
  data.remoteAddress = undefined;
  data.remotePort = undefined;
  data.remoteFamily = undefined;
  const local = {};
  if (handle.getsockname?.(local) === 0) {
    data.localAddress = local.address;
    data.localPort = local.port;
    data.localFamily = local.family;
  }
  const remote = {};
  if (handle.getpeername?.(remote) === 0) {
    data.remoteAddress = remote.address;
    data.remotePort = remote.port;
    data.remoteFamily = remote.family;
  }
  return data;
}

function isBlocked(server, handle) {
  if (!server.blockList || !handle.getpeername) return false;
  const remote = {};
  if (handle.getpeername(remote) !== 0) return false;
  return isIP(remote.address) !== 0 && server.blockList.check(remote.address, remote.family.toLowerCase());
}

function onConnection(server, status, handle) {
  if (status !== 0) {
    server.emit('error', new ErrnoException(status, 'accept'));
    return;
  }
  const { maxConnections } = server;
  if (maxConnections != null && server._connections >= maxConnections) {
    const data = describeConnection(handle);
    handle.close();
    server.emit('drop', data);
    return;
  }
  if (isBlocked(server, handle)) {
    handle.close();
    return;
  }
  const socket = new Socket({
    handle,
    allowHalfOpen: server.allowHalfOpen,
    pauseOnCreate: server.pauseOnConnect,
    // A server that parses requests itself starts the reading.
    manualStart: server._startsReading === true,
    readable: true,
    writable: true,
    readableHighWaterMark: server.highWaterMark,
    writableHighWaterMark: server.highWaterMark,
  });
  if (server.noDelay && handle.setNoDelay) {
    socket[kSetNoDelay] = true;
    handle.setNoDelay(true);
  }
  if (server.keepAlive && handle.setKeepAlive) {
    socket[kSetKeepAlive] = true;
    socket[kSetKeepAliveInitialDelay] = server.keepAliveInitialDelay;
    handle.setKeepAlive(true, server.keepAliveInitialDelay);
  }
  server._connections++;
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
  if (serverSocket.hasSubscribers) serverSocket.publish({ socket });
}

Server.prototype.address = function address() {
  if (this._handle?.getsockname) {
    const out = {};
    const status = this._handle.getsockname(out);
    if (status) throw new ErrnoException(status, 'address');
    return out;
  }
  return this._pipeName && this._handle ? this._pipeName : null;
};

Server.prototype.getConnections = function getConnections(callback) {
  if (!this._usingWorkers) {
    process.nextTick(callback, null, this._connections);
    return this;
  }
  // Connections that other processes have taken over.
  let left = this._workers.length;
  let total = this._connections;
  const onCount = (error, count) => {
    if (left < 0) return;
    if (error) {
      left = -1;
      process.nextTick(callback, error);
      return;
    }
    total += count;
    if (--left === 0) process.nextTick(callback, null, total);
  };
  for (const worker of this._workers) worker.getConnections(onCount);
  return this;
};

/** From now on some connections are those of another process, which `list` asks for. */
Server.prototype._setupWorker = function _setupWorker(list) {
  this._usingWorkers = true;
  this._workers.push(list);
  list.once('exit', () => {
    this._workers.splice(this._workers.indexOf(list), 1);
  });
};

Server.prototype.close = function close(callback) {
  if (typeof callback === 'function') {
    if (this._handle) this.once('close', callback);
    else this.once('close', () => callback(new ERR_SERVER_NOT_RUNNING()));
  }
  if (this._handle) {
    this._handle.close();
    this._handle = null;
  }
  if (this._usingWorkers && this._workers.length > 0) closeWorkers(this);
  else this._emitCloseIfDrained();
  return this;
};

/** The server is closed when other processes have closed the connections that they got. */
function closeWorkers(server) {
  let left = server._workers.length;
  // Until then there is a connection more, so that the last of its own does not close it.
  server._connections++;
  const onClose = () => {
    if (--left > 0) return;
    server._connections = 0;
    server._emitCloseIfDrained();
  };
  for (const worker of [...server._workers]) worker.close(onClose);
}

Server.prototype[Symbol.asyncDispose] = async function asyncDispose() {
  if (!this._handle) return;
  await new Promise((resolve, reject) => {
    this.close((error) => (error ? reject(error) : resolve()));
  });
};

Server.prototype._emitCloseIfDrained = function _emitCloseIfDrained() {
  if (this._handle || this._connections) return;
  process.nextTick(() => this.emit('close'));
};

Server.prototype[captureRejectionSymbol] = function onRejection(error, event, socket) {
  if (event === 'connection') socket.destroy(error);
  else this.emit('error', error);
};

Server.prototype.ref = function ref() {
  this._unref = false;
  this._handle?.ref();
  return this;
};

Server.prototype.unref = function unref() {
  this._unref = true;
  this._handle?.unref();
  return this;
};

Object.defineProperty(Server.prototype, 'listening', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return Boolean(this._handle);
  },
});

module.exports = { Server };
