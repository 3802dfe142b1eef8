'use strict';

// An error that nobody caught: the events, then Node's report and exit code.

const { leaveUncaught } = require('internal/process/task_queues');

const { getOptionValue } = require('internal/options');
const binding = internalBinding('process');

let captureCallback = null;
let handling = false;

/**
 * Gives an uncaught error to the program's handlers, or ends the program with the report.
 *
 * @param {any} error
 * @param {boolean} [fromPromise] whether it comes from a rejection
 * @returns {boolean} true when a handler took it
 */
function onUncaught(error, fromPromise = false) {
  // The handlers see the async context and ids of the code that failed.
  const origin = fromPromise ? 'unhandledRejection' : 'uncaughtException';
  try {
    if (captureCallback !== null && !handling) {
      handling = true;
      try {
        captureCallback(error);
      } finally {
        handling = false;
      }
      leaveUncaught();
      return true;
    }
    process.emit('uncaughtExceptionMonitor', error, origin);
    if (process.emit('uncaughtException', error, origin)) {
      leaveUncaught();
      return true;
    }
  } catch (second) {
    // The handler itself failed.
    report(second);
    exitWith(7);
    return false;
  }
  report(error, fromPromise);
  if (getOptionValue('--abort-on-uncaught-exception') !== undefined) process.abort();
  exitWith(1);
  return false;
}

function exitWith(code) {
  const { emitExitFor } = require('internal/process/exit');
  let exitCode = code;
  try {
    exitCode = emitExitFor(code);
  } catch (error) {
    report(error);
    exitCode = 7;
  }
  process.reallyExit(exitCode);
}

/** Writes the report to standard error at once. */
function report(error, fromPromise = false) {
  const { formatFatal } = require('internal/process/report_error');
  binding.rawDebug(`${formatFatal(error, fromPromise)}\n`);
}

/** @param {Function|null} callback takes every uncaught error instead of the events */
function setUncaughtExceptionCaptureCallback(callback) {
  const { codes } = require('internal/errors');
  if (callback === null) {
    captureCallback = null;
    return;
  }
  if (typeof callback !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], callback);
  }
  if (captureCallback !== null) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  captureCallback = callback;
}

function hasUncaughtExceptionCaptureCallback() {
  return captureCallback !== null;
}

module.exports = { onUncaught, report, setUncaughtExceptionCaptureCallback, hasUncaughtExceptionCaptureCallback };
