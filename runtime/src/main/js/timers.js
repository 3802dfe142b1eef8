// Timers. https://nodejs.org/api/timers.html
'use strict';

const { Immediate, Timeout, clearImmediate, clearTimer, insert, timersById } = require('internal/timers');
const { validateFunction } = require('internal/validators');

const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');

/**
 * Calls `callback` once, `after` milliseconds from now at the earliest.
 *
 * @param {Function} callback
 * @param {number} [after] 1 to 2^31 - 1, otherwise 1
 * @param {...any} args for the callback
 * @returns {Timeout}
 */
function setTimeout(callback, after, ...args) {
  validateFunction(callback, 'callback');
  const timeout = new Timeout(callback, after, args.length > 0 ? args : undefined, false, true);
  insert(timeout, timeout._idleTimeout);
  return timeout;
}

/** @param {Timeout | number | string} timer */
function clearTimeout(timer) {
  if (timer?._onTimeout) {
    clearTimer(timer);
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    clearTimer(timersById[timer]);
  }
}

/** Calls `callback` every `repeat` milliseconds. */
function setInterval(callback, repeat, ...args) {
  validateFunction(callback, 'callback');
  const timeout = new Timeout(callback, repeat, args.length > 0 ? args : undefined, true, true);
  insert(timeout, timeout._idleTimeout);
  return timeout;
}

function clearInterval(timer) {
  clearTimeout(timer);
}

/**
 * Calls `callback` in the next check phase of the loop.
 *
 * @param {Function} callback
 * @param {...any} args for the callback
 * @returns {Immediate}
 */
function setImmediate(callback, ...args) {
  validateFunction(callback, 'callback');
  return new Immediate(callback, args.length > 0 ? args : undefined);
}

Object.defineProperty(setTimeout, promisifyCustom, {
  enumerable: true,
  get() {
    return require('timers/promises').setTimeout;
  },
});

Object.defineProperty(setImmediate, promisifyCustom, {
  enumerable: true,
  get() {
    return require('timers/promises').setImmediate;
  },
});

module.exports = {
  setTimeout,
  clearTimeout,
  setImmediate,
  clearImmediate,
  setInterval,
  clearInterval,
};

Object.defineProperty(module.exports, 'promises', {
  configurable: true,
  enumerable: true,
  get() {
    return require('timers/promises');
  },
});
