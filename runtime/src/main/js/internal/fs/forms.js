'use strict';

// Makes the callback, Sync and promise forms of the calls in `internal/fs/operations`.

const { probe } = require('internal/loop/probe');
const { validateFunction } = require('internal/validators');

/** Gives a function the name and the number of parameters that Node's has. */
function describe(form, name, length) {
  Object.defineProperty(form, 'name', { __proto__: null, value: name, configurable: true });
  Object.defineProperty(form, 'length', { __proto__: null, value: length, configurable: true });
  return form;
}

/** Runs a prepared call on the pool. The callback gets the error alone, null alone, or null and a result. */
function start([call, args, convert], callback) {
  const done = (error, result) => {
    if (error !== null) callback(error);
    else if (convert !== undefined) callback(null, convert(result));
    else if (result === undefined) callback(null);
    else callback(null, result);
  };
  if (probe.watch !== undefined) probe.watch.standsFor(done, callback);
  call.async(done, ...args);
}

/** Runs a prepared call now. */
function runSync([call, args, convert]) {
  const result = call(...args);
  return convert === undefined ? result : convert(result);
}

/** Starts a prepared call on the pool. */
function startPromise([call, args, convert]) {
  return new Promise((resolve, reject) => {
    call.async(
      (error, result) => {
        if (error !== null) reject(error);
        else resolve(convert === undefined ? result : convert(result));
      },
      ...args,
    );
  });
}

/**
 * An error made on the pool has no frames. Called in an async function after its await, this gives it those of the functions
 * that wait, and not those of the loop, which happens to be at work.
 */
function addFrames(error, caller) {
  if (Error.stackTraceLimit > 0 && typeof error.stack === 'string') {
    const origin = {};
    Error.captureStackTrace(origin, caller);
    const frames = String(origin.stack).split('\n');
    const waiting = frames.filter((frame) => frame.startsWith('    at async '));
    if (waiting.length > 0) error.stack += `\n${waiting.join('\n')}`;
  }
  return error;
}

/**
 * @param {Function} prepare an entry of `operations`
 * @param {number} count its parameters
 * @param {boolean} optional the last one may be left out before the callback
 */
function callbackForm(name, prepare, count, optional = false) {
  const form = (...args) => {
    let callback = args[count];
    for (let i = count - 1; optional && callback === undefined && i >= 1; i--) {
      if (typeof args[i] === 'function') {
        callback = args[i];
        args.fill(undefined, i);
      }
    }
    args.length = count;
    const call = prepare(...args);
    validateFunction(callback, 'cb');
    start(call, callback);
  };
  return describe(form, name, count + 1);
}

function syncForm(name, prepare, count) {
  return describe((...args) => runSync(prepare(...args)), `${name}Sync`, count);
}

function promiseForm(name, prepare, count) {
  const form = async (...args) => {
    const call = prepare(...args);
    try {
      return await startPromise(call);
    } catch (error) {
      throw addFrames(error, form);
    }
  };
  return describe(form, name, count);
}

module.exports = { addFrames, callbackForm, describe, promiseForm, runSync, start, startPromise, syncForm };
