// Readable streams. https://nodejs.org/api/stream.html#readable-streams
//
// A Readable asks its source for data with _read(); the source answers with push(), at once or later. What was pushed waits
// in the buffer until somebody wants it:
//
//            _read()                  read(), 'data'
//   source ──────────→ push() → buffer ──────────────→ consumer
//
// - flowing (`flowing` true; after resume(), pipe() or on('data')): flow() reads until the buffer is empty. What the source
//   pushes later is emitted without touching the buffer.
// - paused (`flowing` false or null): 'readable' tells that there is something, and the consumer calls read().
//
// A tick is queued only for what may not happen inside the call that causes it: to announce data ('readable'), to start flowing
// (resume), to read ahead up to the high water mark (readMore), to end. Each is queued at most once at a time.
'use strict';

const { Buffer } = require('buffer');
const { captureRejectionSymbol } = require('events');
const { StringDecoder } = require('string_decoder');
const { AbortError, codes } = require('internal/errors');
const { validateObject } = require('internal/validators');
const { Stream } = require('internal/streams/legacy');
const { addAbortSignal } = require('internal/streams/add-abort-signal');
const { asBuffer } = require('internal/streams/chunks');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const { pipe, unpipe } = require('internal/streams/pipe');
const { onReadableConstructed, readMoreLater } = require('internal/streams/read_ahead');
const { iterator, wrap, wrapStream } = require('internal/streams/readable_adapters');
const {
  kAutoDestroy,
  kCloseEmitted,
  kConstructed,
  kDestroyed,
  kErrorEmitted,
  kErrored,
  kObjectMode,
  kState,
} = require('internal/streams/state');
const {
  ReadableState,
  clear,
  fromList,
  kDataEmitted,
  kDataListening,
  kDecoder,
  kEmittedReadable,
  kEncoding,
  kEndEmitted,
  kEnded,
  kFlowing,
  kHasFlowing,
  kHasPaused,
  kMultiAwaitDrain,
  kNeedReadable,
  kPaused,
  kReadableListening,
  kReading,
  kResumeScheduled,
  kSync,
  putFront,
  sizeOf,
} = require('internal/streams/readable_state');

const MAX_HIGH_WATER_MARK = 0x40000000;

/**
 * @class
 * @param {object} [options] highWaterMark, encoding, objectMode, emitClose, read, destroy, construct, autoDestroy, signal
 */
function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  // The events that the library itself listens for or emits have their places from the start.
  this._events ??= {
    close: undefined,
    error: undefined,
    data: undefined,
    end: undefined,
    readable: undefined,
  };
  this._readableState = new ReadableState(options, this, false);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  if (this._construct != null) construct(this, () => onReadableConstructed(this));
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

module.exports = Readable;
Readable.ReadableState = ReadableState;
Readable._fromList = fromList;

Readable.prototype.destroy = destroy;
Readable.prototype._undestroy = undestroy;
Readable.prototype._destroy = function (error, callback) {
  callback(error);
};

Readable.prototype[captureRejectionSymbol] = function (error) {
  this.destroy(error);
};

/** @returns {Promise<null>} when the stream is closed */
Readable.prototype[Symbol.asyncDispose] = function () {
  let reason;
  if (!this.destroyed) {
    reason = this.readableEnded ? null : new AbortError();
    this.destroy(reason);
  }
  return new Promise((resolve, reject) => {
    eos(this, (error) => (error && error !== reason ? reject(error) : resolve(null)));
  });
};

/**
 * For implementers: hands over a chunk; null ends the stream.
 *
 * @param {any} chunk
 * @param {string} [encoding] of a string
 * @returns {boolean} whether more is wanted
 */
