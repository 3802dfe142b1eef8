'use strict';

// How a socket gets connected: arguments, name lookup, one address after the other (RFC 8305, "happy eyeballs").

const { channel } = require('diagnostics_channel');
const { TCP, constants: TCPConstants } = require('internal/wrap/tcp');
const {
  Socket,
  createClientHandle,
  initSocketHandle,
  kSetKeepAlive,
  kSetKeepAliveInitialDelay,
  kSetNoDelay,
} = require('internal/net/socket');
const { isIP, kReinitializeHandle, normalizedArgsSymbol } = require('internal/net');
const { beginActivity, endActivity } = require('internal/perf/activity');
const { setTimeout, clearTimeout } = require('timers');
const { UV_ECANCELED, UV_ETIMEDOUT } = require('internal/uv');
const {
  validateBoolean,
  validateFunction,
  validateInt32,
  validateNumber,
  validatePort,
  validateString,
} = require('internal/validators');
const {
  ExceptionWithHostPort,
  NodeAggregateError,
  codes: {
    ERR_INVALID_ADDRESS_FAMILY,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_IP_ADDRESS,
    ERR_IP_BLOCKED,
    ERR_MISSING_ARGS,
    ERR_SOCKET_CONNECTION_TIMEOUT,
  },
} = require('internal/errors');

const clientSocket = channel('net.client.socket');

const MINIMUM_ATTEMPT_TIMEOUT = 10;

const ATTEMPT_TIMEOUT_OPTION = '--network-family-autoselection-attempt-timeout=';

// What the program sets, or what the command line says when it is first asked for.
let autoSelectFamilyDefault;
let autoSelectFamilyAttemptTimeoutDefault;

function getDefaultAutoSelectFamily() {
  return (autoSelectFamilyDefault ??= !process.execArgv.includes('--no-network-family-autoselection'));
}

function getDefaultAutoSelectFamilyAttemptTimeout() {
  if (autoSelectFamilyAttemptTimeoutDefault === undefined) {
    const option = process.execArgv.find((argument) => argument.startsWith(ATTEMPT_TIMEOUT_OPTION));
    autoSelectFamilyAttemptTimeoutDefault =
      option === undefined
        ? 500
        : Math.max(Number(option.slice(ATTEMPT_TIMEOUT_OPTION.length)), MINIMUM_ATTEMPT_TIMEOUT);
  }
  return autoSelectFamilyAttemptTimeoutDefault;
}

function toNumber(value) {
  const number = Number(value);
  return number >= 0 ? number : false;
}

/** A path and not a port number. */
function isPipeName(value) {
  return typeof value === 'string' && toNumber(value) === false;
}

/**
 * The forms of connect() and listen(): (options, cb), (port, host, cb), (path, cb), each without its last ones.
 *
 * @returns {[object, Function | null]} marked, so that it is not done twice
 */
function normalizeArgs(args) {
  let options = {};
  if (args.length > 0) {
    const [first] = args;
    if (typeof first === 'object' && first !== null) options = first;
    else if (isPipeName(first)) options.path = first;
    else {
      options.port = first;
      if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
    }
  }
  const last = args.at(-1);
  const result = [options, typeof last === 'function' ? last : null];
  result[normalizedArgsSymbol] = true;
  return result;
}

Socket.prototype.connect = function connect(...args) {
  const normalized = Array.isArray(args[0]) && args[0][normalizedArgsSymbol] ? args[0] : normalizeArgs(args);
  const [options, callback] = normalized;
  if (options.port === undefined && options.path == null) throw new ERR_MISSING_ARGS(['options', 'port', 'path']);
  const { path } = options;
  const isPipe = Boolean(path);
  if (clientSocket.hasSubscribers) clientSocket.publish({ socket: this });
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) {
    this._handle = null;
    this._peername = undefined;
    this._sockname = undefined;
  }
  if (isPipe) validateString(path, 'options.path');
  if (!this._handle) {
    this._handle = createClientHandle(isPipe);
    initSocketHandle(this);
  }
  this._unrefTimer();
  if (callback !== null) this.once('connect', callback);
  this.connecting = true;
  if (isPipe) internalConnect(this, path);
  else lookupAndConnect(this, options);
  return this;
};

/** Takes another handle while connecting, for the next address. */
Socket.prototype[kReinitializeHandle] = function reinitializeHandle(handle) {
  this._handle?.close();
  this._handle = handle;
  initSocketHandle(this);
};

