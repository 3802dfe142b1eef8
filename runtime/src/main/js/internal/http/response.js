'use strict';

// https://nodejs.org/api/http.html#class-httpserverresponse

const { channel } = require('diagnostics_channel');
const { OutgoingMessage, validateHeaderName, validateHeaderValue } = require('_http_outgoing');
const { _checkInvalidHeaderChar: checkInvalidHeaderChar, chunkExpression } = require('_http_common');
const { kOutHeaders } = require('internal/http');
const { beginActivity, endActivity } = require('internal/perf/activity');
const { hasObserver } = require('internal/perf/observe');
const STATUS_CODES = require('internal/http/status_codes');
const assert = require('internal/assert');
const { validateLinkHeaderValue, validateObject } = require('internal/validators');
const {
  codes: {
    ERR_HTTP_HEADERS_SENT,
    ERR_HTTP_INVALID_STATUS_CODE,
    ERR_HTTP_SOCKET_ASSIGNED,
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_CHAR,
  },
} = require('internal/errors');

/** On sockets of a server: their connection, which tells a response of their end. */
const kConnection = Symbol('kConnection');
/** What the performance timeline will be told of the response. */
const kActivity = Symbol('kActivity');

const responseCreated = channel('http.server.response.created');

function ServerResponse(req, options) {
  OutgoingMessage.call(this, options);
  if (req.method === 'HEAD') this._hasBody = false;
  this.req = req;
  this.sendDate = true;
  this._sent100 = false;
  this._expect_continue = false;
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = chunkExpression.test(req.headers.te);
    this.shouldKeepAlive = false;
  }
  if (hasObserver('http')) {
    const { method, url, headers } = req;
    this[kActivity] = beginActivity('http', 'HttpRequest', { req: { method, url, headers } });
  }
  if (responseCreated.hasSubscribers) responseCreated.publish({ request: req, response: this });
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

ServerResponse.prototype.statusCode = 200;
ServerResponse.prototype.statusMessage = undefined;

ServerResponse.prototype._finish = function _finish() {
  if (this[kActivity] !== undefined) {
    const { statusCode, statusMessage } = this;
    endActivity(this[kActivity], { res: { statusCode, statusMessage, headers: this.getHeaders() } });
  }
  OutgoingMessage.prototype._finish.call(this);
};

/** The connection has closed: so has its current response. */
function onServerResponseClose() {
  if (this._httpMessage) emitClose(this._httpMessage);
}

/** Ends a response that is over, one way or the other. */
function emitClose(response) {
  if (response._closed) return;
  response.destroyed = true;
  response._closed = true;
  response.emit('close');
}

ServerResponse.prototype.assignSocket = function assignSocket(socket) {
  if (socket._httpMessage) throw new ERR_HTTP_SOCKET_ASSIGNED();
  socket._httpMessage = this;
  if (socket[kConnection] === undefined) socket.on('close', onServerResponseClose);
  this.socket = socket;
  this.emit('socket', socket);
  this._flush();
};

ServerResponse.prototype.detachSocket = function detachSocket(socket) {
  assert(socket._httpMessage === this);
  if (socket[kConnection] === undefined) socket.removeListener('close', onServerResponseClose);
  socket._httpMessage = null;
  this.socket = null;
};

ServerResponse.prototype.writeContinue = function writeContinue(callback) {
  this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'ascii', callback);
  this._sent100 = true;
};

ServerResponse.prototype.writeProcessing = function writeProcessing(callback) {
  this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'ascii', callback);
};

ServerResponse.prototype.writeEarlyHints = function writeEarlyHints(hints, callback) {
  let head = 'HTTP/1.1 103 Early Hints\r\n';
  validateObject(hints, 'hints');
  if (hints.link === null || hints.link === undefined) return;
  const link = validateLinkHeaderValue(hints.link);
  if (link.length === 0) return;
  if (checkInvalidHeaderChar(link)) throw new ERR_INVALID_CHAR('header content', 'Link');
  head += `Link: ${link}\r\n`;
  for (const key of Object.keys(hints)) {
    if (key === 'link') continue;
    validateHeaderName(key);
    validateHeaderValue(key, hints[key]);
    head += `${key}: ${hints[key]}\r\n`;
  }
  head += '\r\n';
  this._writeRaw(head, 'ascii', callback);
};

ServerResponse.prototype._implicitHeader = function _implicitHeader() {
  this.writeHead(this.statusCode);
};

ServerResponse.prototype.writeHead = function writeHead(statusCode, reason, obj) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('write');
  const originalStatusCode = statusCode;
  statusCode |= 0;
  if (statusCode < 100 || statusCode > 999) throw new ERR_HTTP_INVALID_STATUS_CODE(originalStatusCode);
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    this.statusMessage ||= STATUS_CODES[statusCode] || 'unknown';
    obj ??= reason;
  }
  this.statusCode = statusCode;
  const headers = this[kOutHeaders] === null ? obj : mergeHeaders(this, obj);
  if (checkInvalidHeaderChar(this.statusMessage)) throw new ERR_INVALID_CHAR('statusMessage');
  if (statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode <= 199)) {
    // These never have a body, whatever the headers say.
    this._hasBody = false;
  }
  // The client waits for "100 Continue" and gets a final status: it may have sent the body all the same.
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  this._storeHeader(`HTTP/1.1 ${statusCode} ${this.statusMessage}\r\n`, headers);
  return this;
};

/** Headers that were set before, and those given now, which win. */
function mergeHeaders(response, given) {
  if (Array.isArray(given)) {
    if (given.length > 0 && Array.isArray(given[0])) {
      for (const [name] of given) response.removeHeader(name);
      for (const [name, value] of given) if (name) response.appendHeader(name, value);
    } else {
      if (given.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', given);
      // A name may be given several times: all its values count, none of those before.
      for (let n = 0; n < given.length; n += 2) response.removeHeader(given[n]);
      for (let n = 0; n < given.length; n += 2) if (given[n]) response.appendHeader(given[n], given[n + 1]);
    }
  } else if (given) {
    for (const name of Object.keys(given)) if (name) response.setHeader(name, given[name]);
  }
  return response[kOutHeaders];
}

// Docs-deprecated alias for the writeHead() method.
ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;

module.exports = { ServerResponse, emitClose, kConnection, onServerResponseClose };
