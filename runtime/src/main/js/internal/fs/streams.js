'use strict';

// fs.ReadStream and fs.WriteStream: https://nodejs.org/api/fs.html#class-fsreadstream
//
// A stream works on a descriptor it opens itself, on one it is given, or on a FileHandle, and through the functions of
// `options.fs` if there are any. They are old-style constructors, because programs call them without `new`, patch `open` on
// their prototypes and derive from them with `ReadStream.call(this)`.

const {
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_THIS,
    ERR_METHOD_NOT_IMPLEMENTED,
    ERR_OUT_OF_RANGE,
    ERR_STREAM_DESTROYED,
    ERR_SYSTEM_ERROR,
  },
} = require('internal/errors');
const { deprecate } = require('internal/util');
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const { Buffer } = require('buffer');
const { Readable, Writable, finished } = require('stream');
const { errorOrDestroy } = require('internal/streams/destroy');
const { read, readChunk } = require('internal/fs/read_write');
const { getOptions, getValidatedFd, getValidatedPath } = require('internal/fs/utils');

const kFs = Symbol('kFs');
const kHandle = Symbol('kHandle');
/** A read or write is under way: closing waits for its end. */
const kIsPerformingIO = Symbol('kIsPerformingIO');
const kIoDone = Symbol('kIoDone');

const READ_HIGH_WATER_MARK = 64 * 1024;

/** Functions with Node's callbacks on a FileHandle. */
function handleFunctions(stream, handle) {
  const { kRelease } = require('internal/fs/file_handle');
  const settle = (promise, callback, names) =>
    promise.then(
      (result) => process.nextTick(callback, null, ...names.map((name) => result[name])),
      (error) => process.nextTick(callback, error),
    );
  return {
    open(path, flags, mode, callback) {
      process.nextTick(callback, new ERR_METHOD_NOT_IMPLEMENTED('open()'));
    },
    close(fd, callback) {
      handle[kRelease]();
      settle(handle.close(), callback, []);
    },
    read(fd, buffer, offset, length, position, callback) {
      settle(handle.read(buffer, offset, length, position), callback, ['bytesRead', 'buffer']);
    },
    write(fd, buffer, offset, length, position, callback) {
      settle(handle.write(buffer, offset, length, position), callback, ['bytesWritten', 'buffer']);
    },
    writev(fd, buffers, position, callback) {
      settle(handle.writev(buffers, position), callback, ['bytesWritten', 'buffers']);
    },
    fsync(fd, callback) {
      settle(handle.sync(), callback, []);
    },
  };
}

/** Takes the descriptor out of the options, whatever it is. */
function importFd(stream, options) {
  if (typeof options.fd === 'number') {
    if (stream[kFs] === undefined) stream[kFs] = options.fs ?? require('fs');
    return getValidatedFd(options.fd);
  }
  const { FileHandle, kRetain } = require('internal/fs/file_handle');
  if (typeof options.fd === 'object' && options.fd instanceof FileHandle) {
    if (options.fs) throw new ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
    const handle = options.fd;
    stream[kHandle] = handle;
    stream[kFs] = handleFunctions(stream, handle);
    handle[kRetain]();
    handle.on('close', () => stream.destroy());
    return handle.fd;
  }
  throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], options.fd);
}

function requireFunctions(fs, names) {
  for (const name of names) validateFunction(fs[name], `options.fs.${name}`);
}

function optionalFunctions(fs, names) {
  for (const name of names) if (fs[name] != null) validateFunction(fs[name], `options.fs.${name}`);
}

