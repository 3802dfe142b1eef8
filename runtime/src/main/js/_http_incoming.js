'use strict';

// https://nodejs.org/api/http.html#class-httpincomingmessage
// A message that comes in. Two things are made only when they are asked for: the headers, which are bytes until then, and the
// stream itself; most requests have no body and nobody ever reads them.

const { Readable, finished } = require('stream');
const { readStart, readStop } = require('internal/http/reading');
const { ConnResetException } = require('internal/errors');

const kHeaders = Symbol('kHeaders');
const kHeadersDistinct = Symbol('kHeadersDistinct');
const kRawHeaders = Symbol('kRawHeaders');
const kTrailers = Symbol('kTrailers');
const kTrailersDistinct = Symbol('kTrailersDistinct');
const kRawTrailers = Symbol('kRawTrailers');
const kHeaderBlock = Symbol('kHeaderBlock');
const kTrailerBlock = Symbol('kTrailerBlock');
const kLimit = Symbol('kLimit');
/** What happened to the stream before it was made. */
const kPhase = Symbol('kPhase');

const OPEN = 0;
const ENDED = 1;
const DONE = 2;

/** Headers of which the first one counts. */
const firstOnly = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

function IncomingMessage(socket) {
  this.socket = socket;
  this.httpVersionMajor = null;
  this.httpVersionMinor = null;
  this.httpVersion = null;
  this.complete = false;
  this[kHeaders] = null;
  this[kHeadersDistinct] = null;
  this[kRawHeaders] = null;
  this[kTrailers] = null;
  this[kTrailersDistinct] = null;
  this[kRawTrailers] = null;
  this[kHeaderBlock] = null;
  this[kTrailerBlock] = null;
  this[kLimit] = Infinity;
  this[kPhase] = OPEN;
  this.joinDuplicateHeaders = false;
  this.aborted = false;
  this.upgrade = null;
  // Requests (server)
  this.url = '';
  this.method = null;
  // Responses (client)
  this.statusCode = null;
  this.statusMessage = null;
  this.client = socket;
  this._consumed = false;
  // Flag for when we decide that this message cannot possibly be read by the user, so there's no point continuing to handle it.
  this._dumped = false;
  this._flags = 0;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

// The stream is made at the first look at its state, which is what every method of a Readable does first.
Object.defineProperty(IncomingMessage.prototype, '_readableState', {
  __proto__: null,
  configurable: true,
  enumerable: false,
  get() {
    if (this === IncomingMessage.prototype) return undefined;
    return makeStream(this);
  },
  set(value) {
    Object.defineProperty(this, '_readableState', { value, writable: true, configurable: true, enumerable: true });
  },
});

function makeStream(message) {
  const phase = message[kPhase];
  const { socket } = message;
  let options;
  if (socket) options = { autoDestroy: true, highWaterMark: socket.readableHighWaterMark };
  Readable.call(message, options);
  const state = message._readableState;
  // Once the message has some body or somebody looks at it, it is read as any stream.
  message._readableState.readingMore = true;
  if (phase >= ENDED) message.push(null);
  if (phase === DONE) {
    state.endEmitted = true;
    state.destroyed = true;
    state.closed = true;
    state.closeEmitted = true;
  }
  return state;
}

function isMade(message) {
  return Object.hasOwn(message, '_readableState');
}

/** The parser has seen the head. */
IncomingMessage.prototype._setHeaderBlock = function _setHeaderBlock(block, limit) {
  this[kHeaderBlock] = block;
  this[kLimit] = limit;
};

IncomingMessage.prototype._setTrailerBlock = function _setTrailerBlock(block, limit) {
  this[kTrailerBlock] = block;
  this[kLimit] = limit;
};

/** The parser has seen the end. */
IncomingMessage.prototype._finishParsing = function _finishParsing() {
  this.complete = true;
  if (this[kPhase] === OPEN) this[kPhase] = ENDED;
  if (isMade(this)) this.push(null);
};

Object.defineProperty(IncomingMessage.prototype, 'connection', {
  __proto__: null,
  get() {
    return this.socket;
  },
  set(value) {
    this.socket = value;
  },
});

function defineLazy(name, key, make) {
  Object.defineProperty(IncomingMessage.prototype, name, {
    __proto__: null,
    enumerable: name === 'rawHeaders' || name === 'rawTrailers',
    configurable: true,
    get() {
      return (this[key] ??= make(this));
    },
    set(value) {
      this[key] = value;
    },
  });
}

defineLazy('rawHeaders', kRawHeaders, (message) => message[kHeaderBlock]?.raw(message[kLimit]) ?? []);
defineLazy('rawTrailers', kRawTrailers, (message) => message[kTrailerBlock]?.raw(message[kLimit]) ?? []);
defineLazy('headers', kHeaders, (message) => {
  const headers = {};
  const block = message[kHeaderBlock];
  if (message[kRawHeaders] !== null || block === null) {
    addRaw(message, message.rawHeaders, headers);
  } else {
    block.forEach(message[kLimit], (name, value) => message._addHeaderLine(name, value, headers));
  }
  return headers;
});
defineLazy('trailers', kTrailers, (message) => {
  const trailers = {};
  addRaw(message, message.rawTrailers, trailers);
  return trailers;
});
defineLazy('headersDistinct', kHeadersDistinct, (message) => distinct(message, message.rawHeaders));
defineLazy('trailersDistinct', kTrailersDistinct, (message) => distinct(message, message.rawTrailers));

function addRaw(message, raw, target) {
  for (let i = 0; i < raw.length; i += 2) message._addHeaderLine(raw[i], raw[i + 1], target);
}

function distinct(message, raw) {
  const headers = { __proto__: null };
  for (let i = 0; i < raw.length; i += 2) message._addHeaderLineDistinct(raw[i], raw[i + 1], headers);
  return headers;
}

IncomingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback);
  this.socket.setTimeout(msecs);
  return this;
};

