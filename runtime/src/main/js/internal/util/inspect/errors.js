// Errors: their stacks, without what is said elsewhere.
'use strict';

const { isNativeError } = require('internal/util/types');
const { getPrefix } = require('internal/util/inspect/names');
const recursion = require('internal/util/inspect/recursion');

const firstFrame = '\n    at';
const libraryFrame = /^ {4}at (?:[^/\\(]+ \(|)node:(.+):\d+:\d+(?:\)|$)/;
const isErrorLike = (value) => isNativeError(value) || value instanceof Error;

/** The stack, or what takes its place. */
function getStack(ctx, error) {
  let stack;
  try {
    ({ stack } = error);
  } catch {
    return Error.prototype.toString.call(error); // A getter of the program's.
  }
  if (!stack) return Error.prototype.toString.call(error);
  if (typeof stack === 'string') return stack;
  ctx.seen.push(error);
  ctx.indentationLvl += 4;
  const text = recursion.formatValue(ctx, stack);
  ctx.indentationLvl -= 4;
  ctx.seen.pop();
  return `${Error.prototype.toString.call(error)}\n    ${text}`;
}

/** Leaves out the keys that the stack shows. */
function removeShownKeys(ctx, keys, error, stack) {
  if (ctx.showHidden || keys.length === 0) return;
  for (const key of ['name', 'message', 'stack']) {
    const at = keys.indexOf(key);
    if (at !== -1 && (typeof error[key] !== 'string' || stack.includes(error[key]))) keys.splice(at, 1);
  }
}

/** Writes the class into the first line of the stack where it says less. */
function improveStack(stack, constructor, name, tag) {
  let length = name.length;
  if (typeof name !== 'string') {
    return stack.replace(`${name}`, `${name} [${getPrefix(constructor, tag, 'Error').slice(0, -1)}]`);
  }
  const standard =
    name.endsWith('Error') &&
    stack.startsWith(name) &&
    (stack.length === length || stack[length] === ':' || stack[length] === '\n');
  if (constructor !== null && !standard) return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = start?.[1] ?? '';
    length = fallback.length;
    fallback ||= 'Error';
  }
  const prefix = getPrefix(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (!prefix.includes(name)) return `${prefix} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
}

/** The first run of more than three lines that both stacks have: {length, offset in frames}. */
function findOverlap(frames, other) {
  for (let i = 0; i < frames.length - 3; i++) {
    const at = other.indexOf(frames[i]);
    if (at === -1) continue;
    const limit = Math.min(frames.length - i, other.length - at);
    if (limit <= 3) continue;
    let length = 1;
    while (length < limit && frames[i + length] === other[at + length]) length++;
    if (length > 3) return { length, offset: i };
  }
  return undefined;
}

/** Blocks of lines that follow themselves: [{start of the repetition, lines in a block, repetitions}]. */
function findRepetitions(frames) {
  const found = [];
  const lastAt = new Map();
  for (let i = 0; i < frames.length; i++) {
    const previous = lastAt.get(frames[i]);
    lastAt.set(frames[i], i);
    if (previous === undefined) continue;
    const size = i - previous;
    let repetitions = 0;
    let at = i;
    while (at + size <= frames.length && sameLines(frames, previous, at, size)) {
      repetitions++;
      at += size;
    }
    if (repetitions === 0 || repetitions * size < 4) continue;
    found.push({ start: i, size, repetitions });
    i = at - 1;
    lastAt.clear();
  }
  return found;
}

function sameLines(frames, a, b, count) {
  for (let i = 0; i < count; i++) if (frames[a + i] !== frames[b + i]) return false;
  return true;
}

/** The lines of a stack, shortened where the cause's stack or the stack itself repeats them. */
function getFrames(ctx, error, stack) {
  const frames = stack.split('\n');
  const cause = readCause(error);
  if (cause !== undefined) {
    const causeStack = getStack(ctx, cause);
    const start = causeStack.indexOf(firstFrame);
    const overlap = start === -1 ? undefined : findOverlap(frames, causeStack.slice(start + 1).split('\n'));
    if (overlap !== undefined) {
      const skipped = overlap.length - 2;
      const note = `    ... ${skipped} lines matching cause stack trace ...`;
      frames.splice(overlap.offset + 1, skipped, ctx.stylize(note, 'undefined'));
    }
  }
  if (frames.length > 10) {
    for (const { start, size, repetitions } of findRepetitions(frames).reverse()) {
      const lines = size * repetitions;
      const which = repetitions > 1 ? `${size} lines ${repetitions} times...` : 'lines ...';
      const note = `    ... collapsed ${lines} duplicate lines matching above ${which}`;
      frames.splice(start, lines, ctx.stylize(note, 'undefined'));
    }
  }
  return frames;
}

function readCause(error) {
  let cause;
  try {
    ({ cause } = error);
  } catch {
    return undefined; // A getter that throws is the program's own business.
  }
  return cause !== null && typeof cause === 'object' && isErrorLike(cause) ? cause : undefined;
}

let libraryIds;
const isLibrary = (id) => (libraryIds ??= new Set(internalBinding('builtins').ids)).has(id);

/** Underlines the names of packages in a path. */
function markPackages(ctx, line) {
  let text = '';
  let last = 0;
  let from = 0;
  for (;;) {
    const start = line.indexOf('node_modules', from);
    if (start === -1) break;
    const before = line[start - 1];
    const after = line[start + 12];
    if ((after !== '/' && after !== '\\') || (before !== '/' && before !== '\\')) {
      from = start + 1;
      continue;
    }
    const nameStart = start + 13;
    text += line.slice(last, nameStart);
    let end = line.indexOf(after, nameStart);
    if (line[nameStart] === '@') end = line.indexOf(after, end + 1); // A scope and a name.
    text += ctx.stylize(line.slice(nameStart, end), 'module');
    last = end;
    from = end;
  }
  return last === 0 ? line : text + line.slice(last);
}

/** Greys the working directory out, and the brackets around the place. */
function markDirectory(ctx, line, directory) {
  const at = line.indexOf(directory);
  if (at === -1) return line;
  const bracketed = line[at - 1] === '(';
  const start = bracketed ? at - 1 : at;
  const end = at + directory.length + 1;
  const marked = line.slice(0, start) + ctx.stylize(line.slice(start, end), 'undefined');
  if (!bracketed) return marked + line.slice(end);
  return marked + line.slice(end, -1) + ctx.stylize(')', 'undefined');
}

function workingDirectory() {
  try {
    return process.cwd();
  } catch {
    return undefined; // It may be gone.
  }
}

function colorFrames(ctx, frames) {
  const directory = workingDirectory();
  let url;
  return frames.map((frame) => {
    const library = libraryFrame.exec(frame);
    if (library !== null && isLibrary(library[1])) return ctx.stylize(frame, 'undefined');
    const line = markPackages(ctx, frame);
    if (directory === undefined) return line;
    const marked = markDirectory(ctx, line, directory);
    if (marked !== line) return marked;
    url ??= require('internal/url').pathToFileURL(directory).href;
    return markDirectory(ctx, line, url);
  });
}

/** The text of an error, but for its further properties: `keys` is made to hold those. */
function describeError(ctx, error, constructor, tag, keys) {
  let stack;
  try {
    stack = getStack(ctx, error);
  } catch {
    return Object.prototype.toString.call(error);
  }
  const { message } = error;
  removeShownKeys(ctx, keys, error, stack);
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  try {
    if (Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors');
  } catch {
    // A getter that throws is shown like any other property, if at all.
  }
  stack = improveStack(stack, constructor, error.name ?? 'Error', tag);

  // The message may look like frames.
  let at = message ? stack.indexOf(message) : -1;
  if (at !== -1) at += message.length;
  const start = stack.indexOf(firstFrame, at);
  if (start === -1) {
    stack = `[${stack}]`;
  } else {
    let frames = getFrames(ctx, error, stack.slice(start + 1));
    if (ctx.colors) frames = colorFrames(ctx, frames);
    stack = `${stack.slice(0, start)}\n${frames.join('\n')}`;
  }
  return ctx.indentationLvl === 0 ? stack : stack.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
}

module.exports = { describeError, isErrorLike };
