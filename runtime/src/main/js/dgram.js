'use strict';

// https://nodejs.org/api/dgram.html

const { Buffer } = require('buffer');
const { EventEmitter, captureRejectionSymbol, errorMonitor } = require('events');
const { BlockList } = require('internal/blocklist');
const { isIP } = require('internal/net');
const { isArrayBufferView } = require('internal/util/types');
const { addAbortListener } = require('internal/events/abort_listener');
const { channel } = require('diagnostics_channel');
const { UDP, constants } = require('internal/wrap/udp');
const { UV_EINVAL, errname, getErrorMessage } = require('internal/uv');
const {
  validateAbortSignal,
  validateFunction,
  validateNumber,
  validatePort,
  validateString,
  validateUint32,
} = require('internal/validators');
const {
  ErrnoException,
  ExceptionWithHostPort,
  codes: {
    ERR_BUFFER_OUT_OF_BOUNDS,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_FD_TYPE,
    ERR_IP_BLOCKED,
    ERR_MISSING_ARGS,
    ERR_SOCKET_ALREADY_BOUND,
    ERR_SOCKET_BAD_BUFFER_SIZE,
    ERR_SOCKET_BAD_TYPE,
    ERR_SOCKET_BUFFER_SIZE,
    ERR_SOCKET_DGRAM_IS_CONNECTED,
    ERR_SOCKET_DGRAM_NOT_CONNECTED,
    ERR_SOCKET_DGRAM_NOT_RUNNING,
  },
} = require('internal/errors');

const UNBOUND = 0;
const BINDING = 1;
const BOUND = 2;

const DISCONNECTED = 0;
const CONNECTING = 1;
const CONNECTED = 2;

const created = channel('udp.socket');

const SENDABLE = ['string', 'Buffer', 'TypedArray', 'DataView'];

class Socket extends EventEmitter {
  #handle;
  #lookup;
  #binding = UNBOUND;
  #connection = DISCONNECTED;
  /** What waits until the socket is bound; undefined when nothing does. */
  #waiting;
  #options;

  /**
   * @param {'udp4' | 'udp6' | object} type or options; see Node's documentation
   * @param {(message: Buffer, sender: object) => void} [listener]
   */
  constructor(type, listener) {
    super();
    const options = type !== null && typeof type === 'object' ? type : { type };
    const { lookup, recvBufferSize, sendBufferSize, signal } = options;
    checkBlockList(options, 'receiveBlockList');
    checkBlockList(options, 'sendBlockList');
    if (options.recvBufferSize) validateUint32(recvBufferSize, 'options.recvBufferSize');
    if (options.sendBufferSize) validateUint32(sendBufferSize, 'options.sendBufferSize');
    if (lookup !== undefined) validateFunction(lookup, 'lookup');
    if (options.type !== 'udp4' && options.type !== 'udp6') throw new ERR_SOCKET_BAD_TYPE();
    this.type = options.type;
    this.#options = options;
    this.#lookup = lookup ?? require('dns').lookup;
    this.#handle = new UDP(this.type === 'udp6');
    this.#handle.owner = this;
    if (typeof listener === 'function') this.on('message', listener);
    if (signal !== undefined) this.#closeWith(signal);
    if (created.hasSubscribers) created.publish({ socket: this });
  }

  #closeWith(signal) {
    validateAbortSignal(signal, 'options.signal');
    const close = () => {
      if (this.#handle !== null) this.close();
    };
    if (signal.aborted) {
      close();
      return;
    }
    const disposable = addAbortListener(signal, close);
    this.once('close', () => disposable[Symbol.dispose]());
  }

  #checkRunning() {
    if (this.#handle === null) throw new ERR_SOCKET_DGRAM_NOT_RUNNING();
  }

