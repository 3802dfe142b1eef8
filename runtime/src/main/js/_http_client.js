'use strict';

// https://nodejs.org/api/http.html#class-httpclientrequest

const net = require('net');
const { channel } = require('diagnostics_channel');
const { addAbortSignal, finished } = require('stream');
const agents = require('_http_agent');
const { OutgoingMessage, kUniqueHeaders, parseUniqueHeadersOption } = require('_http_outgoing');
const {
  _checkIsHttpToken: checkIsHttpToken,
  freeParser,
  HTTPParser,
  isLenient,
  messageEvents,
  parsers,
  prepareError,
} = require('_http_common');
const { kFinishEmitted, kNeedDrain, kOutHeaders } = require('internal/http');
const { URL, isURL, urlToHttpOptions } = require('internal/url');
const { Buffer } = require('buffer');
const { beginActivity, endActivity } = require('internal/perf/activity');
const { hasObserver } = require('internal/perf/observe');
const { getTimerDuration } = require('internal/timers');
const { validateBoolean, validateInteger } = require('internal/validators');
const {
  ConnResetException,
  codes: {
    ERR_HTTP_HEADERS_SENT,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_HTTP_TOKEN,
    ERR_INVALID_PROTOCOL,
    ERR_UNESCAPED_CHARACTERS,
  },
} = require('internal/errors');

const { getContext, setContext } = internalBinding('natives');

const kError = Symbol('kError');
/** The async context of the request's creation, in which its events are emitted, whichever socket it gets. */
const kContext = Symbol('kContext');
const kPath = Symbol('kPath');
/** What the performance timeline will be told of the request. */
const kActivity = Symbol('kActivity');

const requestCreated = channel('http.client.request.created');
const requestStart = channel('http.client.request.start');
const requestError = channel('http.client.request.error');
const responseFinish = channel('http.client.response.finish');

const invalidPathExpression = /[^\u0021-\u00ff]/;

function emitErrorEvent(request, error) {
  if (requestError.hasSubscribers) requestError.publish({ request, error });
  request.emit('error', error);
}

/** Checks a host that may be absent. */
function validateHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

