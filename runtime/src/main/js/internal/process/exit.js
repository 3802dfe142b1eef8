'use strict';

// The end of the program: 'exit' once, then out.

const { validateInteger } = require('internal/validators');

let exiting = false;
let exitCode;

/** process.exitCode as Node validates it: undefined, null, an integer, or a string of one. */
function setExitCode(value) {
  if (value !== undefined && value !== null) {
    let code = value;
    if (typeof value === 'string' && value !== '' && Number.isInteger(Number(value))) code = Number(value);
    validateInteger(code, 'code');
  }
  exitCode = value;
}

const getExitCode = () => exitCode;

/** Emits 'exit' unless that happened before; returns the code to leave with. */
function emitExit() {
  return emitExitFor(undefined);
}

/** Emits 'exit' with a code that the program has not chosen; a handler may still change it. */
function emitExitFor(code) {
  if (code !== undefined) exitCode = code;
  if (!exiting) {
    exiting = true;
    process._exiting = true;
    process.emit('exit', Number(exitCode ?? 0));
  }
  return Number(exitCode ?? 0) | 0;
}

/** process.exit() */
function exit(code) {
  if (arguments.length !== 0 && code !== undefined) process.exitCode = code;
  process.reallyExit(emitExit());
}

module.exports = { exit, emitExit, emitExitFor, setExitCode, getExitCode };
