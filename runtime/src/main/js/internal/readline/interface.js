'use strict';

// Lines from a readable, and on a terminal their editing.

const { StringDecoder } = require('string_decoder');
const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal, validateArray, validateNumber, validateUint32 } = require('internal/validators');
const { ESCAPE_CODE_TIMEOUT, emitKeypressEvents } = require('internal/readline/keys');
const { LineEditor } = require('internal/readline/editor');
const { getStringWidth } = require('internal/util/inspect');
const { clearScreenDown, moveCursor } = require('internal/readline/callbacks');

const { ERR_INVALID_ARG_VALUE, ERR_USE_AFTER_CLOSE } = codes;

const HISTORY_SIZE = 30;
const MINIMAL_CRLF_DELAY = 100;
const LINE_END = /\r?\n|\r(?!\n)|\u2028|\u2029/g;

/** Options in their one form: (options) or (input, output, completer, terminal). */
function readOptions(input, output, completer, terminal) {
  if (input?.input === undefined) return { input, output, completer, terminal };
  const options = { ...input };
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  const { escapeCodeTimeout } = options;
  if (escapeCodeTimeout !== undefined && !Number.isFinite(escapeCodeTimeout)) {
    // Node's message shows the value that stays.
    throw new ERR_INVALID_ARG_VALUE('input.escapeCodeTimeout', ESCAPE_CODE_TIMEOUT);
  }
  return options;
}

class Interface extends LineEditor {
  #decoder = new StringDecoder('utf8');
  #rest = '';
  #returnAt = 0;
  #listeners = [];
  #question = null;
  #oldPrompt;
  #iterator;
  #keysLeft = 0;

  constructor(input, output, completer, terminal) {
    super();
    const options = readOptions(input, output, completer, terminal);
    const {
      history = [],
      historySize = HISTORY_SIZE,
      crlfDelay,
      prompt = '> ',
      tabSize = 8,
      removeHistoryDuplicates = false,
      escapeCodeTimeout = ESCAPE_CODE_TIMEOUT,
      signal,
    } = options;
    if (options.completer !== undefined && options.completer !== null && typeof options.completer !== 'function') {
      throw new ERR_INVALID_ARG_VALUE('completer', options.completer);
    }
    validateArray(history, 'history');
    validateNumber(historySize, 'historySize', 0);
    validateUint32(tabSize, 'tabSize', true);
    this.input = options.input;
    this.output = options.output;
    this.completer = options.completer ?? undefined;
    this.terminal = !!(options.terminal ?? options.output?.isTTY);
    this.crlfDelay = crlfDelay ? Math.max(MINIMAL_CRLF_DELAY, crlfDelay) : MINIMAL_CRLF_DELAY;
    this.escapeCodeTimeout = escapeCodeTimeout;
    this.tabSize = tabSize;
    this.historySize = historySize;
    this.removeHistoryDuplicates = !!removeHistoryDuplicates;
    this.closed = false;
    this.paused = false;
    this.setPrompt(prompt);
    if (this.terminal) this.history = history.slice();
    this.#listen('error', (error) => this.emit('error', error));
    if (this.terminal) this.#startTerminal();
    else this.#startLines();
    if (signal !== undefined) this.#closeOnAbort(signal);
    this.input.resume();
  }

