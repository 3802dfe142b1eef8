'use strict';

// https://nodejs.org/api/http.html

const agents = require('_http_agent');
const { ClientRequest } = require('_http_client');
const { methods, parsers } = require('_http_common');
const { IncomingMessage } = require('_http_incoming');
const { OutgoingMessage, validateHeaderName, validateHeaderValue } = require('_http_outgoing');
const { Server, ServerResponse, STATUS_CODES, _connectionListener } = require('_http_server');
const { validateInteger } = require('internal/validators');

const DEFAULT_MAX_HEADER_SIZE = 16 * 1024;

let maxHeaderSize;

/** https://nodejs.org/api/http.html#httpcreateserveroptions-requestlistener */
function createServer(options, requestListener) {
  return new Server(options, requestListener);
}

/** https://nodejs.org/api/http.html#httprequesturl-options-callback */
function request(url, options, callback) {
  return new ClientRequest(url, options, callback);
}

/** https://nodejs.org/api/http.html#httpgeturl-options-callback */
function get(url, options, callback) {
  const req = request(url, options, callback);
  req.end();
  return req;
}

/** https://nodejs.org/api/http.html#httpsetmaxidlehttpparsersmax */
function setMaxIdleHTTPParsers(max) {
  validateInteger(max, 'max', 1);
  parsers.max = max;
}

module.exports = {
  _connectionListener,
  METHODS: methods.toSorted(),
  STATUS_CODES,
  Agent: agents.Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer,
  validateHeaderName,
  validateHeaderValue,
  get,
  request,
  setMaxIdleHTTPParsers,
};

Object.defineProperty(module.exports, 'maxHeaderSize', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    if (maxHeaderSize === undefined) {
      const option = process.execArgv.find((argument) => argument.startsWith('--max-http-header-size='));
      maxHeaderSize = option === undefined ? DEFAULT_MAX_HEADER_SIZE : Number(option.slice(option.indexOf('=') + 1));
    }
    return maxHeaderSize;
  },
});

Object.defineProperty(module.exports, 'globalAgent', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => agents.globalAgent,
  set(value) {
    agents.globalAgent = value;
  },
});
