'use strict';

// The line that is being edited on a terminal: text, cursor, history, and what is drawn.

const EventEmitter = require('events');
const { getStringWidth, stripVTControlCharacters } = require('internal/util/inspect');
const { clearScreenDown, cursorTo, moveCursor } = require('internal/readline/callbacks');

const UNDO_LIMIT = 2048;
const RING_LIMIT = 32;
const WORD_LEFT = /(?:[^\w\s]+|\w+)?\s*$/;
const WORD_RIGHT = /^(?:\s+|[^\w\s]+|\w+)\s*/;

const firstLength = (text) => (text.codePointAt(0) > 0xffff ? 2 : 1);
const lastLength = (text) => {
  const low = text.charCodeAt(text.length - 1);
  return text.length > 1 && low >= 0xdc00 && low < 0xe000 ? 2 : 1;
};

class LineEditor extends EventEmitter {
  line = '';
  cursor = 0;
  history = [];
  historyIndex = -1;
  prevRows = 0;
  #prefix = null;
  #undo = [];
  #redo = [];
  #killed = [];
  #yanking = false;

  // ---- drawing

  getPrompt() {
    return this.promptText;
  }

  setPrompt(prompt) {
    this.promptText = String(prompt);
  }

  get columns() {
    return this.output?.columns || Infinity;
  }

  writeOutput(text) {
    if (this.output !== null && this.output !== undefined && text !== '') this.output.write(text);
  }

  /** Rows and columns that a text takes on the screen. */
  getDisplayPos(text) {
    let offset = 0;
    let rows = 0;
    const { columns } = this;
    for (const ch of stripVTControlCharacters(text)) {
      if (ch === '\n') {
        rows += Math.ceil(offset / columns) || 1;
        offset = 0;
      } else if (ch === '\t') {
        offset += this.tabSize - (offset % this.tabSize);
      } else {
        const width = getStringWidth(ch, false);
        if (width === 2 && (offset + 1) % columns === 0) offset++;
        offset += width;
      }
    }
    return { cols: offset % columns, rows: rows + (offset - (offset % columns)) / columns };
  }

  /** Where the cursor is, counted from the start of the prompt. */
  getCursorPos() {
    return this.getDisplayPos(this.promptText + this.line.slice(0, this.cursor));
  }

  refreshLine() {
    const text = this.promptText + this.line;
    const end = this.getDisplayPos(text);
    const cursor = this.getCursorPos();
    if (this.prevRows > 0) moveCursor(this.output, 0, -this.prevRows);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this.writeOutput(text);
    // The terminal wraps only when something is written behind the last column.
    if (end.cols === 0) this.writeOutput(' ');
    cursorTo(this.output, cursor.cols);
    if (end.rows > cursor.rows) moveCursor(this.output, 0, cursor.rows - end.rows);
    this.prevRows = cursor.rows;
  }

  moveBy(offset) {
    if (offset === 0) return;
    const before = this.getCursorPos();
    this.cursor = Math.max(0, Math.min(this.line.length, this.cursor + offset));
    const after = this.getCursorPos();
    if (before.rows === after.rows) {
      moveCursor(this.output, after.cols - before.cols, 0);
      this.prevRows = after.rows;
    } else {
      this.refreshLine();
    }
  }

  // ---- changing the text

  #remember() {
    this.#redo = [];
    if (this.#undo.push({ text: this.line, cursor: this.cursor }) > UNDO_LIMIT) this.#undo.shift();
  }