Readable.prototype.push = function (chunk, encoding) {
  const state = this._readableState;
  const flags = state[kState];
  if (chunk === null) {
    state[kState] = flags & ~kReading;
    onEndOfData(this, state);
    return false;
  }
  let decodes = (flags & kDecoder) !== 0;
  if ((flags & kObjectMode) === 0) {
    const data = toChunk(state, chunk, encoding);
    if (data === undefined) {
      rejectChunk(this, chunk);
      return false;
    }
    if (data.length === 0) {
      state[kState] &= ~kReading;
      readMoreLater(this, state);
      return wantsMore(state);
    }
    // What is still a string is in the stream's own encoding.
    if (typeof data === 'string') decodes = false;
    chunk = data;
  } else if (encoding) {
    decodes = false;
  }
  if ((flags & kEnded) !== 0) {
    errorOrDestroy(this, new codes.ERR_STREAM_PUSH_AFTER_EOF());
    return false;
  }
  if ((flags & (kDestroyed | kErrored)) !== 0) return false;

  state[kState] &= ~kReading;
  if (decodes) {
    chunk = state.decoder.write(chunk);
    if (chunk.length === 0) {
      readMoreLater(this, state);
      return wantsMore(state);
    }
  }
  addChunk(this, state, chunk, false);
  return wantsMore(state);
};

/**
 * Puts a chunk back, to be read next.
 *
 * @param {any} chunk
 * @param {string} [encoding] of a string
 * @returns {boolean} whether more is wanted
 */
Readable.prototype.unshift = function (chunk, encoding) {
  const state = this._readableState;
  if (chunk === null) {
    state[kState] &= ~kReading;
    onEndOfData(this, state);
    return false;
  }
  if ((state[kState] & kObjectMode) === 0) {
    let data = chunk;
    if (typeof chunk === 'string' && (state[kState] & kEncoding) !== 0) {
      const given = encoding || state.defaultEncoding;
      if (given !== state.encoding) data = Buffer.from(chunk, given).toString(state.encoding);
    } else {
      data = toChunk(state, chunk, encoding);
    }
    if (data === undefined) {
      rejectChunk(this, chunk);
      return false;
    }
    if (data.length === 0) return wantsMore(state);
    chunk = data;
  }
  if ((state[kState] & kEndEmitted) !== 0) {
    errorOrDestroy(this, new codes.ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
    return false;
  }
  if ((state[kState] & (kDestroyed | kErrored)) !== 0) return false;
  addChunk(this, state, chunk, true);
  return wantsMore(state);
};

/** A chunk as the buffer holds it: bytes, or a string in the stream's encoding; undefined when it cannot be one. */
function toChunk(state, chunk, encoding) {
  if (typeof chunk === 'string') {
    const given = encoding || state.defaultEncoding;
    return given === state.encoding ? chunk : Buffer.from(chunk, given);
  }
  // push() and push(undefined) say that there is nothing at the moment.
  return chunk === undefined ? '' : asBuffer(chunk);
}

function rejectChunk(stream, chunk) {
  errorOrDestroy(
    stream,
    new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk),
  );
}

function wantsMore(state) {
  return (state[kState] & kEnded) === 0 && (state.length < state.highWaterMark || state.length === 0);
}

