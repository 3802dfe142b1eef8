'use strict';

// TCP sockets and servers of the operating system.

const { StreamHandle } = require('internal/wrap/stream_handle');
const { UV_EBADF } = require('internal/uv');
const binding = internalBinding('tcp_wrap');

const SOCKET = 0;
const SERVER = 1;

const constants = { SOCKET, SERVER, UV_TCP_IPV6ONLY: 1, UV_TCP_REUSEPORT: 2 };

class TCP extends StreamHandle {
  /**
   * @param {number} type constants.SOCKET or constants.SERVER
   * @param {number} [id] of an accepted connection
   */
  constructor(type, id = type === SERVER ? binding.createServer() : binding.create()) {
    super(id);
  }

  /** @returns {number} 0 or a negative errno */
  bind(address, port, flags = 0) {
    return binding.bind(this.id, address, port, flags);
  }

  /** As bind(): the address says its family. */
  bind6(address, port, flags = 0) {
    return binding.bind(this.id, address, port, flags);
  }

  /** @returns {number} 0 or a negative errno */
  listen(backlog) {
    return binding.listen(this.id, backlog);
  }

  /** Connects to a literal address; the callback gets a status. @returns {number} 0 or a negative errno */
  connect(callback, address, port) {
    this.request((id, request) => binding.connect(id, request, address, port), callback);
    return 0;
  }

  setNoDelay(enable) {
    return this.isClosed ? 0 : binding.setNoDelay(this.id, !!enable);
  }

  /** @param {number} delay seconds */
  setKeepAlive(enable, delay) {
    return this.isClosed ? 0 : binding.setKeepAlive(this.id, !!enable, delay);
  }

  /** Fills in address, family and port. @returns {number} 0 or a negative errno */
  getsockname(out) {
    return fill(out, this.isClosed ? undefined : binding.getsockname(this.id));
  }

  getpeername(out) {
    return fill(out, this.isClosed ? undefined : binding.getpeername(this.id));
  }

  /** Closes with a reset. @returns {number} 0 or a negative errno */
  reset(callback) {
    return this.closeBy(binding.reset, callback);
  }
}

/** Fills in what Java tells of an address. @returns {number} 0, or a negative errno when it tells nothing */
function fill(out, found) {
  if (found === undefined || found === null) return UV_EBADF;
  [out.address, out.family] = found;
  out.port = Number(found[2]);
  return 0;
}

module.exports = { TCP, constants, fill };
