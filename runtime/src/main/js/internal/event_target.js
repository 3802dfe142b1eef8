// Event, EventTarget and CustomEvent of the web platform, and NodeEventTarget, which has EventEmitter's methods as well.
// https://dom.spec.whatwg.org/#events
'use strict';

const { codes } = require('internal/errors');
const {
  kIsEventTarget,
  kMaxEventTargetListeners,
  kMaxEventTargetListenersWarned,
  kResistStopPropagation,
} = require('internal/events/symbols');
const { inspect } = require('internal/util/inspect');
const { now } = require('internal/perf/utils');
const { kValidateObjectAllowObjects, validateAbortSignal, validateObject } = require('internal/validators');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

/** The listeners of a target: event type → Listener[]. */
const kEvents = Symbol('kEvents');
const kHandlers = Symbol('kHandlers');
const kIsNodeEventTarget = Symbol('kIsNodeEventTarget');
/** Overridden by targets that want to hear of listeners, or make their own events. */
const kNewListener = Symbol('kNewListener');
const kRemoveListener = Symbol('kRemoveListener');
const kCreateEvent = Symbol('kCreateEvent');
/** A listener option: the listener is called like an EventEmitter's. */
const kIsNodeStyleListener = Symbol('kIsNodeStyleListener');
/** A listener option: the object that has to be alive for the listener to be; the listener itself is held weakly. */
const kWeakHandler = Symbol('kWeak');
/** An event option: the event is the runtime's. */
const kTrustEvent = Symbol('kTrustEvent');

const enumerable = { __proto__: null, enumerable: true };

/** Keeps weakly held listeners alive as long as the object they belong to. */
const weakListenersOf = new WeakMap();

/**
 * What EventTarget may know of an event and do with it, and nobody else.
 *
 * @type {{ is: Function, begin: Function, end: Function, isDispatching: Function, isStopped: Function }}
 */
let state;

class Event {
  #type;
  #bubbles;
  #cancelable;
  #composed;
  #trusted;
  #timestamp = now();
  #prevented = false;
  #propagate = true;
  #stopped = false;
  #target = null;
  #dispatching = false;

  static NONE = 0;
  static CAPTURING_PHASE = 1;
  static AT_TARGET = 2;
  static BUBBLING_PHASE = 3;

  static {
    state = {
      is: (value) => value !== null && typeof value === 'object' && #type in value,
      begin(event, target) {
        event.#target = target;
        event.#dispatching = true;
      },
      end(event) {
        event.#dispatching = false;
      },
      isDispatching: (event) => event.#dispatching,
      isStopped: (event) => event.#stopped,
    };
  }

