// Writable streams. https://nodejs.org/api/stream.html#writable-streams
//
// How chunks are written is in write.js, how a stream ends in finish.js.
'use strict';

const { Buffer } = require('buffer');
const { captureRejectionSymbol } = require('events');
const { AbortError, codes } = require('internal/errors');
const { Stream } = require('internal/streams/legacy');
const { addAbortSignal } = require('internal/streams/add-abort-signal');
const { asBuffer } = require('internal/streams/chunks');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const { finishMaybe } = require('internal/streams/finish');
const { kDestroyed, kErrored, kObjectMode, kState } = require('internal/streams/state');
const {
  clearBuffer,
  errorBuffer,
  initWritable,
  noCallback,
  onWritableConstructed,
  writeOrBuffer,
} = require('internal/streams/write');
const {
  WritableState,
  hasBuffered,
  kDecodeStrings,
  kEnded,
  kEnding,
  kFinishCallbacks,
  kFinished,
  kOnFinished,
  kWriting,
} = require('internal/streams/writable_state');

/**
 * @class
 * @param {object} [options] highWaterMark, decodeStrings, defaultEncoding, objectMode, emitClose, write, writev, destroy, final,
 *     construct, autoDestroy, signal
 */
function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  // The events that the library itself listens for or emits have their places from the start.
  this._events ??= {
    close: undefined,
    error: undefined,
    prefinish: undefined,
    finish: undefined,
    drain: undefined,
  };
  initWritable(this, options, false);
  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  if (this._construct != null) construct(this, () => onWritableConstructed(this));
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

module.exports = Writable;
Writable.WritableState = WritableState;

const isInstance = Function.prototype[Symbol.hasInstance];

// A Duplex inherits from Readable only, but is a Writable, too.
Object.defineProperty(Writable, Symbol.hasInstance, {
  __proto__: null,
  value(object) {
    if (isInstance.call(this, object)) return true;
    return this === Writable && Boolean(object) && object._writableState instanceof WritableState;
  },
});

/** Nothing can be read from a Writable. */
Writable.prototype.pipe = function () {
  errorOrDestroy(this, new codes.ERR_STREAM_CANNOT_PIPE());
};

/**
 * @param {any} chunk
 * @param {string} [encoding] of a string
 * @param {(error?: Error | null) => void} [callback] when it is written
 * @returns {boolean} false: wait for 'drain' before writing more
 */
Writable.prototype.write = function (chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  return write(this, chunk, encoding, callback) === true;
};

/** @returns {boolean | Error} as write(); an error where writing is over */
function write(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  if (typeof callback !== 'function') callback = noCallback;

  if (chunk === null) throw new codes.ERR_STREAM_NULL_VALUES();
  if ((state[kState] & kObjectMode) === 0) {
    if (!encoding) encoding = state.defaultEncoding;
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);

    if (typeof chunk === 'string') {
      if ((state[kState] & kDecodeStrings) !== 0) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else {
      const bytes = asBuffer(chunk);
      if (bytes === undefined) {
        throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
      }
      chunk = bytes;
      encoding = 'buffer';
    }
  }

  if ((state[kState] & (kEnding | kDestroyed)) !== 0) {
    const error =
      (state[kState] & kEnding) !== 0
        ? new codes.ERR_STREAM_WRITE_AFTER_END()
        : new codes.ERR_STREAM_DESTROYED('write');
    process.nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  state.pendingcb++;
  return writeOrBuffer(stream, state, chunk, encoding, callback);
}

/** Lets all writes wait until uncork() was called as often. */
Writable.prototype.cork = function () {
  this._writableState.corked++;
};

Writable.prototype.uncork = function () {
  const state = this._writableState;
  if (state.corked === 0) return;
  state.corked--;
  if ((state[kState] & kWriting) === 0) clearBuffer(this, state);
};

/**
 * @param {string} encoding of strings given to write() without one
 * @returns {this}
 */
Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

/**
 * For implementers: writes one chunk, then calls back.
 *
 * @param {any} chunk
 * @param {string} encoding of a string; 'buffer' for bytes
 * @param {(error?: Error | null) => void} callback
 */
Writable.prototype._write = function (chunk, encoding, callback) {
  if (!this._writev) throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_write()');
  this._writev([{ chunk, encoding }], callback);
};

/** For implementers: writes several chunks at once. */
Writable.prototype._writev = null;

/**
 * @param {any} [chunk] written before the end
 * @param {string} [encoding]
 * @param {(error?: Error | null) => void} [callback] when all is written
 * @returns {this}
 */
Writable.prototype.end = function (chunk, encoding, callback) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }

  let error;
  if (chunk !== null && chunk !== undefined) {
    const result = write(this, chunk, encoding);
    if (result instanceof Error) error = result;
  }
  if (state.corked > 0) {
    state.corked = 1;
    this.uncork();
  }

  if (error === undefined) {
    if ((state[kState] & (kErrored | kEnding)) === 0) {
      // 'ended' is set last: writes are refused from 'ending' on.
      state[kState] |= kEnding;
      finishMaybe(this, state, true);
      state[kState] |= kEnded;
    } else if ((state[kState] & kFinished) !== 0) {
      error = new codes.ERR_STREAM_ALREADY_FINISHED('end');
    } else if ((state[kState] & kDestroyed) !== 0) {
      error = new codes.ERR_STREAM_DESTROYED('end');
    }
  }

  if (typeof callback === 'function') {
    if (error) {
      process.nextTick(callback, error);
    } else if ((state[kState] & kErrored) !== 0) {
      process.nextTick(callback, state.errored);
    } else if ((state[kState] & kFinished) !== 0) {
      process.nextTick(callback, null);
    } else {
      state[kState] |= kOnFinished;
      state[kFinishCallbacks] ??= [];
      state[kFinishCallbacks].push(callback);
    }
  }
  return this;
};