  #restore(from, to) {
    if (from.length === 0) return;
    to.push({ text: this.line, cursor: this.cursor });
    const { text, cursor } = from.pop();
    this.line = text;
    this.cursor = cursor;
    this.refreshLine();
  }

  undo() {
    this.#restore(this.#undo, this.#redo);
  }

  redo() {
    this.#restore(this.#redo, this.#undo);
  }

  insertString(text) {
    this.#remember();
    const atEnd = this.cursor === this.line.length;
    const before = this.getCursorPos();
    this.line = this.line.slice(0, this.cursor) + text + this.line.slice(this.cursor);
    this.cursor += text.length;
    // A text that stays in its row needs no redrawing.
    if (atEnd && this.getCursorPos().rows === before.rows) this.writeOutput(text);
    else this.refreshLine();
  }

  #delete(from, to, kill) {
    if (from === to) return;
    this.#remember();
    if (kill && this.#killed.unshift(this.line.slice(from, to)) > RING_LIMIT) this.#killed.pop();
    this.line = this.line.slice(0, from) + this.line.slice(to);
    this.cursor = from;
    this.refreshLine();
  }

  deleteLeft() {
    if (this.cursor > 0) this.#delete(this.cursor - lastLength(this.line.slice(0, this.cursor)), this.cursor, false);
  }

  deleteRight() {
    if (this.cursor < this.line.length) {
      this.#delete(this.cursor, this.cursor + firstLength(this.line.slice(this.cursor)), false);
    }
  }

  #wordLeft() {
    return this.cursor - WORD_LEFT.exec(this.line.slice(0, this.cursor))[0].length;
  }

  #wordRight() {
    return this.cursor + (WORD_RIGHT.exec(this.line.slice(this.cursor))?.[0].length ?? 0);
  }

  deleteWordLeft() {
    this.#delete(this.#wordLeft(), this.cursor, true);
  }

  deleteWordRight() {
    this.#delete(this.cursor, this.#wordRight(), true);
  }

  deleteLineLeft() {
    this.#delete(0, this.cursor, true);
  }

  deleteLineRight() {
    this.#delete(this.cursor, this.line.length, true);
  }

  yank() {
    if (this.#killed.length === 0) return;
    this.#yanking = true;
    this.insertString(this.#killed[0]);
  }

  yankPop() {
    if (!this.#yanking || this.#killed.length < 2) return;
    const [last] = this.#killed;
    this.#killed.push(this.#killed.shift());
    this.line = this.line.slice(0, this.cursor - last.length) + this.line.slice(this.cursor);
    this.cursor -= last.length;
    this.insertString(this.#killed[0]);
  }

  // ---- history

  /** Puts the line in front of the history; returns it. */
  addHistory() {
    const { line } = this;
    if (line.length === 0 || this.historySize === 0 || line.trim().length === 0) return line;
    if (this.history[0] !== line) {
      if (this.removeHistoryDuplicates) {
        const at = this.history.indexOf(line);
        if (at !== -1) this.history.splice(at, 1);
      }
      this.history.unshift(line);
      if (this.history.length > this.historySize) this.history.pop();
    }
    this.historyIndex = -1;
    this.#prefix = null;
    const before = this.history[0];
    this.emit('history', this.history);
    // A listener may have taken it out.
    return this.history.length > 0 && this.history[0] !== before ? this.history[0] : line;
  }

  /** Shows the next older (1) or newer (-1) line that begins as the typed one did. */
  #browse(direction) {
    if (this.history.length === 0) return;
    this.#prefix ??= this.line.slice(0, this.cursor);
    let index = this.historyIndex + direction;
    const matches = (line) => line.startsWith(this.#prefix) && line !== this.line;
    while (index >= 0 && index < this.history.length && !matches(this.history[index])) index += direction;
    if (index >= this.history.length) return;
    if (index < 0) {
      if (this.historyIndex === -1) return;
      index = -1;
    }
    this.line = index === -1 ? this.#prefix : this.history[index];
    if (index === -1) this.#prefix = null;
    this.historyIndex = index;
    this.cursor = this.line.length;
    this.refreshLine();
  }

  historyPrev() {
    this.#browse(1);
  }

  historyNext() {
    this.#browse(-1);
  }

  // ---- keys

  /** What a key with Ctrl does, by its name. */
  static control = {
    h: (it) => it.deleteLeft(),
    d: (it) => (it.cursor === 0 && it.line.length === 0 ? it.close() : it.deleteRight()),
    u: (it) => it.deleteLineLeft(),
    k: (it) => it.deleteLineRight(),
    a: (it) => it.moveBy(-Infinity),
    e: (it) => it.moveBy(Infinity),
    b: (it) => it.moveBy(-lastLength(it.line.slice(0, it.cursor))),
    f: (it) => it.moveBy(firstLength(it.line.slice(it.cursor))),
    l: (it) => {
      cursorTo(it.output, 0, 0);
      clearScreenDown(it.output);
      it.prevRows = 0;
      it.refreshLine();
    },
    n: (it) => it.historyNext(),
    p: (it) => it.historyPrev(),
    y: (it) => it.yank(),
    w: (it) => it.deleteWordLeft(),
    backspace: (it) => it.deleteWordLeft(),
    delete: (it) => it.deleteWordRight(),
    left: (it) => it.wordLeft(),
    right: (it) => it.wordRight(),
  };

  static meta = {
    b: (it) => it.wordLeft(),
    f: (it) => it.wordRight(),
    d: (it) => it.deleteWordRight(),
    delete: (it) => it.deleteWordRight(),
    backspace: (it) => it.deleteWordLeft(),
    y: (it) => it.yankPop(),
  };

  static plain = {
    backspace: (it) => it.deleteLeft(),
    delete: (it) => it.deleteRight(),
    left: LineEditor.control.b,
    right: LineEditor.control.f,
    home: LineEditor.control.a,
    end: LineEditor.control.e,
    up: LineEditor.control.p,
    down: LineEditor.control.n,
  };

  wordLeft() {
    this.moveBy(this.#wordLeft() - this.cursor);
  }

  wordRight() {
    this.moveBy(this.#wordRight() - this.cursor);
  }

  /** @returns {boolean} whether the key changed the line or moved the cursor */
  editKey(key) {
    if (key.name !== 'y') this.#yanking = false;
    if (!['up', 'down', 'n', 'p'].includes(key.name)) this.#prefix = null;
    if (key.sequence === '\x1f') {
      this.undo();
      return true;
    }
    if (key.sequence === '\x1e') {
      this.redo();
      return true;
    }
    let action;
    if (key.ctrl && key.shift) {
      if (key.name === 'backspace') action = (it) => it.deleteLineLeft();
      else if (key.name === 'delete') action = (it) => it.deleteLineRight();
    } else {
      const table = key.ctrl ? LineEditor.control : key.meta ? LineEditor.meta : LineEditor.plain;
      action = Object.hasOwn(table, key.name) ? table[key.name] : undefined;
    }
    action?.(this);
    return action !== undefined || key.ctrl || key.meta;
  }
}

module.exports = { LineEditor };