  /**
   * @param {string} type
   * @param {{ bubbles?: boolean, cancelable?: boolean, composed?: boolean }} [options]
   */
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    if (options != null) validateObject(options, 'options');
    this.#bubbles = Boolean(options?.bubbles);
    this.#cancelable = Boolean(options?.cancelable);
    this.#composed = Boolean(options?.composed);
    this.#type = `${type}`;
    this.#trusted = options?.[kTrustEvent] === true;
  }

  /** Kept for old programs. */
  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    Event.#check(this);
    if (this.#dispatching) return;
    this.#type = `${type}`;
    this.#bubbles = Boolean(bubbles);
    this.#cancelable = Boolean(cancelable);
  }

  [inspectCustom](depth, options) {
    Event.#check(this);
    const { name } = this.constructor;
    if (depth < 0) return name;
    const inner = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
    return `${name} ${inspect(
      {
        type: this.#type,
        defaultPrevented: this.defaultPrevented,
        cancelable: this.#cancelable,
        timeStamp: this.#timestamp,
      },
      inner,
    )}`;
  }

  stopImmediatePropagation() {
    Event.#check(this);
    // Like stopPropagation(), which is all that listeners of the same target see of it.
    this.#propagate = false;
    this.#stopped = true;
  }

  preventDefault() {
    Event.#check(this);
    this.#prevented = true;
  }

  get target() {
    Event.#check(this);
    return this.#target;
  }

  get currentTarget() {
    Event.#check(this);
    return this.#dispatching ? this.#target : null;
  }

  get srcElement() {
    Event.#check(this);
    return this.#target;
  }

  get type() {
    Event.#check(this);
    return this.#type;
  }

  get cancelable() {
    Event.#check(this);
    return this.#cancelable;
  }

  get defaultPrevented() {
    Event.#check(this);
    return this.#cancelable && this.#prevented;
  }

  /** Milliseconds since the process started. */
  get timeStamp() {
    Event.#check(this);
    return this.#timestamp;
  }

  composedPath() {
    Event.#check(this);
    return this.#dispatching ? [this.#target] : [];
  }

  get returnValue() {
    Event.#check(this);
    return !this.#cancelable || !this.#prevented;
  }

  get bubbles() {
    Event.#check(this);
    return this.#bubbles;
  }

  get composed() {
    Event.#check(this);
    return this.#composed;
  }

  get eventPhase() {
    Event.#check(this);
    return this.#dispatching ? Event.AT_TARGET : Event.NONE;
  }

  get cancelBubble() {
    Event.#check(this);
    return !this.#propagate;
  }

  set cancelBubble(value) {
    Event.#check(this);
    if (value) this.#propagate = false;
  }

  stopPropagation() {
    Event.#check(this);
    this.#propagate = false;
  }

  get isTrusted() {
    Event.#check(this);
    return this.#trusted;
  }

  static #check(value) {
    if (!state.is(value)) throw new codes.ERR_INVALID_THIS('Event');
  }
}

Object.defineProperties(Event.prototype, {
  [Symbol.toStringTag]: { __proto__: null, value: 'Event', configurable: true },
  initEvent: enumerable,
  stopImmediatePropagation: enumerable,
  preventDefault: enumerable,
  target: enumerable,
  currentTarget: enumerable,
  srcElement: enumerable,
  type: enumerable,
  cancelable: enumerable,
  defaultPrevented: enumerable,
  timeStamp: enumerable,
  composedPath: enumerable,
  returnValue: enumerable,
  bubbles: enumerable,
  composed: enumerable,
  eventPhase: enumerable,
  cancelBubble: enumerable,
  stopPropagation: enumerable,
  isTrusted: { __proto__: null, enumerable: true, configurable: false },
});
for (const phase of ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE']) {
  Object.defineProperty(Event, phase, { __proto__: null, writable: false, configurable: false, enumerable: true });
}

/** An event with a value of the program's. */
class CustomEvent extends Event {
  #detail;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  get detail() {
    if (!(#detail in this)) throw new codes.ERR_INVALID_THIS('CustomEvent');
    return this.#detail;
  }
}

Object.defineProperties(CustomEvent.prototype, {
  [Symbol.toStringTag]: { __proto__: null, value: 'CustomEvent', configurable: true },
  detail: enumerable,
});

/** What NodeEventTarget.emit() makes of its argument, for listeners that want an event. */
class NodeCustomEvent extends Event {
  constructor(type, options) {
    super(type, options);
    if (options?.detail) this.detail = options.detail;
  }
}

class Listener {
  #callback;
  removed = false;

  constructor(target, listener, { once, capture, passive, isNodeStyleListener, weak, resistStopPropagation }) {
    this.once = once;
    this.capture = capture;
    this.passive = passive;
    this.isNodeStyleListener = isNodeStyleListener;
    this.resistStopPropagation = resistStopPropagation;
    this.weak = weak !== undefined;
    if (this.weak) {
      this.#callback = new WeakRef(listener);
      let kept = weakListenersOf.get(weak);
      if (kept === undefined) weakListenersOf.set(weak, (kept = new Set()));
      kept.add(listener);
    } else {
      this.#callback = listener;
    }
  }