function lookupAndConnect(socket, options) {
  const { localAddress, localPort } = options;
  if (options.host) validateString(options.host, 'options.host');
  const host = options.host || 'localhost';
  let { port, autoSelectFamily, autoSelectFamilyAttemptTimeout } = options;
  if (localAddress && !isIP(localAddress)) throw new ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validateNumber(localPort, 'options.localPort');
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string') {
      throw new ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
    }
    validatePort(port);
  }
  port |= 0;
  if (autoSelectFamily != null) validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
  else autoSelectFamily = getDefaultAutoSelectFamily();
  if (autoSelectFamilyAttemptTimeout != null) {
    validateInt32(autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1);
    autoSelectFamilyAttemptTimeout = Math.max(autoSelectFamilyAttemptTimeout, MINIMUM_ATTEMPT_TIMEOUT);
  } else {
    autoSelectFamilyAttemptTimeout = getDefaultAutoSelectFamilyAttemptTimeout();
  }

  const addressType = isIP(host);
  if (addressType) {
    process.nextTick(() => {
      if (socket.connecting) internalConnect(socket, host, port, addressType, localAddress, localPort);
    });
    return;
  }

  if (options.lookup != null) validateFunction(options.lookup, 'options.lookup');
  const dns = require('dns');
  const dnsOptions = { family: familyNumber(options.family), hints: options.hints || 0 };
  const anyFamily = dnsOptions.family !== 4 && dnsOptions.family !== 6;
  if (anyFamily && dnsOptions.hints === 0) dnsOptions.hints = dns.ADDRCONFIG;
  socket._host = host;
  const lookup = options.lookup || dns.lookup;
  const target = { host, options, dnsOptions, port, localAddress, localPort, timeout: autoSelectFamilyAttemptTimeout };
  if (autoSelectFamily && anyFamily && !localAddress) lookupAll(socket, lookup, target);
  else lookupOne(socket, lookup, target);
}

function familyNumber(family) {
  switch (family) {
    case 'IPv4':
      return 4;
    case 'IPv6':
      return 6;
    default:
      return family;
  }
}

function lookupOne(socket, lookup, { host, options, dnsOptions, port, localAddress, localPort }) {
  lookup(host, dnsOptions, (error, ip, addressType) => {
    socket.emit('lookup', error, ip, addressType, host);
    if (!socket.connecting) return;
    if (error) {
      process.nextTick(destroyWith, socket, error);
    } else if (typeof ip !== 'string' || !isIP(ip)) {
      process.nextTick(destroyWith, socket, new ERR_INVALID_IP_ADDRESS(ip));
    } else if (addressType !== 4 && addressType !== 6) {
      const invalid = new ERR_INVALID_ADDRESS_FAMILY(addressType, options.host, options.port);
      process.nextTick(destroyWith, socket, invalid);
    } else {
      socket._unrefTimer();
      internalConnect(socket, ip, port, addressType, localAddress, localPort);
    }
  });
}

function lookupAll(socket, lookup, { host, options, dnsOptions, port, localAddress, localPort, timeout }) {
  lookup(host, { ...dnsOptions, all: true }, (error, addresses) => {
    if (!socket.connecting) {
      // It was destroyed meanwhile.
      return;
    }
    if (error) {
      socket.emit('lookup', error, undefined, undefined, host);
      process.nextTick(destroyWith, socket, error);
      return;
    }
    // The families alternate, starting with that of the first address.
    const byFamily = { 4: [], 6: [] };
    let firstFamily;
    let invalid;
    for (const { address, family } of addresses) {
      socket.emit('lookup', error, address, family, host);
      if (!socket.connecting) return;
      if (typeof address === 'string' && isIP(address) && (family === 4 || family === 6)) {
        firstFamily ??= family;
        byFamily[family].push(address);
      } else {
        invalid ??= [address, family];
      }
    }
    if (firstFamily === undefined) {
      const [address, family] = invalid ?? [];
      const reason =
        typeof address === 'string' && isIP(address)
          ? new ERR_INVALID_ADDRESS_FAMILY(family, options.host, options.port)
          : new ERR_INVALID_IP_ADDRESS(address);
      process.nextTick(destroyWith, socket, reason);
      return;
    }
    const otherFamily = firstFamily === 4 ? 6 : 4;
    const order = [];
    for (let i = 0; i < Math.max(byFamily[4].length, byFamily[6].length); i++) {
      if (i < byFamily[firstFamily].length) order.push({ address: byFamily[firstFamily][i], family: firstFamily });
      if (i < byFamily[otherFamily].length) order.push({ address: byFamily[otherFamily][i], family: otherFamily });
    }
    socket._unrefTimer();
    if (order.length === 1) {
      internalConnect(socket, order[0].address, port, order[0].family, localAddress, localPort);
      return;
    }
    socket.autoSelectFamilyAttemptedAddresses = [];
    attempt({ socket, addresses: order, next: 0, port, localPort, timeout, errors: [], timer: undefined });
  });
}

function destroyWith(socket, error) {
  socket.destroy(error);
}

/** Binds the local side; true when that went well. */
function bindLocal(socket, addressType, localAddress, localPort, report) {
  if (!localAddress && !localPort) return true;
  const any = addressType === 6 ? '::' : '0.0.0.0';
  const address = localAddress || any;
  const status = socket._handle.bind(address, localPort || 0);
  if (status === 0) return true;
  report(new ExceptionWithHostPort(status, 'bind', address, localPort));
  return false;
}

