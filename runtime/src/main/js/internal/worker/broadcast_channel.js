// BroadcastChannel: a message goes to all other channels of the same name. https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts
'use strict';

const { codes } = require('internal/errors');
const { EventTarget, defineEventHandler } = require('internal/event_target');
const { inspect } = require('internal/util/inspect');
const { DOMException } = require('internal/per_context/domexception');
const { deserialize, serialize } = require('internal/structured_clone');
const { MessageEvent } = require('internal/worker/message_event');
const { End } = require('internal/worker/message_port');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const enumerable = { __proto__: null, enumerable: true };

/** @type {Map<string, Set<BroadcastChannel>>} */
const groups = new Map();
let endOfChannel;

/** A tape can be read once; everybody but the first gets a copy of the bytes. */
function copyMessage({ tape, transferred }) {
  return { tape: tape.map((item) => (item instanceof ArrayBuffer ? item.slice(0) : item)), transferred };
}

class BroadcastChannel extends EventTarget {
  #name;
  #end = new End();

  static {
    endOfChannel = (value) => (#end in value ? value.#end : undefined);
  }

  /** @param {string} name */
  constructor(name) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    super();
    this.#name = `${name}`;
    this.#end.receiver = {
      onMessage: (message) => {
        let event;
        try {
          event = new MessageEvent('message', { data: deserialize(message).value });
        } catch (err) {
          event = new MessageEvent('messageerror', { data: err });
        }
        this.dispatchEvent(event);
      },
      onClose() {},
    };
    let group = groups.get(this.#name);
    if (group === undefined) groups.set(this.#name, (group = new Set()));
    group.add(this);
    this.#end.start();
    this.#end.ref();
  }

  get name() {
    BroadcastChannel.#check(this);
    return this.#name;
  }

  /** @param {any} message */
  postMessage(message) {
    BroadcastChannel.#check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('message');
    if (this.#end.closed) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    const written = serialize(message);
    for (const other of groups.get(this.#name)) if (other !== this) other.#end.push(copyMessage(written));
  }

  close() {
    BroadcastChannel.#check(this);
    if (this.#end.closed) return;
    const group = groups.get(this.#name);
    group.delete(this);
    if (group.size === 0) groups.delete(this.#name);
    // Unlike a port's, its messages stop at once.
    this.#end.receiver = null;
    this.#end.close();
  }

  ref() {
    BroadcastChannel.#check(this);
    this.#end.ref();
    return this;
  }

  unref() {
    BroadcastChannel.#check(this);
    this.#end.unref();
    return this;
  }

  [inspectCustom](depth, options) {
    BroadcastChannel.#check(this);
    if (depth < 0) return 'BroadcastChannel';
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BroadcastChannel ${inspect({ name: this.#name, active: !this.#end.closed }, inner)}`;
  }

  static #check(value) {
    if (value === null || typeof value !== 'object' || !(#end in value)) {
      throw new codes.ERR_INVALID_THIS('BroadcastChannel');
    }
  }
}

Object.defineProperties(BroadcastChannel.prototype, {
  [Symbol.toStringTag]: { __proto__: null, value: 'BroadcastChannel', configurable: true },
  name: enumerable,
  close: enumerable,
  postMessage: enumerable,
});
defineEventHandler(BroadcastChannel.prototype, 'message');
defineEventHandler(BroadcastChannel.prototype, 'messageerror');

module.exports = { BroadcastChannel, endOfChannel };