  /** The function or object that was given; undefined when it was held weakly and is gone. */
  get listener() {
    return this.weak ? this.#callback.deref() : this.#callback;
  }

  matches(listener, capture) {
    return this.listener === listener && this.capture === capture;
  }

  call(target, argument) {
    const { listener } = this;
    if (typeof listener === 'function') return Reflect.apply(listener, target, [argument]);
    // The method is looked up now: it may have been set after the listener was added.
    const handleEvent = listener?.handleEvent;
    return handleEvent === undefined || handleEvent === null ? undefined : listener.handleEvent(argument);
  }
}

function initEventTarget(target) {
  target[kEvents] = new Map();
  target[kMaxEventTargetListeners] = require('events').defaultMaxListeners;
  target[kMaxEventTargetListenersWarned] = false;
  target[kHandlers] = new Map();
}

class EventTarget {
  // events.js and the validators recognize targets by this, whatever realm they come from.
  static [kIsEventTarget] = true;

  constructor() {
    initEventTarget(this);
  }

  [kNewListener](size, type, listener, once, capture, passive, weak) {
    const max = this[kMaxEventTargetListeners];
    if (max > 0 && size > max && !this[kMaxEventTargetListenersWarned]) {
      this[kMaxEventTargetListenersWarned] = true;
      const warning = new Error(
        `Possible EventTarget memory leak detected. ${size} ${type} listeners added to ` +
          `${inspect(this, { depth: -1 })}. MaxListeners is ${max}. Use events.setMaxListeners() to increase limit`,
      );
      warning.name = 'MaxListenersExceededWarning';
      warning.target = this;
      warning.type = type;
      warning.count = size;
      process.emitWarning(warning);
    }
  }

  [kRemoveListener](size, type, listener, capture) {}

  [kCreateEvent](nodeValue, type) {
    return new NodeCustomEvent(type, { detail: nodeValue });
  }

  /**
   * @param {string} type
   * @param {Function | { handleEvent: Function } | null} listener
   * @param {boolean | { once?: boolean, capture?: boolean, passive?: boolean, signal?: AbortSignal }} [options]
   */
  addEventListener(type, listener, options = {}) {
    checkTarget(this);
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('type', 'listener');
    const flags = readOptions(options);
    if (!isListener(listener)) {
      const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
      warning.name = 'AddEventListenerArgumentTypeWarning';
      warning.target = this;
      warning.type = type;
      process.emitWarning(warning);
      return;
    }
    type = `${type}`;

    const { signal } = flags;
    if (signal !== undefined) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) return;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, options), {
        __proto__: null,
        once: true,
        [kWeakHandler]: this,
        [kResistStopPropagation]: true,
      });
    }

    let listeners = this[kEvents].get(type);
    if (listeners === undefined) this[kEvents].set(type, (listeners = []));
    else if (listeners.some((other) => other.matches(listener, flags.capture))) return;
    listeners.push(new Listener(this, listener, flags));
    const { once, capture, passive, weak } = flags;
    this[kNewListener](listeners.length, type, listener, once, capture, passive, weak);
  }

  /**
   * @param {string} type
   * @param {Function | { handleEvent: Function } | null} listener
   * @param {boolean | { capture?: boolean }} [options]
   */
  removeEventListener(type, listener, options = {}) {
    checkTarget(this);
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('type', 'listener');
    if (!isListener(listener)) return;
    type = `${type}`;
    const capture = typeof options === 'boolean' ? options : options?.capture === true;
    const listeners = this[kEvents].get(type);
    const entry = listeners?.find((other) => other.matches(listener, capture));
    if (entry !== undefined) removeEntry(this, type, listeners, entry);
  }

  /**
   * Calls the listeners now.
   *
   * @param {Event} event
   * @returns {boolean} false when one of them prevented the default
   */
  dispatchEvent(event) {
    checkTarget(this);
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('event');
    if (!state.is(event)) throw new codes.ERR_INVALID_ARG_TYPE('event', 'Event', event);
    if (state.isDispatching(event)) throw new codes.ERR_EVENT_RECURSION(event.type);
    dispatch(this, event.type, event, event);
    return event.defaultPrevented !== true;
  }

  [inspectCustom](depth, options) {
    const { name } = this.constructor;
    if (depth < 0) return name;
    const inner = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
    return `${name} ${inspect({}, inner)}`;
  }
}