function ClientRequest(input, options, callback) {
  OutgoingMessage.call(this);
  this[kContext] = getContext();
  if (typeof input === 'string') {
    input = urlToHttpOptions(new URL(input));
  } else if (isURL(input)) {
    input = urlToHttpOptions(input);
  } else {
    callback = options;
    options = input;
    input = null;
  }
  if (typeof options === 'function') {
    callback = options;
    options = input || {};
  } else {
    options = Object.assign(input || {}, options);
  }

  this.agent = chooseAgent(options);
  const agentProtocol = this.agent?.protocol;
  const defaultPort = options.defaultPort || this.agent?.defaultPort;

  if (options.path) {
    const path = String(options.path);
    if (invalidPathExpression.test(path)) throw new ERR_UNESCAPED_CHARACTERS('Request path');
  }
  const protocol = options.protocol || agentProtocol || 'http:';
  const expectedProtocol = agentProtocol || 'http:';
  if (protocol !== expectedProtocol) throw new ERR_INVALID_PROTOCOL(protocol, expectedProtocol);

  const port = (options.port = options.port || defaultPort || 80);
  const host = (options.host =
    validateHost(options.hostname, 'hostname') || validateHost(options.host, 'host') || 'localhost');
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : options.setDefaultHeaders !== false;
  this._removedConnection = options.setDefaultHeaders === false;
  this._removedContLen = options.setDefaultHeaders === false;
  this._removedTE = options.setDefaultHeaders === false;

  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) this.timeout = getTimerDuration(options.timeout, 'timeout');
  if (options.signal) addAbortSignal(options.signal, this);

  const { method } = options;
  if (method !== null && method !== undefined && typeof method !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method);
  }
  if (method) {
    if (!checkIsHttpToken(method)) throw new ERR_INVALID_HTTP_TOKEN('Method', method);
    this.method = method.toUpperCase();
  } else {
    this.method = 'GET';
  }

  if (options.maxHeaderSize !== undefined) validateInteger(options.maxHeaderSize, 'maxHeaderSize', 0);
  this.maxHeaderSize = options.maxHeaderSize;
  if (options.insecureHTTPParser !== undefined) {
    validateBoolean(options.insecureHTTPParser, 'options.insecureHTTPParser');
  }
  this.insecureHTTPParser = options.insecureHTTPParser;
  if (options.joinDuplicateHeaders !== undefined) {
    validateBoolean(options.joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  }
  this.joinDuplicateHeaders = options.joinDuplicateHeaders;

  this[kPath] = options.path || '/';
  if (callback) this.once('response', callback);

  this.useChunkedEncodingByDefault = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(this.method);
  this._ended = false;
  this.res = null;
  this.aborted = false;
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this.host = host;
  this.protocol = protocol;

  if (this.agent) {
    // If there is an agent we should default to Connection:keep-alive, but only if the Agent will actually reuse the connection!
    // If it's not a keepAlive agent, and the maxSockets==Infinity, then there's never a case where this socket will actually be
    // reused.
    if (!this.agent.keepAlive && !Number.isFinite(this.agent.maxSockets)) {
      this._last = true;
      this.shouldKeepAlive = false;
    } else {
      this._last = false;
      this.shouldKeepAlive = true;
    }
  }

  setInitialHeaders(this, options, { host, port, defaultPort, setHost });
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
  let withoutSignal = options;
  if (options.signal) {
    withoutSignal = { ...options };
    delete withoutSignal.signal;
  }
  start(this, withoutSignal, port);
  if (requestCreated.hasSubscribers) requestCreated.publish({ request: this });
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

function chooseAgent(options) {
  const { agent, _defaultAgent: defaultAgent = agents.globalAgent } = options;
  if (agent === false) return new defaultAgent.constructor();
  if (agent === null || agent === undefined) {
    return typeof options.createConnection === 'function' ? undefined : defaultAgent;
  }
  if (typeof agent.addRequest !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  return agent;
}

function setInitialHeaders(request, options, { host, port, defaultPort, setHost }) {
  const isArray = Array.isArray(options.headers);
  if (isArray) {
    const list = setHost ? withHost(options.headers, host, port, defaultPort) : options.headers;
    request._storeHeader(`${request.method} ${request.path} HTTP/1.1\r\n`, list);
    return;
  }
  if (options.headers) {
    for (const key of Object.keys(options.headers)) request.setHeader(key, options.headers[key]);
  }
  if (host && !request.getHeader('host') && setHost) {
    request.setHeader('Host', hostHeader(host, port, defaultPort));
  }
  if (options.auth && !request.getHeader('Authorization')) {
    request.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
  }
  if (request.getHeader('expect')) {
    if (request._header) throw new ERR_HTTP_HEADERS_SENT('render');
    request._storeHeader(`${request.method} ${request.path} HTTP/1.1\r\n`, request[kOutHeaders]);
  }
}

function withHost(headers, host, port, defaultPort) {
  const names = Array.isArray(headers[0]) ? headers.map(([name]) => name) : headers.filter((_, i) => i % 2 === 0);
  if (names.some((name) => String(name).toLowerCase() === 'host')) return headers;
  const value = hostHeader(host, port, defaultPort);
  return Array.isArray(headers[0]) ? [...headers, ['Host', value]] : [...headers, 'Host', value];
}

function hostHeader(host, port, defaultPort) {
  // For the Host header, ensure that IPv6 addresses are enclosed in square brackets, as defined by URI formatting
  const first = host.indexOf(':');
  const isIPv6 = first !== -1 && host.includes(':', first + 1) && !host.startsWith('[');
  let text = isIPv6 ? `[${host}]` : host;
  if (port && +port !== defaultPort) text += `:${port}`;
  return text;
}

/** Asks the agent for a socket, or makes one. */
function start(request, options, port) {
  // initiate connection
  if (request.agent) {
    request.agent.addRequest(request, { ...options, port });
    return;
  }
  request._last = true;
  request.shouldKeepAlive = false;
  const connection = { ...options };
  if (connection.socketPath) connection.path = connection.socketPath;
  else connection.path = undefined;
  let called = false;
  const onCreated = (error, socket) => {
    if (called) return;
    called = true;
    if (error) process.nextTick(() => emitErrorEvent(request, error));
    else request.onSocket(socket);
  };
  if (typeof options.createConnection === 'function') {
    try {
      const socket = options.createConnection(connection, onCreated);
      if (socket) onCreated(null, socket);
    } catch (error) {
      onCreated(error);
    }
  } else {
    onCreated(null, net.createConnection(connection));
  }
}

Object.defineProperty(ClientRequest.prototype, 'path', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return this[kPath];
  },
  set(value) {
    const path = String(value);
    if (invalidPathExpression.test(path)) throw new ERR_UNESCAPED_CHARACTERS('Request path');
    this[kPath] = path;
  },
});

