'use strict';

// Sockets and servers that go with messages: what of them is sent, and what the other side makes of it.
//
// A server that has sent connections to other processes still counts them: it asks those processes how many are open, and is
// closed when they say that all are. A list for each pair of child and server does this: SentSockets in the process that sends,
// ReceivedSockets in the other one.

const EventEmitter = require('events');
const { codes } = require('internal/errors');
const { StreamHandle } = require('internal/wrap/stream_handle');
const net = require('net');

/** Lists by process, then by the key of the server. */
const sentLists = new WeakMap();
const receivedLists = new WeakMap();

function listOf(lists, target, key, List) {
  if (!lists.has(target)) lists.set(target, new Map());
  const byKey = lists.get(target);
  if (!byKey.has(key)) byKey.set(key, new List(target, key));
  return byKey.get(key);
}

/** The connections of a server that were sent to a child. */
class SentSockets extends EventEmitter {
  #child;
  #key;

  constructor(child, key) {
    super();
    this.#child = child;
    this.#key = key;
    child.once('exit', () => this.emit('exit', this));
  }

  #ask(cmd, answer, swallowErrors, callback) {
    const child = this.#child;
    const key = this.#key;
    const onReply = (message) => {
      if (message.cmd !== answer || message.key !== key) return;
      child.removeListener('disconnect', onClose);
      child.removeListener('internalMessage', onReply);
      callback(null, message);
    };
    const onClose = () => {
      child.removeListener('internalMessage', onReply);
      callback(new codes.ERR_CHILD_CLOSED_BEFORE_REPLY());
    };
    if (!child.connected) {
      onClose();
      return;
    }
    child._send({ cmd, key }, undefined, swallowErrors);
    child.once('disconnect', onClose);
    child.on('internalMessage', onReply);
  }

  /** Calls back when the child has closed all of them. */
  close(callback) {
    this.#ask('NODE_SOCKET_NOTIFY_CLOSE', 'NODE_SOCKET_ALL_CLOSED', true, callback);
  }

  getConnections(callback) {
    this.#ask('NODE_SOCKET_GET_COUNT', 'NODE_SOCKET_COUNT', false, (error, message) => {
      if (error) callback(error);
      else callback(null, message.count);
    });
  }
}

/** The connections of another process's server that came to this one. */
class ReceivedSockets {
  #target;
  #key;
  #count = 0;
  #isAsked = false;

  constructor(target, key) {
    this.#target = target;
    this.#key = key;
    target.on('internalMessage', (message) => {
      if (message.key !== key) return;
      if (message.cmd === 'NODE_SOCKET_NOTIFY_CLOSE') {
        this.#isAsked = true;
        this.#tellWhenEmpty();
      } else if (message.cmd === 'NODE_SOCKET_GET_COUNT' && target.connected) {
        target._send({ cmd: 'NODE_SOCKET_COUNT', key, count: this.#count });
      }
    });
  }

  add(socket) {
    this.#count++;
    socket.once('close', () => {
      this.#count--;
      this.#tellWhenEmpty();
    });
  }

  #tellWhenEmpty() {
    if (this.#count > 0 || !this.#isAsked) return;
    this.#isAsked = false;
    if (this.#target.connected) this.#target._send({ cmd: 'NODE_SOCKET_ALL_CLOSED', key: this.#key }, undefined, true);
  }
}

/** By the type that the message names. `moves`: whether the sender gives up its own. */
const conversions = {
  'net.Native': {
    send: (target, message, handle) => handle,
    moves: () => false,
    receive: (target, message, handle, give) => give(handle),
  },
  'net.Server': {
    send: (target, message, server) => server._handle,
    moves: () => false,
    receive(target, message, handle, give) {
      const server = new net.Server();
      server.listen(handle, () => give(server));
    },
  },
  'net.Socket': {
    send(target, message, socket, options) {
      const handle = socket._handle;
      if (!handle) return undefined;
      const { server } = socket;
      const keepOpen = options?.keepOpen;
      if (server) {
        message.key = server._connectionKey;
        const isFirst = !sentLists.get(target)?.has(message.key);
        const list = listOf(sentLists, target, message.key, SentSockets);
        if (isFirst) server._setupWorker(list);
        if (!keepOpen) server._connections--;
      }
      if (!keepOpen) {
        handle.readStop();
        handle.onread = () => {};
        socket._handle = null;
        socket.setTimeout(0);
      }
      return handle;
    },
    moves: (options) => !options?.keepOpen,
    receive(target, message, handle, give) {
      const socket = new net.Socket({ handle, readable: true, writable: true });
      if (message.key) listOf(receivedLists, target, message.key, ReceivedSockets).add(socket);
      give(socket);
    },
  },
};

/** The type of something to send, undefined when it can't be sent. */
function typeOf(handle) {
  if (handle instanceof net.Socket) return 'net.Socket';
  if (handle instanceof net.Server) return 'net.Server';
  if (handle instanceof StreamHandle) return 'net.Native';
  return undefined;
}

module.exports = { conversions, typeOf };
