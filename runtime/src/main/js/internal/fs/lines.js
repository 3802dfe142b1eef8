'use strict';

// The lines of a stream: what FileHandle's readLines() gives. It has the part of readline.Interface that reads: the events 'line'
// and 'close', close(), and the async iterator.

const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');

const LINE_END = /\r\n|\n|\r|\u2028|\u2029/;

class LineReader extends EventEmitter {
  #input;
  #decoder = new StringDecoder('utf8');
  #rest = '';
  #started = false;
  closed = false;

  /** @param {import('stream').Readable} input */
  constructor(input) {
    super();
    this.#input = input;
    // Reading begins when somebody listens, or iterates.
    this.on('newListener', (event) => {
      if (event === 'line' && !this.#started) process.nextTick(() => this.#flow());
    });
  }

  get input() {
    return this.#input;
  }

  #flow() {
    if (this.#started) return;
    this.#started = true;
    this.#input.on('data', (chunk) => {
      for (const line of this.#split(chunk)) if (!this.closed) this.emit('line', line);
    });
    this.#input.on('end', () => {
      if (this.#rest !== '' && !this.closed) this.emit('line', this.#takeRest());
      this.close();
    });
    this.#input.on('error', (error) => this.emit('error', error));
  }

  /** The whole lines there are now; a CR at the end waits for its LF. */
  #split(chunk) {
    const text = this.#rest + (typeof chunk === 'string' ? chunk : this.#decoder.write(chunk));
    const held = text.endsWith('\r') ? text.length - 1 : text.length;
    const lines = text.slice(0, held).split(LINE_END);
    this.#rest = lines.pop() + text.slice(held);
    return lines;
  }

  #takeRest() {
    const last = (this.#rest + this.#decoder.end()).replace(/\r$/, '');
    this.#rest = '';
    return last;
  }

  pause() {
    this.#input.pause();
    return this;
  }

  resume() {
    this.#input.resume();
    return this;
  }

  /** Stops reading; the stream is closed, too. */
  close() {
    if (this.closed) return;
    this.closed = true;
    this.#input.destroy();
    this.emit('close');
  }

  [Symbol.dispose]() {
    this.close();
  }

  async *[Symbol.asyncIterator]() {
    this.#started = true;
    try {
      for await (const chunk of this.#input) yield* this.#split(chunk);
      if (this.#rest !== '') yield this.#takeRest();
    } finally {
      this.close();
    }
  }
}

module.exports = { LineReader };
