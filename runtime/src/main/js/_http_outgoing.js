'use strict';

// https://nodejs.org/api/http.html#class-httpoutgoingmessage
// A message that goes out. Until it has a socket (pipelined responses wait, requests wait for the agent) its data is kept here.

const { Stream, getDefaultHighWaterMark } = require('stream');
const { EventEmitter } = require('events');
const { Buffer } = require('buffer');
const { kFinishEmitted, kNeedDrain, kOutHeaders, dateLine } = require('internal/http');
const { isUint8Array } = require('internal/util/types');
const { validateString } = require('internal/validators');
const {
  _checkIsHttpToken: checkIsHttpToken,
  _checkInvalidHeaderChar: checkInvalidHeaderChar,
  chunkExpression,
} = require('_http_common');
const { writeWhole, isWholeWritable } = require('internal/http/whole_response');
const {
  hideStackFrames,
  codes: {
    ERR_HTTP_BODY_NOT_ALLOWED,
    ERR_HTTP_CONTENT_LENGTH_MISMATCH,
    ERR_HTTP_HEADERS_SENT,
    ERR_HTTP_INVALID_HEADER_VALUE,
    ERR_HTTP_TRAILER_INVALID,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_CHAR,
    ERR_INVALID_HTTP_TOKEN,
    ERR_METHOD_NOT_IMPLEMENTED,
    ERR_STREAM_ALREADY_FINISHED,
    ERR_STREAM_CANNOT_PIPE,
    ERR_STREAM_DESTROYED,
    ERR_STREAM_NULL_VALUES,
    ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors');

const kCorked = Symbol('corked');
const kSocket = Symbol('kSocket');
const kChunkedBuffer = Symbol('kChunkedBuffer');
const kChunkedLength = Symbol('kChunkedLength');
const kUniqueHeaders = Symbol('kUniqueHeaders');
const kBytesWritten = Symbol('kBytesWritten');
const kErrored = Symbol('errored');
const kHighWaterMark = Symbol('kHighWaterMark');
const kRejectNonStandardBodyWrites = Symbol('kRejectNonStandardBodyWrites');

const closeExpression = /(?:^|\W)close(?:$|\W)/i;
const CRLF = Buffer.from('\r\n');

function nop() {}

function isCookieField(name) {
  return name.length === 6 && name.toLowerCase() === 'cookie';
}

function isContentDispositionField(name) {
  return name.length === 19 && name.toLowerCase() === 'content-disposition';
}

function OutgoingMessage(options) {
  Stream.call(this);

  // Queue that holds all currently pending data, until the response will be assigned to the socket.
  this.outputData = [];
  // `outputSize` is an approximate measure of how much data is queued on this response.
  this.outputSize = 0;

  this.writable = true;
  this.destroyed = false;

  this._last = false;
  this.chunkedEncoding = false;
  this.shouldKeepAlive = true;
  this.maxRequestsOnConnectionReached = false;
  this._defaultKeepAlive = true;
  this.useChunkedEncodingByDefault = true;
  this.sendDate = false;
  this._removedConnection = false;
  this._removedContLen = false;
  this._removedTE = false;

  this.strictContentLength = false;
  this[kBytesWritten] = 0;
  this._contentLength = null;
  this._hasBody = true;
  this._trailer = '';
  this[kNeedDrain] = false;

  this.finished = false;
  this[kFinishEmitted] = false;
  this._headerSent = false;
  this[kCorked] = 0;
  this[kChunkedBuffer] = null;
  this[kChunkedLength] = 0;
  this._closed = false;

  this[kSocket] = null;
  this._header = null;
  this[kOutHeaders] = null;

  this._keepAliveTimeout = 0;

  this._onPendingData = nop;

  this[kErrored] = null;
  this[kHighWaterMark] = options?.highWaterMark ?? getDefaultHighWaterMark();
  this[kRejectNonStandardBodyWrites] = options?.rejectNonStandardBodyWrites ?? false;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

function accessor(name, get, set, enumerable = false) {
  Object.defineProperty(OutgoingMessage.prototype, name, { __proto__: null, configurable: true, enumerable, get, set });
}

accessor('errored', function errored() {
  return this[kErrored];
});
accessor('closed', function closed() {
  return this._closed;
});
accessor('writableFinished', function writableFinished() {
  return this.finished && this.outputSize === 0 && (!this[kSocket] || this[kSocket].writableLength === 0);
});
accessor('writableObjectMode', () => false);
accessor('writableLength', function writableLength() {
  return this.outputSize + this[kChunkedLength] + (this[kSocket] ? this[kSocket].writableLength : 0);
});
accessor('writableHighWaterMark', function writableHighWaterMark() {
  return this[kSocket] ? this[kSocket].writableHighWaterMark : this[kHighWaterMark];
});
accessor('writableCorked', function writableCorked() {
  return this[kCorked];
});
accessor('writableEnded', function writableEnded() {
  return this.finished;
});
accessor('writableNeedDrain', function writableNeedDrain() {
  return !this.destroyed && !this.finished && this[kNeedDrain];
});
accessor(
  'socket',
  function socket() {
    return this[kSocket];
  },
  function setSocket(value) {
    for (let n = 0; n < this[kCorked]; n++) {
      value?.cork();
      this[kSocket]?.uncork();
    }
    this[kSocket] = value;
  },
);
accessor(
  'connection',
  function connection() {
    return this[kSocket];
  },
  function setConnection(value) {
    this.socket = value;
  },
);
// Old names of the headers, kept for programs that use them.
accessor(
  '_headers',
  function _headers() {
    return this.getHeaders();
  },
  function setHeadersObject(value) {
    if (value === null) {
      this[kOutHeaders] = null;
    } else if (typeof value === 'object') {
      const headers = (this[kOutHeaders] = { __proto__: null });
      for (const name of Object.keys(value)) headers[name.toLowerCase()] = [name, value[name]];
    }
  },
);
accessor(
  '_headerNames',
  function _headerNames() {
    const headers = this[kOutHeaders];
    if (headers === null) return null;
    const names = { __proto__: null };
    for (const key of Object.keys(headers)) names[key] = headers[key][0];
    return names;
  },
  function setHeaderNames(value) {
    const headers = this[kOutHeaders];
    if (typeof value !== 'object' || value === null || !headers) return;
    for (const key of Object.keys(value)) if (headers[key]) headers[key][0] = value[key];
  },
);

OutgoingMessage.prototype._renderHeaders = function _renderHeaders() {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
  const headers = {};
  const map = this[kOutHeaders];
  if (map !== null) for (const key of Object.keys(map)) headers[map[key][0]] = map[key][1];
  return headers;
};

OutgoingMessage.prototype.cork = function cork() {
  this[kCorked]++;
  this[kSocket]?.cork();
};

OutgoingMessage.prototype.uncork = function uncork() {
  this[kCorked]--;
  this[kSocket]?.uncork();
  const buffered = this[kChunkedBuffer];
  if (this[kCorked] || buffered === null || buffered.length === 0) return;
  // What was written while corked becomes one chunk.
  const length = this[kChunkedLength];
  const callbacks = [];
  this._send(length.toString(16), 'latin1', null);
  this._send(CRLF, null, null);
  for (const { chunk, encoding, callback } of buffered) {
    this._send(chunk, encoding, null);
    if (callback) callbacks.push(callback);
  }
  const callAll = (error) => {
    for (const callback of callbacks) callback(error);
  };
  this._send(CRLF, null, callbacks.length > 0 ? callAll : null);
  this[kChunkedBuffer] = null;
  this[kChunkedLength] = 0;
};

OutgoingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback);
  if (!this[kSocket]) {
    this.once('socket', function socketSetTimeoutOnConnect(socket) {
      socket.setTimeout(msecs);
    });
  } else {
    this[kSocket].setTimeout(msecs);
  }
  return this;
};

// It's possible that the socket will be destroyed, and removed from any messages, before ever calling this. In that case, just
// skip it, since something else is destroying this connection anyway.
OutgoingMessage.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this[kErrored] = error;
  if (this[kSocket]) {
    this[kSocket].destroy(error);
  } else {
    this.once('socket', function socketDestroyOnConnect(socket) {
      socket.destroy(error);
    });
  }
  return this;
};

