'use strict';

// Lines from readables and terminals, and the cursor of a terminal.

const { promisify } = require('util');
const callbacks = require('internal/readline/callbacks');
const { emitKeypressEvents } = require('internal/readline/keys');
const { Interface: LineInterface, questionPromise } = require('internal/readline/interface');

/** An interface that gives 'line' events; callable without new, as programs do. */
function Interface(input, output, completer, terminal) {
  return Reflect.construct(LineInterface, [input, output, completer, terminal], new.target ?? Interface);
}
Object.setPrototypeOf(Interface, LineInterface);
Object.setPrototypeOf(Interface.prototype, LineInterface.prototype);

Interface.prototype.question = function question(query, options, callback) {
  return LineInterface.prototype.question.call(this, query, options, callback);
};
Interface.prototype.question[promisify.custom] = function question(query, options) {
  return questionPromise(this, query, options);
};

/** @returns {Interface} */
function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = {
  Interface,
  clearLine: callbacks.clearLine,
  clearScreenDown: callbacks.clearScreenDown,
  createInterface,
  cursorTo: callbacks.cursorTo,
  emitKeypressEvents,
  moveCursor: callbacks.moveCursor,
};
Object.defineProperty(module.exports, 'promises', {
  get: () => require('readline/promises'),
  enumerable: true,
  configurable: true,
});
