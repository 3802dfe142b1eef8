'use strict';

// https://nodejs.org/api/net.html#class-netsocket
// A Duplex over a handle of the operating system (internal/wrap). How a socket gets connected is in internal/net/connect.

const stream = require('stream');
const { Buffer } = require('buffer');
const { TCP, constants: TCPConstants } = require('internal/wrap/tcp');
const { Pipe, adoptDescriptor, constants: PipeConstants } = require('internal/wrap/pipe');
const { UV_EOF, UV_ENOTCONN } = require('internal/uv');
const { kTimeout, setUnrefTimeout, clearTimer, getTimerDuration } = require('internal/timers');
const { addAbortSignal } = stream;
const { isArrayBufferView, isUint8Array } = require('internal/util/types');
const { validateAbortSignal, validateFunction, validateInt32, validateNumber } = require('internal/validators');
const {
  ErrnoException,
  genericNodeError,
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_HANDLE_TYPE,
    ERR_SOCKET_CLOSED,
    ERR_SOCKET_CLOSED_BEFORE_CONNECTION,
  },
} = require('internal/errors');

const { Duplex } = stream;

const kHandle = Symbol('kHandle');
const kLastWriteQueueSize = Symbol('lastWriteQueueSize');
const kSetNoDelay = Symbol('kSetNoDelay');
const kSetKeepAlive = Symbol('kSetKeepAlive');
const kSetKeepAliveInitialDelay = Symbol('kSetKeepAliveInitialDelay');
const kSetTypeOfService = Symbol('kSetTOS');
const kBytesRead = Symbol('kBytesRead');
const kBytesWritten = Symbol('kBytesWritten');
const kOnreadBuffer = Symbol('kBuffer');
const kOnreadCallback = Symbol('kBufferCb');
const kOnreadGenerator = Symbol('kBufferGen');
const kOnreadRest = Symbol('kBufferRest');

/** Writes up to this size are done when JavaScript returns; larger ones at once, without a copy. */
const MAX_SUBMISSION = 16 * 1024;

function noop() {}

/**
 * @param {object | number} [options] see Node's documentation
 */
function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
    if (options?.[name]) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, options[name], 'is not supported');
  }
  let keepAliveInitialDelay = options?.keepAliveInitialDelay;
  if (keepAliveInitialDelay !== undefined) {
    validateNumber(keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (keepAliveInitialDelay < 0) keepAliveInitialDelay = 0;
  }
  if (options?.typeOfService !== undefined) validateInt32(options.typeOfService, 'options.typeOfService', 0, 255);
  options = typeof options === 'number' ? { fd: options } : { ...options };

  this.connecting = false;
  this._hadError = false;
  this._parent = null;
  this._host = null;
  this[kHandle] = null;
  this[kLastWriteQueueSize] = 0;
  this[kTimeout] = null;
  this[kOnreadBuffer] = null;
  this[kOnreadCallback] = null;
  this[kOnreadGenerator] = null;
  this[kOnreadRest] = null;

  // 'close' is emitted here, with what it has to say; the stream would emit it without.
  const { signal } = options;
  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  options.emitClose = false;
  options.autoDestroy = true;
  options.decodeStrings = false;
  options.signal = undefined;
  Duplex.call(this, options);

  if (options.handle) {
    this[kHandle] = options.handle;
  } else if (options.fd !== undefined) {
    validateInt32(options.fd, 'fd', 0);
    const handle = adoptDescriptor(options.fd);
    if (typeof handle === 'number') throw new ErrnoException(handle, 'open');
    this[kHandle] = handle;
  }

  const { onread } = options;
  if (onread !== null && typeof onread === 'object' && typeof onread.callback === 'function') {
    useOnread(this, onread);
  }

  this.on('end', onReadableEnd);
  initSocketHandle(this);

  this._pendingData = null;
  this._pendingEncoding = '';
  // Older code reads it; the stream has its own.
  this.allowHalfOpen = options.allowHalfOpen;
  this.server = null;
  this._server = null;
  this._sockname = undefined;
  this[kSetNoDelay] = Boolean(options.noDelay);
  this[kSetKeepAlive] = Boolean(options.keepAlive);
  this[kSetKeepAliveInitialDelay] = ~~(keepAliveInitialDelay / 1000);
  this[kSetTypeOfService] = options.typeOfService;
  this[kBytesRead] = 0;
  this[kBytesWritten] = 0;
  this.blockList = options.blockList;

  if (this[kHandle] !== null && options.readable !== false && !options.noInitialRead) {
    if (options.pauseOnCreate) {
      // The accepted connection is not read until the owner resumes it.
      this.readableFlowing = false;
    } else if (!options.manualStart) {
      this.read(0);
    }
  }
  if (signal !== undefined) {
    validateAbortSignal(signal, 'options.signal');
    addAbortSignal(signal, this);
  }
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

function useOnread(socket, { buffer, callback }) {
  if (typeof buffer === 'function') {
    socket[kOnreadBuffer] = buffer();
    socket[kOnreadGenerator] = buffer;
  } else if (isUint8Array(buffer)) {
    socket[kOnreadBuffer] = buffer;
  } else {
    return;
  }
  socket[kOnreadCallback] = callback;
}

function initSocketHandle(socket) {
  socket._undestroy();
  socket._sockname = undefined;
  const handle = socket[kHandle];
  if (handle === null) return;
  handle.owner = socket;
  handle.onread = (status, buffer, syscall) => onRead(socket, handle, status, buffer, syscall);
}

function onReadableEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFIN;
}

