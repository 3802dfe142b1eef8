// The high-resolution clock of performance.now(), events and entries: milliseconds since the process started.
'use strict';

const { hrtime, uptime } = internalBinding('process');

/** hrtime() when the process started, in nanoseconds; read on first use. */
let origin;
let timeOrigin;

function readOrigin() {
  const nanoseconds = hrtime();
  origin = nanoseconds - Math.round(uptime() * 1e9);
  timeOrigin = Date.now() - (nanoseconds - origin) / 1e6;
}

/** @returns {number} milliseconds since the process started */
function now() {
  if (origin === undefined) readOrigin();
  return (hrtime() - origin) / 1e6;
}

/** @returns {number} when the process started: milliseconds since 1970 */
function getTimeOriginTimestamp() {
  if (origin === undefined) readOrigin();
  return timeOrigin;
}

module.exports = { getTimeOriginTimestamp, now };
