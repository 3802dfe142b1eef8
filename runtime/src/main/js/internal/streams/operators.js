// Readable's iterator helpers: map, filter, take, reduce and the rest.
//
// They are defined on async iterables, so each works on what the one before returns. The functions given by the program may be
// asynchronous, and with `concurrency` several of their calls are under way at once; the results keep their order.
'use strict';

const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal, validateFunction, validateInteger, validateObject } = require('internal/validators');
const { AbortController, AbortSignal } = require('internal/abort_controller');
const { addAbortListener } = require('internal/events/abort_listener');
const { finished } = require('internal/streams/end-of-stream');

/** In the place of a value that is left out. */
const kEmpty = Symbol('kEmpty');
const kEnd = Symbol('kEnd');

function validateOptions(options) {
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
}

function throwIfAborted(signal) {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

/** Calls the function ahead of the consumer: at most `concurrency` at once, at most `limit` results waiting. */
class Mapper {
  #source;
  #fn;
  #concurrency;
  #limit;
  #controller = new AbortController();
  #signal;
  /** Promises, in the order of the source. */
  #queue = [];
  #running = 0;
  #done = false;
  #wakeConsumer = null;
  #wakeProducer = null;

  constructor(source, fn, concurrency, limit, outerSignal) {
    this.#source = source;
    this.#fn = fn;
    this.#concurrency = concurrency;
    this.#limit = limit;
    const own = this.#controller.signal;
    this.#signal = outerSignal ? AbortSignal.any([outerSignal, own]) : own;
  }

  async *results() {
    this.#produce();
    try {
      for (;;) {
        while (this.#queue.length > 0) {
          const value = await this.#queue[0];
          if (value === kEnd) return;
          if (this.#signal.aborted) throw new AbortError();
          if (value !== kEmpty) yield value;
          this.#queue.shift();
          this.#wake();
        }
        await new Promise((resolve) => (this.#wakeConsumer = resolve));
      }
    } finally {
      this.#done = true;
      this.#controller.abort();
      this.#wake();
    }
  }

  #wake() {
    if (this.#wakeProducer === null || !(this.#done || this.#hasRoom())) return;
    const resolve = this.#wakeProducer;
    this.#wakeProducer = null;
    resolve();
  }

  #hasRoom() {
    return this.#running < this.#concurrency && this.#queue.length < this.#limit;
  }

  #enqueue(promise) {
    this.#queue.push(promise);
    const resolve = this.#wakeConsumer;
    this.#wakeConsumer = null;
    resolve?.();
  }

  async #produce() {
    const onSettled = () => {
      this.#running--;
      this.#wake();
    };
    const onRejected = () => {
      this.#done = true;
      onSettled();
    };
    try {
      for await (const value of this.#source) {
        if (this.#done) return;
        if (this.#signal.aborted) throw new AbortError();
        let result;
        try {
          result = this.#fn(value, { signal: this.#signal });
        } catch (error) {
          result = Promise.reject(error);
        }
        if (result === kEmpty) continue;
        this.#running++;
        const promise = Promise.resolve(result);
        promise.then(onSettled, onRejected);
        this.#enqueue(promise);
        if (!this.#done && !this.#hasRoom()) await new Promise((resolve) => (this.#wakeProducer = resolve));
      }
      this.#enqueue(Promise.resolve(kEnd));
    } catch (error) {
      const failed = Promise.reject(error);
      failed.then(undefined, () => {
        // The consumer gets it from the queue, if it comes so far.
      });
      this.#enqueue(failed);
    } finally {
      this.#done = true;
    }
  }
}

function map(fn, options) {
  validateFunction(fn, 'fn');
  validateOptions(options);
  let concurrency = 1;
  if (options?.concurrency != null) concurrency = Math.floor(options.concurrency);
  let highWaterMark = concurrency - 1;
  if (options?.highWaterMark != null) highWaterMark = Math.floor(options.highWaterMark);
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(highWaterMark, 'options.highWaterMark', 0);

  const mapper = new Mapper(this, fn, concurrency, highWaterMark + concurrency, options?.signal);
  return mapper.results();
}

function filter(fn, options) {
  validateFunction(fn, 'fn');
  const keep = async (value, context) => ((await fn(value, context)) ? value : kEmpty);
  return map.call(this, keep, options);
}

function flatMap(fn, options) {
  const values = map.call(this, fn, options);
  return (async function* () {
    for await (const value of values) yield* value;
  })();
}

async function forEach(fn, options) {
  validateFunction(fn, 'fn');
  const visit = async (value, context) => {
    await fn(value, context);
    return kEmpty;
  };
  for await (const value of map.call(this, visit, options)) void value;
}

async function find(fn, options) {
  for await (const value of filter.call(this, fn, options)) return value;
  return undefined;
}

async function some(fn, options) {
  const found = filter.call(this, fn, options)[Symbol.asyncIterator]();
  const { done } = await found.next();
  await found.return();
  return !done;
}

async function every(fn, options) {
  validateFunction(fn, 'fn');
  return !(await some.call(this, async (...args) => !(await fn(...args)), options));
}

async function toArray(options) {
  validateOptions(options);
  const result = [];
  for await (const value of this) {
    throwIfAborted(options?.signal);
    result.push(value);
  }
  return result;
}

class EmptyReduceError extends codes.ERR_MISSING_ARGS {
  constructor() {
    super('reduce');
    this.message = 'Reduce of an empty stream requires an initial value';
  }
}

async function reduce(reducer, initialValue, options) {
  validateFunction(reducer, 'reducer');
  validateOptions(options);
  let hasValue = arguments.length > 1;
  let result = initialValue;

  if (options?.signal?.aborted) {
    const error = new AbortError(undefined, { cause: options.signal.reason });
    // Its error is thrown here; that it is emitted as well is of no use to anybody.
    this.once('error', () => {});
    await finished(this.destroy(error));
    throw error;
  }
  const controller = new AbortController();
  const { signal } = controller;
  const listening = options?.signal && addAbortListener(options.signal, () => controller.abort());
  let isEmpty = true;
  try {
    for await (const value of this) {
      isEmpty = false;
      if (options?.signal?.aborted) throw new AbortError();
      if (hasValue) {
        result = await reducer(result, value, { signal });
      } else {
        result = value;
        hasValue = true;
      }
    }
    if (isEmpty && !hasValue) throw new EmptyReduceError();
  } finally {
    controller.abort();
    listening?.[Symbol.dispose]();
  }
  return result;
}

/** A count, as the proposal for iterator helpers has it. */
function toCount(number) {
  const count = Number(number);
  if (Number.isNaN(count)) return 0;
  if (count < 0) throw new codes.ERR_OUT_OF_RANGE('number', '>= 0', count);
  return count;
}

function drop(number, options) {
  validateOptions(options);
  let left = toCount(number);
  const source = this;
  return (async function* () {
    throwIfAborted(options?.signal);
    for await (const value of source) {
      throwIfAborted(options?.signal);
      if (left-- <= 0) yield value;
    }
  })();
}

function take(number, options) {
  validateOptions(options);
  let left = toCount(number);
  const source = this;
  return (async function* () {
    throwIfAborted(options?.signal);
    for await (const value of source) {
      throwIfAborted(options?.signal);
      if (left-- > 0) yield value;
      // The source is not asked for a value that nobody gets.
      if (left <= 0) return;
    }
  })();
}

module.exports = {
  streamReturningOperators: { drop, filter, flatMap, map, take },
  promiseReturningOperators: { every, forEach, reduce, toArray, some, find },
};
