// MessageEvent: what a port or channel dispatches. https://html.spec.whatwg.org/#messageevent
'use strict';

const { codes } = require('internal/errors');
const { Event } = require('internal/event_target');

const enumerable = { __proto__: null, enumerable: true };

class MessageEvent extends Event {
  #data;
  #origin;
  #lastEventId;
  #source;
  #ports;

  /**
   * @param {string} type
   * @param {{ data?: any, origin?: string, lastEventId?: string, source?: MessagePort | null, ports?: MessagePort[] }} [init]
   */
  constructor(type, init = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    super(type, init);
    const { data = null, origin = '', lastEventId = '', source = null, ports = [] } = init ?? {};
    this.#data = data;
    this.#origin = `${origin}`;
    this.#lastEventId = `${lastEventId}`;
    if (source !== null) checkPort(source, 'source');
    this.#source = source;
    if (ports === null || typeof ports !== 'object' || typeof ports[Symbol.iterator] !== 'function') {
      throw invalid(`eventInitDict.ports (${describe(ports)}) is not iterable.`);
    }
    this.#ports = [...ports];
    this.#ports.forEach((port, index) => checkPort(port, `ports[${index}]`));
    Object.freeze(this.#ports);
  }

  get data() {
    MessageEvent.#check(this);
    return this.#data;
  }

  get origin() {
    MessageEvent.#check(this);
    return this.#origin;
  }

  get lastEventId() {
    MessageEvent.#check(this);
    return this.#lastEventId;
  }

  get source() {
    MessageEvent.#check(this);
    return this.#source;
  }

  get ports() {
    MessageEvent.#check(this);
    return this.#ports;
  }

  static #check(value) {
    if (value === null || typeof value !== 'object' || !(#data in value)) {
      throw new codes.ERR_INVALID_THIS('MessageEvent');
    }
  }
}

Object.defineProperties(MessageEvent.prototype, {
  [Symbol.toStringTag]: { __proto__: null, value: 'MessageEvent', configurable: true },
  data: enumerable,
  origin: enumerable,
  lastEventId: enumerable,
  source: enumerable,
  ports: enumerable,
});

function checkPort(value, name) {
  const { MessagePort } = require('internal/worker/message_port');
  if (!(value instanceof MessagePort)) {
    throw invalid(`Expected eventInitDict.${name} ("${describe(value)}") to be an instance of MessagePort.`);
  }
}

function describe(value) {
  return typeof value === 'object' ? require('internal/util/inspect').inspect(value) : String(value);
}

function invalid(text) {
  return new TypeError(`MessageEvent constructor: ${text}`);
}

module.exports = { MessageEvent };
