// Duplex streams: a Readable and a Writable in one, with states of their own. https://nodejs.org/api/stream.html#class-streamduplex
'use strict';

const { Stream } = require('internal/streams/legacy');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { addAbortSignal } = require('internal/streams/add-abort-signal');
const { construct } = require('internal/streams/destroy');
const { onReadableConstructed } = require('internal/streams/read_ahead');
const { initWritable, onWritableConstructed } = require('internal/streams/write');

/**
 * @class
 * @param {object} [options] those of Readable and Writable; readable, writable, allowHalfOpen, and highWaterMark and objectMode
 *     for one side (readableHighWaterMark …)
 */
function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  this._events ??= {
    close: undefined,
    error: undefined,
    prefinish: undefined,
    finish: undefined,
    drain: undefined,
    data: undefined,
    end: undefined,
    readable: undefined,
  };
  this._readableState = new Readable.ReadableState(options, this, true);
  initWritable(this, options, true);
  this.allowHalfOpen = true;
  if (options) applyOptions(this, options);
  Stream.call(this, options);
  if (this._construct != null) {
    construct(this, () => {
      onReadableConstructed(this);
      onWritableConstructed(this);
    });
  }
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);

function applyOptions(stream, options) {
  stream.allowHalfOpen = options.allowHalfOpen !== false;
  if (options.readable === false) {
    const state = stream._readableState;
    state.readable = false;
    state.ended = true;
    state.endEmitted = true;
  }
  if (options.writable === false) {
    const state = stream._writableState;
    state.writable = false;
    state.ending = true;
    state.ended = true;
    state.finished = true;
  }
  if (typeof options.read === 'function') stream._read = options.read;
  if (typeof options.write === 'function') stream._write = options.write;
  if (typeof options.writev === 'function') stream._writev = options.writev;
  if (typeof options.destroy === 'function') stream._destroy = options.destroy;
  if (typeof options.final === 'function') stream._final = options.final;
  if (typeof options.construct === 'function') stream._construct = options.construct;
  if (options.signal) addAbortSignal(options.signal, stream);
}

module.exports = Duplex;

for (const name of ['write', 'cork', 'uncork', 'setDefaultEncoding', '_write', '_writev', 'end', 'destroy']) {
  Duplex.prototype[name] = Writable.prototype[name];
}

for (const name of [
  'writable',
  'writableHighWaterMark',
  'writableObjectMode',
  'writableBuffer',
  'writableLength',
  'writableFinished',
  'writableCorked',
  'writableEnded',
  'writableNeedDrain',
]) {
  const accessor = Object.getOwnPropertyDescriptor(Writable.prototype, name);
  Object.defineProperty(Duplex.prototype, name, { __proto__: null, ...accessor });
}

Object.defineProperty(Duplex.prototype, 'destroyed', {
  __proto__: null,
  enumerable: false,
  configurable: false,
  get() {
    if (this._readableState === undefined || this._writableState === undefined) return false;
    return this._readableState.destroyed && this._writableState.destroyed;
  },
  set(value) {
    // The setter is for subclasses that manage it themselves.
    if (!this._readableState || !this._writableState) return;
    this._readableState.destroyed = value;
    this._writableState.destroyed = value;
  },
});

/**
 * @param {{ readable: ReadableStream, writable: WritableStream }} pair
 * @param {object} [options]
 */
Duplex.fromWeb = function (pair, options) {
  return require('internal/webstreams/adapters').newStreamDuplexFromReadableWritablePair(pair, options);
};

/**
 * @param {Duplex} duplex
 * @param {object} [options]
 */
Duplex.toWeb = function (duplex, options) {
  return require('internal/webstreams/adapters').newReadableWritablePairFromDuplex(duplex, options);
};

/**
 * @param {any} body a stream, Blob, iterable, async function, promise, or { readable, writable }
 * @returns {Duplex}
 */
Duplex.from = function (body) {
  return require('internal/streams/duplexify').duplexify(body, 'body');
};
