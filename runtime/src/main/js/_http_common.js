'use strict';

// What the HTTP files share: tokens, parsers, and how parsed messages become IncomingMessages.

const { HTTPParser, Flags } = require('internal/http/parser');
const methods = require('internal/http/methods');
const { readStart, readStop } = require('internal/http/reading');

const kIncomingMessage = Symbol('IncomingMessage');
const kSkipPendingData = Symbol('SkipPendingData');

const tokenExpression = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const invalidValueExpression = /[^\t\x20-\x7e\x80-\xff]/;

/** Whether text is an HTTP token: a header name, a method. */
function checkIsHttpToken(text) {
  return tokenExpression.test(text);
}

/** Whether text has a character that no header value may have. */
function checkInvalidHeaderChar(text) {
  return invalidValueExpression.test(text);
}

let idleParsers = 1000;

/** Parsers that wait for their next use. */
const parsers = {
  name: 'parsers',
  list: [],
  get max() {
    return idleParsers;
  },
  set max(value) {
    idleParsers = value;
  },
  alloc() {
    return this.list.length > 0 ? this.list.pop() : new HTTPParser();
  },
  free(parser) {
    if (this.list.length >= idleParsers) return false;
    this.list.push(parser);
    return true;
  },
  hasItems() {
    return this.list.length > 0;
  },
};

function cleanParser(parser) {
  parser.handler = null;
  parser.socket = null;
  parser.incoming = null;
  parser.outgoing = null;
  parser.maxHeaderPairs = 2000;
  parser.onIncoming = null;
  parser.joinDuplicateHeaders = null;
  parser._consumed = false;
}

/** Takes a parser away from its connection. */
function freeParser(parser, request, socket) {
  if (parser) {
    if (parser._consumed) parser.socket?._handle?.unconsume?.();
    parser.free();
    if (socket) socket.parser = null;
    cleanParser(parser);
    parsers.free(parser);
  }
  if (request) request.parser = null;
  if (socket) socket.parser = null;
}

/** The events of a parser, for servers and clients alike. */
const messageEvents = {
  onHead(parser, flags, what, text, headers) {
    const { socket } = parser;
    const Message = socket?.server?.[kIncomingMessage] || require('_http_incoming').IncomingMessage;
    const incoming = (parser.incoming = new Message(socket));
    incoming.httpVersionMajor = (flags >> 16) & 15;
    incoming.httpVersionMinor = (flags >> 20) & 15;
    incoming.httpVersion = versionText(incoming.httpVersionMajor, incoming.httpVersionMinor);
    incoming.joinDuplicateHeaders = socket?.server?.joinDuplicateHeaders || parser.joinDuplicateHeaders;
    incoming.upgrade = (flags & Flags.IS_UPGRADE) !== 0;
    if (parser.type === HTTPParser.REQUEST) {
      incoming.url = text;
      incoming.method = methods[what];
    } else {
      incoming.statusCode = what;
      incoming.statusMessage = text;
    }
    incoming._setHeaderBlock(headers, parser.maxHeaderPairs <= 0 ? Infinity : parser.maxHeaderPairs >> 1);
    incoming._flags = flags;
    return parser.onIncoming(incoming, (flags & Flags.KEEP_ALIVE) !== 0, flags);
  },
  onBody(parser, chunk) {
    const stream = parser.incoming;
    if (stream === null) return;
    // Pretend this was the result of a stream._read call.
    if (!stream._dumped && !stream.push(chunk)) readStop(parser.socket);
  },
  onTrailers(parser, headers) {
    parser.incoming?._setTrailerBlock(headers, parser.maxHeaderPairs <= 0 ? Infinity : parser.maxHeaderPairs >> 1);
  },
  onComplete(parser) {
    const stream = parser.incoming;
    if (stream !== null) stream._finishParsing();
    // Reading goes on even if this message is not consumed: the next one may be on its way.
    readStart(parser.socket);
  },
};

function versionText(major, minor) {
  if (major === 1) {
    if (minor === 1) return '1.1';
    if (minor === 0) return '1.0';
  }
  return `${major}.${minor}`;
}

/** Completes a parse error for its receivers. */
function prepareError(error, parser, rawPacket) {
  error.rawPacket = rawPacket;
  if (error.reason === undefined) error.reason = error.message.replace(/^Parse Error: /, '');
}

let warnedLenient = false;

/** Whether --insecure-http-parser was given. */
function isLenient() {
  const lenient = process.execArgv.includes('--insecure-http-parser');
  if (lenient && !warnedLenient) {
    warnedLenient = true;
    process.emitWarning('Using insecure HTTP parsing');
  }
  return lenient;
}

module.exports = {
  _checkInvalidHeaderChar: checkInvalidHeaderChar,
  _checkIsHttpToken: checkIsHttpToken,
  chunkExpression: /(?:^|\W)chunked(?:$|\W)/i,
  continueExpression: /(?:^|\W)100-continue(?:$|\W)/i,
  CRLF: '\r\n',
  freeParser,
  methods,
  parsers,
  kIncomingMessage,
  HTTPParser,
  isLenient,
  prepareError,
  kSkipPendingData,
  messageEvents,
};
