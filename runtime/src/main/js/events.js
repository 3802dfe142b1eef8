// EventEmitter. https://nodejs.org/api/events.html
'use strict';

const { codes } = require('internal/errors');
const { inspect } = require('internal/util/inspect');
const { probe } = require('internal/loop/probe');
const { validateBoolean, validateFunction, validateNumber } = require('internal/validators');
const { addAbortListener } = require('internal/events/abort_listener');
const { on, once } = require('internal/events/async');
const { rememberThrow } = require('internal/process/error_place');
const {
  kEnhanceStackBeforeInspector,
  kErrorMonitor,
  kIsEventTarget,
  kMaxEventTargetListeners,
  kMaxEventTargetListenersWarned,
  kRejection,
} = require('internal/events/symbols');

/** Whether this emitter turns rejections of async listeners into 'error' events. */
const kCapture = Symbol('kCapture');
/** Whether `_events` was laid out by the subclass; then removed entries are set to undefined, never deleted. */
const kShapeMode = Symbol('shapeMode');

let defaultMaxListeners = 10;

/**
 * @class
 * @param {{ captureRejections?: boolean }} [opts]
 */
function EventEmitter(opts) {
  EventEmitter.init.call(this, opts);
}

module.exports = EventEmitter;

EventEmitter.addAbortListener = addAbortListener;
EventEmitter.once = once;
EventEmitter.on = on;
EventEmitter.getEventListeners = getEventListeners;
EventEmitter.getMaxListeners = getMaxListeners;
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;

Object.defineProperties(EventEmitter, {
  captureRejections: {
    get() {
      return EventEmitter.prototype[kCapture];
    },
    set(value) {
      validateBoolean(value, 'EventEmitter.captureRejections');
      EventEmitter.prototype[kCapture] = value;
    },
    enumerable: true,
  },
  EventEmitterAsyncResource: {
    get() {
      return require('internal/events/async_resource').EventEmitterAsyncResource;
    },
    set: undefined,
    enumerable: true,
    configurable: true,
  },
  errorMonitor: { value: kErrorMonitor, writable: false, enumerable: true, configurable: true },
  defaultMaxListeners: {
    get() {
      return defaultMaxListeners;
    },
    set(value) {
      validateNumber(value, 'defaultMaxListeners', 0);
      defaultMaxListeners = value;
    },
    enumerable: true,
  },
  kMaxEventTargetListeners: { value: kMaxEventTargetListeners },
  kMaxEventTargetListenersWarned: { value: kMaxEventTargetListenersWarned },
});

/**
 * Sets how many listeners each target may have for one event before a leak is suspected.
 *
 * @param {number} [n]
 * @param {...(EventEmitter | EventTarget)} eventTargets none: the default for all
 */
EventEmitter.setMaxListeners = function setMaxListeners(n = defaultMaxListeners, ...eventTargets) {
  validateNumber(n, 'setMaxListeners', 0);
  if (eventTargets.length === 0) {
    defaultMaxListeners = n;
    return;
  }
  for (const target of eventTargets) {
    if (isEventTarget(target)) {
      target[kMaxEventTargetListeners] = n;
      target[kMaxEventTargetListenersWarned] = false;
    } else if (typeof target.setMaxListeners === 'function') {
      target.setMaxListeners(n);
    } else {
      throw new codes.ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
    }
  }
};

/** Prepares an emitter's own fields; the domain module puts its own function here. */
EventEmitter.init = function init(opts) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this[kShapeMode] = false;
    this._events = { __proto__: null };
    this._eventsCount = 0;
  } else {
    this[kShapeMode] = true;
  }
  this._maxListeners = this._maxListeners || undefined;

  if (opts?.captureRejections) {
    validateBoolean(opts.captureRejections, 'options.captureRejections');
    this[kCapture] = true;
  } else {
    this[kCapture] = EventEmitter.prototype[kCapture];
  }
};

/**
 * @param {EventEmitter | EventTarget} emitterOrTarget
 * @param {string | symbol} type
 * @returns {number}
 */
EventEmitter.listenerCount = function listenerCountOf(emitterOrTarget, type) {
  if (typeof emitterOrTarget.listenerCount === 'function') {
    return emitterOrTarget.listenerCount(type);
  }
  if (isEventTarget(emitterOrTarget)) {
    return require('internal/event_target').listenersOf(emitterOrTarget, type).length;
  }
  return listenerCount.call(emitterOrTarget, type);
};
Object.defineProperty(EventEmitter.listenerCount, 'name', { value: 'listenerCount' });

// npm packages read and write these three fields, hence their names.
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });

/**
 * @param {number} n 0 or Infinity: no limit
 * @returns {this}
 */
EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  validateNumber(n, 'setMaxListeners', 0);
  this._maxListeners = n;
  return this;
};

/** @returns {number} */
EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this);
};

/**
 * Calls the listeners of `type` in the order they were added.
 *
 * @param {string | symbol} type
 * @param {...any} args
 * @returns {boolean} whether there were any
 */
