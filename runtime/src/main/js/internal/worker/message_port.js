// MessageChannel and MessagePort, between ports of one thread. https://nodejs.org/api/worker_threads.html
//
// A message is written when it is posted, and read when it is delivered. It waits in the queue of the receiving end. All
// ends that have something to deliver are woken together, in the poll phase of the loop, by one handle. That handle keeps
// the loop alive while any port does.
//
//   port1 ── end1 ⇄ end2 ── port2        The ends know each other. A port that is transferred leaves its end to
//            queue   queue               the port that is made in its place.
'use strict';

const { codes } = require('internal/errors');
const {
  Event,
  NodeEventTarget,
  defineEventHandler,
  dispatch,
  initEventTarget,
  kCreateEvent,
  kNewListener,
  kRemoveListener,
} = require('internal/event_target');
const { registerHandle } = require('internal/handles');
const { drain } = require('internal/process/task_queues');
const { deserialize, invalidArgument, readSequence, serialize } = require('internal/structured_clone');
const { MessageEvent } = require('internal/worker/message_event');
const { kTransfer } = require('internal/worker/transfer_hooks');
const messaging = internalBinding('messaging');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

const WAKE = 1;
const CLOSED = 2;

/** A port gives the others a turn after so many messages, or after all that were there at first. */
const MESSAGES_PER_TURN = 1000;

// ---- the handle of all ends

let handle;
/** Ends with messages. */
let ready = new Set();
/** Ends that are closing, by number. */
const closing = new Map();
let lastEnd = 0;
let refCount = 0;

function open() {
  if (handle !== undefined) return;
  handle = messaging.open();
  registerHandle(handle, {
    provider: 'MessagePort',
    onEvent(type, number) {
      if (type === WAKE) deliverAll();
      else if (type === CLOSED) closing.get(number).finishClose();
    },
  });
}

function wake(end) {
  open();
  if (ready.size === 0) messaging.send(handle);
  ready.add(end);
}

function deliverAll() {
  // Older ends first, as in Node, whose ends are watchers of the loop in the order of their making.
  const ends = [...ready].sort((a, b) => a.number - b.number);
  ready = new Set();
  for (const end of ends) end.deliver();
}

/** One side of a channel. */
class End {
  number = ++lastEnd;
  /** The other side; null when that is closed. */
  peer = null;
  /** Who gets the messages; null while the port is being transferred. */
  receiver = null;
  #queue = [];
  #started = false;
  #refed = false;
  #closed = false;

  get closed() {
    return this.#closed;
  }

  get refed() {
    return this.#refed;
  }