/** The other side has ended, and this side ends by itself: nothing more can be said. */
function writeAfterFIN(chunk, encoding, callback) {
  if (!this.writableEnded) return Reflect.apply(Duplex.prototype.write, this, arguments);
  if (typeof encoding === 'function') callback = encoding;
  const error = genericNodeError('This socket has been ended by the other party', { code: 'EPIPE' });
  if (typeof callback === 'function') process.nextTick(callback, error);
  this.destroy(error);
  return false;
}

// ---- reading

function onRead(socket, handle, status, buffer, syscall = 'read') {
  if (socket.destroyed || socket[kHandle] !== handle) return;
  socket._unrefTimer();
  if (status === 0) {
    const goOn = socket[kOnreadCallback] === null ? socket.push(buffer) : giveToOwner(socket, buffer);
    if (!goOn && handle.reading) handle.readStop();
    return;
  }
  if (status !== UV_EOF) {
    socket.destroy(new ErrnoException(status, syscall));
    return;
  }
  if (socket._readableState.endEmitted) return;
  socket.push(null);
  socket.read(0);
}

/**
 * The onread option: data goes into the owner's buffer, piece by piece, and past the stream. What is left when the owner pauses
 * waits for resume().
 */
function giveToOwner(socket, data) {
  for (let offset = 0; offset < data.length;) {
    const target = socket[kOnreadBuffer];
    const length = Math.min(target.length, data.length - offset);
    target.set(data.subarray(offset, offset + length));
    offset += length;
    const goOn = socket[kOnreadCallback](length, target);
    if (socket[kOnreadGenerator] !== null) {
      const next = socket[kOnreadGenerator]();
      if (isUint8Array(next)) socket[kOnreadBuffer] = next;
    }
    if (socket.destroyed) return false;
    if (goOn === false || socket.isPaused()) {
      socket[kOnreadRest] = offset < data.length ? data.subarray(offset) : null;
      return false;
    }
  }
  socket[kOnreadRest] = null;
  return true;
}

function tryReadStartUnlessResting(socket) {
  if (socket[kOnreadRest] === null) tryReadStart(socket);
}

/** Goes on after a pause: first with what was read already. */
function resumeOnread(socket) {
  const handle = socket[kHandle];
  if (socket[kOnreadRest] === null) {
    if (!handle.reading) tryReadStart(socket);
    return;
  }
  process.nextTick(() => {
    const rest = socket[kOnreadRest];
    if (rest === null || socket.destroyed || socket.isPaused()) return;
    if (giveToOwner(socket, rest) && socket[kHandle] && !socket[kHandle].reading) tryReadStart(socket);
  });
}

