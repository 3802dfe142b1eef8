'use strict';

// Unix-domain sockets and servers of the operating system.

const { StreamHandle } = require('internal/wrap/stream_handle');
const binding = internalBinding('pipe_wrap');

const SOCKET = 0;
const SERVER = 1;

const constants = { SOCKET, SERVER, UV_READABLE: 1, UV_WRITABLE: 2 };

class Pipe extends StreamHandle {
  /**
   * @param {number} type constants.SOCKET or constants.SERVER
   * @param {number} [id] of an accepted connection
   */
  constructor(type, id = type === SERVER ? binding.createServer() : binding.create()) {
    super(id);
  }

  /** @returns {number} 0 or a negative errno */
  bind(path) {
    return binding.bind(this.id, path);
  }

  /** @returns {number} 0 or a negative errno */
  listen(backlog) {
    return binding.listen(this.id, backlog);
  }

  /** The callback gets a status. @returns {number} 0 or a negative errno */
  connect(callback, path) {
    const status = this.request((id, request) => binding.connect(id, request, path), callback);
    if (status !== 0) process.nextTick(callback, status);
    return 0;
  }

  /** Opens the socket's file to everybody. @returns {number} 0 or a negative errno */
  fchmod(mode) {
    return binding.chmod(this.id, mode);
  }
}

module.exports = { Pipe, constants };