ClientRequest.prototype._finish = function _finish() {
  OutgoingMessage.prototype._finish.call(this);
  if (hasObserver('http')) {
    const { method, protocol, host, path } = this;
    const req = { method, url: `${protocol}//${host}${path}`, headers: this.getHeaders() };
    this[kActivity] = beginActivity('http', 'HttpClient', { req });
  }
  if (requestStart.hasSubscribers) requestStart.publish({ request: this });
};

ClientRequest.prototype._implicitHeader = function _implicitHeader() {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
  this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, this[kOutHeaders]);
};

ClientRequest.prototype.abort = function abort() {
  if (this.aborted) return;
  this.aborted = true;
  process.nextTick(() => this.emit('abort'));
  this.destroy();
};

ClientRequest.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  // If we're aborting, we don't care about any more response data.
  this.res?._dump();
  this[kError] = error;
  this.socket?.destroy(error);
  return this;
};

// ---- the socket's events

function socketCloseListener() {
  const socket = this;
  const { parser } = socket;
  const req = socket._httpMessage;
  // NOTE: It's important to get parser here, because could be freed by the `socketOnData`.
  const res = req.res;
  req.destroyed = true;
  if (res) {
    // Socket closed before we emitted 'end' below.
    if (!res.complete) res.destroy(new ConnResetException('aborted'));
    req._closed = true;
    req.emit('close');
    if (!res.aborted && res.readable) res.push(null);
  } else {
    if (!req.socket._hadError) {
      // This socket error fired before we started to receive a response. The request needs to know about it.
      req.socket._hadError = true;
      emitErrorEvent(req, new ConnResetException('socket hang up'));
    }
    req._closed = true;
    req.emit('close');
  }
  // Too bad. That output wasn't getting written. This is pretty terrible that it doesn't raise an error.
  if (req.outputData) req.outputData.length = 0;
  if (parser) {
    parser.finish();
    freeParser(parser, req, socket);
  }
}

function socketErrorListener(error) {
  const socket = this;
  const req = socket._httpMessage;
  if (req) {
    // For Safety. Some additional errors might fire later on and we need to make sure we don't double-fire the error event.
    req.socket._hadError = true;
    emitErrorEvent(req, error);
  }
  const { parser } = socket;
  if (parser) {
    parser.finish();
    freeParser(parser, req, socket);
  }
  // Ensure that no further data will come out of the socket
  socket.removeListener('data', socketOnData);
  socket.removeListener('end', socketOnEnd);
  socket.destroy();
}

function socketOnEnd() {
  const socket = this;
  const req = socket._httpMessage;
  const { parser } = socket;
  if (!req.res && !req.socket._hadError) {
    // If we don't have a response then we know that the socket ended prematurely and we need to emit an error on the request.
    req.socket._hadError = true;
    emitErrorEvent(req, new ConnResetException('socket hang up'));
  }
  if (parser) {
    parser.finish();
    freeParser(parser, req, socket);
  }
  socket.end();
}

function socketOnData(chunk) {
  const { parser } = this;
  if (!parser) return;
  const context = getContext();
  setContext(this._httpMessage?.[kContext]);
  try {
    parser.execute(chunk);
  } finally {
    setContext(context);
  }
}

/** The parser's events for clients. */
const events = {
  ...messageEvents,
  onUpgrade(parser, rest) {
    const { socket } = parser;
    const req = socket._httpMessage;
    const res = parser.incoming;
    req.res = res;
    socket.removeListener('data', socketOnData);
    socket.removeListener('end', socketOnEnd);
    socket.removeListener('drain', onDrain);
    if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
    socket.removeListener('timeout', responseOnTimeout);
    freeParser(parser, req, socket);
    const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (req.listenerCount(event) === 0) {
      // Requested Upgrade or used CONNECT method, but have no handler.
      socket.destroy();
      return;
    }
    req.upgradeOrConnect = true;
    // detach the socket
    socket.emit('agentRemove');
    socket.removeListener('close', socketCloseListener);
    socket.removeListener('error', socketErrorListener);
    socket._httpMessage = null;
    socket.readableFlowing = null;
    req.emit(event, res, socket, rest ?? Buffer.alloc(0));
    req.destroyed = true;
    req._closed = true;
    req.emit('close');
  },
  onError(parser, error, input) {
    const { socket } = parser;
    const req = socket._httpMessage;
    if (input === undefined) {
      // The connection has ended in the middle of a message; the close event tells of that.
      return;
    }
    prepareError(error, parser, input);
    freeParser(parser, req, socket);
    socket.removeListener('data', socketOnData);
    socket.removeListener('end', socketOnEnd);
    socket.destroy();
    req.socket._hadError = true;
    emitErrorEvent(req, error);
  },
};