function validateRange(start, end) {
  if (start !== undefined) validateInteger(start, 'start', 0);
  if (end === undefined || end === Infinity) return;
  validateInteger(end, 'end', 0);
  if (start !== undefined && start > end) {
    throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${end})`, start);
  }
}

/** Opens the file, with the stream's own `open` if somebody has put one there. */
function construct(callback) {
  if (typeof this.fd === 'number') {
    callback();
    return;
  }
  if (this.open !== openStream) {
    constructPatched(this, callback);
    return;
  }
  this[kFs].open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      callback(error);
      return;
    }
    this.fd = fd;
    callback();
    this.emit('open', this.fd);
    this.emit('ready');
  });
}

/** A patched open() reports by emitting 'open' or 'error', or by calling back through destroy. */
function constructPatched(stream, callback) {
  const emit = stream.emit;
  stream.emit = function (...args) {
    if (args[0] === 'open') {
      this.emit = emit;
      callback();
      Reflect.apply(emit, this, args);
    } else if (args[0] === 'error') {
      this.emit = emit;
      callback(args[1]);
    } else {
      Reflect.apply(emit, this, args);
    }
  };
  stream.open();
}

const openStream = deprecate(
  function open() {
    // Opening is the constructor's business.
  },
  'ReadStream.prototype.open() and WriteStream.prototype.open() are deprecated',
  'DEP0135',
);

function close(stream, error, callback) {
  if (!stream.fd && stream.fd !== 0) {
    callback(error);
    return;
  }
  if (stream.flush && !error) {
    stream[kFs].fsync(stream.fd, (flushError) => closeNow(stream, error || flushError, callback));
  } else {
    closeNow(stream, error, callback);
  }
}

function closeNow(stream, error, callback) {
  stream[kFs].close(stream.fd, (closeError) => callback(closeError || error));
  stream.fd = null;
}

function destroy(error, callback) {
  if (this[kIsPerformingIO]) {
    this.once(kIoDone, (ioError) => close(this, error || ioError, callback));
  } else {
    close(this, error, callback);
  }
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = { __proto__: null, ...getOptions(options) };
  if (options.highWaterMark === undefined) options.highWaterMark = READ_HIGH_WATER_MARK;
  if (options.autoDestroy === undefined) options.autoDestroy = false;
  if (options.fd == null) {
    this.fd = null;
    this[kFs] = options.fs ?? require('fs');
    requireFunctions(this[kFs], ['open']);
    this.path = typeof path === 'object' && path !== null && !ArrayBuffer.isView(path) ? getValidatedPath(path) : path;
    getValidatedPath(path);
    this.flags = options.flags === undefined ? 'r' : options.flags;
    this.mode = options.mode === undefined ? 0o666 : options.mode;
  } else {
    this.fd = importFd(this, options);
  }
  requireFunctions(this[kFs], ['read']);
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  if (options.autoDestroy) requireFunctions(this[kFs], ['close']);
  this.start = options.start;
  this.end = options.end;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kIsPerformingIO] = false;
  validateRange(this.start, this.end);
  if (this.start !== undefined) this.pos = this.start;
  if (this.end === undefined) this.end = Infinity;
  // The encoding is set here and not by Readable, so that `setEncoding` can be overridden.
  Readable.call(this, { ...options, encoding: undefined });
  if (options.encoding) this.setEncoding(options.encoding);
  return undefined;
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

const autoClose = (state, className) => ({
  __proto__: null,
  get() {
    return stateOf(this, state, className).autoDestroy;
  },
  set(value) {
    stateOf(this, state, className).autoDestroy = value;
  },
});

function stateOf(stream, state, className) {
  if (stream[state] === undefined) throw new ERR_INVALID_THIS(className);
  return stream[state];
}

Object.defineProperty(ReadStream.prototype, 'autoClose', autoClose('_readableState', 'ReadStream'));
ReadStream.prototype.open = openStream;
ReadStream.prototype._construct = construct;
ReadStream.prototype._destroy = destroy;

ReadStream.prototype._read = function (n) {
  n = this.pos !== undefined ? Math.min(this.end - this.pos + 1, n) : Math.min(this.end - this.bytesRead + 1, n);
  if (n <= 0) {
    this.push(null);
    return;
  }
  this[kIsPerformingIO] = true;
  const done = (error, bytesRead, chunk) => {
    this[kIsPerformingIO] = false;
    if (this.destroyed) {
      this.emit(kIoDone, error);
    } else if (error) {
      errorOrDestroy(this, error);
    } else if (bytesRead > 0) {
      if (this.pos !== undefined) this.pos += bytesRead;
      this.bytesRead += bytesRead;
      this.push(chunk);
    } else {
      this.push(null);
    }
  };
  // Nobody has put functions of his own in: the bytes go on as they come.
  if (this[kFs].read === read) readChunk(this.fd, n, this.pos, done);
  else readChunkWith(this[kFs], this.fd, n, this.pos, done);
};

/** Reads with a `read` function of somebody else, into a buffer. */
function readChunkWith(fs, fd, size, position, done) {
  const buffer = Buffer.allocUnsafeSlow(size);
  fs.read(fd, buffer, 0, size, position, (error, bytesRead, filled) => {
    if (error || bytesRead === 0 || bytesRead === filled.length) {
      done(error, bytesRead, filled);
      return;
    }
    // A small part must not keep the whole memory alive.
    const part = Buffer.allocUnsafeSlow(bytesRead);
    filled.copy(part, 0, 0, bytesRead);
    done(null, bytesRead, part);
  });
}

ReadStream.prototype.close = function (callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

const pending = {
  __proto__: null,
  get() {
    return this.fd === null;
  },
  configurable: true,
};
Object.defineProperty(ReadStream.prototype, 'pending', pending);

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = { __proto__: null, ...getOptions(options) };
  // Only buffers are written; a string is converted with its encoding.
  options.decodeStrings = true;
  if (options.fd == null) {
    this.fd = null;
    this[kFs] = options.fs ?? require('fs');
    requireFunctions(this[kFs], ['open']);
    this.path = typeof path === 'object' && path !== null && !ArrayBuffer.isView(path) ? getValidatedPath(path) : path;
    getValidatedPath(path);
    this.flags = options.flags === undefined ? 'w' : options.flags;
    this.mode = options.mode === undefined ? 0o666 : options.mode;
  } else {
    this.fd = importFd(this, options);
  }
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  this.flush = options.flush ?? false;
  validateBoolean(this.flush, 'options.flush');
  if (!this[kFs].write && !this[kFs].writev) {
    throw new ERR_INVALID_ARG_TYPE('options.fs.write', 'function', this[kFs].write);
  }
  optionalFunctions(this[kFs], ['write', 'writev']);
  if (options.autoDestroy) requireFunctions(this[kFs], ['close']);
  if (this.flush) requireFunctions(this[kFs], ['fsync']);
  // Without the function, Writable must not believe that the stream can do it.
  if (!this[kFs].write) this._write = null;
  if (!this[kFs].writev) this._writev = null;
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Writable.call(this, options);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
  return undefined;
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

Object.defineProperty(WriteStream.prototype, 'autoClose', autoClose('_writableState', 'WriteStream'));
WriteStream.prototype.open = openStream;
WriteStream.prototype._construct = construct;
WriteStream.prototype._destroy = destroy;

const MAX_TRIES = 5;

/** Tells the stream that the operation has ended; true when it goes on. */
function ioEnded(stream, error, callback) {
  stream[kIsPerformingIO] = false;
  if (!stream.destroyed) return true;
  callback(error);
  stream.emit(kIoDone, error);
  return false;
}

/** Writes all bytes: as often as it takes, and again when a pipe is full. */
function writeAll(stream, data, size, position, callback, tries = 0) {
  stream[kFs].write(stream.fd, data, 0, size, position, (error, written, buffer) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      written = 0;
    }
    if (stream.destroyed || error) {
      callback(error || new ERR_STREAM_DESTROYED('write'));
      return;
    }
    stream.bytesWritten += written;
    const triesNow = written > 0 ? 0 : tries + 1;
    const rest = size - written;
    if (triesNow > MAX_TRIES) {
      callback(new ERR_SYSTEM_ERROR({ code: 'EAGAIN', message: 'write failed', errno: -11, syscall: 'write' }));
    } else if (rest > 0) {
      const next = position === undefined ? undefined : position + written;
      writeAll(stream, (buffer ?? data).slice(written), rest, next, callback, triesNow);
    } else {
      callback();
    }
  });
}

function writeAllVectors(stream, chunks, size, position, callback, tries = 0) {
  stream[kFs].writev(stream.fd, chunks, position, (error, written, buffers) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      written = 0;
    }
    if (stream.destroyed || error) {
      callback(error || new ERR_STREAM_DESTROYED('writev'));
      return;
    }
    stream.bytesWritten += written;
    const triesNow = written > 0 ? 0 : tries + 1;
    const rest = size - written;
    if (triesNow > MAX_TRIES) {
      callback(new ERR_SYSTEM_ERROR({ code: 'EAGAIN', message: 'writev failed', errno: -11, syscall: 'writev' }));
    } else if (rest > 0) {
      const next = position === undefined ? undefined : position + written;
      writeAllVectors(stream, [Buffer.concat(buffers ?? chunks).slice(written)], rest, next, callback, triesNow);
    } else {
      callback();
    }
  });
}

WriteStream.prototype._write = function (data, encoding, callback) {
  this[kIsPerformingIO] = true;
  writeAll(this, data, data.length, this.pos, (error) => {
    if (ioEnded(this, error, callback)) callback(error);
  });
  if (this.pos !== undefined) this.pos += data.length;
};

WriteStream.prototype._writev = function (data, callback) {
  const chunks = data.map(({ chunk }) => chunk);
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  this[kIsPerformingIO] = true;
  writeAllVectors(this, chunks, size, this.pos, (error) => {
    if (ioEnded(this, error, callback)) callback(error);
  });
  if (this.pos !== undefined) this.pos += size;
};

WriteStream.prototype.close = function (callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  // Without autoClose the stream has to be destroyed after it has finished.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

// There is nothing to read: end() writes out the rest and closes.
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
Object.defineProperty(WriteStream.prototype, 'pending', pending);

module.exports = { ReadStream, WriteStream, kFs, kIsPerformingIO };
