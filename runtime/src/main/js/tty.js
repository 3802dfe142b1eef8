'use strict';

// Terminals as streams. Only the terminal that the process was started on is one: java.nio cannot open others.

const { TerminalOutput } = require('internal/process/stdout');
const { TerminalInput } = require('internal/process/stdin');
const { codes } = require('internal/errors');
const binding = internalBinding('stdio');

/** @returns {boolean} whether a descriptor is a terminal */
function isatty(fd) {
  return Number.isInteger(fd) && fd >= 0 && fd <= 2147483647 && binding.kind(fd) === 'TTY';
}

function checkDescriptor(fd) {
  if (fd >> 0 !== fd || fd < 0) throw new codes.ERR_INVALID_FD(fd);
  if (!isatty(fd)) {
    throw new codes.ERR_TTY_INIT_FAILED({
      errno: -22,
      code: 'EINVAL',
      message: 'invalid argument',
      syscall: 'uv_tty_init',
    });
  }
}

/** Called with or without new, as Node's. */
function WriteStream(fd) {
  checkDescriptor(fd);
  return Reflect.construct(TerminalOutput, [fd], new.target ?? WriteStream);
}
Object.setPrototypeOf(WriteStream.prototype, TerminalOutput.prototype);
Object.setPrototypeOf(WriteStream, TerminalOutput);

function ReadStream(fd) {
  checkDescriptor(fd);
  return Reflect.construct(TerminalInput, [fd], new.target ?? ReadStream);
}
Object.setPrototypeOf(ReadStream.prototype, TerminalInput.prototype);
Object.setPrototypeOf(ReadStream, TerminalInput);

module.exports = { isatty, ReadStream, WriteStream };