EventEmitter.prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events !== undefined && events[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
    if (events?.error === undefined) {
      const er = args[0];
      if (!(er instanceof Error)) {
        const err = new codes.ERR_UNHANDLED_ERROR(describe(er));
        err.context = er;
        rememberThrow(err, 'node:events', 'throw err;');
        throw err; // Unhandled 'error' event
      }
      rememberEmitSite(this, er);
      rememberThrow(er, 'node:events', 'throw er;');
      throw er; // Unhandled 'error' event
    }
  } else if (events === undefined) {
    return false;
  }

  const handler = events[type];
  if (handler === undefined) return false;

  if (typeof handler === 'function') {
    if (probe.unnamed) probe.recorder.enterFunction(handler);
    const result = Reflect.apply(handler, this, args);
    if (result !== undefined && result !== null) captureRejection(this, result, type, args);
    return true;
  }
  // Listeners may come and go meanwhile: this round is for those that were there when it began.
  const listeners = copyOf(handler);
  const length = listeners.length;
  for (let i = 0; i < length; i++) {
    if (probe.unnamed) probe.recorder.enterFunction(listeners[i]);
    const result = Reflect.apply(listeners[i], this, args);
    if (result !== undefined && result !== null) captureRejection(this, result, type, args);
  }
  return true;
};

/**
 * @param {string | symbol} type
 * @param {Function} listener
 * @returns {this}
 */
EventEmitter.prototype.addListener = function addListener(type, listener) {
  return insertListener(this, type, listener, false);
};

EventEmitter.prototype.on = EventEmitter.prototype.addListener;

/** Like addListener(), in front of the others. */
EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return insertListener(this, type, listener, true);
};

/** Like addListener(); the listener is removed before its first call. */
EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener);
  this.on(type, wrapOnce(this, type, listener));
  return this;
};

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  this.prependListener(type, wrapOnce(this, type, listener));
  return this;
};

/**
 * Removes one instance of the listener, the one added last.
 *
 * @param {string | symbol} type
 * @param {Function} listener
 * @returns {this}
 */
EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;

  if (list === listener || list.listener === listener) {
    this._eventsCount -= 1;
    if (this[kShapeMode]) {
      events[type] = undefined;
    } else if (this._eventsCount === 0) {
      this._events = { __proto__: null };
    } else {
      delete events[type];
    }
    if (events.removeListener) this.emit('removeListener', type, list.listener || listener);
    return this;
  }
  if (typeof list === 'function') return this;

  let position = list.length - 1;
  while (position >= 0 && list[position] !== listener && list[position].listener !== listener) position--;
  if (position < 0) return this;

  if (position === 0) list.shift();
  else removeAt(list, position);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};

EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

/**
 * Removes all listeners, or those of one event.
 *
 * @param {string | symbol} [type]
 * @returns {this}
 */
EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;

  if (events.removeListener === undefined) {
    // Nobody wants to hear of it: drop them in bulk.
    if (arguments.length === 0) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      if (--this._eventsCount === 0) this._events = { __proto__: null };
      else delete events[type];
    }
    this[kShapeMode] = false;
    return this;
  }

  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) {
      if (key !== 'removeListener') this.removeAllListeners(key);
    }
    this.removeAllListeners('removeListener');
    this._events = { __proto__: null };
    this._eventsCount = 0;
    this[kShapeMode] = false;
    return this;
  }

  const listeners = events[type];
  if (typeof listeners === 'function') {
    this.removeListener(type, listeners);
  } else if (listeners !== undefined) {
    for (let i = listeners.length - 1; i >= 0; i--) this.removeListener(type, listeners[i]);
  }
  return this;
};

/** @returns {Function[]} a copy, with the functions that were given to once() */
EventEmitter.prototype.listeners = function listeners(type) {
  return listenersOf(this, type).map((listener) => listener.listener || listener);
};

/** @returns {Function[]} a copy, with the wrappers that once() made */
EventEmitter.prototype.rawListeners = function rawListeners(type) {
  return listenersOf(this, type);
};

EventEmitter.prototype.listenerCount = listenerCount;

/** @returns {(string | symbol)[]} the events that have listeners */
EventEmitter.prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

/**
 * @param {string | symbol} type
 * @param {Function} [listener] count this one only
 * @returns {number}
 */
function listenerCount(type, listener) {
  const handler = this._events?.[type];
  if (handler === undefined) return 0;
  if (listener == null) return typeof handler === 'function' ? 1 : handler.length;
  const list = typeof handler === 'function' ? [handler] : handler;
  return list.reduce((count, each) => count + (each === listener || each.listener === listener ? 1 : 0), 0);
}