  #listen(event, listener, target = this.input) {
    target.on(event, listener);
    this.#listeners.push(() => target.removeListener(event, listener));
  }

  #startLines() {
    this.#listen('data', (data) => this.#feed(data));
    this.#listen('end', () => {
      if (this.#rest !== '') this.#emitLine(this.#rest);
      this.close();
    });
  }

  #startTerminal() {
    emitKeypressEvents(this.input, this);
    this.#listen('keypress', (text, key) => {
      this.#key(text, key ?? {});
      // A character of two halves may have been cut by the cursor.
      const code = this.line.charCodeAt(this.cursor);
      if (key?.sequence && code >= 0xdc00 && code < 0xe000) this.refreshLine();
    });
    this.#listen('end', () => {
      if (this.line.length > 0) this.emit('line', this.line);
      this.close();
    });
    this.#setRawMode(true);
    if (this.output !== null && this.output !== undefined)
      this.#listen('resize', () => this.refreshLine(), this.output);
  }

  #closeOnAbort(signal) {
    const abort = () => this.close();
    if (signal.aborted) {
      process.nextTick(abort);
      return;
    }
    const { addAbortListener } = require('internal/events/abort_listener');
    const listener = addAbortListener(signal, abort);
    this.once('close', () => listener[Symbol.dispose]());
  }

  #setRawMode(on) {
    if (typeof this.input.setRawMode === 'function') this.input.setRawMode(on);
  }

  // ---- life

  /** Writes the prompt. */
  prompt(preserveCursor) {
    if (this.paused) this.resume();
    if (this.terminal && process.env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0;
      this.refreshLine();
    } else {
      this.writeOutput(this.promptText);
    }
  }

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this.#setRawMode(false);
    this.closed = true;
    for (const remove of this.#listeners.splice(0)) remove();
    this.emit('close');
  }

  [Symbol.dispose]() {
    this.close();
  }

  pause() {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }

  resume() {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }

  /** As if the user had typed: text, or a key. */
  write(data, key) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) this.resume();
    if (this.terminal) this.#key(data, key ?? {});
    else this.#feed(data);
  }

  /** Asks; the next line is the answer and no 'line' event. */
  question(query, options, callback) {
    callback = typeof options === 'function' ? options : callback;
    options = typeof options === 'object' && options !== null ? options : {};
    if (options.signal !== undefined) {
      validateAbortSignal(options.signal, 'options.signal');
      if (options.signal.aborted) return;
      const { addAbortListener } = require('internal/events/abort_listener');
      const listener = addAbortListener(options.signal, () => this.cancelQuestion());
      const answered = callback;
      callback =
        typeof answered === 'function'
          ? (answer) => {
              listener[Symbol.dispose]();
              return answered(answer);
            }
          : undefined;
    }
    if (typeof callback === 'function') this.ask(query, callback);
  }

  ask(query, callback) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this.#question !== null) {
      this.prompt();
      return;
    }
    this.#oldPrompt = this.promptText;
    this.setPrompt(query);
    this.#question = callback;
    this.prompt();
  }

  cancelQuestion() {
    if (this.#question === null) return;
    this.#question = null;
    this.setPrompt(this.#oldPrompt);
    this.clearLine();
  }

  // ---- lines

  #emitLine(line) {
    const question = this.#question;
    if (question === null) {
      this.emit('line', line);
      return;
    }
    this.#question = null;
    this.setPrompt(this.#oldPrompt);
    question(line);
  }

  #feed(data) {
    if (data === undefined) return;
    let text = this.#decoder.write(data);
    if (this.#returnAt > 0 && Date.now() - this.#returnAt <= this.crlfDelay && text.startsWith('\n'))
      text = text.slice(1);
    this.#returnAt = text.endsWith('\r') ? Date.now() : 0;
    let from = 0;
    LINE_END.lastIndex = 0;
    const lines = [];
    for (let match = LINE_END.exec(text); match !== null; match = LINE_END.exec(text)) {
      lines.push(this.#rest + text.slice(from, match.index));
      this.#rest = '';
      from = LINE_END.lastIndex;
    }
    this.#rest += text.slice(from);
    for (const line of lines) this.#emitLine(line);
  }

  clearLine() {
    this.moveBy(Infinity);
    this.writeOutput('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  }

  #finishLine() {
    const line = this.addHistory();
    this.clearLine();
    this.#emitLine(line);
  }

  keysPending(count) {
    this.#keysLeft = count;
  }

  keyNumber(index, count) {
    this.#keysLeft = count - index - 1;
  }

  #key(text, key) {
    if (key.ctrl && !key.shift && key.name === 'c') {
      if (this.listenerCount('SIGINT') > 0) this.emit('SIGINT');
      else this.close();
      return;
    }
    if (key.ctrl && key.name === 'z' && process.platform !== 'win32') {
      this.#suspend();
      return;
    }
    if (!key.ctrl && !key.meta) {
      if (key.name !== 'enter') this.#returnAt = 0;
      switch (key.name) {
        case 'return':
          this.#returnAt = Date.now();
          this.#finishLine();
          return;
        case 'enter':
          if (this.#returnAt === 0 || Date.now() - this.#returnAt > this.crlfDelay) this.#finishLine();
          this.#returnAt = 0;
          return;
        case 'tab':
          // Pasted text is no request to complete.
          if (typeof this.completer === 'function' && this.#keysLeft === 0) {
            this.#complete();
            return;
          }
          break;
        default:
      }
    }
    if (this.editKey(key)) return;
    if (typeof text === 'string' && text !== '') this.#insert(text);
    else if (text instanceof Uint8Array) this.#insert(this.#decoder.write(text));
  }

  /** Text with line ends in it is several lines. */
  #insert(text) {
    let from = 0;
    for (const match of text.matchAll(LINE_END)) {
      if (match.index > from) this.insertString(text.slice(from, match.index));
      this.#finishLine();
      from = match.index + match[0].length;
    }
    if (from < text.length) this.insertString(text.slice(from));
  }

  #suspend() {
    if (this.listenerCount('SIGTSTP') > 0) {
      this.emit('SIGTSTP');
      return;
    }
    process.once('SIGCONT', () => {
      if (!this.paused) {
        this.pause();
        this.emit('SIGCONT');
      }
      this.#setRawMode(true);
      this.refreshLine();
    });
    this.#setRawMode(false);
    process.kill(process.pid, 'SIGTSTP');
  }

  // ---- completion

  #complete() {
    const typed = this.line.slice(0, this.cursor);
    this.pause();
    const done = (error, value) => {
      if (this.closed) return;
      this.resume();
      if (error) this.writeOutput(`Tab completion error: ${require('util').inspect(error)}`);
      else this.#showCompletions(typed, value);
    };
    if (this.completer.length === 2) {
      this.completer(typed, done);
    } else {
      Promise.resolve()
        .then(() => this.completer(typed))
        .then((value) => done(null, value), done);
    }
  }

  #showCompletions(typed, [candidates, completed]) {
    if (!candidates || candidates.length === 0) return;
    const filled = candidates.filter((candidate) => candidate !== '');
    const prefix = commonPrefix(filled);
    if (prefix.startsWith(completed) && prefix.length > completed.length) {
      this.insertString(prefix.slice(completed.length));
      return;
    }
    if (candidates.length === 1) return;
    this.clearCompletionRow();
    this.writeOutput(`\r\n${columnsOf(candidates, this.columns)}\r\n`);
    this.refreshLine();
  }

  clearCompletionRow() {
    const { rows } = this.getDisplayPos(this.promptText + this.line);
    moveCursor(this.output, 0, rows - this.getCursorPos().rows);
    clearScreenDown(this.output);
    this.prevRows = 0;
  }

  /** The lines, one after the other. */
  [Symbol.asyncIterator]() {
    if (this.#iterator === undefined) {
      const { kFirstEventParam, on } = require('internal/events/async');
      this.#iterator = on(this, 'line', { close: ['close'], highWaterMark: 1024, [kFirstEventParam]: true });
    }
    return this.#iterator;
  }
}