function tryReadStart(socket) {
  const status = socket[kHandle].readStart();
  if (status !== 0) socket.destroy(new ErrnoException(status, 'read'));
}

Socket.prototype._read = function _read(n) {
  const handle = this[kHandle];
  if (this.connecting || handle === null) this.once('connect', () => this._read(n));
  else if (!handle.reading) tryReadStart(this);
};

Socket.prototype.pause = function pause() {
  if (this[kOnreadBuffer] !== null && !this.connecting && this[kHandle]?.reading) {
    if (!this.destroyed) this[kHandle].readStop();
  }
  return Duplex.prototype.pause.call(this);
};

Socket.prototype.resume = function resume() {
  const result = Duplex.prototype.resume.call(this);
  if (this[kOnreadBuffer] !== null && !this.connecting && this[kHandle] && !this[kHandle].reading) resumeOnread(this);
  return result;
};

Socket.prototype.read = function read(n) {
  if (this[kOnreadBuffer] !== null && !this.connecting && this[kHandle] && !this[kHandle].reading)
    tryReadStartUnlessResting(this);
  return Reflect.apply(Duplex.prototype.read, this, [n]);
};

// ---- writing

Socket.prototype._writeGeneric = function _writeGeneric(writev, data, encoding, callback) {
  if (this.connecting) {
    this._pendingData = data;
    this._pendingEncoding = encoding;
    const onClose = () => callback(new ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
    this.once('connect', function connect() {
      this.off('close', onClose);
      this._writeGeneric(writev, data, encoding, callback);
    });
    this.once('close', onClose);
    return undefined;
  }
  this._pendingData = null;
  this._pendingEncoding = '';
  const handle = this[kHandle];
  if (handle === null) {
    callback(new ERR_SOCKET_CLOSED());
    return false;
  }
  this._unrefTimer();
  const bytes = writev ? joinChunks(data) : typeof data === 'string' ? Buffer.from(data, encoding) : data;
  if (bytes.length <= MAX_SUBMISSION && handle.isWritable === true && handle.submitWrite(bytes)) {
    this[kLastWriteQueueSize] = 0;
    callback();
    return undefined;
  }
  const status = handle.writeBuffer(bytes, (result) => onWritten(this, result, callback));
  if (status < 0) callback(new ErrnoException(status, 'write'));
  else if (status === 0) callback();
  this[kLastWriteQueueSize] = status > 0 ? status : 0;
  return undefined;
};

function joinChunks(data) {
  const { allBuffers } = data;
  const chunks = new Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const entry = data[i];
    if (allBuffers) chunks[i] = entry;
    else chunks[i] = typeof entry.chunk === 'string' ? Buffer.from(entry.chunk, entry.encoding) : entry.chunk;
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function onWritten(socket, status, callback) {
  if (socket.destroyed) {
    callback(null);
    return;
  }
  if (status < 0) {
    callback(new ErrnoException(status, 'write'));
    return;
  }
  socket._unrefTimer();
  callback(null);
}

Socket.prototype._writev = function _writev(chunks, callback) {
  if (chunks.allBuffers) {
    const buffers = chunks.map(({ chunk }) => chunk);
    buffers.allBuffers = true;
    this._writeGeneric(true, buffers, '', callback);
  } else {
    this._writeGeneric(true, chunks, '', callback);
  }
};

Socket.prototype._write = function _write(data, encoding, callback) {
  this._writeGeneric(false, data, encoding, callback);
};

Socket.prototype._final = function _final(callback) {
  if (this.connecting) {
    this.once('connect', () => this._final(callback));
    return;
  }
  const handle = this[kHandle];
  if (handle === null) {
    callback();
    return;
  }
  handle.shutdown((status) => {
    if (status === 0 || status === UV_ENOTCONN || this.destroyed) callback();
    else callback(new ErrnoException(status, 'shutdown'));
  });
};

Socket.prototype.end = function end(data, encoding, callback) {
  Reflect.apply(Duplex.prototype.end, this, [data, encoding, callback]);
  return this;
};

// ---- ending

Socket.prototype._destroy = function _destroy(exception, callback) {
  this.connecting = false;
  for (let socket = this; socket !== null; socket = socket._parent) {
    if (socket[kTimeout]) clearTimer(socket[kTimeout]);
    socket[kTimeout] = null;
  }
  const handle = this[kHandle];
  if (handle) {
    const hadError = Boolean(exception);
    this[kBytesRead] = handle.bytesRead;
    this[kBytesWritten] = handle.bytesWritten;
    const onClose = () => this.emit('close', hadError);
    if (this.resetAndClosing) {
      this.resetAndClosing = false;
      const status = handle.reset(onClose);
      if (status) this.emit('error', new ErrnoException(status, 'reset'));
    } else {
      handle.close(onClose);
    }
    handle.onread = noop;
    this[kHandle] = null;
    this._sockname = undefined;
    callback(exception);
  } else {
    callback(exception);
    process.nextTick(emitClose, this);
  }
  const server = this._server;
  if (server) {
    server._connections--;
    server._emitCloseIfDrained?.();
  }
};

function emitClose(socket) {
  socket.emit('close', Boolean(socket.errored));
}

Socket.prototype.destroySoon = function destroySoon() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

Socket.prototype.resetAndDestroy = function resetAndDestroy() {
  if (this[kHandle]) {
    if (!(this[kHandle] instanceof TCP)) throw new ERR_INVALID_HANDLE_TYPE();
    if (this.connecting) this.once('connect', () => this._reset());
    else this._reset();
  } else {
    this.destroy(new ERR_SOCKET_CLOSED());
  }
  return this;
};

Socket.prototype._reset = function _reset() {
  this.resetAndClosing = true;
  return this.destroy();
};

// ---- time

Socket.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (this.destroyed) return this;
  this.timeout = msecs;
  const duration = getTimerDuration(msecs, 'msecs');
  if (this[kTimeout]) clearTimer(this[kTimeout]);
  if (duration === 0) {
    this[kTimeout] = null;
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.removeListener('timeout', callback);
    }
  } else {
    this[kTimeout] = setUnrefTimeout(this._onTimeout.bind(this), duration);
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.once('timeout', callback);
    }
  }
  return this;
};

