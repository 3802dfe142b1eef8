'use strict';

// One connection of a server: its parser, the requests that have come in, the responses that wait for their turn. The parser
// reads the socket's handle by itself ("consumed") as long as nobody else wants to see the bytes; otherwise, and for streams that
// are no sockets, it gets what the stream reads.

const { channel } = require('diagnostics_channel');
const { Socket } = require('internal/net/socket');
const { StreamHandle } = require('internal/wrap/stream_handle');
const { arena } = require('internal/handles');
const { Buffer } = require('buffer');
const { kNeedDrain } = require('internal/http');
const { Flags } = require('internal/http/parser');
const { allowDirect } = require('internal/http/whole_response');
const { ServerResponse, emitClose, kConnection, onServerResponseClose } = require('internal/http/response');
const { kUniqueHeaders } = require('_http_outgoing');
const {
  continueExpression,
  freeParser,
  HTTPParser,
  isLenient,
  messageEvents,
  parsers,
  prepareError,
} = require('_http_common');
const {
  ConnResetException,
  codes: { ERR_HTTP_REQUEST_TIMEOUT, ERR_HTTP_SOCKET_ENCODING },
} = require('internal/errors');

const kServerResponse = Symbol('ServerResponse');
const kConnections = Symbol('http.server.connections');

const requestStart = channel('http.server.request.start');
const responseFinish = channel('http.server.response.finish');

const errorResponses = {
  __proto__: null,
  HPE_HEADER_OVERFLOW: 'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\n\r\n',
  ERR_HTTP_REQUEST_TIMEOUT: 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n',
};
const badRequestResponse = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n';

function noop() {}

/** The parser's events for servers; the connection is found through the socket. */
const events = {
  ...messageEvents,
  onUpgrade(parser, rest) {
    parser.socket[kConnection].upgrade(rest);
  },
  onError(parser, error, input) {
    const { socket } = parser;
    prepareError(error, parser, input ?? Buffer.alloc(0));
    onSocketError.call(socket, error);
  },
};

class Connection {
  server;
  socket;
  parser;
  incoming = [];
  outgoing = [];
  outgoingData = 0;
  requestsCount = 0;
  keepAliveTimeoutSet = false;
  #onData;
  #onEnd;
  #onClose;
  #onDrain;

  constructor(server, socket) {
    this.server = server;
    this.socket = socket;
    socket.server = server;
    socket[kConnection] = this;
    if (server.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(server.timeout);
    socket.on('timeout', onSocketTimeout);

    const handle = socket._handle;
    const consumable = socket instanceof Socket && handle instanceof StreamHandle && !handle._consumed;
    const parser = parsers.alloc();
    const lenient = server.insecureHTTPParser === undefined ? isLenient() : server.insecureHTTPParser;
    parser.initialize(
      HTTPParser.REQUEST,
      server.maxHeaderSize || 0,
      lenient ? HTTPParser.kLenientAll : HTTPParser.kLenientNone,
      consumable,
    );
    parser.startClock();
    parser.socket = socket;
    parser.handler = events;
    parser.onIncoming = (req, keepAlive, flags) => this.#onIncoming(req, keepAlive, flags);
    if (typeof server.maxHeadersCount === 'number') parser.maxHeaderPairs = server.maxHeadersCount << 1;
    this.parser = parser;
    socket.parser = parser;

    this.#onData = (chunk) => this.#feed(chunk);
    this.#onEnd = () => this.#ended();
    this.#onClose = () => this.#closed();
    this.#onDrain = () => this.drained();
    socket.on('error', onSocketError);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onClose);
    socket.on('close', onServerResponseClose);
    socket.on('drain', this.#onDrain);
    socket._paused = false;
    socket.setEncoding = refuseEncoding;
    // What is pushed into the stream is parsed as well, even while the parser reads the handle.
    socket.on('data', this.#onData);
    if (consumable) this.#consume(handle);
    server[kConnections]?.add(this);
  }

  /** Lets the parser read the handle. */
  #consume(handle) {
    const { socket, parser } = this;
    handle._consumed = true;
    parser._consumed = true;
    handle.consume(parser.id);
    handle.onhttp = (offset, length, left, rest, restLength) => {
      if (this.keepAliveTimeoutSet) this.#resetSocketTimeout();
      socket._unrefTimer();
      let input;
      if (left !== 0) {
        parser._consumed = false;
        input = Buffer.allocUnsafeSlow(restLength);
        input.set(arena().subarray(rest, rest + restLength));
      }
      parser.readEvents(arena(), offset, length, input);
      // The parser let go of the handle but stays with the connection: the stream feeds it from now on.
      if (left !== 0 && socket.parser === parser && !socket.destroyed && !parser._consumed) this.#restoreListeners();
    };
    allowDirect(socket);
    socket.on('pause', onConsumedPause);
    socket.on('resume', onConsumedResume);
    // Somebody who asks for the data gets it through the stream.
    for (const name of ['on', 'addListener', 'prependListener']) {
      socket[name] = function addListenerToConsumed(event, listener) {
        if (event === 'data' || event === 'readable') this[kConnection]?.unconsume();
        return Reflect.apply(Socket.prototype[name], this, [event, listener]);
      };
    }
    if (!socket.isPaused()) handle.readStart();
  }

  /** Stops the parser from reading the handle; from now on it gets what the stream reads. */
  unconsume() {
    const { socket, parser } = this;
    if (!parser?._consumed) return;
    parser._consumed = false;
    socket._handle?.unconsume();
    this.#restoreListeners();
  }

  #restoreListeners() {
    const { socket } = this;
    for (const name of ['on', 'addListener', 'prependListener']) {
      if (Object.hasOwn(socket, name)) delete socket[name];
    }
    socket.removeListener('pause', onConsumedPause);
    socket.removeListener('resume', onConsumedResume);
  }