function statusIsInformational(status) {
  // 100 (Continue), 102 (Processing), 103 (Early Hints); 101 is a final answer.
  return status < 200 && status >= 100 && status !== 101;
}

/** A response's head is complete. */
function onIncoming(parser, res, shouldKeepAlive) {
  const { socket } = parser;
  const req = socket._httpMessage;
  if (!req) {
    // Nobody has asked: what comes in now is no answer.
    socket.destroy();
    return 2;
  }
  if (req.res) {
    // We already have a response object, this means the server sent a double response.
    socket.destroy();
    return 0;
  }
  req.res = res;
  // Skip body and treat as Upgrade.
  if (res.upgrade) return 2;
  // Responses to CONNECT request is handled as Upgrade.
  if (req.method === 'CONNECT') {
    res.upgrade = true;
    return 2;
  }
  if (statusIsInformational(res.statusCode)) {
    // Restart the timer, as the server is not idle.
    req.res = null;
    // Maintain compatibility by sending 100-specific events
    if (res.statusCode === 100) req.emit('continue');
    // Send information events to all 1xx responses except 101 Upgrade.
    req.emit('information', {
      statusCode: res.statusCode,
      statusMessage: res.statusMessage,
      httpVersion: res.httpVersion,
      httpVersionMajor: res.httpVersionMajor,
      httpVersionMinor: res.httpVersionMinor,
      headers: res.headers,
      rawHeaders: res.rawHeaders,
    });
    return 1;
  }
  if (req.shouldKeepAlive && !shouldKeepAlive && !req.upgradeOrConnect) {
    // Server MUST respond with Connection:keep-alive for us to enable it. If we've been upgraded (via WebSockets) we also
    // shouldn't try to keep the connection open.
    req.shouldKeepAlive = false;
  }
  if (req[kActivity] !== undefined) {
    const { statusCode, statusMessage, headers } = res;
    endActivity(req[kActivity], { res: { statusCode, statusMessage, headers } });
  }
  if (responseFinish.hasSubscribers) responseFinish.publish({ request: req, response: res });
  req.res = res;
  res.req = req;
  // Add our listener first, so that we guarantee socket cleanup
  res.on('end', responseOnEnd);
  req.on('finish', requestOnFinish);
  socket.on('timeout', responseOnTimeout);
  // If the user did not listen for the 'response' event, then they can't possibly read the data, so we ._dump() it into the void
  if (req.aborted || !req.emit('response', res)) res._dump();
  return req.method === 'HEAD' ? 1 : 0;
}

function onDrain() {
  const message = this._httpMessage;
  if (message && !message.finished && message[kNeedDrain]) {
    message[kNeedDrain] = false;
    message.emit('drain');
  }
}

/** The exchange is over: the socket goes back to the agent. */
function responseKeepAlive(req) {
  const { socket } = req;
  if (req.timeoutCb) {
    socket.setTimeout(0, req.timeoutCb);
    req.timeoutCb = null;
  }
  socket.removeListener('close', socketCloseListener);
  socket.removeListener('error', socketErrorListener);
  socket.removeListener('data', socketOnData);
  socket.removeListener('end', socketOnEnd);
  socket.removeListener('drain', onDrain);
  const { parser } = req;
  if (parser) freeParser(parser, req, socket);
  // There are cases where _handle === null. Avoid those. Passing undefined to nextTick() will call getDefaultTriggerAsyncId() to
  // retrieve the id.
  // Mark this socket as available, AFTER user-added end handlers have a chance to run.
  process.nextTick(() => {
    req._closed = true;
    req.emit('close');
    if (req.socket) req.socket.emit('free');
  });
  req.destroyed = true;
  if (req.res) {
    // Detach socket from IncomingMessage to avoid destroying the freed socket in IncomingMessage.destroy.
    req.res.socket = null;
  }
}

function responseOnEnd() {
  const { req } = this;
  const { socket } = req;
  if (socket) {
    if (req.timeoutCb) socket.removeListener('timeout', emitRequestTimeout);
    socket.removeListener('timeout', responseOnTimeout);
  }
  req._ended = true;
  if (!req.shouldKeepAlive) {
    if (socket.writable) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    }
  } else if (req[kFinishEmitted] && !this.aborted) {
    // The request is written to its end, too; otherwise its 'finish' event will lead here.
    responseKeepAlive(req);
  }
}

function requestOnFinish() {
  if (this.shouldKeepAlive && this._ended) responseKeepAlive(this);
}

function responseOnTimeout() {
  const req = this._httpMessage;
  if (!req) return;
  const { res } = req;
  if (!res) return;
  res.emit('timeout');
}