/** Sends data, with the head in front of the first. */
OutgoingMessage.prototype._send = function _send(data, encoding, callback, byteLength) {
  if (!this._headerSent) {
    const header = this._header;
    if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
      data = header + data;
    } else {
      this.outputData.unshift({ data: header, encoding: 'latin1', callback: null });
      this.outputSize += header.length;
      this._onPendingData(header.length);
    }
    this._headerSent = true;
  }
  return this._writeRaw(data, encoding, callback, byteLength);
};

OutgoingMessage.prototype._writeRaw = function _writeRaw(data, encoding, callback, size) {
  const socket = this[kSocket];
  // The socket was destroyed. If we're still trying to write to it, we discard that data, and emit nothing.
  if (socket?.destroyed) return false;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length > 0) this._flushOutput(socket);
    return socket.write(data, encoding, callback);
  }
  this.outputData.push({ data, encoding, callback });
  const length = size ?? data.length;
  this.outputSize += length;
  this._onPendingData(length);
  return this.outputSize < this[kHighWaterMark];
};

// ---- the head

/** Writes the head from the first line, the headers that were set or given, and those that follow from the state. */
OutgoingMessage.prototype._storeHeader = function _storeHeader(firstLine, headers) {
  const state = {
    connection: false,
    contLen: false,
    te: false,
    date: false,
    expect: false,
    trailer: false,
    header: firstLine,
  };
  if (headers) {
    if (headers === this[kOutHeaders]) {
      for (const key in headers) processHeader(this, state, headers[key][0], headers[key][1], false);
    } else if (Array.isArray(headers)) {
      if (headers.length > 0 && Array.isArray(headers[0])) {
        for (const [name, value] of headers) processHeader(this, state, name, value, true);
      } else {
        if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers);
        for (let n = 0; n < headers.length; n += 2) processHeader(this, state, headers[n], headers[n + 1], true);
      }
    } else {
      for (const key in headers) if (Object.hasOwn(headers, key)) processHeader(this, state, key, headers[key], true);
    }
  }
  let { header } = state;
  if (this.sendDate && !state.date) header += dateLine();

  // A 204 or 304 response must not have a body; a user who set chunked encoding gets a closed connection instead.
  if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
    this.chunkedEncoding = false;
    this.shouldKeepAlive = false;
  }

  if (this._removedConnection) {
    this._last = !this.shouldKeepAlive;
  } else if (!state.connection) {
    const keepAlive = this.shouldKeepAlive && (state.contLen || this.useChunkedEncodingByDefault || this.agent);
    if (keepAlive && this.maxRequestsOnConnectionReached) {
      header += 'Connection: close\r\n';
    } else if (keepAlive) {
      header += 'Connection: keep-alive\r\n';
      if (this._keepAliveTimeout && this._defaultKeepAlive) header += keepAliveLine(this);
    } else {
      this._last = true;
      header += 'Connection: close\r\n';
    }
  }

  if (!state.contLen && !state.te) {
    if (!this._hasBody) {
      this.chunkedEncoding = false;
    } else if (!this.useChunkedEncodingByDefault) {
      this._last = true;
    } else if (!state.trailer && !this._removedContLen && typeof this._contentLength === 'number') {
      header += `Content-Length: ${this._contentLength}\r\n`;
    } else if (!this._removedTE) {
      header += 'Transfer-Encoding: chunked\r\n';
      this.chunkedEncoding = true;
    } else {
      // Without a length and without chunks, the end of the connection ends the body.
      this._last = true;
    }
  }

  if (this.chunkedEncoding !== true && state.trailer) throw new ERR_HTTP_TRAILER_INVALID();
  this._header = `${header}\r\n`;
  this._headerSent = false;
  // Wait until the first body chunk, or close(), is sent to flush, UNLESS we're sending Expect: 100-continue.
  if (state.expect) this._send('');
};