  #feed(chunk) {
    const { parser } = this;
    if (parser === null || this.socket.parser !== parser) return;
    if (this.keepAliveTimeoutSet) this.#resetSocketTimeout();
    parser.execute(chunk);
  }

  #ended() {
    const { socket, server, parser } = this;
    const error = socket.parser === parser ? parser.finish() : undefined;
    if (error !== undefined) return;
    if (!server.httpAllowHalfOpen) {
      socket.end();
    } else if (this.outgoing.length > 0) {
      this.outgoing.at(-1)._last = true;
    } else if (socket._httpMessage) {
      socket._httpMessage._last = true;
    } else {
      socket.end();
    }
  }

  #closed() {
    const { socket } = this;
    this.server[kConnections]?.delete(this);
    freeParser(socket.parser, null, socket);
    while (this.incoming.length > 0) this.incoming.shift().destroy(new ConnResetException('aborted'));
  }

  /** The socket has written what it had. */
  drained() {
    const { socket } = this;
    const needPause = this.outgoingData > socket.writableHighWaterMark;
    // If we previously paused, then start reading again.
    if (socket._paused && !needPause) {
      socket._paused = false;
      socket.resume();
    }
    const message = socket._httpMessage;
    if (message && !message.finished && message[kNeedDrain]) {
      message[kNeedDrain] = false;
      message.emit('drain');
    }
  }

  updateOutgoingData(delta) {
    this.outgoingData += delta;
    this.drained();
  }

  #resetSocketTimeout() {
    this.socket.setTimeout(this.server.timeout || 0);
    this.keepAliveTimeoutSet = false;
  }

  /** The other side speaks another protocol from now on. */
  upgrade(rest) {
    const { socket, server, parser } = this;
    const req = parser.incoming;
    this.#restoreListeners();
    socket.removeListener('data', this.#onData);
    socket.removeListener('end', this.#onEnd);
    socket.removeListener('close', this.#onClose);
    socket.removeListener('close', onServerResponseClose);
    socket.removeListener('drain', this.#onDrain);
    socket.removeListener('error', onSocketError);
    socket.removeListener('timeout', onSocketTimeout);
    if (Object.hasOwn(socket, 'setEncoding')) delete socket.setEncoding;
    freeParser(parser, req, socket);
    socket[kConnection] = undefined;
    server[kConnections]?.delete(this);
    const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (server.listenerCount(event) > 0) {
      socket.readableFlowing = null;
      server.emit(event, req, socket, rest ?? Buffer.alloc(0));
    } else {
      // Got CONNECT method, but have no handler.
      socket.destroy();
    }
  }

  /** A request's head is complete. */
  #onIncoming(req, keepAlive, flags) {
    const { server, socket } = this;
    if (this.keepAliveTimeoutSet) this.#resetSocketTimeout();
    if (req.upgrade) {
      req.upgrade = req.method === 'CONNECT' || Boolean(server.shouldUpgradeCallback(req));
      if (req.upgrade) return 2;
    }
    this.incoming.push(req);
    // If the writable end isn't consuming, then stop reading so that we don't become overwhelmed by a flood of pipelined requests
    // that may never be resolved.
    if (!socket._paused) {
      const state = socket._writableState;
      if (state?.needDrain || this.outgoingData >= socket.writableHighWaterMark) {
        socket._paused = true;
        socket.pause();
      }
    }
    const Response = server[kServerResponse] ?? ServerResponse;
    const res = new Response(req, {
      highWaterMark: socket.writableHighWaterMark,
      rejectNonStandardBodyWrites: server.rejectNonStandardBodyWrites,
    });
    res._keepAliveTimeout = server.keepAliveTimeout;
    res._maxRequestsPerSocket = server.maxRequestsPerSocket;
    res.shouldKeepAlive = keepAlive;
    res[kUniqueHeaders] = server[kUniqueHeaders];
    res[kConnection] = this;
    if (requestStart.hasSubscribers) requestStart.publish({ request: req, response: res, socket, server });
    if (socket._httpMessage) {
      // There are already pending outgoing res, append.
      res._onPendingData = (delta) => this.updateOutgoingData(delta);
      this.outgoing.push(res);
    } else {
      res.assignSocket(socket);
    }
    res.on('finish', onResponseFinish);
    this.#dispatch(req, res, flags);
    return 0;
  }

  #dispatch(req, res, flags) {
    const { server, socket } = this;
    if (req.httpVersionMajor === 1 && req.httpVersionMinor === 1) {
      if (server.requireHostHeader && (flags & Flags.HAS_HOST) === 0) {
        res.writeHead(400, ['Connection', 'close']);
        res.end();
        return;
      }
      const limit = server.maxRequestsPerSocket;
      if (typeof limit === 'number' && limit > 0) {
        this.requestsCount++;
        res.maxRequestsOnConnectionReached = limit <= this.requestsCount;
        if (limit < this.requestsCount) {
          server.emit('dropRequest', req, socket);
          res.writeHead(503);
          res.end();
          return;
        }
      }
      if ((flags & Flags.HAS_EXPECT) !== 0) {
        this.#expectation(req, res);
        return;
      }
    }
    if (
      server.optimizeEmptyRequests &&
      (req.method === 'HEAD' || (flags & (Flags.CONTENT_LENGTH | Flags.TRANSFER_ENCODING)) === 0)
    ) {
      req._dumpEmpty();
    }
    server.emit('request', req, res);
  }

  #expectation(req, res) {
    const { server } = this;
    if (continueExpression.test(req.headers.expect)) {
      res._expect_continue = true;
      if (server.listenerCount('checkContinue') > 0) {
        server.emit('checkContinue', req, res);
      } else {
        res.writeContinue();
        server.emit('request', req, res);
      }
    } else if (server.listenerCount('checkExpectation') > 0) {
      server.emit('checkExpectation', req, res);
    } else {
      res.writeHead(417);
      res.end();
    }
  }

  /** The current response is written: the next one may be. */
  responseFinished(req, res) {
    const { socket, server } = this;
    if (responseFinish.hasSubscribers) responseFinish.publish({ request: req, response: res, socket, server });
    const index = this.incoming.indexOf(req);
    if (index >= 0) this.incoming.splice(index, 1);
    // If the user never called req.read(), and didn't pipe() or .resume() or .on('data') then we call req._dump() so that the
    // bytes will be pulled off the wire.
    if (!req._isRead()) req._dump();
    res.detachSocket(socket);
    clearIncoming(req);
    process.nextTick(emitClose, res);
    if (res._last) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    } else if (this.outgoing.length === 0) {
      const timeout = server.keepAliveTimeout;
      if (timeout > 0 && Number.isFinite(timeout) && typeof socket.setTimeout === 'function') {
        // The client is told the time without the buffer, so that it gives up first.
        socket.setTimeout(timeout + (server.keepAliveTimeoutBuffer || 0));
        this.keepAliveTimeoutSet = true;
      }
    } else {
      this.outgoing.shift().assignSocket(socket);
    }
  }

  /** No request has been received completely in time. */
  checkTimeouts(headersTimeout, requestTimeout) {
    if (this.socket.parser === this.parser && this.parser.isLate(headersTimeout, requestTimeout)) {
      // The message has been unfinished for too long.
      onSocketError.call(this.socket, new ERR_HTTP_REQUEST_TIMEOUT());
    }
  }

  /** Whether it waits for the next request. */
  isIdle() {
    return this.incoming.length === 0 && !this.socket._httpMessage && this.parser.isIdle();
  }
}

