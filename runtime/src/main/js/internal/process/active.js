'use strict';

// What keeps the program running, for process.getActiveResourcesInfo() and _getActiveHandles().

const { activeReceivers } = require('internal/handles');

function activeTimerKinds() {
  const { activeResources } = require('internal/timers');
  return activeResources === undefined ? [] : activeResources();
}

/** The objects behind the handles: sockets, servers. */
function activeHandles() {
  return activeReceivers().map((receiver) => receiver.owner ?? receiver);
}

module.exports = { activeTimerKinds, activeHandles };