function localDetails(socket) {
  const { address, port } = socket._getsockname();
  return address ? `${address}:${port}` : undefined;
}

function internalConnect(socket, address, port, addressType, localAddress, localPort) {
  if (!bindLocal(socket, addressType, localAddress, localPort, (error) => socket.destroy(error))) return;
  if (addressType === 6 || addressType === 4) {
    if (socket.blockList?.check(address, `ipv${addressType}`)) {
      socket.destroy(new ERR_IP_BLOCKED(address));
      return;
    }
  }
  socket.emit('connectionAttempt', address, port, addressType);
  if (!socket.connecting) return;
  const handle = socket._handle;
  const bound = Boolean(localAddress || localPort);
  const activity = beginConnect(address, port, addressType);
  handle.connect(
    (status) => {
      if (socket.destroyed || socket._handle !== handle) return;
      if (status === 0) {
        connected(socket, handle, activity);
        return;
      }
      socket.connecting = false;
      const details = bound ? localDetails(socket) : undefined;
      const error = new ExceptionWithHostPort(status, 'connect', address, port, details);
      if (details) {
        error.localAddress = localAddress;
        error.localPort = localPort;
      }
      socket.emit('connectionAttemptFailed', address, port, addressType, error);
      socket.destroy(error);
    },
    address,
    port,
  );
}

/** Tries the next address; errors are kept until there is none left. */
function attempt(context) {
  const { socket, addresses, port, localPort } = context;
  clearTimeout(context.timer);
  if (!socket.connecting) return;
  if (context.next === addresses.length) {
    const { errors } = context;
    socket.destroy(errors.length === 0 ? new ERR_SOCKET_CONNECTION_TIMEOUT() : new NodeAggregateError(errors));
    return;
  }
  const current = context.next++;
  if (current > 0) {
    socket[kReinitializeHandle](new TCP(TCPConstants.SOCKET));
  }
  const { address, family } = addresses[current];
  if (!bindLocal(socket, family, undefined, localPort, (error) => context.errors.push(error))) {
    attempt(context);
    return;
  }
  if (socket.blockList?.check(address, `ipv${family}`)) {
    context.errors.push(new ERR_IP_BLOCKED(address));
    attempt(context);
    return;
  }
  socket.autoSelectFamilyAttemptedAddresses.push(`${address}:${port}`);
  socket.emit('connectionAttempt', address, port, family);
  if (!socket.connecting) return;
  const handle = socket._handle;
  let decided = false;
  const activity = beginConnect(address, port, family);
  handle.connect(
    (status) => {
      if (decided || !socket.connecting || socket._handle !== handle) return;
      decided = true;
      clearTimeout(context.timer);
      if (status === 0) {
        connected(socket, handle, activity);
        return;
      }
      const error = new ExceptionWithHostPort(status, 'connect', address, port, undefined);
      context.errors.push(error);
      socket.emit('connectionAttemptFailed', address, port, family, error);
      if (status !== UV_ECANCELED) attempt(context);
    },
    address,
    port,
  );
  if (context.next < addresses.length) {
    context.timer = setTimeout(() => {
      if (decided || !socket.connecting) return;
      decided = true;
      context.errors.push(new ExceptionWithHostPort(UV_ETIMEDOUT, 'connect', address, port, undefined));
      socket.emit('connectionAttemptTimeout', address, port, family);
      if (socket.connecting) attempt(context);
    }, context.timeout);
  }
}

/** For the performance timeline, if that wants connections. */
function beginConnect(host, port, addressType) {
  const isTcp = addressType === 4 || addressType === 6;
  return isTcp ? beginActivity('net', 'connect', { host, port }) : undefined;
}

function connected(socket, handle, activity) {
  socket.connecting = false;
  socket._sockname = undefined;
  socket._unrefTimer();
  if (socket[kSetNoDelay] && handle.setNoDelay) handle.setNoDelay(true);
  if (socket[kSetKeepAlive] && handle.setKeepAlive) handle.setKeepAlive(true, socket[kSetKeepAliveInitialDelay]);
  socket.emit('connect');
  socket.emit('ready');
  // Reading starts, unless the owner has paused it.
  if (socket.readable && !socket.isPaused()) socket.read(0);
  endActivity(activity);
}

/** https://nodejs.org/api/net.html#netconnect */
function connect(...args) {
  const normalized = normalizeArgs(args);
  const [options] = normalized;
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

module.exports = {
  connect,
  isPipeName,
  normalizeArgs,
  toNumber,
  getDefaultAutoSelectFamily,
  setDefaultAutoSelectFamily(value) {
    validateBoolean(value, 'value');
    autoSelectFamilyDefault = value;
  },
  getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout(value) {
    validateInt32(value, 'value', 1);
    autoSelectFamilyAttemptTimeoutDefault = Math.max(value, MINIMUM_ATTEMPT_TIMEOUT);
  },
};
