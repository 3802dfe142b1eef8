'use strict';

// Keys from the bytes that a terminal sends, for 'keypress' events.

const { StringDecoder } = require('string_decoder');
const timers = require('timers');

const ESC = '\x1b';
const ESCAPE_CODE_TIMEOUT = 500;

// Sequences of xterm, gnome, rxvt, putty, cygwin and libuv, without the escape.
const names = new Map();
function name(key, ...sequences) {
  for (const sequence of sequences) names.set(sequence, key);
}
name('f1', 'OP', '[P', '[11~', '[[A');
name('f2', 'OQ', '[Q', '[12~', '[[B');
name('f3', 'OR', '[R', '[13~', '[[C');
name('f4', 'OS', '[S', '[14~', '[[D');
name('f5', '[[E', '[15~');
[6, 7, 8, 9, 10].forEach((f, i) => name(`f${f}`, `[${17 + i}~`));
name('f11', '[23~');
name('f12', '[24~');
name('paste-start', '[200~');
name('paste-end', '[201~');
['up', 'down', 'right', 'left', 'clear'].forEach((key, i) => {
  const letter = String.fromCharCode(65 + i);
  name(key, `[${letter}`, `O${letter}`, `[${letter.toLowerCase()}`, `O${letter.toLowerCase()}`);
});
name('end', '[F', 'OF', '[4~', '[8~', '[8$', '[8^');
name('home', '[H', 'OH', '[1~', '[7~', '[7$', '[7^');
name('insert', '[2~', '[2$', '[2^');
name('delete', '[3~', '[3$', '[3^');
name('pageup', '[5~', '[[5~', '[5$', '[5^');
name('pagedown', '[6~', '[[6~', '[6$', '[6^');
name('tab', '[Z');

const plainNames = new Map([
  ['\r', 'return'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\b', 'backspace'],
  ['\x7f', 'backspace'],
  [ESC, 'escape'],
  [' ', 'space'],
]);

const isDigit = (ch) => ch >= '0' && ch <= '9' && ch.length === 1;
const SHIFT = 1;
const META = 2 | 8;
const CTRL = 4;

/** Reads one key from the characters it is resumed with; an empty one says that no more comes. */
function* readKey(first) {
  const key = { sequence: '', name: undefined, ctrl: false, meta: false, shift: false };
  let text = first;
  let ch = first;
  const more = function* () {
    ch = yield;
    text += ch;
  };
  let escaped = false;
  if (ch === ESC) {
    escaped = true;
    yield* more();
    if (ch === ESC) yield* more();
  }
  if (escaped && (ch === 'O' || ch === '[')) {
    let code = ch;
    let modifier = 0;
    yield* more();
    if (code === 'O') {
      if (isDigit(ch)) {
        modifier = Number(ch) - 1;
        yield* more();
      }
      code += ch;
    } else {
      if (ch === '[') {
        code += ch;
        yield* more();
      }
      const start = text.length - 1;
      for (let digits = 0; isDigit(ch) && digits < 3; digits++) yield* more();
      if (ch === ';') {
        yield* more();
        if (isDigit(ch)) yield* more();
      }
      const command = text.slice(start);
      let match = /^(\d\d?)(?:;(\d))?([~^$])$/.exec(command);
      if (match !== null) {
        code += match[1] + match[3];
        modifier = Number(match[2] ?? 1) - 1;
      } else if ((match = /^(?:(?:\d;)?(\d))?([A-Za-z])$/.exec(command)) !== null) {
        code += match[2];
        modifier = Number(match[1] ?? 1) - 1;
      } else {
        code += command;
      }
    }
    key.code = code;
    key.name = names.get(code) ?? 'undefined';
    key.ctrl = (modifier & CTRL) !== 0 || /^O[a-e]$|\^$/.test(code);
    key.meta = (modifier & META) !== 0;
    key.shift = (modifier & SHIFT) !== 0 || /^\[[a-eZ]$|\$$/.test(code);
  } else if (plainNames.has(ch)) {
    key.name = plainNames.get(ch);
    key.meta = escaped;
  } else if (!escaped && ch <= '\x1a') {
    key.name = String.fromCharCode(ch.charCodeAt(0) + 96);
    key.ctrl = true;
  } else if (/^[0-9A-Za-z]$/.test(ch)) {
    key.name = ch.toLowerCase();
    key.shift = /^[A-Z]$/.test(ch);
    key.meta = escaped;
  } else if (escaped) {
    key.name = ch === '' ? 'escape' : undefined;
    key.meta = true;
  }
  key.sequence = text;
  return { key, escaped };
}

/** Characters in, 'keypress' events of the stream out. */
class KeyDecoder {
  #stream;
  #reading = null;

  constructor(stream) {
    this.#stream = stream;
  }

  /** @param {string} ch one character, or '' when a sequence has ended for lack of more */
  feed(ch) {
    let step;
    if (this.#reading === null) {
      if (ch === '') return;
      this.#reading = readKey(ch);
      step = this.#reading.next();
    } else {
      step = this.#reading.next(ch);
    }
    if (!step.done) return;
    this.#reading = null;
    const { key, escaped } = step.value;
    const { sequence } = key;
    if (key.name !== undefined || escaped) this.#stream.emit('keypress', escaped ? undefined : sequence, key);
    else if ([...sequence].length === 1) this.#stream.emit('keypress', sequence, key);
  }
}

const decoders = new WeakMap();

/**
 * Makes a stream emit 'keypress' events while there are listeners for them.
 *
 * @param {object} stream a readable
 * @param {{escapeCodeTimeout?: number, isCompletionEnabled?: boolean, sawKeyPress?: boolean}} [iface] an Interface
 */
function emitKeypressEvents(stream, iface = {}) {
  if (decoders.has(stream)) return;
  const text = new StringDecoder('utf8');
  const keys = new KeyDecoder(stream);
  decoders.set(stream, keys);
  let timeout;
  const flush = () => keys.feed('');

  function onData(data) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    const characters = [...text.write(data)];
    if (characters.length === 0) return;
    timers.clearTimeout(timeout);
    iface.keysPending?.(characters.length);
    for (const [i, ch] of characters.entries()) {
      iface.keyNumber?.(i, characters.length);
      keys.feed(ch);
    }
    if (characters.at(-1) === ESC) timeout = timers.setTimeout(flush, iface.escapeCodeTimeout ?? ESCAPE_CODE_TIMEOUT);
  }

  function onNewListener(event) {
    if (event !== 'keypress') return;
    stream.on('data', onData);
    stream.removeListener('newListener', onNewListener);
  }

  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}

module.exports = { ESCAPE_CODE_TIMEOUT, emitKeypressEvents };
