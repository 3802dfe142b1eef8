// Readable.from(): a Readable over an iterable.
'use strict';

const { Buffer } = require('buffer');
const { codes } = require('internal/errors');

/**
 * @param {typeof Readable} Class
 * @param {Iterable | AsyncIterable | string | Buffer} iterable a string or Buffer is one chunk
 * @param {object} [options] the constructor's
 * @returns {Readable}
 */
function from(Class, iterable, options) {
  if (typeof iterable === 'string' || iterable instanceof Buffer) {
    return new Class({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }

  let source;
  if (typeof iterable?.[Symbol.asyncIterator] === 'function') {
    source = new IterableSource(iterable[Symbol.asyncIterator](), true);
  } else if (typeof iterable?.[Symbol.iterator] === 'function') {
    source = new IterableSource(iterable[Symbol.iterator](), false);
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
  }

  // One value ahead: making values may be costly.
  const readable = new Class({ objectMode: true, highWaterMark: 1, ...options });
  source.attach(readable);
  return readable;
}

/** Feeds a Readable from an iterator; asks for the next value only while the stream wants more. */
class IterableSource {
  #iterator;
  #isAsync;
  #readable;
  /** Whether a loop is under way: a value is waited for, or being pushed. */
  #running = false;

  constructor(iterator, isAsync) {
    this.#iterator = iterator;
    this.#isAsync = isAsync;
  }

  attach(readable) {
    this.#readable = readable;
    const destroyOfClass = readable._destroy;
    readable._read = () => {
      if (this.#running) return;
      this.#running = true;
      if (this.#isAsync) this.#pushAsync();
      else this.#pushSync();
    };
    readable._destroy = (error, callback) => {
      const close = (failure) => {
        const reason = failure || error;
        this.#close(reason).then(
          () => process.nextTick(callback, reason),
          (closeError) => process.nextTick(callback, closeError || reason),
        );
      };
      destroyOfClass.call(readable, error, close);
    };
  }

  /** Values of a synchronous iterator; goes on asynchronously after a promise. */
  #pushSync() {
    try {
      for (;;) {
        const { value, done } = this.#iterator.next();
        if (done) {
          this.#readable.push(null);
          return;
        }
        if (typeof value?.then === 'function') {
          this.#pushResolved(value);
          return;
        }
        if (!this.#push(value)) return;
      }
    } catch (error) {
      this.#readable.destroy(error);
    }
  }

  async #pushResolved(promise) {
    try {
      if (this.#push(await promise)) this.#pushSync();
    } catch (error) {
      this.#readable.destroy(error);
    }
  }

  async #pushAsync() {
    try {
      for (;;) {
        const { value, done } = await this.#iterator.next();
        if (done) {
          this.#readable.push(null);
          return;
        }
        if (!this.#push(typeof value?.then === 'function' ? await value : value)) return;
      }
    } catch (error) {
      this.#readable.destroy(error);
    }
  }

  /** @returns {boolean} whether more is wanted */
  #push(value) {
    if (value === null) {
      this.#running = false;
      throw new codes.ERR_STREAM_NULL_VALUES();
    }
    if (this.#readable.push(value)) return true;
    this.#running = false;
    return false;
  }

  /** Tells the iterator that no more is wanted. */
  async #close(error) {
    const iterator = this.#iterator;
    if (error !== undefined && error !== null && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return();
      await value;
    }
  }
}

module.exports = { from };
