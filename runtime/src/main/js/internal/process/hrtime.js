'use strict';

// process.hrtime: Java's nanosecond clock.

const binding = internalBinding('process');
const { validateArray } = require('internal/validators');
const { codes } = require('internal/errors');

/** @returns {[number, number]} seconds and nanoseconds, since `previous` when it is given */
function hrtime(previous) {
  const now = binding.hrtimeBigInt();
  const seconds = Number(now / 1_000_000_000n);
  const nanoseconds = Number(now % 1_000_000_000n);
  if (previous === undefined) return [seconds, nanoseconds];
  validateArray(previous, 'time');
  if (previous.length !== 2) throw new codes.ERR_OUT_OF_RANGE('time', 2, previous.length);
  const passed = [seconds - previous[0], nanoseconds - previous[1]];
  if (passed[1] < 0) {
    passed[0] -= 1;
    passed[1] += 1e9;
  }
  return passed;
}

/** @returns {bigint} nanoseconds */
function hrtimeBigInt() {
  return binding.hrtimeBigInt();
}

hrtime.bigint = hrtimeBigInt;

module.exports = { hrtime };
