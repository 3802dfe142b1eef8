// The high-resolution clock of performance.now(), events and entries, and the milestones of the process.
'use strict';

const { hrtime, uptime } = internalBinding('process');

/** hrtime() when the process started, in nanoseconds; read on first use. */
let origin;
let timeOrigin;

/** Milliseconds since the process started; -1: not reached. */
const reached = {
  nodeStart: 0,
  v8Start: 0,
  environment: 0,
  bootstrapComplete: -1,
  loopStart: -1,
  loopExit: -1,
};

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

/** Notes that the process is at `name` now. */
function reachMilestone(name) {
  reached[name] = now();
}

/** @returns {number} */
function getMilestone(name) {
  return reached[name];
}

/** @returns {number} how long the loop has waited for events, in milliseconds */
function idleTime() {
  return internalBinding('process').idleTime();
}

/**
 * How much of the time since the loop started, or since an earlier result, the loop did not wait.
 *
 * @param {{ idle: number, active: number }} [first] an earlier result
 * @param {{ idle: number, active: number }} [second] one before that: then the time between the two is meant
 * @returns {{ idle: number, active: number, utilization: number }}
 */
function eventLoopUtilization(first = undefined, second = undefined) {
  if (reached.loopStart <= 0) return { idle: 0, active: 0, utilization: 0 };
  if (second !== undefined) return share(first.idle - second.idle, first.active - second.active);
  const idle = idleTime();
  const active = now() - reached.loopStart - idle;
  if (first === undefined) return share(idle, active);
  return share(idle - first.idle, active - first.active);
}

function share(idle, active) {
  return { idle, active, utilization: active / (idle + active) };
}

module.exports = { eventLoopUtilization, getMilestone, getTimeOriginTimestamp, now, reachMilestone };
