'use strict';

// What waits and what keeps the loop alive, as the loop's inspector shows it.

const { receiversByHandle, causeOfHandle } = require('internal/handles');
const { pendingRequests } = require('internal/boundary');
const { waitingTimers, waitingImmediates } = require('internal/timers');
const recorder = require('internal/loop/recorder');

const MOST = 200;

/** The innermost frames of a creation stack that belong to the program. */
function createdAt(resource) {
  const stack = recorder.creationOf(resource);
  if (stack === undefined) return undefined;
  const frames = stack.split('\n').slice(1);
  const own = frames.filter((frame) => !/\(?node:/.test(frame)).map((frame) => frame.replace(/^\s*at /, ''));
  return own.length === 0 ? undefined : own;
}

function addressOf(receiver) {
  const { owner } = receiver;
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
  const requests = pendingRequests();
  const handles = [];
  for (const [handle, receiver] of receiversByHandle()) {
    handles.push({
      id: handle,
      type: receiver.provider ?? receiver.constructor.name,
      keepsAlive: receiver.hasRef?.() ?? null,
      detail: addressOf(receiver),
      cause: causeOfHandle(handle),
      created: createdAt(receiver),
    });
  }
  return {
    timers: {
      total: timers.total,
      due: timers.due,
      keepingAlive: timers.keepingAlive,
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
    requests: requests.slice(0, MOST).map(({ request, callback, cause }) => ({
      id: request,
      cause,
      site: recorder.siteOf(recorder.behind(callback)),
      created: createdAt(callback),
    })),
    requestCount: requests.length,
    handles: handles.slice(0, MOST),
    handleCount: handles.length,
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
  const { timers, immediates, requests, handles } = collect();
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
  for (const { site, created } of requests) add(true, 'Request under way', site, created);
  for (const { type, detail, keepsAlive, created } of handles) {
    add(keepsAlive !== false, detail === undefined ? type : `${type} ${detail}`, 0, created);
  }
  const keeping = lines.filter((line) => line.keepsAlive);
  const others = lines.length - keeping.length;
  if (keeping.length === 0) return 'Nothing keeps the program running.\n';
  const rest = others === 0 ? '' : `\n${others} more that do not keep it running.\n`;
  return `${keeping.length} keep the program running:\n\n${keeping.map(({ text }) => text).join('\n')}\n${rest}`;
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
