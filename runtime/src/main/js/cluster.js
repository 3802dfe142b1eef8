'use strict';

// A cluster has one member here, its primary: a child process has no channel over which sockets could be shared.

const EventEmitter = require('events');
const { codes } = require('internal/errors');

const SCHED_NONE = 1;
const SCHED_RR = 2;

const cluster = new EventEmitter();

function unavailable(name) {
  return {
    [name]() {
      throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM(`cluster.${name}()`);
    },
  }[name];
}

/** Settings are kept for forks; the primary emits 'setup'. */
function setupPrimary(options) {
  const settings = {
    args: process.argv.slice(2),
    exec: process.argv[1],
    execArgv: process.execArgv,
    silent: false,
    ...cluster.settings,
    ...options,
  };
  cluster.settings = settings;
  process.nextTick(() => cluster.emit('setup', settings));
}

Object.assign(cluster, {
  isWorker: false,
  isMaster: true,
  isPrimary: true,
  Worker: unavailable('Worker'),
  workers: {},
  settings: {},
  SCHED_NONE,
  SCHED_RR,
  schedulingPolicy: SCHED_RR,
  setupPrimary,
  setupMaster: setupPrimary,
  fork: unavailable('fork'),
  /** There are no workers to wait for. */
  disconnect(callback) {
    if (callback) process.nextTick(callback);
  },
});

module.exports = cluster;
