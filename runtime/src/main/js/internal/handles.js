'use strict';

// Events of handles and requests: the records that Java collected in one phase of the loop, delivered in one call.
//
// Record: handle, type, a, b, c, d, e, f. Handle 0 is a request: request, result kind, value, value. After the callback of each
// record the nextTick queue and the microtasks are drained.

const boundary = require('internal/boundary');
const { drain, finishEntry, leaveForLater } = require('internal/process/task_queues');
const { onUncaught } = require('internal/process/execution');
const { probe } = require('internal/loop/probe');
const { getContext, setContext } = internalBinding('natives');
const { RECORD_INTS, COMPLETIONS, completeRequest } = boundary;

const receivers = [];
const contexts = [];
/** The callback in which each handle was registered, while that is recorded. */
const causes = [];

/** Java's own handles are numbered up to here; what they stand for tells the recorder by itself. */
const LAST_OWN = 3;

/**
 * Registers who receives the events of a handle. The async context is the one of the registration.
 *
 * @param {number} handle the small integer that Java gave the handle
 * @param {{onEvent(type: number, a: number, b: number, c: number, d: number, e: number, f: number): void}} receiver
 */
function registerHandle(handle, receiver) {
  receivers[handle] = receiver;
  contexts[handle] = getContext();
  causes[handle] = probe.current;
  if (probe.watch !== undefined) probe.watch.created(receiver, registerHandle);
}

/** Events of the handle that are still on their way are dropped. */
function unregisterHandle(handle) {
  receivers[handle] = undefined;
  contexts[handle] = undefined;
}

/** Entry from Java: handles all records of the ring. Throws nothing. */
function deliver() {
  if (probe.watch !== undefined) probe.watch.enterJavaScript();
  const control = boundary.control();
  const ring = boundary.records();
  for (let i = 0; i < control[COMPLETIONS]; i++) {
    const at = i * RECORD_INTS;
    const handle = ring[at];
    try {
      if (handle === 0) {
        completeRequest(ring[at + 1], ring[at + 2], ring[at + 3], ring[at + 4]);
      } else {
        const receiver = receivers[handle];
        if (receiver !== undefined) {
          if (probe.recorder !== undefined && handle > LAST_OWN) {
            const { recorder } = probe;
            recorder.enterCallback(recorder.kindOfReceiver(receiver), handle, causes[handle], receiver.onEvent);
          }
          setContext(contexts[handle]);
          receiver.onEvent(
            ring[at + 1],
            ring[at + 2],
            ring[at + 3],
            ring[at + 4],
            ring[at + 5],
            ring[at + 6],
            ring[at + 7],
          );
        }
      }
    } catch (error) {
      // As in Node, the queues wait for the next callback then; see internal/process/task_queues.
      onUncaught(error);
      setContext(undefined);
      leaveForLater();
      continue;
    }
    setContext(undefined);
    drain();
  }
  finishEntry();
  if (probe.watch !== undefined) probe.watch.leaveJavaScript();
}

/** Who receives events now, Java's own handles aside. */
function activeReceivers() {
  return receivers.filter((receiver, handle) => receiver !== undefined && handle > LAST_OWN);
}

/** Who receives the events of a handle; undefined: nobody any more. */
function receiverOf(handle) {
  return receivers[handle];
}

/** The callback in which a handle was registered; 0: not known. */
function causeOfHandle(handle) {
  return causes[handle];
}

/** A copy of bytes in the completion arena. */
function copyFromArena(offset, length) {
  return boundary.arena().slice(offset, offset + length);
}

module.exports = {
  registerHandle,
  unregisterHandle,
  deliver,
  activeReceivers,
  receiverOf,
  causeOfHandle,
  copyFromArena,
  arena: boundary.arena,
  submit: boundary.submit,
  submitBytes: boundary.submitBytes,
  reserveSubmission: boundary.reserveSubmission,
  commitSubmission: boundary.commitSubmission,
  submissionArena: boundary.submissionArena,
  rejectionsPending: boundary.rejectionsPending,
};
