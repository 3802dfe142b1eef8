// Entries of the performance timeline for what the library does: connections, requests, name lookups. They are made only while
// somebody observes their type. https://nodejs.org/api/perf_hooks.html#performance-entries
'use strict';

const { enqueue, hasObserver } = require('internal/perf/observe');
const { now } = require('internal/perf/utils');

/**
 * Something begins for which there will be an entry, if somebody observes its type.
 *
 * @param {'dns' | 'http' | 'net'} type
 * @param {string} name
 * @param {object} detail
 * @returns {object | undefined} what endActivity() takes
 */
function beginActivity(type, name, detail) {
  return hasObserver(type) ? { type, name, detail, start: now() } : undefined;
}

/**
 * @param {object | undefined} activity
 * @param {object} [more] of its detail
 */
function endActivity(activity, more = undefined) {
  if (activity === undefined || !hasObserver(activity.type)) return;
  const { type, name, detail, start } = activity;
  const { createNodeEntry } = require('internal/perf/entry');
  enqueue(createNodeEntry(name, type, start, now() - start, { ...detail, ...more }));
}

module.exports = { beginActivity, endActivity };
