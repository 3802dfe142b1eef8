'use strict';

// An error that nobody caught: the events, then Node's report and exit code.

const { leaveUncaught } = require('internal/process/task_queues');

const { getOptionValue } = require('internal/options');
const binding = internalBinding('process');

let captureCallback = null;
let handling = false;
let domainHandler = null;

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
    if (domainHandler !== null && domainHandler(error)) {
      leaveUncaught();
      return true;
    }
    if (!fromPromise && getOptionValue('--abort-on-uncaught-exception') !== undefined) {
      report(error);
      process.abort();
    }
    process.emit('uncaughtExceptionMonitor', error, origin);
    if (process.emit('uncaughtException', error, origin)) {
      leaveUncaught();
      return true;
    }
  } catch (second) {
    // The handler itself failed. There is no 'exit' then.
    report(second);
    process.reallyExit(7);
    return false;
  }
  const exitCode = emitExit();
  report(error, fromPromise);
  if (getOptionValue('--abort-on-uncaught-exception') !== undefined) process.abort();
  process.reallyExit(exitCode);
  return false;
}

/** Emits 'exit' before the report is written, as Node does; returns the code to leave with. */
function emitExit() {
  const { emitExitFor, getExitCode } = require('internal/process/exit');
  try {
    return emitExitFor(1);
  } catch {
    // The error that ends the program is reported; that of its 'exit' listener is not, as in Node.
    return Number(getExitCode()) | 0;
  }
}

/** Writes the report to standard error at once. */
function report(error, fromPromise = false) {
  let text;
  try {
    const { formatFatal } = require('internal/process/report_error');
    text = formatFatal(error, fromPromise);
  } catch {
    // The program has changed what the report is made with: the bare stack has to do.
    text = String(error?.stack ?? error);
  }
  binding.rawDebug(`${text}\n`);
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

/** @param {(error: any) => boolean} handler asked before the events; says whether it took the error */
function setDomainHandler(handler) {
  domainHandler = handler;
}

function hasUncaughtExceptionCaptureCallback() {
  return captureCallback !== null;
}

module.exports = {
  onUncaught,
  report,
  setUncaughtExceptionCaptureCallback,
  hasUncaughtExceptionCaptureCallback,
  setDomainHandler,
};