Object.defineProperties(EventTarget.prototype, {
  addEventListener: enumerable,
  removeEventListener: enumerable,
  dispatchEvent: enumerable,
  [Symbol.toStringTag]: { __proto__: null, value: 'EventTarget', configurable: true },
});

/**
 * Calls the listeners of `type`.
 *
 * @param {EventTarget} target
 * @param {string} type
 * @param {any} nodeValue what listeners in EventEmitter's style get
 * @param {Event} [event] what the others get; made when the first of them is called
 */
function dispatch(target, type, nodeValue, event) {
  const listeners = target[kEvents].get(type);
  if (event !== undefined) state.begin(event, target);
  if (listeners !== undefined && listeners.length > 0) {
    for (const entry of listeners.slice()) {
      if (entry.removed) continue;
      if (event !== undefined && state.isStopped(event) && !entry.resistStopPropagation) continue;
      if (entry.once) removeEntry(target, type, listeners, entry);
      try {
        let argument = nodeValue;
        if (!entry.isNodeStyleListener) {
          if (event === undefined) {
            event = target[kCreateEvent](nodeValue, type);
            state.begin(event, target);
          }
          argument = event;
        }
        const result = entry.call(target, argument);
        if (result !== undefined && result !== null) watchRejection(result);
      } catch (err) {
        throwInTick(err);
      }
    }
  }
  if (event !== undefined) state.end(event);
}

function removeEntry(target, type, listeners, entry) {
  listeners.splice(listeners.indexOf(entry), 1);
  entry.removed = true;
  if (listeners.length === 0) target[kEvents].delete(type);
  const { listener } = entry;
  target[kRemoveListener](listeners.length, type, listener, entry.capture);
}