function getEventListeners(emitterOrTarget, type) {
  if (typeof emitterOrTarget.listeners === 'function') return emitterOrTarget.listeners(type);
  if (isEventTarget(emitterOrTarget)) return require('internal/event_target').listenersOf(emitterOrTarget, type);
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function getMaxListeners(emitterOrTarget) {
  if (typeof emitterOrTarget?.getMaxListeners === 'function') return maxListenersOf(emitterOrTarget);
  if (typeof emitterOrTarget?.[kMaxEventTargetListeners] === 'number') return emitterOrTarget[kMaxEventTargetListeners];
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function isEventTarget(value) {
  return value?.constructor?.[kIsEventTarget] === true;
}

function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

function listenersOf(emitter, type) {
  const handler = emitter._events?.[type];
  if (handler === undefined) return [];
  return typeof handler === 'function' ? [handler] : handler.slice();
}

/** Few listeners are the rule, and for them a literal is faster than slice(). */
function copyOf(array) {
  switch (array.length) {
    case 2:
      return [array[0], array[1]];
    case 3:
      return [array[0], array[1], array[2]];
    case 4:
      return [array[0], array[1], array[2], array[3]];
    default:
      return array.slice();
  }
}

function checkListener(listener) {
  validateFunction(listener, 'listener');
}

function insertListener(emitter, type, listener, prepend) {
  checkListener(listener);

  let events = emitter._events;
  let existing;
  if (events === undefined) {
    events = emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  } else {
    if (events.newListener !== undefined) {
      // Told beforehand, so that a 'newListener' handler can put its own listeners first.
      emitter.emit('newListener', type, listener.listener ?? listener);
      events = emitter._events;
    }
    existing = events[type];
  }

  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  if (typeof existing === 'function') {
    existing = events[type] = prepend ? [listener, existing] : [existing, listener];
  } else if (prepend) {
    existing.unshift(listener);
  } else {
    existing.push(listener);
  }
  const max = maxListenersOf(emitter);
  if (max > 0 && existing.length > max && !existing.warned) warnOfLeak(emitter, type, existing, max);
  return emitter;
}

function warnOfLeak(emitter, type, listeners, max) {
  listeners.warned = true;
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${listeners.length} ${String(type)} listeners ` +
      `added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`,
  );
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = listeners.length;
  process.emitWarning(warning);
}

/** The body of every once() listener; bound to its state, so that it shows as `bound onceWrapper`. */
function onceWrapper() {
  if (this.fired) return undefined;
  this.target.removeListener(this.type, this.wrapFn);
  this.fired = true;
  return arguments.length === 0 ? this.listener.call(this.target) : this.listener.apply(this.target, arguments);
}

function wrapOnce(target, type, listener) {
  const state = { fired: false, wrapFn: undefined, target, type, listener };
  const wrapped = onceWrapper.bind(state);
  wrapped.listener = listener;
  state.wrapFn = wrapped;
  return wrapped;
}

/** array.splice(position, 1) without the array of removed elements. */
function removeAt(array, position) {
  for (; position + 1 < array.length; position++) array[position] = array[position + 1];
  array.pop();
}

function captureRejection(emitter, promise, type, args) {
  if (!emitter[kCapture]) return;
  try {
    const { then } = promise;
    if (typeof then === 'function') {
      // In a tick, so that what the handler throws is an uncaught exception and not a rejection again.
      then.call(promise, undefined, (err) => process.nextTick(emitRejection, emitter, err, type, args));
    }
  } catch (err) {
    emitter.emit('error', err);
  }
}

function emitRejection(emitter, err, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](err, type, ...args);
    return;
  }
  // An async 'error' listener that rejects must not start over.
  const capture = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', err);
  } finally {
    emitter[kCapture] = capture;
  }
}

function describe(value) {
  try {
    return inspect(value);
  } catch {
    return value;
  }
}

/** If the error ends the process, its report also says where it was emitted. */
function rememberEmitSite(emitter, er) {
  try {
    const capture = {};
    Error.captureStackTrace(capture, EventEmitter.prototype.emit);
    Object.defineProperty(er, kEnhanceStackBeforeInspector, {
      value: () => stackWithEmitSite(emitter, er, capture),
      configurable: true,
    });
  } catch {
    // A frozen error or one with a strange `stack`: it is thrown as it is.
  }
}

function stackWithEmitSite(emitter, er, capture) {
  let where = '';
  try {
    const { name } = emitter.constructor;
    if (name !== 'EventEmitter') where = ` on ${name} instance`;
  } catch {
    // An emitter whose constructor can't be read has no name to show.
  }
  const errorFrames = er.stack.split('\n').slice(1);
  const emitFrames = capture.stack.split('\n').slice(1);
  const { offset, length } = commonFrames(emitFrames, errorFrames);
  if (length > 0) emitFrames.splice(offset + 1, length - 2, '    [... lines matching original stack trace ...]');
  return `${er.stack}\nEmitted 'error' event${where} at:\n${emitFrames.join('\n')}`;
}

/** Finds the first run of at least four frames that occur in both stacks. */
function commonFrames(frames, others) {
  for (let i = 0; i < frames.length - 3; i++) {
    const found = others.indexOf(frames[i]);
    if (found === -1) continue;
    const rest = others.length - found;
    if (rest <= 3) continue;
    let length = 1;
    const limit = Math.min(frames.length - i, rest);
    while (length < limit && frames[i + length] === others[found + length]) length++;
    if (length > 3) return { offset: i, length };
  }
  return { offset: 0, length: 0 };
}