function keepAliveLine(message) {
  const seconds = Math.floor(message._keepAliveTimeout / 1000);
  const max = ~~message._maxRequestsPerSocket > 0 ? `, max=${message._maxRequestsPerSocket}` : '';
  return `Keep-Alive: timeout=${seconds}${max}\r\n`;
}

function processHeader(message, state, name, value, validate) {
  if (validate) validateHeaderName(name);
  // The header "content-disposition" is latin1 bytes for the value to be what other software expects.
  if (isContentDispositionField(name) && message._contentLength) {
    if (Array.isArray(value)) value = value.map((item) => Buffer.from(`${item}`, 'latin1'));
    else value = Buffer.from(`${value}`, 'latin1');
  }
  if (Array.isArray(value)) {
    const separate =
      (value.length < 2 || !isCookieField(name)) &&
      (!message[kUniqueHeaders] || !message[kUniqueHeaders].has(name.toLowerCase()));
    if (separate) {
      // A cookie array is one header; others are one each.
      for (let i = 0; i < value.length; i++) storeHeader(message, state, name, value[i], validate);
      return;
    }
    value = value.join('; ');
  }
  storeHeader(message, state, name, value, validate);
}

function storeHeader(message, state, name, value, validate) {
  if (validate) validateHeaderValue(name, value);
  state.header += `${name}: ${value}\r\n`;
  matchHeader(message, state, name, value);
}

