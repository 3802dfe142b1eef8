'use strict';

// FileHandle: an open file with promises. https://nodejs.org/api/fs.html#class-filehandle
//
// Streams made from a handle retain it; close() then waits until they have released it.

const EventEmitter = require('events');
const {
  codes: { ERR_INVALID_STATE },
} = require('internal/errors');
const { validateBoolean, validateObject } = require('internal/validators');
const { LineReader } = require('internal/fs/lines');
const operations = require('internal/fs/operations');
const { addFrames, startPromise } = require('internal/fs/forms');
const {
  getOptions,
  joinViews,
  readTarget,
  spreadBytes,
  validateViews,
  viewOf,
  writePosition,
  writeSource,
} = require('internal/fs/utils');
const {
  appendDefaults,
  isIterable,
  promiseReadFile,
  promiseWriteFile,
  readDefaults,
  writeDefaults,
  writeIterable,
} = require('internal/fs/whole_file');
const binding = internalBinding('fs');

const PULL_SIZE = 16384;
const kRetain = Symbol('kRetain');
const kRelease = Symbol('kRelease');

class FileHandle extends EventEmitter {
  #fd;
  #users = 1;
  #closing;
  #released;

  /** @param {number} fd */
  constructor(fd) {
    super();
    this.#fd = fd;
  }

  /** The descriptor; -1 once it is closed. */
  get fd() {
    return this.#fd;
  }

  getAsyncId() {
    return 0;
  }

  /** Adds a user, without whose release the file stays open. */
  [kRetain]() {
    this.#users++;
  }

  [kRelease]() {
    if (--this.#users === 0) this.#closeNow().then(this.#released?.resolve, this.#released?.reject);
  }

  #closeNow() {
    const fd = this.#fd;
    this.#fd = -1;
    return startPromise([binding.close, [fd]]);
  }

  /** Closes the file, after the operations under way. */
  close = () => {
    if (this.#closing !== undefined) return this.#closing;
    if (this.#fd === -1) return Promise.resolve();
    let closed;
    if (--this.#users === 0) {
      closed = this.#closeNow();
    } else {
      this.#released = Promise.withResolvers();
      closed = this.#released.promise;
    }
    this.#closing = closed.finally(() => {
      this.#closing = undefined;
      this.#released = undefined;
    });
    this.emit('close');
    return this.#closing;
  };

  async [Symbol.asyncDispose]() {
    await this.close();
  }

  /** Runs an operation while the file is kept open. */
  async #use(name, operation) {
    if (this.#fd === -1) {
      const error = new Error('file closed');
      error.code = 'EBADF';
      error.syscall = name;
      throw error;
    }
    this[kRetain]();
    try {
      return await operation(this.#fd);
    } catch (error) {
      throw error.syscall === undefined ? error : addFrames(error, this.#use);
    } finally {
      this[kRelease]();
    }
  }

  #operate(name, ...args) {
    return this.#use(name, (fd) => startPromise(operations[name](fd, ...args)));
  }

  async chmod(mode) {
    return this.#operate('fchmod', mode);
  }

  async chown(uid, gid) {
    return this.#operate('fchown', uid, gid);
  }

  async datasync() {
    return this.#operate('fdatasync');
  }

  async sync() {
    return this.#operate('fsync');
  }

  async stat(options) {
    return this.#operate('fstat', options);
  }

  async truncate(length) {
    return this.#operate('ftruncate', length);
  }

  async utimes(atime, mtime) {
    return this.#operate('futimes', atime, mtime);
  }

  /** read(buffer, offset, length, position), read(buffer, options) or read(options): {bytesRead, buffer} */
  async read(...args) {
    return this.#use('read', async (fd) => {
      const { buffer, offset, length, position } = readTarget(args, { lenient: true });
      if (length === 0) return { __proto__: null, bytesRead: 0, buffer };
      const bytes = await startPromise([binding.readBytes, [fd, length, position]]);
      viewOf(buffer, offset, bytes.length).set(bytes);
      return { __proto__: null, bytesRead: bytes.length, buffer };
    });
  }

  async readv(buffers, position) {
    return this.#use('readv', async (fd) => {
      validateViews(buffers);
      const size = buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
      const at = typeof position === 'number' ? position : -1;
      const bytes = await startPromise([binding.readBytes, [fd, size, at]]);
      spreadBytes(bytes, buffers);
      return { __proto__: null, bytesRead: bytes.length, buffers };
    });
  }

  /** write(buffer, offset, length, position), write(buffer, options) or write(string, position, encoding) */
  async write(...args) {
    return this.#use('write', async (fd) => {
      if (args[0]?.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer: args[0] };
      const { data, bytes, position } = writeSource(args);
      const bytesWritten = await startPromise([binding.write, [fd, bytes, position]]);
      return { __proto__: null, bytesWritten, buffer: data };
    });
  }

  async writev(buffers, position) {
    return this.#use('writev', async (fd) => {
      validateViews(buffers);
      if (buffers.length === 0) return { __proto__: null, bytesWritten: 0, buffers };
      const args = [fd, joinViews(buffers), writePosition(position)];
      const bytesWritten = await startPromise([binding.write, args]);
      return { __proto__: null, bytesWritten, buffers };
    });
  }

  async readFile(options) {
    return this.#use('readFile', (fd) => promiseReadFile(fd, getOptions(options, readDefaults)));
  }

  async writeFile(data, options) {
    return this.#use('writeFile', (fd) => {
      const all = getOptions(options, writeDefaults);
      return isIterable(data) ? writeIterable(fd, data, all) : promiseWriteFile(fd, data, all);
    });
  }

  async appendFile(data, options) {
    return this.writeFile(data, getOptions(options, appendDefaults));
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }

  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }

  /** Gives the file line by line: to the listeners of 'line', or as an async iterator. */
  readLines(options = undefined) {
    return new LineReader(this.createReadStream(options));
  }

  /** A byte stream for the web's interfaces. */
  readableWebStream(options = {}) {
    if (this.#fd === -1) throw new ERR_INVALID_STATE('The FileHandle is closed');
    if (this.#closing !== undefined) throw new ERR_INVALID_STATE('The FileHandle is closing');
    validateObject(options, 'options');
    const { autoClose = false } = options;
    validateBoolean(autoClose, 'options.autoClose');
    const { ReadableStream } = require('stream/web');
    const end = async () => {
      this[kRelease]();
      if (autoClose) await this.close();
    };
    this[kRetain]();
    const stream = new ReadableStream({
      type: 'bytes',
      autoAllocateChunkSize: PULL_SIZE,
      pull: async (controller) => {
        const view = controller.byobRequest.view;
        const bytes = await startPromise([binding.readBytes, [this.#fd, view.byteLength, -1]]);
        viewOf(view, 0, bytes.length).set(bytes);
        if (bytes.length === 0) {
          controller.close();
          await end();
        }
        controller.byobRequest.respond(bytes.length);
      },
      cancel: end,
    });
    this.once('close', () => {
      if (!stream.locked) stream.cancel();
    });
    return stream;
  }
}

module.exports = { FileHandle, kRelease, kRetain };
