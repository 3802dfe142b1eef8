'use strict';

// What the places that call a program's functions look at, to tell a recorder of it; see internal/loop/recorder. While nobody
// watches the loop, `recorder` is undefined, and a callback costs one look at that.

const probe = {
  /** @type {object|undefined} internal/loop/recorder, while it records the callbacks that run */
  recorder: undefined,
  /** @type {object|undefined} the same, while it records any: it is told of entries, and of what is made */
  watch: undefined,
  /** The number of the callback that runs, for what it starts: its cause. 0: not known. */
  current: 0,
  /** Whether that callback is the library's, and has not called a function of the program's yet, which would name it. */
  unnamed: false,
};

/** The names of scripts by V8's numbers. */
const scripts = new Map();
const { functionScript } = internalBinding('natives');

/** Remembers which file a compiled function belongs to. */
function nameScript(compiled, name) {
  scripts.set(functionScript(compiled), name);
}

const STACK_FRAMES = 64;

/**
 * Entry from Java, in the midst of whatever runs.
 *
 * @returns {string} the stack, a line for each frame, innermost first
 */
function currentStack() {
  const holder = {};
  captureStack(holder, currentStack, STACK_FRAMES);
  return holder.stack.slice(holder.stack.indexOf('\n') + 1).replaceAll('    at ', '');
}

/** As Error.captureStackTrace(), formatted by V8 and not by the program. */
function captureStack(holder, caller, frames) {
  const limit = Error.stackTraceLimit;
  const own = Object.hasOwn(Error, 'prepareStackTrace');
  const { prepareStackTrace } = Error;
  // The program may have frozen them: then it has what it set.
  Reflect.set(Error, 'stackTraceLimit', frames);
  Reflect.set(Error, 'prepareStackTrace', undefined);
  Error.captureStackTrace(holder, caller);
  void holder.stack; // formats it
  Reflect.set(Error, 'stackTraceLimit', limit);
  if (own) Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
  else Reflect.deleteProperty(Error, 'prepareStackTrace');
}

module.exports = { probe, scripts, nameScript, currentStack, captureStack };