const accessors = {
  closed: {
    get() {
      return this._writableState ? this._writableState.closed : false;
    },
  },
  destroyed: {
    get() {
      return this._writableState ? this._writableState.destroyed : false;
    },
    set(value) {
      // The setter is for subclasses that manage it themselves.
      if (this._writableState) this._writableState.destroyed = value;
    },
  },
  writable: {
    get() {
      const state = this._writableState;
      return (
        Boolean(state) && state.writable !== false && (state[kState] & (kDestroyed | kErrored | kEnding | kEnded)) === 0
      );
    },
    set(value) {
      // For the first streams, which had it as a field.
      if (this._writableState) this._writableState.writable = Boolean(value);
    },
  },
  writableFinished: {
    get() {
      return this._writableState ? this._writableState.finished : false;
    },
  },
  writableObjectMode: {
    get() {
      return this._writableState ? this._writableState.objectMode : false;
    },
  },
  writableBuffer: {
    get() {
      return this._writableState?.getBuffer();
    },
  },
  writableEnded: {
    get() {
      return this._writableState ? this._writableState.ending : false;
    },
  },
  writableNeedDrain: {
    get() {
      const state = this._writableState;
      return Boolean(state) && !state.destroyed && !state.ending && state.needDrain;
    },
  },
  writableHighWaterMark: {
    get() {
      return this._writableState?.highWaterMark;
    },
  },
  writableCorked: {
    get() {
      return this._writableState ? this._writableState.corked : 0;
    },
  },
  writableLength: {
    get() {
      return this._writableState?.length;
    },
  },
  errored: {
    get() {
      return this._writableState ? this._writableState.errored : null;
    },
  },
  writableAborted: {
    get() {
      const state = this._writableState;
      return state.writable !== false && (state.destroyed || Boolean(state.errored)) && !state.finished;
    },
  },
};
for (const [name, { get, set }] of Object.entries(accessors)) {
  Object.defineProperty(Writable.prototype, name, {
    __proto__: null,
    enumerable: false,
    configurable: false,
    get,
    set,
  });
}

/**
 * @param {Error | null} [error]
 * @param {(error?: Error | null) => void} [callback]
 * @returns {this}
 */
Writable.prototype.destroy = function (error, callback) {
  const state = this._writableState;
  // What waits is told that it is not written.
  if ((state[kState] & kDestroyed) === 0 && (hasBuffered(state) || (state[kState] & kOnFinished) !== 0)) {
    process.nextTick(errorBuffer, state);
  }
  destroy.call(this, error, callback);
  return this;
};

Writable.prototype._undestroy = undestroy;
Writable.prototype._destroy = function (error, callback) {
  callback(error);
};

Writable.prototype[captureRejectionSymbol] = function (error) {
  this.destroy(error);
};

/** @returns {Promise<null>} when the stream is closed */
Writable.prototype[Symbol.asyncDispose] = function () {
  let reason;
  if (!this.destroyed) {
    reason = this.writableFinished ? null : new AbortError();
    this.destroy(reason);
  }
  return new Promise((resolve, reject) => {
    eos(this, (error) => (error && error !== reason ? reject(error) : resolve(null)));
  });
};

/**
 * @param {WritableStream} writableStream
 * @param {object} [options]
 */
Writable.fromWeb = function (writableStream, options) {
  return require('internal/webstreams/adapters').newStreamWritableFromWritableStream(writableStream, options);
};

/** @param {Writable} streamWritable */
Writable.toWeb = function (streamWritable) {
  return require('internal/webstreams/adapters').newWritableStreamFromStreamWritable(streamWritable);
};
