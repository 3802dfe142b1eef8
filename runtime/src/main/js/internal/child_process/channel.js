'use strict';

// The channel between a parent and its child: messages both ways, and sockets and servers that go with them.
//
// The same on both ends: `target` is a ChildProcess in the parent and process in the child. A handle goes with a message
// {cmd: 'NODE_HANDLE', type, msg}; what is sent meanwhile waits in `_handleQueue` until the other side answers
// NODE_HANDLE_ACK, or asks for the handle again with NODE_HANDLE_NACK.

const EventEmitter = require('events');
const { codecs } = require('internal/child_process/codecs');
const { ErrnoException, codes } = require('internal/errors');
const { validateObject } = require('internal/validators');

/** More bytes than these in the queue tell the program to wait. */
const MAX_QUEUED_BYTES = 2 * 65536;
const MAX_RETRANSMISSIONS = 3;

const kPendingMessages = Symbol('kPendingMessages');

/** What the program sees of the channel. It keeps the program alive while somebody listens, or as the program says. */
class Control extends EventEmitter {
  #pipe;
  #references = 0;
  #decided = false;

  /** Messages that came before somebody listened. */
  [kPendingMessages] = [];

  constructor(pipe) {
    super();
    this.#pipe = pipe;
  }

  refCounted() {
    if (++this.#references === 1 && !this.#decided) this.#pipe.ref();
  }

  unrefCounted() {
    if (--this.#references === 0 && !this.#decided) {
      this.#pipe.unref();
      this.emit('unref');
    }
  }

  ref() {
    this.#decided = true;
    this.#pipe.ref();
  }

  unref() {
    this.#decided = true;
    this.#pipe.unref();
  }

  get fd() {
    return this.#pipe.fd;
  }
}

const isInternal = (message) =>
  message !== null &&
  typeof message === 'object' &&
  typeof message.cmd === 'string' &&
  message.cmd.length > 5 &&
  message.cmd.startsWith('NODE_');

/**
 * Gives `target` a channel.
 *
 * @param {EventEmitter} target
 * @param {import('internal/wrap/pipe').IpcPipe} pipe
 * @param {'json' | 'advanced'} serialization
 * @returns {Control}
 */
function setupChannel(target, pipe, serialization) {
  const control = new Control(pipe);
  target.channel = control;
  target._handleQueue = null;
  target._pendingMessage = null;
  const codec = new codecs[serialization]();
  let pendingHandle = null;

  pipe.onread = (status, buffer) => {
    const received = pipe.pendingHandle;
    pipe.pendingHandle = null;
    if (status !== 0) {
      end();
      return;
    }
    if (received !== null) pendingHandle = received;
    for (const message of codec.read(buffer)) {
      const carriesHandle = isInternal(message) && message.cmd === 'NODE_HANDLE';
      deliver(message, carriesHandle ? pendingHandle : undefined, isInternal(message));
      if (carriesHandle) pendingHandle = null;
    }
  };

  /** The other side has closed the channel. As in Node, only this counts for the child's 'close' event. */
  function end() {
    codec.reset();
    if (target.connected) target.disconnect();
    pipe.onread = () => {};
    pipe.close();
    if (target !== process) require('internal/child_process').closed(target);
  }

  function deliver(message, handle, internal) {
    if (!target.channel) return;
    process.nextTick(emit, internal ? 'internalMessage' : 'message', message, handle);
  }

  function emit(event, message, handle) {
    if (event === 'internalMessage' || target.listenerCount('message') > 0) target.emit(event, message, handle);
    else target.channel?.[kPendingMessages].push([event, message, handle]);
  }

  target.on('newListener', (name) => {
    if (name !== 'message') return;
    process.nextTick(() => {
      if (!target.channel || target.listenerCount('message') === 0) return;
      for (const pending of target.channel[kPendingMessages].splice(0)) target.emit(...pending);
    });
  });

  target.on('internalMessage', (message, handle) => {
    switch (message.cmd) {
      case 'NODE_HANDLE_ACK':
      case 'NODE_HANDLE_NACK':
        acknowledged(target, message.cmd === 'NODE_HANDLE_ACK', (pending) => {
          transmit(target, pending.message, pending, pending.options, undefined);
        });
        break;
      case 'NODE_HANDLE':
        if (!handle) {
          // It got lost: the kernel drops handles when a process may open no more.
          target._send({ cmd: 'NODE_HANDLE_NACK' }, null, true);
          break;
        }
        target._send({ cmd: 'NODE_HANDLE_ACK' }, null, true);
        require('internal/child_process/handles').conversions[message.type].receive(
          target,
          message,
          handle,
          (object) => {
            deliver(message.msg, object, isInternal(message.msg));
          },
        );
        break;
    }
  });

  target.send = function send(message, handle, options, callback) {
    if (typeof handle === 'function') {
      callback = handle;
      handle = undefined;
      options = undefined;
    } else if (typeof options === 'function') {
      callback = options;
      options = undefined;
    } else if (options !== undefined) {
      validateObject(options, 'options');
    }
    options = { swallowErrors: false, ...options };
    if (this.connected) return this._send(message, handle, options, callback);
    fail(this, new codes.ERR_IPC_CHANNEL_CLOSED(), callback);
    return false;
  };

  target._send = function _send(message, handle, options, callback) {
    if (message === undefined) throw new codes.ERR_MISSING_ARGS('message');
    const type = typeof message;
    if (type !== 'string' && type !== 'object' && type !== 'number' && type !== 'boolean') {
      throw new codes.ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message);
    }
    // The old form: a flag in place of the options.
    if (typeof options === 'boolean') options = { swallowErrors: options };

    let pending = null;
    if (handle) {
      const { conversions, typeOf } = require('internal/child_process/handles');
      message = { cmd: 'NODE_HANDLE', type: typeOf(handle), msg: message };
      if (message.type === undefined) throw new codes.ERR_INVALID_HANDLE_TYPE();
      if (this._handleQueue !== null) {
        this._handleQueue.push({ callback, handle, options, message: message.msg });
        return this._handleQueue.length === 1;
      }
      const conversion = conversions[message.type];
      const sent = conversion.send(this, message, handle, options);
      // A socket that was closed meanwhile: the message goes alone.
      if (!sent) message = message.msg;
      else
        pending = { message, handle: sent, options, callback, retransmissions: 0, isMoved: conversion.moves(options) };
    } else if (
      this._handleQueue !== null &&
      message?.cmd !== 'NODE_HANDLE_ACK' &&
      message?.cmd !== 'NODE_HANDLE_NACK'
    ) {
      this._handleQueue.push({ callback, handle: null, options, message });
      return this._handleQueue.length === 1;
    }
    return transmit(this, message, pending, options, callback);
  };

