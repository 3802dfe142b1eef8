// Threads. https://nodejs.org/api/worker_threads.html
//
// Ports and channels connect parts of one thread. Worker is not there: programs run on one thread.
'use strict';

const { BroadcastChannel } = require('internal/worker/broadcast_channel');
const { MessageChannel, MessagePort, receiveMessageOnPort } = require('internal/worker/message_port');
const { isMarkedAsUntransferable, markAsUncloneable, markAsUntransferable } = require('internal/worker/transfer_hooks');
const { structuredClone } = require('internal/structured_clone');

const environmentData = new Map();

/** A copy of what setEnvironmentData() was given. */
function getEnvironmentData(key) {
  return environmentData.get(key);
}

/** Data for the threads that are started later; undefined removes it. */
function setEnvironmentData(key, value) {
  if (value === undefined) environmentData.delete(key);
  else environmentData.set(key, structuredClone(value));
}

module.exports = {
  isInternalThread: false,
  isMainThread: true,
  MessagePort,
  MessageChannel,
  markAsUncloneable,
  markAsUntransferable,
  isMarkedAsUntransferable,
  receiveMessageOnPort,
  resourceLimits: {},
  threadId: 0,
  threadName: '',
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  parentPort: null,
  workerData: null,
  BroadcastChannel,
  setEnvironmentData,
  getEnvironmentData,
};