function onResponseFinish() {
  this[kConnection].responseFinished(this.req, this);
}

function clearIncoming(req) {
  const parser = req.socket?.parser;
  if (parser && parser.incoming === req) {
    if (req._isOver()) parser.incoming = null;
    else req.on('end', () => clearIncoming(req));
  }
}

function onConsumedPause() {
  if (this._handle?.reading) this._handle.readStop();
}

function onConsumedResume() {
  if (this._paused) {
    this.pause();
    return;
  }
  if (this._handle && !this._handle.reading) this._handle.readStart();
}

function refuseEncoding() {
  throw new ERR_HTTP_SOCKET_ENCODING();
}

function onSocketTimeout() {
  const req = this.parser?.incoming;
  const byRequest = req && !req.complete && req.emit('timeout', this);
  const res = this._httpMessage;
  const byResponse = res && res.emit('timeout', this);
  const byServer = this.server.emit('timeout', this);
  if (!byRequest && !byResponse && !byServer) this.destroy();
}

function onSocketError(error) {
  // Ignore further errors.
  this.removeListener('error', onSocketError);
  if (this.listenerCount('error') === 0) this.on('error', noop);
  if (this.server.emit('clientError', error, this)) return;
  // Caution must be taken to avoid corrupting the remote peer. Reply an error segment if there is no in-flight `ServerResponse`,
  // or no data of the in-flight one has been written yet to this socket.
  if (this.writable && (!this._httpMessage || !this._httpMessage._headerSent)) {
    this.write(errorResponses[error.code] ?? badRequestResponse);
  }
  this.destroy(error);
}

module.exports = { Connection, kConnections, kServerResponse };
