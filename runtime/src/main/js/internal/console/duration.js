// How console.timeEnd shows a duration.
'use strict';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const pad = (value) => `${value}`.padStart(2, '0');

/** @param {number} ms milliseconds */
function formatDuration(ms) {
  const hours = Math.floor(ms / hour);
  const minutes = Math.floor((ms % hour) / minute);
  if (hours === 0 && minutes === 0) {
    return ms >= second ? `${(ms / second).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
  }
  const [seconds, fraction] = ((ms % minute) / second).toFixed(3).split('.');
  if (hours === 0) return `${minutes}:${pad(seconds)}.${fraction} (m:ss.mmm)`;
  return `${hours}:${pad(minutes)}:${pad(seconds)}.${fraction} (h:mm:ss.mmm)`;
}

module.exports = { formatDuration };