/** Notes headers that the rest of the head depends on. */
function matchHeader(message, state, name, value) {
  const { length } = name;
  if (length < 4 || length > 17) return;
  switch (name.toLowerCase()) {
    case 'connection':
      state.connection = true;
      message._removedConnection = false;
      if (closeExpression.test(value)) message._last = true;
      else message.shouldKeepAlive = true;
      break;
    case 'transfer-encoding':
      state.te = true;
      message._removedTE = false;
      if (chunkExpression.test(value)) message.chunkedEncoding = true;
      break;
    case 'content-length':
      state.contLen = true;
      message._contentLength = +value;
      message._removedContLen = false;
      break;
    case 'date':
      state.date = true;
      break;
    case 'expect':
      state.expect = true;
      break;
    case 'trailer':
      state.trailer = true;
      break;
    case 'keep-alive':
      message._defaultKeepAlive = false;
      break;
  }
}

const validateHeaderName = hideStackFrames((name, label) => {
  if (typeof name !== 'string' || !name || !checkIsHttpToken(name)) {
    throw new ERR_INVALID_HTTP_TOKEN(label || 'Header name', name);
  }
});

const validateHeaderValue = hideStackFrames((name, value) => {
  if (value === undefined) throw new ERR_HTTP_INVALID_HEADER_VALUE(value, name);
  if (checkInvalidHeaderChar(value)) throw new ERR_INVALID_CHAR('header content', name);
});

function parseUniqueHeadersOption(headers) {
  if (!Array.isArray(headers)) return null;
  const unique = new Set();
  for (const name of headers) unique.add(name.toLowerCase());
  return unique;
}

OutgoingMessage.prototype.setHeader = function setHeader(name, value) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('set');
  validateHeaderName(name);
  validateHeaderValue(name, value);
  let headers = this[kOutHeaders];
  if (headers === null) this[kOutHeaders] = headers = { __proto__: null };
  headers[name.toLowerCase()] = [name, value];
  return this;
};

OutgoingMessage.prototype.setHeaders = function setHeaders(headers) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('set');
  if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers);
  }
  // Headers joins cookies; they have to stay apart.
  const cookies = [];
  for (const [name, value] of headers) {
    if (name === 'set-cookie') {
      if (Array.isArray(value)) cookies.push(...value);
      else cookies.push(value);
    } else {
      this.setHeader(name, value);
    }
  }
  if (cookies.length > 0) this.setHeader('set-cookie', cookies);
  return this;
};

OutgoingMessage.prototype.appendHeader = function appendHeader(name, value) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('append');
  validateHeaderName(name);
  validateHeaderValue(name, value);
  const field = name.toLowerCase();
  const headers = this[kOutHeaders];
  if (headers === null || !headers[field]) return this.setHeader(name, value);
  // Prepare the field for appending, if required
  const entry = headers[field];
  if (!Array.isArray(entry[1])) entry[1] = [entry[1]];
  if (Array.isArray(value)) entry[1].push(...value);
  else entry[1].push(value);
  return this;
};

OutgoingMessage.prototype.getHeader = function getHeader(name) {
  validateString(name, 'name');
  const headers = this[kOutHeaders];
  return headers === null ? undefined : headers[name.toLowerCase()]?.[1];
};

OutgoingMessage.prototype.getHeaderNames = function getHeaderNames() {
  return this[kOutHeaders] === null ? [] : Object.keys(this[kOutHeaders]);
};

OutgoingMessage.prototype.getRawHeaderNames = function getRawHeaderNames() {
  const headers = this[kOutHeaders];
  return headers === null ? [] : Object.values(headers).map(([name]) => name);
};

OutgoingMessage.prototype.getHeaders = function getHeaders() {
  const headers = this[kOutHeaders];
  const result = { __proto__: null };
  if (headers !== null) for (const key of Object.keys(headers)) result[key] = headers[key][1];
  return result;
};

OutgoingMessage.prototype.hasHeader = function hasHeader(name) {
  validateString(name, 'name');
  return this[kOutHeaders] !== null && Boolean(this[kOutHeaders][name.toLowerCase()]);
};

OutgoingMessage.prototype.removeHeader = function removeHeader(name) {
  validateString(name, 'name');
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('remove');
  const key = name.toLowerCase();
  switch (key) {
    case 'connection':
      this._removedConnection = true;
      break;
    case 'content-length':
      this._removedContLen = true;
      break;
    case 'transfer-encoding':
      this._removedTE = true;
      break;
    case 'date':
      this.sendDate = false;
      break;
  }
  if (this[kOutHeaders] !== null) delete this[kOutHeaders][key];
};

