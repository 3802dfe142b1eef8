// Rejected promises that nobody handles.
//
// The engine notes two kinds of events while JavaScript runs: a promise was rejected and has no handler; a promise that
// was in that state got one. They are taken here when ticks and microtasks have all run. A promise that got its handler
// by then is forgotten; the others are reported as --unhandled-rejections says:
//
//   throw (default)        'unhandledRejection'; without a listener, an uncaught exception
//   strict                 an uncaught exception; if that is handled, 'unhandledRejection'; without a listener, a warning
//   warn                   'unhandledRejection', and a warning in any case
//   warn-with-error-code   'unhandledRejection'; without a listener, a warning and exit code 1
//   none                   'unhandledRejection'
//
// A promise that gets a handler after it was reported causes 'rejectionHandled', or a warning.
'use strict';

const { takeRejections } = internalBinding('engine');
const { noSideEffectsToString } = require('internal/process/describe_reason');
const { rejectionsPending } = require('internal/boundary');

const REJECTED_WITHOUT_HANDLER = 0;
const HANDLER_ADDED_LATER = 1;

const ORIGIN =
  'either by throwing inside of an async function without a catch block, ' +
  'or by rejecting a promise which was not handled with .catch(). ';

/** Thrown in place of a rejection value that is not an error. */
class UnhandledPromiseRejection extends Error {
  code = 'ERR_UNHANDLED_REJECTION';
  name = 'UnhandledPromiseRejection';

  constructor(reason) {
    super(`This error originated ${ORIGIN}The promise rejected with the reason "${noSideEffectsToString(reason)}".`);
  }
}

/** Not reported yet: promise → { reason, id }. */
let pending = new Map();
/** Reported: promise → { id }. */
const reported = new WeakMap();
/** Reported, then handled: what is to be told. */
const handledLate = [];
let lastId = 0;
let mode;

const modes = {
  throw: reportOrThrow,
  strict: throwThenReport,
  warn: reportAndWarn,
  none: emit,
  'warn-with-error-code': reportOrWarn,
};

/** Takes the engine's notes. */
function takeNotes() {
  const notes = takeRejections();
  for (let i = 0; i < notes.length; i += 3) {
    const promise = notes[i + 1];
    if (notes[i] === REJECTED_WITHOUT_HANDLER) {
      pending.set(promise, { reason: notes[i + 2], id: ++lastId });
    } else if (notes[i] === HANDLER_ADDED_LATER && !pending.delete(promise) && reported.has(promise)) {
      handledLate.push({ promise, id: reported.get(promise) });
      reported.delete(promise);
    }
  }
}

/**
 * Reports what has to be reported.
 *
 * @returns {boolean} whether anything was: then there may be new ticks and microtasks
 */
function processPromiseRejections() {
  if (rejectionsPending()) takeNotes();
  let told = false;

  while (handledLate.length > 0) {
    told = true;
    const { promise, id } = handledLate.shift();
    if (!process.emit('rejectionHandled', promise)) process.emitWarning(handledWarning(id));
  }

  mode ??= modes[require('internal/options').getOptionValue('--unhandled-rejections')] ?? modes.throw;
  const batch = pending;
  pending = new Map();
  for (const [promise, { reason, id }] of batch) {
    told = true;
    reported.set(promise, id);
    mode(promise, reason, id);
    // A handler given to a promise of this batch before its turn changes nothing: it is reported all the same.
    if (rejectionsPending()) takeNotes();
  }
  return told || pending.size > 0 || handledLate.length > 0;
}

function emit(promise, reason) {
  return process.emit('unhandledRejection', reason, promise);
}

function reportOrThrow(promise, reason) {
  if (!emit(promise, reason)) throwUncaught(reason);
}

function throwThenReport(promise, reason, id) {
  throwUncaught(reason);
  if (!emit(promise, reason)) warn(reason, id);
}

function reportAndWarn(promise, reason, id) {
  emit(promise, reason);
  warn(reason, id);
}

function reportOrWarn(promise, reason, id) {
  if (!emit(promise, reason)) {
    warn(reason, id);
    process.exitCode = 1;
  }
}

function throwUncaught(reason) {
  const error = isErrorLike(reason) ? reason : new UnhandledPromiseRejection(reason);
  require('internal/process/execution').onUncaught(error, true);
}

/** A value with a stack of its own is reported as it is. */
function isErrorLike(value) {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'stack');
}

function warn(reason, id) {
  const name = 'UnhandledPromiseRejectionWarning';
  const warning = warningWithoutStack(
    name,
    `Unhandled promise rejection. This error originated ${ORIGIN}` +
      'To terminate the node process on unhandled promise rejection, use the CLI flag `--unhandled-rejections=strict` ' +
      `(see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: ${id})`,
  );
  if (isErrorLike(reason)) {
    warning.stack = reason.stack;
    process.emitWarning(reason.stack, name);
  } else {
    process.emitWarning(noSideEffectsToString(reason), name);
  }
  process.emitWarning(warning);
}

function handledWarning(id) {
  const name = 'PromiseRejectionHandledWarning';
  const warning = warningWithoutStack(name, `Promise rejection was handled asynchronously (rejection id: ${id})`);
  warning.id = id;
  return warning;
}

/** Where the warning was made says nothing about where the promise was. */
function warningWithoutStack(name, message) {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const warning = new Error(message);
  Error.stackTraceLimit = limit;
  Object.defineProperty(warning, 'name', { value: name, enumerable: false, writable: true, configurable: true });
  // The stack is formatted on first use, and should start with the name.
  warning.stack = `${name}: ${message}`;
  Object.defineProperty(warning, 'stack', { enumerable: false });
  return warning;
}

module.exports = { processPromiseRejections };
