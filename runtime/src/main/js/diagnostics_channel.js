// Named channels for diagnostic messages. https://nodejs.org/api/diagnostics_channel.html
'use strict';

const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');

/** Channels by name. One that has neither subscribers nor stores may go when nobody else has it. */
const references = new Map();
/** Channels that somebody listens to: they must not go. */
const active = new Set();
let sweepAt = 64;

/** Forgets the names of channels that are gone, each time the map has doubled. */
function sweep() {
  for (const [name, reference] of references) if (reference.deref() === undefined) references.delete(name);
  sweepAt = Math.max(64, references.size * 2);
}

function throwInTick(err) {
  process.nextTick(() => {
    throw err;
  });
}

/** Calls `next` with `store` set to what `transform` makes of the data. */
function runWithStore(store, data, next, transform) {
  let context = data;
  if (transform !== undefined) {
    try {
      context = transform(data);
    } catch (err) {
      throwInTick(err);
      return next();
    }
  }
  return store.run(context, next);
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
    if (references.size >= sweepAt) sweep();
    references.set(name, new WeakRef(this));
  }

  get hasSubscribers() {
    return this._subscribers !== undefined || this._stores !== undefined;
  }

  /** @param {(message: any, name: string | symbol) => void} subscription */
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    // Replaced, not changed: publish() may be going through the old one.
    this._subscribers = this._subscribers === undefined ? [subscription] : [...this._subscribers, subscription];
    active.add(this);
  }

  /** @returns {boolean} whether it was subscribed */
  unsubscribe(subscription) {
    const index = this._subscribers?.indexOf(subscription) ?? -1;
    if (index === -1) return false;
    this._subscribers = this._subscribers.length === 1 ? undefined : this._subscribers.toSpliced(index, 1);
    this.#settle();
    return true;
  }

  /**
   * While runStores() runs, the store has the published data.
   *
   * @param {AsyncLocalStorage} store
   * @param {(data: any) => any} [transform] makes the store's value of the data
   */
  bindStore(store, transform) {
    this._stores ??= new Map();
    this._stores.set(store, transform);
    active.add(this);
  }

  /** @returns {boolean} whether it was bound */
  unbindStore(store) {
    if (!this._stores?.delete(store)) return false;
    if (this._stores.size === 0) this._stores = undefined;
    this.#settle();
    return true;
  }

  #settle() {
    if (!this.hasSubscribers) active.delete(this);
  }

  /** Gives the message to all subscribers. What one of them throws is uncaught. */
  publish(data) {
    const subscribers = this._subscribers;
    if (subscribers === undefined) return;
    for (let i = 0; i < subscribers.length; i++) {
      try {
        const onMessage = subscribers[i];
        onMessage(data, this.name);
      } catch (err) {
        throwInTick(err);
      }
    }
  }

  /** Publishes the data, then calls `fn`, both with the bound stores set. */
  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    if (this._stores !== undefined) {
      for (const [store, transform] of this._stores) {
        const next = run;
        run = () => runWithStore(store, data, next, transform);
      }
    }
    return run();
  }
}

/**
 * The channel of that name, which is the same for everyone.
 *
 * @param {string | symbol} name
 * @returns {Channel}
 */
function channel(name) {
  const existing = references.get(name)?.deref();
  if (existing !== undefined) return existing;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw new codes.ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);
  }
  return new Channel(name);
}

function subscribe(name, subscription) {
  return channel(name).subscribe(subscription);
}

function unsubscribe(name, subscription) {
  return channel(name).unsubscribe(subscription);
}

/** @returns {boolean} */
function hasSubscribers(name) {
  return references.get(name)?.deref()?.hasSubscribers === true;
}

const traceEvents = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

/** Five channels that together follow one operation. */
class TracingChannel {
  /** @param {string | Record<string, Channel>} nameOrChannels */
  constructor(nameOrChannels) {
    for (const event of traceEvents) {
      Object.defineProperty(this, event, { __proto__: null, value: channelFrom(nameOrChannels, event) });
    }
  }

  get hasSubscribers() {
    return traceEvents.some((event) => this[event]?.hasSubscribers);
  }

  subscribe(handlers) {
    for (const event of traceEvents) if (handlers[event]) this[event]?.subscribe(handlers[event]);
  }

  /** @returns {boolean} whether all of them were subscribed */
  unsubscribe(handlers) {
    let all = true;
    for (const event of traceEvents) {
      if (handlers[event] && !this[event]?.unsubscribe(handlers[event])) all = false;
    }
    return all;
  }

  /** Follows a function from its call to its return. */
  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, error } = this;
    return start.runStores(context, () => {
      try {
        const result = Reflect.apply(fn, thisArg, args);
        context.result = result;
        return result;
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }

  /** Follows a function until the promise that it returns is settled. */
  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, asyncStart, asyncEnd, error } = this;

    function onFulfilled(result) {
      context.result = result;
      asyncStart.publish(context);
      asyncEnd.publish(context);
      return result;
    }
    function onRejected(err) {
      context.error = err;
      error.publish(context);
      asyncStart.publish(context);
      asyncEnd.publish(context);
      return Promise.reject(err);
    }
    return start.runStores(context, () => {
      try {
        let promise = Reflect.apply(fn, thisArg, args);
        if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
        return promise.then(onFulfilled, onRejected);
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }

  /** Follows a function until it calls its callback, which is the argument at `position`. */
  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, asyncStart, asyncEnd, error } = this;

    const callback = args.at(position);
    validateFunction(callback, 'callback');
    args.splice(position, 1, wrappedCallback);

    function wrappedCallback(err, result) {
      if (err) {
        context.error = err;
        error.publish(context);
      } else {
        context.result = result;
      }
      // The stores of asyncStart let a program repair a context that got lost on the way.
      asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments);
        } finally {
          asyncEnd.publish(context);
        }
      });
    }
    return start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }
}

function channelFrom(nameOrChannels, event) {
  if (typeof nameOrChannels === 'string') return channel(`tracing:${nameOrChannels}:${event}`);
  if (typeof nameOrChannels === 'object' && nameOrChannels !== null) {
    const found = nameOrChannels[event];
    if (!(found instanceof Channel)) {
      throw new codes.ERR_INVALID_ARG_TYPE(`nameOrChannels.${event}`, ['Channel'], found);
    }
    return found;
  }
  throw new codes.ERR_INVALID_ARG_TYPE('nameOrChannels', ['string', 'object', 'TracingChannel'], nameOrChannels);
}

function tracingChannel(nameOrChannels) {
  return new TracingChannel(nameOrChannels);
}

module.exports = {
  channel,
  hasSubscribers,
  subscribe,
  tracingChannel,
  unsubscribe,
  Channel,
};
