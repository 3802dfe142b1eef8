'use strict';

// Symbols and the date that the HTTP files share.

const { setUnrefTimeout } = require('internal/timers');

let cachedDate;
let cachedLine;

function forget() {
  cachedDate = undefined;
  cachedLine = undefined;
}

/** The current date as headers have it; it changes once a second. */
function utcDate() {
  if (cachedDate === undefined) {
    const now = new Date();
    cachedDate = now.toUTCString();
    setUnrefTimeout(forget, 1000 - now.getMilliseconds());
  }
  return cachedDate;
}

/** The whole Date header line. */
function dateLine() {
  return cachedDate === undefined || cachedLine === undefined ? (cachedLine = `Date: ${utcDate()}\r\n`) : cachedLine;
}

module.exports = {
  kFinishEmitted: Symbol('kFinishEmitted'),
  kNeedDrain: Symbol('kNeedDrain'),
  kOutHeaders: Symbol('kOutHeaders'),
  dateLine,
  utcDate,
};
