'use strict';

// readline with promises.

const { codes } = require('internal/errors');
const { validateBoolean, validateInteger } = require('internal/validators');
const { isWritable } = require('stream');
const { Interface: LineInterface, questionPromise } = require('internal/readline/interface');

class Interface extends LineInterface {
  /** @returns {Promise<string>} the answer */
  question(query, options) {
    return questionPromise(this, query, options);
  }
}

/** Actions on a terminal, collected until they are committed. */
class Readline {
  #stream;
  #autoCommit = false;
  #actions = [];

  constructor(stream, options) {
    if (!isWritable(stream)) throw new codes.ERR_INVALID_ARG_TYPE('stream', 'Writable', stream);
    this.#stream = stream;
    if (options?.autoCommit !== undefined) {
      validateBoolean(options.autoCommit, 'options.autoCommit');
      this.#autoCommit = options.autoCommit;
    }
  }

  #add(text) {
    if (this.#autoCommit) process.nextTick(() => this.#stream.write(text));
    else this.#actions.push(text);
    return this;
  }

  cursorTo(x, y) {
    validateInteger(x, 'x');
    if (y !== undefined && y !== null) validateInteger(y, 'y');
    return this.#add(y === undefined || y === null ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`);
  }

  moveCursor(dx, dy) {
    if (dx || dy) {
      validateInteger(dx, 'dx');
      validateInteger(dy, 'dy');
      const step = (count, back, forth) => (count === 0 ? '' : `\x1b[${Math.abs(count)}${count < 0 ? back : forth}`);
      this.#add(step(dx, 'D', 'C') + step(dy, 'A', 'B'));
    }
    return this;
  }

  clearLine(direction) {
    validateInteger(direction, 'dir', -1, 1);
    return this.#add(`\x1b[${direction < 0 ? 1 : direction > 0 ? 0 : 2}K`);
  }

  clearScreenDown() {
    return this.#add('\x1b[0J');
  }

  /** @returns {Promise<void>} of the moment when all actions are written */
  commit() {
    return new Promise((resolve) => {
      this.#stream.write(this.#actions.join(''), resolve);
      this.#actions = [];
    });
  }

  rollback() {
    this.#actions = [];
    return this;
  }
}

/** @returns {Interface} */
function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = { Interface, Readline, createInterface };
