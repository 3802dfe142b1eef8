// Entries of the performance timeline for what the library does: connections, requests, name lookups. They are made only while
// somebody observes their type. https://nodejs.org/api/perf_hooks.html#performance-entries
'use strict';

const { enqueue, hasObserver } = require('internal/perf/observe');
const { now } = require('internal/perf/utils');

/**
 * Something begins for which there will be an entry.
 *
 * @param {'dns' | 'http' | 'net'} type that somebody observes
 * @param {string} name
 * @param {object} detail
 * @returns {object} what endActivity() takes
 */
function beginActivity(type, name, detail) {
  return { type, name, detail, start: now() };
}

/**
 * @param {object} activity
 * @param {object} [more] of its detail
 */
function endActivity({ type, name, detail, start }, more = undefined) {
  if (!hasObserver(type)) return;
  const { createNodeEntry } = require('internal/perf/entry');
  enqueue(createNodeEntry(name, type, start, now() - start, { ...detail, ...more }));
}

module.exports = { beginActivity, endActivity };
