'use strict';

// process.stdin: a file is read as a file; a pipe or terminal by a thread of its own, as java.nio cannot wait for those.

const { Buffer } = require('buffer');
const { Readable } = require('stream');
const binding = internalBinding('stdio');
const { registerHandle, unregisterHandle, copyFromArena } = require('internal/handles');

const DATA = 1;
const END = 2;

/** Standard input as a pipe or a terminal. */
class StandardInput extends Readable {
  #handle;
  #reading = false;

  constructor() {
    super({ highWaterMark: 65536, emitClose: false });
    this.fd = 0;
    this.#handle = binding.openInput();
    registerHandle(this.#handle, this);
    if (binding.kind(0) === 'TTY') {
      this.isTTY = true;
      this.isRaw = false;
    }
    // Until somebody reads it does not keep the program running; a pause lets go of it.
    this.on('pause', () => {
      if (this.#reading) this.#stop();
    });
  }

  _read() {
    if (!this.#reading && this.#handle !== undefined) {
      this.#reading = true;
      binding.readStart(this.#handle);
    }
  }

  #stop() {
    this.#reading = false;
    if (this.#handle !== undefined) binding.readStop(this.#handle);
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

  setRawMode(mode) {
    return require('internal/tty').setRawMode(this, mode);
  }
}

function openStandardInput() {
  if (binding.kind(0) === 'FILE') {
    const { ReadStream } = require('fs');
    return new ReadStream(null, { fd: 0, autoClose: false });
  }
  return new StandardInput();
}

module.exports = { StandardInput, openStandardInput };