  start() {
    if (this.#closed) return;
    this.#started = true;
    if (this.#queue.length > 0) wake(this);
  }

  stop() {
    this.#started = false;
  }

  ref() {
    if (this.#refed || this.#closed) return;
    this.#refed = true;
    open();
    if (refCount++ === 0) messaging.ref(handle);
  }

  unref() {
    if (!this.#refed) return;
    this.#refed = false;
    if (--refCount === 0) messaging.unref(handle);
  }

  /** @param {import('internal/structured_clone').Message | null} message null: the other side is closed */
  push(message) {
    if (this.#closed) return;
    this.#queue.push(message);
    if (this.#started || message === null) wake(this);
  }

  /** The next message, without an event. */
  take() {
    if (this.#closed || this.#queue.length === 0 || this.#queue[0] === null) return undefined;
    return this.#queue.shift();
  }

  deliver() {
    let limit = Math.max(this.#queue.length, MESSAGES_PER_TURN);
    // What is in the queue when a listener closes the port is still delivered.
    while (this.#queue.length > 0 && this.receiver !== null) {
      if (this.#queue[0] === null) {
        this.close();
        return;
      }
      // Once the other side is closed, what it sent is dropped if nobody listens.
      if (!this.#started && !this.#queue.includes(null)) return;
      if (limit-- === 0) {
        wake(this);
        return;
      }
      const message = this.#queue.shift();
      if (this.#started) {
        this.receiver.onMessage(message);
        drain();
      }
    }
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.unref();
    const { peer } = this;
    this.peer = null;
    if (peer !== null) {
      peer.peer = null;
      peer.push(null);
    }
    open();
    closing.set(this.number, this);
    messaging.closePort(handle, this.number);
  }

  finishClose() {
    closing.delete(this.number);
    this.#queue.length = 0;
    this.receiver?.onClose();
  }
}

// ---- ports

/** @type {WeakMap<MessagePort, End>} */
const ends = new WeakMap();

/** Ports come from channels and messages only. */
function MessagePort() {
  throw new codes.ERR_CONSTRUCT_CALL_INVALID();
}

Object.setPrototypeOf(MessagePort, NodeEventTarget);
Object.setPrototypeOf(MessagePort.prototype, NodeEventTarget.prototype);

function createPort(end) {
  const port = Object.create(MessagePort.prototype);
  initEventTarget(port);
  ends.set(port, end);
  end.receiver = {
    onMessage: (message) => receive(port, message),
    onClose: () => dispatch(port, 'close', undefined, new Event('close')),
  };
  return port;
}

function receive(port, message) {
  let event;
  try {
    const { value, transferred } = deserialize(message);
    const ports = transferred.filter((object) => object instanceof MessagePort);
    event = new MessageEvent('message', { data: value, ports });
  } catch (err) {
    event = new MessageEvent('messageerror', { data: err });
  }
  dispatch(port, event.type, event.data, event);
}

function endOf(port) {
  const end = ends.get(port);
  if (end === undefined && !(port instanceof MessagePort)) throw new codes.ERR_INVALID_THIS('MessagePort');
  return end;
}

/** Reads the second argument of postMessage(). */
function readTransferList(value) {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') throw invalidArgument('Optional transferList argument must be an iterable');
  if (typeof value[Symbol.iterator] === 'function') {
    const list = readSequence(value);
    if (list === undefined) throw invalidArgument('Optional transferList argument must be an iterable');
    return list;
  }
  const { transfer } = value;
  if (transfer === undefined) return [];
  const list = readSequence(transfer);
  if (list === undefined) throw invalidArgument('Optional options.transfer argument must be an iterable');
  return list;
}

Object.assign(MessagePort.prototype, {
  /**
   * @param {any} message
   * @param {Iterable<object> | { transfer?: Iterable<object> }} [transferOrOptions]
   */
  postMessage(message, transferOrOptions) {
    const end = endOf(this);
    if (arguments.length === 0) throw missingArguments('MessagePort.postMessage');
    const transferList = readTransferList(transferOrOptions);
    const peer = end?.peer ?? null;
    const toItself = peer !== null && transferList.some((object) => ends.get(object) === peer);
    const written = serialize(message, transferList, this);
    if (toItself) {
      process.emitWarning('The target port was posted to itself, and the communication channel was lost');
      end.close();
      return;
    }
    peer?.push(written);
  },

  start() {
    endOf(this)?.start();
  },

  /** @param {() => void} [callback] a listener for 'close' */
  close(callback) {
    const end = endOf(this);
    if (typeof callback === 'function') this.once('close', callback);
    end?.close();
  },

  ref() {
    endOf(this)?.ref();
  },

  unref() {
    endOf(this)?.unref();
  },

  hasRef() {
    return endOf(this)?.refed ?? false;
  },
});

defineEventHandler(MessagePort.prototype, 'message');
defineEventHandler(MessagePort.prototype, 'messageerror');

Object.defineProperties(MessagePort.prototype, {
  // A port with a listener for messages delivers, and keeps the loop alive.
  [kNewListener]: {
    value(size, type, ...rest) {
      NodeEventTarget.prototype[kNewListener].call(this, size, type, ...rest);
      if (type === 'message' && size === 1) {
        this.ref();
        this.start();
      }
    },
    configurable: true,
    writable: true,
  },
  [kRemoveListener]: {
    value(size, type) {
      if (type === 'message' && size === 0) {
        this.unref();
        ends.get(this)?.stop();
      }
    },
    configurable: true,
    writable: true,
  },
  [kCreateEvent]: {
    value(data, type) {
      if (type !== 'message' && type !== 'messageerror') {
        return NodeEventTarget.prototype[kCreateEvent].call(this, data, type);
      }
      return new MessageEvent(type, { data });
    },
    configurable: true,
    writable: true,
  },
  [kTransfer]: {
    value() {
      const end = ends.get(this);
      ends.delete(this);
      if (end === undefined || end.closed) throw detached();
      end.unref();
      end.stop();
      end.receiver = null;
      return { data: end, make: createPort };
    },
    configurable: true,
    writable: true,
  },
  [inspectCustom]: {
    value() {
      const end = ends.get(this);
      if (!(this instanceof MessagePort) || this === MessagePort.prototype) return this;
      const state = end === undefined || end.closed ? { active: false } : { active: true, refed: end.refed };
      return Object.assign(
        Object.create(MessagePort.prototype, { [inspectCustom]: { value: undefined } }),
        state,
        this,
      );
    },
    configurable: true,
    writable: true,
  },
});

function detached() {
  const { DOMException } = require('internal/per_context/domexception');
  return new DOMException('MessagePort in transfer list is already detached', 'DataCloneError');
}

function missingArguments(name) {
  const error = new TypeError(`Not enough arguments to ${name}`);
  error.code = 'ERR_MISSING_ARGS';
  return error;
}

/** Two ports that are connected. */
function MessageChannel() {
  if (new.target === undefined) throw new codes.ERR_CONSTRUCT_CALL_REQUIRED('MessageChannel');
  const end1 = new End();
  const end2 = new End();
  end1.peer = end2;
  end2.peer = end1;
  this.port1 = createPort(end1);
  this.port2 = createPort(end2);
}

/**
 * Takes one message out of a port's queue, without an event.
 *
 * @param {MessagePort | BroadcastChannel} port
 * @returns {{ message: any } | undefined}
 */
function receiveMessageOnPort(port) {
  const { endOfChannel } = require('internal/worker/broadcast_channel');
  const isObject = port !== null && typeof port === 'object';
  const end = isObject ? (ends.get(port) ?? endOfChannel(port)) : undefined;
  if (end === undefined) {
    if (isObject && port instanceof MessagePort) return undefined;
    throw invalidArgument('The "port" argument must be a MessagePort instance');
  }
  const message = end.take();
  return message === undefined ? undefined : { message: deserialize(message).value };
}

/** How many ports keep the loop alive. */
function countOfRefed() {
  return refCount;
}

module.exports = { End, MessageChannel, MessagePort, countOfRefed, receiveMessageOnPort };
