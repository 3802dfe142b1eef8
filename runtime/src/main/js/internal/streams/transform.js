// Transform streams: what is written comes out, changed. https://nodejs.org/api/stream.html#class-streamtransform
//
// _write() calls _transform(). When the readable side is full, the callback of _write() is kept until _read() is called, so that
// backpressure goes from the one side to the other.
'use strict';

const { codes } = require('internal/errors');
const Duplex = require('internal/streams/duplex');
const { kEnded } = require('internal/streams/readable_state');
const { getHighWaterMark, kState } = require('internal/streams/state');

/** The callback of a _write() whose output has not been read. */
const kCallback = Symbol('kCallback');

/**
 * @class
 * @param {object} [options] Duplex's, and transform and flush
 */
function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  // A readable side without a buffer, and yet room for one chunk in the writable one.
  const readableHighWaterMark = options ? getHighWaterMark(this, options, 'readableHighWaterMark', true) : null;
  if (readableHighWaterMark === 0) {
    options = {
      ...options,
      highWaterMark: null,
      readableHighWaterMark,
      writableHighWaterMark: options.writableHighWaterMark || 0,
    };
  }
  Duplex.call(this, options);

  // Nobody reads before something is written: the first chunk may be emitted at once.
  this._readableState.sync = false;
  this[kCallback] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  // For subclasses with a _final() of their own.
  this.on('prefinish', prefinish);
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

module.exports = Transform;

function final(callback) {
  if (typeof this._flush !== 'function' || this.destroyed) {
    this.push(null);
    callback?.();
    return;
  }
  this._flush((error, data) => {
    if (error) {
      if (callback) callback(error);
      else this.destroy(error);
      return;
    }
    if (data != null) this.push(data);
    this.push(null);
    callback?.();
  });
}

function prefinish() {
  if (this._final !== final) final.call(this);
}

Transform.prototype._final = final;

/**
 * For implementers: turns a chunk into others, given to push() or the callback.
 *
 * @param {any} chunk
 * @param {string} encoding
 * @param {(error?: Error | null, data?: any) => void} callback
 */
Transform.prototype._transform = function (chunk, encoding, callback) {
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_transform()');
};

Transform.prototype._write = function (chunk, encoding, callback) {
  const readable = this._readableState;
  const lengthBefore = readable.length;

  this._transform(chunk, encoding, (error, value) => {
    if (error) {
      callback(error);
      return;
    }
    if (value != null) this.push(value);
    if ((readable[kState] & kEnded) !== 0) {
      // Nothing more comes out: what is written from now on must not run in a loop.
      process.nextTick(callback);
    } else if (
      this._writableState.ended ||
      // Nothing came out.
      lengthBefore === readable.length ||
      readable.length < readable.highWaterMark
    ) {
      callback();
    } else {
      this[kCallback] = callback;
    }
  });
};

Transform.prototype._read = function () {
  const callback = this[kCallback];
  if (callback === null) return;
  this[kCallback] = null;
  callback();
};