  /** Writes a message, with the handle of `pending` when there is one. */
  function transmit(sender, message, pending, options, callback) {
    let async = false;
    const done = (status) => {
      if (!async) return;
      control.unrefCounted();
      if (status === 0) {
        if (typeof callback === 'function') callback(null);
      } else if (!options?.swallowErrors) {
        fail(sender, new ErrnoException(status, 'write'), callback);
      }
    };
    const bytes = codec.write(message);
    const status = pending === null ? pipe.writeBuffer(bytes, done) : pipe.writeHandle(bytes, done, pending.handle);
    if (status < 0) {
      if (pending?.isMoved) pending.handle.close();
      if (!options?.swallowErrors) fail(sender, new ErrnoException(status, 'write'), callback);
    } else {
      if (pending !== null) {
        sender._handleQueue = [];
        sender._pendingMessage = pending;
      }
      if (status > 0) {
        async = true;
        control.refCounted();
      } else if (typeof callback === 'function') {
        process.nextTick(callback, null);
      }
    }
    return pipe.writeQueueSize < MAX_QUEUED_BYTES;
  }

  // What it was set to; the child's own property says whether it is connected.
  target.connected = true;

  target.disconnect = function disconnect() {
    if (!this.connected) {
      this.emit('error', new codes.ERR_IPC_DISCONNECTED());
      return;
    }
    this.connected = false;
    // A handle is on its way: when it has arrived.
    if (this._handleQueue === null) this._disconnect();
  };

  target._disconnect = function _disconnect() {
    this.channel = null;
    if (this._pendingMessage) closePending(this);
    let finished = false;
    const finish = () => {
      if (finished) return;
      finished = true;
      pipe.close();
      this.emit('disconnect');
    };
    if (codec.isInMessage) {
      this.once('message', finish);
      this.once('internalMessage', finish);
    } else {
      process.nextTick(finish);
    }
  };

  pipe.readStart();
  return control;
}

function fail(target, error, callback) {
  if (typeof callback === 'function') process.nextTick(callback, error);
  else process.nextTick(() => target.emit('error', error));
}

function closePending(target) {
  const { handle, isMoved } = target._pendingMessage;
  target._pendingMessage = null;
  if (isMoved) handle.close();
}

/** The other side has got the last handle, or asks for it again. */
function acknowledged(target, arrived, retransmit) {
  const queue = target._handleQueue ?? [];
  target._handleQueue = null;
  if (target._pendingMessage) {
    if (arrived) {
      closePending(target);
    } else if (target._pendingMessage.retransmissions++ === MAX_RETRANSMISSIONS) {
      closePending(target);
      process.emitWarning('Handle did not reach the receiving process correctly', 'SentHandleNotReceivedWarning');
    } else {
      retransmit(target._pendingMessage);
    }
  }
  for (const { message, handle, options, callback } of queue) target._send(message, handle, options, callback);
  if (!target.connected && target.channel && target._handleQueue === null) target._disconnect();
}

/** In a child that was started with a channel: connects process with its parent. */
function connectToParent(fd, mode) {
  const { IpcPipe } = require('internal/wrap/pipe');
  const pipe = new IpcPipe(internalBinding('process_wrap').openChannel(Number(fd)));
  pipe.unref();
  const control = setupChannel(process, pipe, mode);
  const listens = (name) => name === 'message' || name === 'disconnect';
  process.on('newListener', (name) => {
    if (listens(name)) control.refCounted();
  });
  process.on('removeListener', (name) => {
    if (listens(name)) control.unrefCounted();
  });
}

module.exports = { connectToParent, setupChannel };