function commonPrefix(texts) {
  if (texts.length === 0) return '';
  const sorted = texts.slice().sort();
  const first = sorted[0];
  const last = sorted.at(-1);
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return first.slice(0, length);
}

/** Candidates side by side; an empty one begins a new group. */
function columnsOf(candidates, width) {
  const cell = Math.max(...candidates.map((candidate) => getStringWidth(candidate))) + 2;
  const perRow = Math.max(1, Math.floor(Math.min(width, 1e4) / cell));
  let text = '';
  let column = 0;
  for (const candidate of candidates) {
    if (candidate === '') {
      text += column > 0 ? '\r\n\r\n' : '\r\n';
      column = 0;
      continue;
    }
    if (column === perRow) {
      text += '\r\n';
      column = 0;
    }
    text += candidate + ' '.repeat(cell - getStringWidth(candidate));
    column++;
  }
  return text;
}

/** question(), as a promise. */
function questionPromise(iface, query, options = {}) {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    let done = resolve;
    if (signal !== undefined) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) {
        reject(new AbortError(undefined, { cause: signal.reason }));
        return;
      }
      const { addAbortListener } = require('internal/events/abort_listener');
      const listener = addAbortListener(signal, () => {
        iface.cancelQuestion();
        reject(new AbortError(undefined, { cause: signal.reason }));
      });
      done = (answer) => {
        listener[Symbol.dispose]();
        resolve(answer);
      };
    }
    iface.ask(query, done);
  });
}

module.exports = { Interface, questionPromise };
