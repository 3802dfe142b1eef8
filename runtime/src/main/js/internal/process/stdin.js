'use strict';

// process.stdin: a file is read as a file; a pipe or terminal by a thread of its own, as java.nio cannot wait for those.

const { Readable } = require('stream');
const { Buffer } = require('buffer');
const binding = internalBinding('stdio');
const { registerHandle, unregisterHandle, copyFromArena } = require('internal/handles');

const DATA = 1;
const END = 2;

/** Standard input as a pipe or a terminal. It keeps the program running only while somebody reads. */
class StandardInput extends Readable {
  #handle;
  #reading = false;

  constructor() {
    super({ highWaterMark: 65536 });
    this.fd = 0;
    this.#handle = binding.openInput();
    registerHandle(this.#handle, this);
    this.on('pause', () => this.#stop());
  }

  _read() {
    if (!this.#reading && this.#handle !== undefined) {
      this.#reading = true;
      binding.readStart(this.#handle);
    }
  }

  #stop() {
    if (this.#reading && this.#handle !== undefined) binding.readStop(this.#handle);
    this.#reading = false;
  }

  onEvent(type, offset, length) {
    if (type === DATA) {
      if (!this.push(Buffer.from(copyFromArena(offset, length).buffer))) this.#stop();
    } else if (type === END) {
      this.push(null);
      this.#close();
    }
  }

  #close() {
    if (this.#handle === undefined) return;
    unregisterHandle(this.#handle);
    binding.closeInput(this.#handle);
    this.#handle = undefined;
  }

  _destroy(error, callback) {
    this.#close();
    callback(error);
  }

  ref() {
    if (this.#handle !== undefined) binding.ref(this.#handle, true);
    return this;
  }

  unref() {
    if (this.#handle !== undefined) binding.ref(this.#handle, false);
    return this;
  }
}

class TerminalInput extends StandardInput {
  constructor() {
    super();
    this.isTTY = true;
    this.isRaw = false;
  }

  /** In raw mode every key arrives at once, without echo. */
  setRawMode(mode) {
    const raw = Boolean(mode);
    try {
      binding.setRawMode(raw);
    } catch (error) {
      this.emit('error', error);
      return this;
    }
    this.isRaw = raw;
    return this;
  }
}

function openStandardInput() {
  switch (binding.kind(0)) {
    case 'FILE': {
      const { ReadStream } = require('fs');
      const stream = new ReadStream(null, { fd: 0, autoClose: false });
      stream.fd = 0;
      return stream;
    }
    case 'TTY':
      return new (require('tty').ReadStream)(0);
    case 'INVALID': {
      const stream = new Readable({ read() {} });
      stream.push(null);
      return stream;
    }
    default:
      return new StandardInput();
  }
}

module.exports = { StandardInput, TerminalInput, openStandardInput };