OutgoingMessage.prototype._implicitHeader = function _implicitHeader() {
  throw new ERR_METHOD_NOT_IMPLEMENTED('_implicitHeader()');
};

Object.defineProperty(OutgoingMessage.prototype, 'headersSent', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return Boolean(this._header);
  },
});

// ---- the body

OutgoingMessage.prototype.write = function write(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  return writeChunk(this, chunk, encoding, callback, false);
};

function onError(message, error, callback) {
  if (message.destroyed) return;
  process.nextTick(emitErrorNT, message, error, callback);
}

function emitErrorNT(message, error, callback) {
  callback(error);
  if (typeof message.emit === 'function' && !message.destroyed) message.emit('error', error);
}

function hasStrictContentLength(message) {
  return (
    message.strictContentLength &&
    message._contentLength != null &&
    message._hasBody &&
    !message._removedContLen &&
    !message.chunkedEncoding &&
    !message.hasHeader('transfer-encoding')
  );
}

function byteLengthOf(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
}

function checkChunk(chunk) {
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
  if (typeof chunk !== 'string' && !isUint8Array(chunk)) {
    throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  }
}

function writeChunk(message, chunk, encoding, callback, fromEnd) {
  if (typeof callback !== 'function') callback = nop;
  checkChunk(chunk);
  let error;
  if (message.finished) error = new ERR_STREAM_WRITE_AFTER_END();
  else if (message.destroyed) error = new ERR_STREAM_DESTROYED('write');
  if (error) {
    if (message.destroyed) process.nextTick(callback, error);
    else onError(message, error, callback);
    return false;
  }
  let length;
  if (message.strictContentLength) {
    length = byteLengthOf(chunk, encoding);
    const total = message[kBytesWritten] + length;
    if (
      hasStrictContentLength(message) &&
      (fromEnd ? total !== message._contentLength : total > message._contentLength)
    ) {
      throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(total, message._contentLength);
    }
    message[kBytesWritten] = total;
  }
  if (!message._header) {
    if (fromEnd) message._contentLength = length ??= byteLengthOf(chunk, encoding);
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (message[kRejectNonStandardBodyWrites]) throw new ERR_HTTP_BODY_NOT_ALLOWED();
    process.nextTick(callback);
    return true;
  }
  const socket = message[kSocket];
  if (!fromEnd && socket && !socket.writableCorked) {
    socket.cork();
    process.nextTick(uncorkNT, socket);
  }
  let written;
  if (message.chunkedEncoding && chunk.length !== 0) {
    length ??= byteLengthOf(chunk, encoding);
    if (message[kCorked] && message._headerSent) {
      (message[kChunkedBuffer] ??= []).push({ chunk, encoding, callback: callback === nop ? null : callback });
      message[kChunkedLength] += length;
      written = message[kChunkedLength] < message[kHighWaterMark];
    } else {
      message._send(length.toString(16), 'latin1', null);
      message._send(CRLF, null, null);
      message._send(chunk, encoding, null, length);
      written = message._send(CRLF, null, callback);
    }
  } else {
    written = message._send(chunk, encoding, callback, length);
  }
  if (!written) message[kNeedDrain] = true;
  return written;
}

function uncorkNT(socket) {
  socket.uncork();
}

OutgoingMessage.prototype.addTrailers = function addTrailers(headers) {
  this._trailer = '';
  const isArray = Array.isArray(headers);
  for (const key of Object.keys(headers)) {
    const name = isArray ? headers[key][0] : key;
    const value = isArray ? headers[key][1] : headers[key];
    validateHeaderName(name, 'Trailer name');
    // Check if the field must be sent several times
    if (Array.isArray(value) && value.length > 1 && !this[kUniqueHeaders]?.has(name.toLowerCase())) {
      for (const item of value) {
        if (checkInvalidHeaderChar(item)) throw new ERR_INVALID_CHAR('trailer content', name);
        this._trailer += `${name}: ${item}\r\n`;
      }
    } else {
      const text = Array.isArray(value) ? value.join('; ') : value;
      if (checkInvalidHeaderChar(text)) throw new ERR_INVALID_CHAR('trailer content', name);
      this._trailer += `${name}: ${text}\r\n`;
    }
  }
};

function onFinish(message) {
  if (message?.socket?._hadError) return;
  message[kFinishEmitted] = true;
  message.emit('finish');
}

