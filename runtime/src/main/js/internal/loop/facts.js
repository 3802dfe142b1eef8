'use strict';

// What waits and what keeps the loop alive, as the loop's inspector shows it.

const { receiverOf, causeOfHandle } = require('internal/handles');
const { pendingRequests } = require('internal/boundary');
const { getActiveTimers, waitingTimers, waitingImmediates } = require('internal/timers');
const recorder = require('internal/loop/recorder');
const binding = internalBinding('loop_record');

const MOST = 200;

/** The innermost frames of a creation stack that belong to the program. */
function createdAt(resource) {
  const stack = recorder.creationOf(resource);
  if (stack === undefined) return undefined;
  const frames = stack.split('\n').slice(1);
  const own = frames.filter((frame) => !/\(?node:/.test(frame)).map((frame) => frame.replace(/^\s*at /, ''));
  return own.length === 0 ? undefined : own;
}

/** Which of its kind a handle is: an address, a signal, a process. */
function detailOf(receiver) {
  const { owner, detail } = receiver;
  if (detail !== undefined) return detail;
  try {
    if (typeof owner?.address === 'function') {
      const address = owner.address();
      const local =
        typeof address === 'string'
          ? address
          : address === null
            ? ''
            : `${address.address ?? ''}:${address.port ?? ''}`;
      if (owner.remoteAddress === undefined) return local === ':' ? undefined : local;
      return `${local} to ${owner.remoteAddress}:${owner.remotePort}`;
    }
  } catch {
    // A subclass of the program's may answer in its own way; the address is only a help.
  }
  return undefined;
}

/** What is alive, as an object for JSON. */
function collect() {
  const timers = waitingTimers(MOST);
  const { timeouts, immediates: refedImmediates } = getActiveTimers();
  const jobs = pendingRequests();
  const otherRequests = binding.requests();
  const open = binding.handles();
  const handles = [];
  for (let i = 0; i < open.length; i += 3) {
    const [id, type, keepsAlive] = open.slice(i, i + 3);
    const receiver = receiverOf(id);
    // JavaScript may have let go of a handle that is not closed yet.
    if (receiver !== undefined) handles.push({ id, type, keepsAlive, receiver });
  }
  // Those that keep the program running are the ones that must not be left out.
  handles.sort((a, b) => b.keepsAlive - a.keepsAlive || a.id - b.id);
  return {
    timers: {
      total: timers.total,
      due: timers.due,
      list: timers.list.map(({ timer, id, cause, dueIn, duration, repeat, keepsAlive }) => ({
        id,
        cause,
        dueIn,
        duration,
        repeat,
        keepsAlive,
        site: recorder.siteOf(timer._onTimeout),
        created: createdAt(timer),
      })),
    },
    immediates: waitingImmediates(MOST).map(({ immediate, id, cause, keepsAlive }) => ({
      id,
      cause,
      keepsAlive,
      site: recorder.siteOf(immediate._onImmediate),
      created: createdAt(immediate),
    })),
    requests: [
      ...jobs.slice(0, MOST).map(({ request, callback, cause }) => ({
        id: request,
        type: 'FSReqCallback',
        cause,
        site: recorder.siteOf(recorder.behind(callback)),
        created: createdAt(callback),
      })),
      ...otherRequests.slice(0, MOST).map((type) => ({ id: 0, type, cause: 0, site: 0 })),
    ],
    handles: handles.slice(0, MOST).map(({ id, type, keepsAlive, receiver }) => ({
      id,
      type,
      keepsAlive,
      detail: detailOf(receiver),
      cause: causeOfHandle(id),
      created: createdAt(receiver),
    })),
    keepingAlive:
      timeouts + refedImmediates + jobs.length + otherRequests.length + handles.filter((h) => h.keepsAlive).length,
  };
}

/**
 * Entry from Java, between two callbacks.
 *
 * @returns {string} JSON
 */
function facts() {
  return JSON.stringify(collect());
}

/**
 * Entry from Java, between two callbacks: why the program is alive.
 *
 * @returns {string} text
 */
function why() {
  const { timers, immediates, requests, handles, keepingAlive } = collect();
  const lines = [];
  const add = (keepsAlive, what, site, created) => {
    lines.push({ keepsAlive, text: [what, ...describe(site, created)].join('\n') });
  };
  for (const { duration, dueIn, repeat, keepsAlive, site, created } of timers.list) {
    const when =
      repeat === null
        ? `Timeout of ${duration} ms, due in ${dueIn} ms`
        : `Interval of ${duration} ms, next in ${dueIn} ms`;
    add(keepsAlive, when, site, created);
  }
  for (const { keepsAlive, site, created } of immediates) add(keepsAlive, 'Immediate', site, created);
  for (const { type, site, created } of requests) add(true, `${type} under way`, site, created);
  for (const { type, detail, keepsAlive, created } of handles) {
    add(keepsAlive, detail === undefined ? type : `${type} ${detail}`, 0, created);
  }
  const keeping = lines.filter((line) => line.keepsAlive);
  const others = lines.length - keeping.length;
  if (keepingAlive === 0) return 'Nothing keeps the program running.\n';
  const unlisted = keepingAlive - keeping.length;
  if (unlisted > 0) keeping.push({ text: `and ${unlisted} more` });
  const rest = others === 0 ? '' : `\n${others} more that do not keep it running.\n`;
  return `${keepingAlive} keep the program running:\n\n${keeping.map(({ text }) => text).join('\n')}\n${rest}`;
}

/** The lines that follow the name of what is alive. */
function describe(site, created) {
  const lines = [];
  if (site !== 0) lines.push(`    calls ${recorder.siteText(site)}`);
  if (created !== undefined)
    lines.push(`    created at ${created[0]}`, ...created.slice(1).map((frame) => `        by ${frame}`));
  return lines;
}

module.exports = { facts, why };