function emitRequestTimeout() {
  const req = this._httpMessage;
  if (req) req.emit('timeout');
}

function tickOnSocket(req, socket) {
  const parser = parsers.alloc();
  req.socket = socket;
  const lenient = req.insecureHTTPParser === undefined ? isLenient() : req.insecureHTTPParser;
  parser.initialize(
    HTTPParser.RESPONSE,
    req.maxHeaderSize || 0,
    lenient ? HTTPParser.kLenientAll : HTTPParser.kLenientNone,
    false,
  );
  if (req.method === 'HEAD' || req.method === 'CONNECT') parser.expectResponseTo(req.method);
  parser.socket = socket;
  parser.outgoing = req;
  parser.handler = events;
  req.parser = parser;
  socket.parser = parser;
  socket._httpMessage = req;
  // Propagate headers limit from request object to parser
  if (typeof req.maxHeadersCount === 'number') parser.maxHeaderPairs = req.maxHeadersCount << 1;
  parser.joinDuplicateHeaders = req.joinDuplicateHeaders;
  parser.onIncoming = (res, keepAlive) => onIncoming(parser, res, keepAlive);
  socket.on('error', socketErrorListener);
  socket.on('data', socketOnData);
  socket.on('end', socketOnEnd);
  socket.on('close', socketCloseListener);
  socket.on('drain', onDrain);
  if (req.timeout !== undefined || req.agent?.options?.timeout) listenSocketTimeout(req);
  req.emit('socket', socket);
}

function listenSocketTimeout(req) {
  if (req.timeoutCb) return;
  // Set timeoutCb so it will get cleaned up on request end.
  req.timeoutCb = emitRequestTimeout;
  // Delegate socket timeout event.
  if (req.socket) {
    req.socket.once('timeout', emitRequestTimeout);
  } else {
    req.on('socket', (socket) => {
      socket.once('timeout', emitRequestTimeout);
    });
  }
}

ClientRequest.prototype.onSocket = function onSocket(socket, error) {
  // This is needed because the agent may have made the socket in the same tick as the request.
  process.nextTick(onSocketNT, this, socket, error);
};

function onSocketNT(req, socket, error) {
  if (req.destroyed || error) {
    if (!req.destroyed) req.destroyed = true;
    let reason = req[kError] || error;
    if (!reason && !req.aborted) reason = new ConnResetException('socket hang up');
    if (socket) {
      if (!error && req.agent && !socket.destroyed) {
        // The socket is as good as new.
        socket.emit('free');
      } else {
        finished(socket.destroy(error || req[kError]), (failure) => {
          if (failure?.code === 'ERR_STREAM_PREMATURE_CLOSE') failure = null;
          closeRequestWith(req, failure || reason);
        });
        return;
      }
    }
    closeRequestWith(req, reason);
    return;
  }
  tickOnSocket(req, socket);
  req._flush();
}

function closeRequestWith(req, error) {
  if (error) emitErrorEvent(req, error);
  req._closed = true;
  req.emit('close');
}

/** Calls a method of the socket as soon as there is one that is connected. */
ClientRequest.prototype._deferToConnect = function _deferToConnect(method, args) {
  const callSocketMethod = () => {
    if (method) Reflect.apply(this.socket[method], this.socket, args);
  };
  const onSocket = () => {
    if (this.socket.writable) callSocketMethod();
    else this.socket.once('connect', callSocketMethod);
  };
  if (this.socket) onSocket();
  else this.once('socket', onSocket);
};

ClientRequest.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (this._ended) return this;
  listenSocketTimeout(this);
  const duration = getTimerDuration(msecs, 'msecs');
  if (callback) this.once('timeout', callback);
  if (this.socket) setSocketTimeout(this.socket, duration);
  else this.once('socket', (socket) => setSocketTimeout(socket, duration));
  return this;
};

function setSocketTimeout(socket, msecs) {
  if (socket.connecting) {
    socket.once('connect', function onConnect() {
      this.setTimeout(msecs);
    });
  } else {
    socket.setTimeout(msecs);
  }
}

ClientRequest.prototype.setNoDelay = function setNoDelay(noDelay) {
  this._deferToConnect('setNoDelay', [noDelay]);
};

ClientRequest.prototype.setSocketKeepAlive = function setSocketKeepAlive(enable, initialDelay) {
  this._deferToConnect('setKeepAlive', [enable, initialDelay]);
};

ClientRequest.prototype.clearTimeout = function clearTimeout(callback) {
  this.setTimeout(0, callback);
};

module.exports = { ClientRequest };