OutgoingMessage.prototype.end = function end(chunk, encoding, callback) {
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  const socket = this[kSocket];
  if (isWholeWritable(this, socket, chunk)) return endAtOnce(this, socket, chunk, encoding, callback);

  if (chunk) {
    if (this.finished) {
      onError(this, new ERR_STREAM_WRITE_AFTER_END(), typeof callback === 'function' ? callback : nop);
      return this;
    }
    socket?.cork();
    writeChunk(this, chunk, encoding, null, true);
  } else if (this.finished) {
    if (typeof callback === 'function') {
      if (this.writableFinished) callback(new ERR_STREAM_ALREADY_FINISHED('end'));
      else this.on('finish', callback);
    }
    return this;
  } else if (!this._header) {
    socket?.cork();
    this._contentLength = 0;
    this._implicitHeader();
  }
  if (typeof callback === 'function') this.once('finish', callback);
  if (hasStrictContentLength(this) && this[kBytesWritten] !== this._contentLength) {
    throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(this[kBytesWritten], this._contentLength);
  }
  const finish = onFinish.bind(undefined, this);
  if (this._hasBody && this.chunkedEncoding) {
    this._send(`0\r\n${this._trailer}\r\n`, 'latin1', finish);
  } else if (!this._headerSent || this.writableLength || chunk) {
    this._send('', 'latin1', finish);
  } else {
    process.nextTick(finish);
  }
  if (this[kSocket]) {
    // Fully uncork connection on end().
    this[kSocket]._writableState.corked = 1;
    this[kSocket].uncork();
  }
  this[kCorked] = 1;
  this.uncork();
  this.finished = true;
  // There is the first message on the outgoing queue, and we've sent everything to the socket.
  if (this.outputData.length === 0 && this[kSocket] && this[kSocket]._httpMessage === this) this._finish();
  return this;
};

/** Head and body in one write that bypasses the stream, which has nothing to do. */
function endAtOnce(message, socket, chunk, encoding, callback) {
  const body = chunk || '';
  if (chunk) checkChunk(chunk);
  if (!message._header) {
    message._contentLength = body.length === 0 ? 0 : byteLengthOf(body, encoding);
    message._implicitHeader();
  }
  if (typeof callback === 'function') message.once('finish', callback);
  const rejected = !message._hasBody && body.length !== 0;
  if (rejected && message[kRejectNonStandardBodyWrites]) throw new ERR_HTTP_BODY_NOT_ALLOWED();
  message._headerSent = true;
  writeWhole(message, socket, rejected ? '' : body, encoding);
  process.nextTick(onFinish, message);
  message.finished = true;
  message._finish();
  return message;
}

OutgoingMessage.prototype._finish = function _finish() {
  this.emit('prefinish');
};

// No _flush() function is defined on this class: what was kept goes to the socket when the message gets it.
OutgoingMessage.prototype._flush = function _flush() {
  const socket = this[kSocket];
  if (!socket?.writable) return;
  // There might be remaining data in this.output; write it out
  const written = this._flushOutput(socket);
  if (this.finished) {
    // This is a queue to the server or client to bring in the next this.
    this._finish();
  } else if (written && this[kNeedDrain]) {
    this[kNeedDrain] = false;
    this.emit('drain');
  }
};

OutgoingMessage.prototype._flushOutput = function _flushOutput(socket) {
  const { outputData } = this;
  if (outputData.length === 0) return undefined;
  while (this[kCorked]) {
    this[kCorked]--;
    socket.cork();
  }
  let written;
  socket.cork();
  for (const { data, encoding, callback } of outputData) written = socket.write(data, encoding, callback);
  socket.uncork();
  this.outputData = [];
  this._onPendingData(-this.outputSize);
  this.outputSize = 0;
  return written;
};

OutgoingMessage.prototype.flushHeaders = function flushHeaders() {
  if (!this._header) this._implicitHeader();
  this._send('');
};

OutgoingMessage.prototype.pipe = function pipe() {
  // OutgoingMessage should be write-only. Piping from it is disabled.
  this.emit('error', new ERR_STREAM_CANNOT_PIPE());
};

OutgoingMessage.prototype[EventEmitter.captureRejectionSymbol] = function onRejection(error) {
  this.destroy(error);
};

module.exports = {
  kHighWaterMark,
  kUniqueHeaders,
  kRejectNonStandardBodyWrites,
  parseUniqueHeadersOption,
  validateHeaderName,
  validateHeaderValue,
  OutgoingMessage,
};
