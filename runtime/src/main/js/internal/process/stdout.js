'use strict';

// process.stdout and process.stderr: a Writable whose writes are done when they return. A terminal has colours, a cursor and a
// size besides.

const { Writable } = require('stream');
const { ErrnoException } = require('internal/errors');
const { getColorDepth, hasColors } = require('internal/tty');
const { Buffer } = require('buffer');
const binding = internalBinding('stdio');

/** What npm packages read from `_type`, by the binding's kind of descriptor. */
const types = { TTY: 'tty', FILE: 'fs', PIPE: 'pipe' };

class StandardOutput extends Writable {
  #fd;
  #kind;

  constructor(fd) {
    super({ decodeStrings: false, emitClose: false, autoDestroy: true });
    this.#fd = fd;
    this.#kind = binding.kind(fd);
    this.fd = fd;
    this._type = types[this.#kind] ?? 'unknown';
  }

  _write(chunk, encoding, callback) {
    try {
      if (typeof chunk === 'string' && (encoding === 'utf8' || encoding === 'utf-8')) {
        // UTF-8 has no half of a surrogate pair: U+FFFD takes its place.
        binding.writeString(this.#fd, chunk.isWellFormed() ? chunk : chunk.toWellFormed());
      } else {
        binding.writeBytes(this.#fd, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
      }
    } catch (error) {
      // A file reports as fs does, a pipe and a terminal as streams of the loop do.
      callback(this.#kind === 'FILE' ? error : new ErrnoException(error.errno, 'write'));
      return;
    }
    callback();
  }

  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', this.destroy);
  }

  setBlocking() {}
}

// Named as Node's classes are: reports of errors show the name.

class Socket extends StandardOutput {}

class SyncWriteStream extends StandardOutput {}

class TerminalOutput extends StandardOutput {
  constructor(fd) {
    super(fd);
    this.isTTY = true;
    const size = binding.windowSize(fd);
    if (size !== undefined) [this.columns, this.rows] = size;
  }

  /** Reads the size again; emits 'resize' when it has changed. */
  _refreshSize() {
    const size = binding.windowSize(this.fd);
    if (size === undefined) return;
    const { columns, rows } = this;
    [this.columns, this.rows] = size;
    if (columns !== this.columns || rows !== this.rows) this.emit('resize');
  }

  /** @returns {[number, number]} columns and rows */
  getWindowSize() {
    return [this.columns, this.rows];
  }

  clearLine(direction, callback) {
    return require('internal/readline/callbacks').clearLine(this, direction, callback);
  }

  clearScreenDown(callback) {
    return require('internal/readline/callbacks').clearScreenDown(this, callback);
  }

  cursorTo(x, y, callback) {
    return require('internal/readline/callbacks').cursorTo(this, x, y, callback);
  }

  moveCursor(dx, dy, callback) {
    return require('internal/readline/callbacks').moveCursor(this, dx, dy, callback);
  }
}
TerminalOutput.prototype.getColorDepth = getColorDepth;
TerminalOutput.prototype.hasColors = function (count, env) {
  return hasColors(this, count, env);
};

/** The streams of the process cannot be closed: after destroy() they emit 'close' and go on. */
function keepOpen(error, callback) {
  callback(error);
  this._undestroy();
  process.nextTick(() => this.emit('close'));
}

/** Makes process.stdout or process.stderr. */
function openStandardOutput(fd) {
  const kind = binding.kind(fd);
  const isTerminal = kind === 'TTY';
  const Stream = isTerminal ? require('tty').WriteStream : kind === 'FILE' ? SyncWriteStream : Socket;
  const stream = new Stream(fd);
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  stream._destroy = keepOpen;
  if (isTerminal) process.on('SIGWINCH', () => stream._refreshSize());
  return stream;
}

module.exports = { StandardOutput, TerminalOutput, openStandardOutput };