function isListener(listener) {
  if (typeof listener === 'function' || (typeof listener === 'object' && listener !== null)) return true;
  if (listener == null) return false;
  throw new codes.ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

function readOptions(options) {
  if (typeof options === 'boolean') return { capture: options, once: false, passive: false };
  if (options === null) return { capture: false, once: false, passive: false };
  validateObject(options, 'options', kValidateObjectAllowObjects);
  return {
    once: Boolean(options.once),
    capture: Boolean(options.capture),
    passive: Boolean(options.passive),
    signal: options.signal,
    weak: options[kWeakHandler],
    resistStopPropagation: options[kResistStopPropagation] ?? false,
    isNodeStyleListener: Boolean(options[kIsNodeStyleListener]),
  };
}

/** Listeners may be async functions; what they reject with is uncaught. */
function watchRejection(promise) {
  const { then } = promise;
  if (typeof then === 'function') then.call(promise, undefined, throwInTick);
}

function throwInTick(err) {
  process.nextTick(() => {
    throw err;
  });
}

function isEventTarget(value) {
  return value?.constructor?.[kIsEventTarget] === true;
}

function checkTarget(value) {
  if (!isEventTarget(value)) throw new codes.ERR_INVALID_THIS('EventTarget');
}

/** The listeners of `type`, as they were given. */
function listenersOf(target, type) {
  const entries = target[kEvents].get(`${type}`) ?? [];
  return entries.map((entry) => entry.listener).filter((listener) => listener !== undefined);
}

/** An EventTarget with the methods of an EventEmitter. */
class NodeEventTarget extends EventTarget {
  static [kIsNodeEventTarget] = true;
  static defaultMaxListeners = 10;

  setMaxListeners(n) {
    checkNodeTarget(this);
    require('events').setMaxListeners(n, this);
  }

  getMaxListeners() {
    checkNodeTarget(this);
    return this[kMaxEventTargetListeners];
  }

  eventNames() {
    checkNodeTarget(this);
    return [...this[kEvents].keys()];
  }

  listenerCount(type) {
    checkNodeTarget(this);
    return this[kEvents].get(`${type}`)?.length ?? 0;
  }

  off(type, listener, options) {
    checkNodeTarget(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  removeListener(type, listener, options) {
    checkNodeTarget(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  on(type, listener) {
    checkNodeTarget(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }

  addListener(type, listener) {
    checkNodeTarget(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }

  /** @returns {boolean} whether there were listeners */
  emit(type, argument) {
    checkNodeTarget(this);
    if (typeof type !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('type', 'string', type);
    const had = this.listenerCount(type) > 0;
    dispatch(this, type, argument);
    return had;
  }

  once(type, listener) {
    checkNodeTarget(this);
    this.addEventListener(type, listener, { once: true, [kIsNodeStyleListener]: true });
    return this;
  }

  removeAllListeners(type) {
    checkNodeTarget(this);
    if (type !== undefined) this[kEvents].delete(`${type}`);
    else this[kEvents].clear();
    return this;
  }
}

for (const name of [
  'setMaxListeners',
  'getMaxListeners',
  'eventNames',
  'listenerCount',
  'off',
  'removeListener',
  'on',
  'addListener',
  'once',
  'emit',
  'removeAllListeners',
]) {
  Object.defineProperty(NodeEventTarget.prototype, name, enumerable);
}

function checkNodeTarget(value) {
  if (value?.constructor?.[kIsNodeEventTarget] !== true) throw new codes.ERR_INVALID_THIS('NodeEventTarget');
}

/**
 * Defines the attribute `on<name>` on a target or prototype.
 *
 * @param {EventTarget} emitter
 * @param {string} name
 * @param {string} [event] the event, if it is called differently
 */
function defineEventHandler(emitter, name, event = name) {
  const property = `on${name}`;
  function get() {
    checkTarget(this);
    return this[kHandlers]?.get(event)?.value ?? null;
  }
  function set(value) {
    checkTarget(this);
    const handlers = (this[kHandlers] ??= new Map());
    let handler = handlers.get(event);
    const wasFunction = typeof handler?.value === 'function';
    // The handler keeps its place among the listeners when it is replaced.
    if (handler === undefined) {
      handler = new Handler(value);
      handlers.set(event, handler);
      this.addEventListener(event, handler.listener);
      return;
    }
    handler.value = value;
    const size = this[kEvents].get(event)?.length ?? 0;
    if (wasFunction && typeof value !== 'function') {
      this[kRemoveListener](size - 1, event, handler.listener, false);
    } else if (!wasFunction && typeof value === 'function') {
      this[kNewListener](size, event, handler.listener, false, false, false, undefined);
    }
  }
  Object.defineProperties(get, { name: { __proto__: null, value: `get ${property}` } });
  Object.defineProperties(set, { name: { __proto__: null, value: `set ${property}` } });
  Object.defineProperty(emitter, property, { __proto__: null, get, set, configurable: true, enumerable: true });
}

class Handler {
  constructor(value) {
    this.value = value;
    const handler = this;
    this.listener = function (...args) {
      return typeof handler.value === 'function' ? Reflect.apply(handler.value, this, args) : undefined;
    };
  }
}

module.exports = {
  CustomEvent,
  Event,
  EventTarget,
  NodeEventTarget,
  defineEventHandler,
  dispatch,
  initEventTarget,
  isEventTarget,
  kCreateEvent,
  kEvents,
  kIsNodeStyleListener,
  kNewListener,
  kRemoveListener,
  kResistStopPropagation,
  kTrustEvent,
  kWeakHandler,
  listenersOf,
};
