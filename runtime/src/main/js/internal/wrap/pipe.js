'use strict';

// Unix-domain sockets and servers of the operating system.

const { StreamHandle } = require('internal/wrap/stream_handle');
const { TCP, constants: TCPConstants } = require('internal/wrap/tcp');
const streamBinding = internalBinding('stream_wrap');
const binding = internalBinding('pipe_wrap');

const SOCKET = 0;
const SERVER = 1;

const IPC = 2;

const constants = { SOCKET, SERVER, IPC, UV_READABLE: 1, UV_WRITABLE: 2 };

// Kinds of handles that come through an IPC pipe; dev.gori.runtime.binding.StreamWrap numbers them.
const READ = 1;
const TCP_SOCKET = 1;
const TCP_SERVER = 2;
const PIPE_SOCKET = 3;

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

/** The channel between two processes, over which sockets and servers go besides bytes. */
class IpcPipe extends Pipe {
  /** What came with the bytes of the last read; the reader takes it. */
  pendingHandle = null;

  constructor(id) {
    super(IPC, id);
  }

  onEvent(type, offset, length, kind, handle) {
    if (type === READ && kind !== 0) this.pendingHandle = adoptedHandle(kind, handle);
    super.onEvent(type, offset, length);
  }

  /**
   * Writes bytes, and a handle with the first of them.
   *
   * @returns {number} how many bytes wait, or a negative errno; the callback gets a status
   */
  writeHandle(bytes, callback, handle) {
    return this.writeLater(
      (id, request) => streamBinding.writeHandle(id, request, bytes, handle.id),
      bytes.length,
      callback,
    );
  }
}

/**
 * The handle for a socket that another process has opened.
 *
 * @param {number} fd
 * @returns {TCP | Pipe | number} a negative errno when it is none
 */
function adoptDescriptor(fd) {
  try {
    return adoptedHandle(...streamBinding.adopt(fd));
  } catch (error) {
    if (typeof error.errno !== 'number') throw error;
    return error.errno;
  }
}

function adoptedHandle(kind, id) {
  switch (kind) {
    case TCP_SOCKET:
      return new TCP(TCPConstants.SOCKET, id);
    case TCP_SERVER:
      return new TCP(TCPConstants.SERVER, id);
    case PIPE_SOCKET:
      return new Pipe(SOCKET, id);
    default:
      return new Pipe(SERVER, id);
  }
}

module.exports = { adoptDescriptor, IpcPipe, Pipe, constants };