Socket.prototype._onTimeout = function _onTimeout() {
  const handle = this[kHandle];
  const last = this[kLastWriteQueueSize];
  if (last > 0 && handle) {
    // Something was being written: a change in the queue counts as activity.
    const { writeQueueSize } = handle;
    if (last !== writeQueueSize) {
      this[kLastWriteQueueSize] = writeQueueSize;
      this._unrefTimer();
      return;
    }
  }
  this.emit('timeout');
};

/** Starts the idle time anew. */
Socket.prototype._unrefTimer = function _unrefTimer() {
  for (let socket = this; socket !== null; socket = socket._parent) {
    if (socket[kTimeout]) socket[kTimeout].refresh();
  }
};

// ---- options of the handle

Socket.prototype.setNoDelay = function setNoDelay(enable) {
  // Backwards compatibility: assume true when `enable` is omitted.
  const on = Boolean(enable === undefined ? true : enable);
  if (!this[kHandle]) {
    this[kSetNoDelay] = on;
    return this;
  }
  if (this[kHandle].setNoDelay && on !== this[kSetNoDelay]) {
    this[kSetNoDelay] = on;
    this[kHandle].setNoDelay(on);
  }
  return this;
};

Socket.prototype.setKeepAlive = function setKeepAlive(enable, initialDelayMsecs) {
  const on = Boolean(enable);
  const delay = ~~(initialDelayMsecs / 1000);
  if (!this[kHandle]) {
    this[kSetKeepAlive] = on;
    this[kSetKeepAliveInitialDelay] = delay;
    return this;
  }
  if (!this[kHandle].setKeepAlive) return this;
  if (on !== this[kSetKeepAlive] || (on && this[kSetKeepAliveInitialDelay] !== delay)) {
    this[kSetKeepAlive] = on;
    this[kSetKeepAliveInitialDelay] = delay;
    this[kHandle].setKeepAlive(on, delay);
  }
  return this;
};

