'use strict';

// process.stdout and process.stderr: a Writable whose writes are done when they return; a terminal has colours and a size besides.

const { Buffer } = require('buffer');
const { Writable } = require('stream');
const binding = internalBinding('stdio');

class StandardOutput extends Writable {
  #fd;
  #kind;

  constructor(fd) {
    super({ decodeStrings: false, emitClose: false, autoDestroy: true });
    this.#fd = fd;
    this.#kind = binding.kind(fd);
    this.fd = fd;
    // npm packages tell the kind of stream by these.
    this._type = this.#kind === 'TTY' ? 'tty' : this.#kind === 'FILE' ? 'fs' : 'pipe';
    this._isStdio = true;
    if (this.#kind === 'TTY') {
      this.isTTY = true;
      const size = binding.windowSize();
      if (size !== undefined) [this.columns, this.rows] = size;
    }
  }

  _write(chunk, encoding, callback) {
    try {
      if (typeof chunk === 'string' && (encoding === 'utf8' || encoding === 'utf-8')) {
        binding.writeString(this.#fd, chunk);
      } else {
        binding.writeBytes(this.#fd, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
      }
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  /** The streams of the process are never closed: what Node calls a dummy destroy. */
  _destroy(error, callback) {
    callback(error);
    this.emitCloseOnce();
  }

  emitCloseOnce() {
    process.nextTick(() => this.emit('close'));
  }

  getColorDepth(env = process.env) {
    return require('internal/tty').getColorDepth(env);
  }

  hasColors(count, env) {
    return require('internal/tty').hasColors(this, count, env);
  }

  getWindowSize() {
    return [this.columns, this.rows];
  }

  clearLine(direction, callback) {
    return require('internal/tty').clearLine(this, direction, callback);
  }

  clearScreenDown(callback) {
    return require('internal/tty').clearScreenDown(this, callback);
  }

  cursorTo(x, y, callback) {
    return require('internal/tty').cursorTo(this, x, y, callback);
  }

  moveCursor(dx, dy, callback) {
    return require('internal/tty').moveCursor(this, dx, dy, callback);
  }

  destroySoon() {
    this.destroy();
  }
}


module.exports = { StandardOutput };