  #resolve(address, callback) {
    const isIPv6 = this.type === 'udp6';
    this.#lookup(address || (isIPv6 ? '::1' : '127.0.0.1'), isIPv6 ? 6 : 4, callback);
  }

  // ---- binding

  bind(given, addressOrCallback) {
    this.#checkRunning();
    if (this.#binding !== UNBOUND) throw new ERR_SOCKET_ALREADY_BOUND();
    this.#binding = BINDING;
    const callback = arguments.length > 0 ? arguments[arguments.length - 1] : undefined;
    if (typeof callback === 'function') this.#callWhenListening(callback);
    let port = given;
    let address = typeof addressOrCallback === 'function' ? '' : addressOrCallback;
    if (given !== null && typeof given === 'object') {
      if (Number.isInteger(given.fd) && given.fd > 0) throw new ERR_INVALID_FD_TYPE('a descriptor for a UDP socket');
      ({ port, address } = given);
    } else if (typeof given === 'function') {
      port = 0;
    }
    address ||= this.type === 'udp4' ? '0.0.0.0' : '::';
    this.#resolve(address, (error, ip) => {
      if (this.#handle === null) return;
      const status = error ? 0 : this.#handle.bind(ip, port || 0, this.#flags());
      if (error || status !== 0) {
        this.#binding = UNBOUND;
        this.emit('error', error ?? new ExceptionWithHostPort(status, 'bind', ip, port));
        return;
      }
      this.#startListening();
    });
    return this;
  }

  #callWhenListening(callback) {
    const forget = () => {
      this.removeListener('error', forget);
      this.removeListener('listening', listening);
    };
    const listening = () => {
      forget();
      callback.call(this);
    };
    this.on('error', forget);
    this.on('listening', listening);
  }

  #flags() {
    let flags = 0;
    if (this.#options.reuseAddr) flags |= constants.UV_UDP_REUSEADDR;
    if (this.#options.ipv6Only) flags |= constants.UV_UDP_IPV6ONLY;
    if (this.#options.reusePort) flags |= constants.UV_UDP_REUSEPORT;
    return flags;
  }

  #startListening() {
    const handle = this.#handle;
    const { receiveBlockList } = this.#options;
    handle.onmessage = (message, sender) => {
      if (receiveBlockList?.check(sender.address, sender.family.toLowerCase())) return;
      this.emit('message', message, sender);
    };
    handle.onerror = (status) => this.emit('error', new ErrnoException(status, 'recvmsg'));
    handle.receiveStart();
    this.#binding = BOUND;
    const { recvBufferSize, sendBufferSize } = this.#options;
    if (recvBufferSize) this.#bufferSize(recvBufferSize, true);
    if (sendBufferSize) this.#bufferSize(sendBufferSize, false);
    this.emit('listening');
  }

  /** Does something now, or as soon as the socket is bound, which is begun if it was not. */
  #whenBound(action) {
    if (this.#binding === UNBOUND) this.bind({ port: 0, exclusive: true }, null);
    if (this.#binding === BOUND) {
      action();
      return;
    }
    if (this.#waiting === undefined) {
      this.#waiting = [];
      const failed = () => {
        this.removeListener('listening', succeeded);
        this.#waiting = undefined;
      };
      const succeeded = () => {
        this.removeListener(errorMonitor, failed);
        const waiting = this.#waiting;
        this.#waiting = undefined;
        for (const next of waiting) next();
      };
      this.once(errorMonitor, failed);
      this.once('listening', succeeded);
    }
    this.#waiting.push(action);
  }

  // ---- connecting

  connect(port, address, callback) {
    port = validatePort(port, 'Port', false);
    if (typeof address === 'function') {
      callback = address;
      address = '';
    } else if (address === undefined) {
      address = '';
    }
    validateString(address, 'address');
    this.#checkRunning();
    if (this.#connection !== DISCONNECTED) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
    this.#connection = CONNECTING;
    this.#whenBound(() => {
      if (callback) this.once('connect', callback);
      this.#resolve(address, (error, ip) => this.#connect(error, ip, address, port, callback));
    });
  }

  #connect(error, ip, address, port, callback) {
    if (this.#handle === null) return;
    error ??= this.#blocked(ip);
    if (!error) {
      const status = this.#handle.connect(ip, port);
      if (status !== 0) error = new ExceptionWithHostPort(status, 'connect', address, port);
    }
    if (!error) {
      this.#connection = CONNECTED;
      process.nextTick(() => this.emit('connect'));
      return;
    }
    this.#connection = DISCONNECTED;
    process.nextTick(() => {
      if (callback) {
        this.removeListener('connect', callback);
        callback(error);
      } else {
        this.emit('error', error);
      }
    });
  }

  disconnect() {
    if (this.#connection !== CONNECTED) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
    throwIf(this.#handle.disconnect(), 'connect');
    this.#connection = DISCONNECTED;
  }

  // ---- sending

  /** send(message[, offset, length][, port][, address][, callback]) */
  send(message, offset, length, port, address, callback) {
    const connected = this.#connection === CONNECTED;
    if (connected) {
      if (typeof length === 'number') {
        message = part(message, offset, length);
        if (typeof port === 'function') {
          callback = port;
          port = null;
        }
      } else {
        callback = offset;
      }
      if (port || address) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
    } else if (address || (port && typeof port !== 'function')) {
      message = part(message, offset, length);
    } else {
      callback = port;
      port = offset;
      address = length;
    }
    const data = joined(message);
    if (!connected) port = validatePort(port, 'Port', false);
    if (typeof callback !== 'function') callback = undefined;
    if (typeof address === 'function') {
      callback = address;
      address = undefined;
    } else if (address !== undefined && address !== null) {
      validateString(address, 'address');
    }
    this.#checkRunning();
    this.#whenBound(() => {
      if (connected) this.#send(null, undefined, data, address, port, callback);
      else this.#resolve(address, (error, ip) => this.#send(error, ip, data, address, port, callback));
    });
  }

  /** The error of an address that must not be sent to. */
  #blocked(ip) {
    const { sendBlockList } = this.#options;
    return sendBlockList?.check(ip, `ipv${isIP(ip)}`) ? new ERR_IP_BLOCKED(ip) : undefined;
  }

  #send(error, ip, data, address, port, callback) {
    if (ip !== undefined) error ??= this.#blocked(ip);
    if (error) {
      process.nextTick(() => {
        if (callback === undefined) this.emit('error', error);
        else callback(error);
      });
      return;
    }
    if (this.#handle === null) return;
    const failure = (status) => new ExceptionWithHostPort(status, 'send', address, port);
    const status = this.#handle.send(data, ip, port ?? 0, (result) => {
      callback?.(result < 0 ? failure(result) : null, data.length);
    });
    if (callback === undefined || status === 0) return;
    if (status > 0) process.nextTick(callback, null, status - 1);
    else process.nextTick(callback, failure(status));
  }

  sendto(buffer, offset, length, port, address, callback) {
    validateNumber(offset, 'offset');
    validateNumber(length, 'length');
    validateNumber(port, 'port');
    return this.send(buffer, offset, length, port, address, callback);
  }

  // ---- closing, references

  close(callback) {
    if (typeof callback === 'function') this.on('close', callback);
    if (this.#waiting !== undefined) {
      this.#waiting.push(() => this.close());
      return this;
    }
    this.#checkRunning();
    this.#handle.receiveStop();
    this.#handle.close();
    this.#handle = null;
    process.nextTick(() => this.emit('close'));
    return this;
  }

  async [Symbol.asyncDispose]() {
    if (this.#handle === null) return;
    await new Promise((resolve) => this.close(resolve));
  }

  [captureRejectionSymbol](error) {
    this.emit('error', error);
  }

  ref() {
    this.#handle?.ref();
    return this;
  }

  unref() {
    this.#handle?.unref();
    return this;
  }

  // ---- addresses and options

  address() {
    this.#checkRunning();
    const out = {};
    throwIf(this.#handle.getsockname(out), 'getsockname');
    return out;
  }

  remoteAddress() {
    this.#checkRunning();
    if (this.#connection !== CONNECTED) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
    const out = {};
    throwIf(this.#handle.getpeername(out), 'getpeername');
    return out;
  }

  setBroadcast(enable) {
    this.#checkRunning();
    throwIf(this.#handle.setBroadcast(Boolean(enable)), 'setBroadcast');
  }

  setTTL(ttl) {
    validateNumber(ttl, 'ttl');
    this.#checkRunning();
    throwIf(this.#handle.setTTL(ttl), 'setTTL');
    return ttl;
  }

  setMulticastTTL(ttl) {
    validateNumber(ttl, 'ttl');
    this.#checkRunning();
    throwIf(this.#handle.setMulticastTTL(ttl), 'setMulticastTTL');
    return ttl;
  }

  setMulticastLoopback(enable) {
    this.#checkRunning();
    throwIf(this.#handle.setMulticastLoopback(Boolean(enable)), 'setMulticastLoopback');
    return enable;
  }

  setMulticastInterface(interfaceAddress) {
    this.#checkRunning();
    validateString(interfaceAddress, 'interfaceAddress');
    throwIf(this.#handle.setMulticastInterface(interfaceAddress), 'setMulticastInterface');
  }

  addMembership(multicastAddress, interfaceAddress) {
    this.#checkRunning();
    if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress');
    throwIf(this.#handle.join(multicastAddress, interfaceAddress), 'addMembership');
  }

  dropMembership(multicastAddress, interfaceAddress) {
    this.#checkRunning();
    if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress');
    throwIf(this.#handle.leave(multicastAddress, interfaceAddress), 'dropMembership');
  }

  addSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
    this.#checkRunning();
    validateString(sourceAddress, 'sourceAddress');
    validateString(groupAddress, 'groupAddress');
    throwIf(this.#handle.join(groupAddress, interfaceAddress, sourceAddress), 'addSourceSpecificMembership');
  }

  dropSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
    this.#checkRunning();
    validateString(sourceAddress, 'sourceAddress');
    validateString(groupAddress, 'groupAddress');
    throwIf(this.#handle.leave(groupAddress, interfaceAddress, sourceAddress), 'dropSourceSpecificMembership');
  }

  #bufferSize(size, receiving) {
    if (size >>> 0 !== size) throw new ERR_SOCKET_BAD_BUFFER_SIZE();
    const syscall = receiving ? 'uv_recv_buffer_size' : 'uv_send_buffer_size';
    this.#checkRunning();
    // The system's number is an int.
    const result = size > 0x7fffffff ? UV_EINVAL : this.#handle.bufferSize(size, receiving);
    if (result >= 0) return result;
    const context = { errno: result, code: errname(result), message: getErrorMessage(result), syscall };
    throw new ERR_SOCKET_BUFFER_SIZE(context);
  }

  setRecvBufferSize(size) {
    this.#bufferSize(size, true);
  }

  setSendBufferSize(size) {
    this.#bufferSize(size, false);
  }

  getRecvBufferSize() {
    return this.#bufferSize(0, true);
  }

  getSendBufferSize() {
    return this.#bufferSize(0, false);
  }

  getSendQueueSize() {
    return this.#handle.getSendQueueSize();
  }

  getSendQueueCount() {
    return this.#handle.getSendQueueCount();
  }
}

function checkBlockList(options, name) {
  const list = options[name];
  if (list && !BlockList.isBlockList(list)) throw new ERR_INVALID_ARG_TYPE(`options.${name}`, 'net.BlockList', list);
}

function throwIf(status, syscall) {
  if (status < 0) throw new ErrnoException(status, syscall);
}

/** A part of a message, as bytes. */
function part(message, offset, length) {
  if (typeof message === 'string') message = Buffer.from(message);
  else if (!isArrayBufferView(message)) throw new ERR_INVALID_ARG_TYPE('buffer', SENDABLE, message);
  offset >>>= 0;
  length >>>= 0;
  if (offset > message.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (offset + length > message.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return Buffer.from(message.buffer, message.byteOffset + offset, length);
}

/** The bytes of a message, or of its parts. */
function joined(message) {
  if (!Array.isArray(message)) {
    if (typeof message === 'string') return Buffer.from(message);
    if (!isArrayBufferView(message)) throw new ERR_INVALID_ARG_TYPE('buffer', SENDABLE, message);
    return bytesOf(message);
  }
  const parts = message.map((one) => {
    if (typeof one === 'string') return Buffer.from(one);
    if (!isArrayBufferView(one)) throw new ERR_INVALID_ARG_TYPE('buffer list arguments', SENDABLE, message);
    return bytesOf(one);
  });
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

const bytesOf = (view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength);

/** A function, as programs call it without `new`. */
function SocketFunction(type, listener) {
  return Reflect.construct(Socket, [type, listener], new.target ?? SocketFunction);
}
Object.setPrototypeOf(SocketFunction, EventEmitter);
SocketFunction.prototype = Socket.prototype;
Object.defineProperty(Socket.prototype, 'constructor', { value: SocketFunction, writable: true, configurable: true });
Object.defineProperty(SocketFunction, 'name', { value: 'Socket' });

/** @returns {Socket} */
function createSocket(type, listener) {
  return new SocketFunction(type, listener);
}

module.exports = { createSocket, Socket: SocketFunction };