function addChunk(stream, state, chunk, toFront) {
  const flags = state[kState];
  if (
    (flags & (kFlowing | kSync | kDataListening)) === (kFlowing | kDataListening) &&
    state.length === 0 &&
    hasListeners(stream, 'data')
  ) {
    if ((flags & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.clear();
    else state.awaitDrainWriters = null;
    state[kState] = flags | kDataEmitted;
    stream.emit('data', chunk);
  } else {
    state.length += sizeOf(state, chunk);
    if (toFront) putFront(state, chunk);
    else state.buffer.push(chunk);
    if ((flags & kNeedReadable) !== 0) announce(stream, state);
  }
  readMoreLater(stream, state);
}

/** Like listenerCount() > 0, for emitters whose method was taken away, too. */
function hasListeners(stream, event) {
  const listeners = stream._events?.[event];
  return listeners !== undefined && (typeof listeners === 'function' || listeners.length > 0);
}

function onEndOfData(stream, state) {
  if ((state[kState] & kEnded) !== 0) return;
  if ((state[kState] & kDecoder) !== 0) {
    const rest = state.decoder.end();
    if (rest?.length) {
      state.buffer.push(rest);
      state.length += sizeOf(state, rest);
    }
  }
  state[kState] |= kEnded;
  if ((state[kState] & kSync) !== 0) {
    // _read() is running; the consumer hears of the end after it.
    announce(stream, state);
  } else {
    state[kState] = (state[kState] & ~kNeedReadable) | kEmittedReadable;
    announceNow(stream);
  }
}

/** Queues the 'readable' event. */
function announce(stream, state) {
  state[kState] &= ~kNeedReadable;
  if ((state[kState] & kEmittedReadable) !== 0) return;
  state[kState] |= kEmittedReadable;
  process.nextTick(announceNow, stream);
}

function announceNow(stream) {
  const state = stream._readableState;
  if ((state[kState] & (kDestroyed | kErrored)) === 0 && (state.length > 0 || (state[kState] & kEnded) !== 0)) {
    stream.emit('readable');
    state[kState] &= ~kEmittedReadable;
  }
  // The next event is needed when the consumer has taken what there was and waits.
  if ((state[kState] & (kFlowing | kEnded)) === 0 && state.length <= state.highWaterMark) {
    state[kState] |= kNeedReadable;
  } else {
    state[kState] &= ~kNeedReadable;
  }
  flow(stream);
}

/** @returns {boolean} */
Readable.prototype.isPaused = function () {
  const state = this._readableState;
  return (state[kState] & kPaused) !== 0 || (state[kState] & (kHasFlowing | kFlowing)) === kHasFlowing;
};

/**
 * From now on, chunks are strings; those in the buffer, too.
 *
 * @param {string} encoding
 * @returns {this}
 */
Readable.prototype.setEncoding = function (encoding) {
  const state = this._readableState;
  const decoder = new StringDecoder(encoding);
  state.decoder = decoder;
  state.encoding = decoder.encoding;

  let content = '';
  for (let i = state.bufferIndex; i < state.buffer.length; i++) content += decoder.write(state.buffer[i]);
  clear(state);
  if (content !== '') state.buffer.push(content);
  state.length = content.length;
  return this;
};

/**
 * Takes a chunk from the buffer: n bytes or characters, all without n, one object in object mode.
 *
 * @param {number} [n]
 * @returns {any} null when there is not as much
 */
Readable.prototype.read = function (n) {
  const state = this._readableState;
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  const wanted = n;

  if (n > state.highWaterMark) state.highWaterMark = nextPowerOfTwo(n);
  if (n !== 0) state[kState] &= ~kEmittedReadable;

  // read(0) may be meant to cause 'readable' for what is in the buffer already.
  if (n === 0 && (state[kState] & kNeedReadable) !== 0 && isFilled(state)) {
    if (state.length === 0 && (state[kState] & kEnded) !== 0) endReadable(this, state);
    else announce(this, state);
    return null;
  }

  n = howMuch(n, state);
  if (n === 0 && (state[kState] & kEnded) !== 0) {
    if (state.length === 0) endReadable(this, state);
    return null;
  }

  if (
    (state[kState] & (kEnded | kReading | kDestroyed | kErrored | kConstructed)) === kConstructed &&
    ((state[kState] & kNeedReadable) !== 0 || state.length === 0 || state.length - n < state.highWaterMark)
  ) {
    callRead(this, state);
    // The source may have pushed at once.
    if ((state[kState] & kReading) === 0) n = howMuch(wanted, state);
  }

  const chunk = n > 0 ? fromList(n, state) : null;
  if (chunk === null) {
    if (state.length <= state.highWaterMark) state[kState] |= kNeedReadable;
    n = 0;
  } else {
    state.length -= n;
    if ((state[kState] & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.clear();
    else state.awaitDrainWriters = null;
  }

  if (state.length === 0) {
    if ((state[kState] & kEnded) === 0) state[kState] |= kNeedReadable;
    // The last chunk was taken.
    else if (wanted !== n) endReadable(this, state);
  }

  if (chunk !== null && (state[kState] & (kErrorEmitted | kCloseEmitted)) === 0) {
    state[kState] |= kDataEmitted;
    this.emit('data', chunk);
  }
  return chunk;
};

function callRead(stream, state) {
  state[kState] |= kReading | kSync;
  if (state.length === 0) state[kState] |= kNeedReadable;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    errorOrDestroy(stream, error);
  }
  state[kState] &= ~kSync;
}

function isFilled(state) {
  if ((state[kState] & kEnded) !== 0) return true;
  return state.highWaterMark === 0 ? state.length > 0 : state.length >= state.highWaterMark;
}

/** How much read(n) can have now. */
function howMuch(n, state) {
  if (n <= 0 || (state.length === 0 && (state[kState] & kEnded) !== 0)) return 0;
  if ((state[kState] & kObjectMode) !== 0) return 1;
  if (Number.isNaN(n)) {
    // A flowing stream keeps the chunks as they were pushed.
    if ((state[kState] & kFlowing) !== 0 && state.length > 0) return state.buffer[state.bufferIndex].length;
    return state.length;
  }
  if (n <= state.length) return n;
  return (state[kState] & kEnded) !== 0 ? state.length : 0;
}

function nextPowerOfTwo(n) {
  if (n > MAX_HIGH_WATER_MARK) throw new codes.ERR_OUT_OF_RANGE('size', '<= 1GiB', n);
  let power = 1;
  while (power < n) power *= 2;
  return power;
}

/**
 * For implementers: asks the source for data, to be given to push().
 *
 * @param {number} size a hint
 */
Readable.prototype._read = function (size) {
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_read()');
};

Readable.prototype.pipe = pipe;
Readable.prototype.unpipe = unpipe;

/** Adds a listener; for 'data' and 'readable' the stream begins to work. */
Readable.prototype.on = function (event, listener) {
  const result = Stream.prototype.on.call(this, event, listener);
  const state = this._readableState;
  if (event === 'data') {
    state[kState] |= kDataListening;
    if (this.listenerCount('readable') > 0) state[kState] |= kReadableListening;
    else state[kState] &= ~kReadableListening;
    // Not if pause() was called.
    if ((state[kState] & (kHasFlowing | kFlowing)) !== kHasFlowing) this.resume();
  } else if (event === 'readable' && (state[kState] & (kEndEmitted | kReadableListening)) === 0) {
    state[kState] |= kReadableListening | kNeedReadable | kHasFlowing;
    state[kState] &= ~(kFlowing | kEmittedReadable);
    if (state.length > 0) announce(this, state);
    else if ((state[kState] & kReading) === 0) process.nextTick(readNothing, this);
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;

function readNothing(stream) {
  stream.read(0);
}

Readable.prototype.removeListener = function (event, listener) {
  const result = Stream.prototype.removeListener.call(this, event, listener);
  // In a tick: a consumer may take off a listener only to put on another.
  if (event === 'readable') process.nextTick(updateReadableListening, this);
  else if (event === 'data' && !hasListeners(this, 'data')) this._readableState[kState] &= ~kDataListening;
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function (event) {
  const result = Stream.prototype.removeAllListeners.apply(this, arguments);
  if (event === 'readable' || event === undefined) process.nextTick(updateReadableListening, this);
  return result;
};

function updateReadableListening(stream) {
  const state = stream._readableState;
  if (stream.listenerCount('readable') > 0) state[kState] |= kReadableListening;
  else state[kState] &= ~kReadableListening;

  if ((state[kState] & (kHasPaused | kPaused | kResumeScheduled)) === (kHasPaused | kResumeScheduled)) {
    // resume() was called before the listener went.
    state[kState] |= kHasFlowing | kFlowing;
  } else if (stream.listenerCount('data') > 0) {
    stream.resume();
  } else if ((state[kState] & kReadableListening) === 0) {
    state[kState] &= ~(kHasFlowing | kFlowing);
  }
}

/** @returns {this} */
Readable.prototype.resume = function () {
  const state = this._readableState;
  if ((state[kState] & kFlowing) === 0) {
    // With a listener for 'readable', read() is what moves the data.
    state[kState] |= kHasFlowing;
    if ((state[kState] & kReadableListening) === 0) state[kState] |= kFlowing;
    if ((state[kState] & kResumeScheduled) === 0) {
      state[kState] |= kResumeScheduled;
      process.nextTick(resumeNow, this, state);
    }
  }
  state[kState] = (state[kState] | kHasPaused) & ~kPaused;
  return this;
};

function resumeNow(stream, state) {
  if ((state[kState] & kReading) === 0) stream.read(0);
  state[kState] &= ~kResumeScheduled;
  stream.emit('resume');
  flow(stream);
  if ((state[kState] & (kFlowing | kReading)) === kFlowing) stream.read(0);
}

/** @returns {this} */
Readable.prototype.pause = function () {
  const state = this._readableState;
  if ((state[kState] & (kHasFlowing | kFlowing)) !== kHasFlowing) {
    state[kState] = (state[kState] | kHasFlowing) & ~kFlowing;
    this.emit('pause');
  }
  state[kState] |= kHasPaused | kPaused;
  return this;
};

function flow(stream) {
  const state = stream._readableState;
  while ((state[kState] & kFlowing) !== 0 && stream.read() !== null);
}

function endReadable(stream, state) {
  if ((state[kState] & kEndEmitted) !== 0) return;
  state[kState] |= kEnded;
  process.nextTick(emitEnd, state, stream);
}

function emitEnd(state, stream) {
  if ((state[kState] & (kErrored | kCloseEmitted | kEndEmitted)) !== 0 || state.length > 0) return;
  state[kState] |= kEndEmitted;
  stream.emit('end');

  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(endWritable, stream);
  } else if ((state[kState] & kAutoDestroy) !== 0) {
    // A Duplex lives until both of its sides have ended.
    const other = stream._writableState;
    if (!other || (other.autoDestroy && (other.finished || other.writable === false))) stream.destroy();
  }
}

function endWritable(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

Readable.prototype.wrap = wrap;
Readable.prototype[Symbol.asyncIterator] = function () {
  return iterator(this);
};

/**
 * @param {{ destroyOnReturn?: boolean }} [options]
 * @returns {AsyncIterator}
 */
Readable.prototype.iterator = function (options) {
  if (options !== undefined) validateObject(options, 'options');
  return iterator(this, options);
};

defineGetters({
  readable: {
    get() {
      const state = this._readableState;
      return (
        Boolean(state) && state.readable !== false && (state[kState] & (kDestroyed | kErrorEmitted | kEndEmitted)) === 0
      );
    },
    set(value) {
      if (this._readableState) this._readableState.readable = Boolean(value);
    },
  },
  readableDidRead: {
    get() {
      return this._readableState.dataEmitted;
    },
  },
  readableAborted: {
    get() {
      const state = this._readableState;
      return state.readable !== false && (state.destroyed || Boolean(state.errored)) && !state.endEmitted;
    },
  },
  readableHighWaterMark: {
    get() {
      return this._readableState.highWaterMark;
    },
  },
  readableBuffer: {
    get() {
      return this._readableState?.buffer;
    },
  },
  readableFlowing: {
    get() {
      return this._readableState.flowing;
    },
    set(value) {
      if (this._readableState) this._readableState.flowing = value;
    },
  },
  readableLength: {
    get() {
      return this._readableState.length;
    },
  },
  readableObjectMode: {
    get() {
      return this._readableState ? this._readableState.objectMode : false;
    },
  },
  readableEncoding: {
    get() {
      return this._readableState ? this._readableState.encoding : null;
    },
  },
  errored: {
    get() {
      return this._readableState ? this._readableState.errored : null;
    },
  },
  closed: {
    get() {
      return this._readableState ? this._readableState.closed : false;
    },
  },
  destroyed: {
    get() {
      return this._readableState ? this._readableState.destroyed : false;
    },
    set(value) {
      // The setter is for subclasses that manage it themselves.
      if (this._readableState) this._readableState.destroyed = value;
    },
  },
  readableEnded: {
    get() {
      return this._readableState ? this._readableState.endEmitted : false;
    },
  },
});

function defineGetters(accessors) {
  for (const [name, { get, set }] of Object.entries(accessors)) {
    Object.defineProperty(Readable.prototype, name, {
      __proto__: null,
      enumerable: false,
      configurable: name === 'destroyed',
      get,
      set,
    });
  }
}

/**
 * @param {Iterable | AsyncIterable | string | Buffer} iterable
 * @param {object} [options] the Readable's
 * @returns {Readable}
 */
Readable.from = function (iterable, options) {
  return require('internal/streams/from').from(Readable, iterable, options);
};

/**
 * @param {ReadableStream} readableStream
 * @param {object} [options]
 */
Readable.fromWeb = function (readableStream, options) {
  return require('internal/webstreams/adapters').newStreamReadableFromReadableStream(readableStream, options);
};

/**
 * @param {Readable} streamReadable
 * @param {object} [options]
 */
Readable.toWeb = function (streamReadable, options) {
  return require('internal/webstreams/adapters').newReadableStreamFromStreamReadable(streamReadable, options);
};

/**
 * @param {Stream} stream of the first generation
 * @param {object} [options]
 * @returns {Readable}
 */
Readable.wrap = wrapStream;