Socket.prototype.setTypeOfService = function setTypeOfService(tos) {
  if (Number.isNaN(tos)) throw new ERR_INVALID_ARG_TYPE('tos', 'number', tos);
  validateInt32(tos, 'tos', 0, 255);
  this[kSetTypeOfService] = tos;
  return this;
};

Socket.prototype.getTypeOfService = function getTypeOfService() {
  return this[kSetTypeOfService] ?? 0;
};

Socket.prototype.address = function address() {
  return this._getsockname();
};

Socket.prototype._getpeername = function _getpeername() {
  if (!this[kHandle] || !this[kHandle].getpeername || this.connecting) return this._peername || {};
  if (!this._peername) {
    const out = {};
    if (this[kHandle].getpeername(out) !== 0) return out;
    this._peername = out;
  }
  return this._peername;
};

Socket.prototype._getsockname = function _getsockname() {
  if (!this[kHandle] || !this[kHandle].getsockname) return {};
  if (!this._sockname) {
    const out = {};
    if (this[kHandle].getsockname(out) !== 0) return out;
    this._sockname = out;
  }
  return this._sockname;
};

Socket.prototype.ref = function ref() {
  if (!this[kHandle]) this.once('connect', this.ref);
  else if (typeof this[kHandle].ref === 'function') this[kHandle].ref();
  return this;
};

Socket.prototype.unref = function unref() {
  if (!this[kHandle]) this.once('connect', this.unref);
  else if (typeof this[kHandle].unref === 'function') this[kHandle].unref();
  return this;
};

function getter(name, get) {
  Object.defineProperty(Socket.prototype, name, { __proto__: null, configurable: true, enumerable: true, get });
}

Object.defineProperty(Socket.prototype, '_handle', {
  __proto__: null,
  configurable: false,
  enumerable: false,
  get() {
    return this[kHandle];
  },
  set(handle) {
    this[kHandle] = handle;
  },
});
getter('_connecting', function _connecting() {
  return this.connecting;
});
getter('pending', function pending() {
  return !this[kHandle] || this.connecting;
});
getter('readyState', function readyState() {
  if (this.connecting) return 'opening';
  if (this.readable && this.writable) return 'open';
  if (this.readable && !this.writable) return 'readOnly';
  if (!this.readable && this.writable) return 'writeOnly';
  return 'closed';
});
getter('bufferSize', function bufferSize() {
  return this[kHandle] ? this.writableLength : undefined;
});
getter('bytesRead', function bytesRead() {
  return this[kHandle] ? this[kHandle].bytesRead : this[kBytesRead];
});
getter('remoteAddress', function remoteAddress() {
  return this._getpeername().address;
});
getter('remoteFamily', function remoteFamily() {
  return this._getpeername().family;
});
getter('remotePort', function remotePort() {
  return this._getpeername().port;
});
getter('localAddress', function localAddress() {
  return this._getsockname().address;
});
getter('localPort', function localPort() {
  return this._getsockname().port;
});
getter('localFamily', function localFamily() {
  return this._getsockname().family;
});
getter('_bytesDispatched', function _bytesDispatched() {
  return this[kHandle] ? this[kHandle].bytesWritten : this[kBytesWritten];
});
getter('bytesWritten', function bytesWritten() {
  let bytes = this._bytesDispatched;
  const waiting = this.writableBuffer;
  if (!waiting) return undefined;
  for (const { chunk, encoding } of waiting) bytes += lengthOf(chunk, encoding);
  const data = this._pendingData;
  if (Array.isArray(data)) {
    for (const entry of data) {
      bytes += isArrayBufferView(entry) ? entry.length : lengthOf(entry.chunk, entry.encoding);
    }
  } else if (data) {
    bytes += lengthOf(data, this._pendingEncoding);
  }
  return bytes;
});

function lengthOf(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
}

/** A new handle of the kind that an address needs. */
function createClientHandle(isPipe) {
  return isPipe ? new Pipe(PipeConstants.SOCKET) : new TCP(TCPConstants.SOCKET);
}

module.exports = {
  Socket,
  createClientHandle,
  initSocketHandle,
  kSetKeepAlive,
  kSetKeepAliveInitialDelay,
  kSetNoDelay,
};