IncomingMessage.prototype._read = function _read() {
  if (!this._consumed) {
    this._readableState.readingMore = false;
    this._consumed = true;
  }
  // The parser pushes; all there is to do is to let it.
  readStart(this.socket);
};

IncomingMessage.prototype._destroy = function _destroy(error, callback) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true;
    this.emit('aborted');
  }
  // The socket is destroyed with the message, unless the exchange is over or the other side may still want it.
  if (this.socket && !this.socket.destroyed && this.aborted) {
    this.socket.destroy(error);
    const cleanup = finished(this.socket, (reason) => {
      if (reason?.code === 'ERR_STREAM_PREMATURE_CLOSE') reason = null;
      cleanup();
      process.nextTick(onError, this, error || reason, callback);
    });
  } else {
    process.nextTick(onError, this, error, callback);
  }
};

function onError(message, error, callback) {
  // This is to keep backward compatible behavior: an error is emitted only if there is somebody who listens.
  if (message.listenerCount('error') === 0) callback();
  else callback(error);
}

/** Adds lists of names and values, as the parser of an upgraded protocol does. */
IncomingMessage.prototype._addHeaderLines = function _addHeaderLines(headers, count) {
  if (!headers?.length) return;
  const raw = headers.slice(0, count);
  if (this.complete) {
    this[kRawTrailers] = raw;
    this[kTrailers] = null;
  } else {
    this[kRawHeaders] = raw;
    this[kHeaders] = null;
  }
};

/** Adds one header to an object, by the rules for duplicates. */
IncomingMessage.prototype._addHeaderLine = function _addHeaderLine(field, value, target) {
  const name = field.toLowerCase();
  const existing = target[name];
  if (existing === undefined || !Object.hasOwn(target, name)) {
    if (name === '__proto__') {
      Object.defineProperty(target, name, {
        __proto__: null,
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    } else {
      target[name] = name === 'set-cookie' ? [value] : value;
    }
  } else if (name === 'set-cookie') {
    existing.push(value);
  } else if (name === 'cookie') {
    target[name] = `${existing}; ${value}`;
  } else if (this.joinDuplicateHeaders || !firstOnly.has(name)) {
    target[name] = `${existing}, ${value}`;
  }
};

IncomingMessage.prototype._addHeaderLineDistinct = function _addHeaderLineDistinct(field, value, target) {
  const name = field.toLowerCase();
  if (target[name]) target[name].push(value);
  else target[name] = [value];
};

/** Whether all of it was read, or nobody will. */
IncomingMessage.prototype._isOver = function _isOver() {
  return isMade(this) ? this.readableEnded : this[kPhase] === DONE;
};

/** It has no body and shall be over before anybody sees it. */
IncomingMessage.prototype._dumpEmpty = function _dumpEmpty() {
  this._dumped = true;
  this[kPhase] = DONE;
};

/** Whether somebody has begun to read it. */
IncomingMessage.prototype._isRead = function _isRead() {
  return this._consumed || (isMade(this) && (this.readableFlowing !== null || this.readableDidRead));
};

/** Nobody reads the body: lets it pass, so that the connection can go on. */
IncomingMessage.prototype._dump = function _dump() {
  if (this._dumped) return;
  this._dumped = true;
  if (!isMade(this)) {
    if (this[kPhase] === ENDED && !(this._eventsCount > 0)) {
      this[kPhase] = DONE;
      return;
    }
  }
  // If there is buffered data, it may trigger 'data' events. Remove 'data' event listeners explicitly.
  this.removeAllListeners('data');
  this.resume();
};

/** The connection is gone in the middle of the message. */
IncomingMessage.prototype._abort = function _abort() {
  if (!isMade(this) && this[kPhase] === DONE) return;
  const error = new ConnResetException('aborted');
  this.destroy(error);
};

module.exports = { IncomingMessage, readStart, readStop };
