'use strict';

// What keeps the program running, for process.getActiveResourcesInfo(), _getActiveHandles() and _getActiveRequests().

const binding = internalBinding('process');
const { activeReceivers } = require('internal/handles');
const { getActiveTimers } = require('internal/timers');

const isRequest = (name) => /(?:Req\w*|WriteWrap|ShutdownWrap|ConnectWrap|SendWrap)$/.test(name);

/** Names of resources: requests, handles, timers, immediates. */
function activeResources() {
  const { timeouts, immediates } = getActiveTimers();
  return [
    ...binding.activeResources().flatMap((name) => (name === 'MessagePort' ? ports() : [name])),
    ...new Array(timeouts).fill('Timeout'),
    ...new Array(immediates).fill('Immediate'),
  ];
}

/** The ports share one handle. */
function ports() {
  return new Array(require('internal/worker/message_port').countOfRefed()).fill('MessagePort');
}

/** The objects behind the handles: sockets, servers. */
function activeHandles() {
  return activeReceivers().map((receiver) => receiver.owner ?? receiver);
}

/** One object for each request under way. */
function activeRequests() {
  return binding
    .activeResources()
    .filter(isRequest)
    .map((type) => ({ type }));
}

module.exports = { activeResources, activeHandles, activeRequests };
