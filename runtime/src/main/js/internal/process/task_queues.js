// The two queues that run between the callbacks of the event loop: ticks and microtasks.
//
// Whenever a callback that was called from the loop has returned, both are emptied before the next callback:
//
//        ┌───────────────────────────────────────────────┐
//        │                                               │ not empty
//        ↓                                               │
//   all ticks ──→ all microtasks ──→ ticks? ──────────────┤
//  (one by one)   (one checkpoint)     │ none            │
//                                      ↓                 │
//                               rejections to tell? ─────┘ told
//                                      │ none
//                                      ↓
//                               next callback of the loop
//
// Ticks come first. Microtasks that a tick queues wait until the last tick has run; ticks that a microtask queues wait
// until the last microtask has run. Neither queue has a limit: a program may keep its loop from turning for ever.
// Rejected promises that found no handler by then are reported last, and a handler of that event may queue more.
//
// A tick that throws ends the drain, as in Node: the ticks behind it run after the next callback. So that there is a
// next callback, whoever handles the exception sets an immediate (see leaveUncaught()). For the same reason the queues
// are not drained after a callback that threw. But V8 runs the microtasks when JavaScript returns to Java, and would so
// run them before the ticks: then the timers that are due, or the immediates, run before the return (finishEntry()).
//
// Ticks live in a FixedQueue: pushing one allocates the tick and, every 2,048 ticks, nothing but a slot array.
'use strict';

const {
  counts,
  emitAfter,
  emitBefore,
  emitDestroy,
  emitInit,
  getDefaultTriggerAsyncId,
  leaveAfterUncaught,
  newAsyncId,
  resetIds,
  runInAsyncScope,
} = require('internal/async_hooks');
const { AsyncContextFrame } = require('internal/async_context_frame');
const { FixedQueue } = require('internal/fixed_queue');
const { validateFunction } = require('internal/validators');
const { probe } = require('internal/loop/probe');
const { processPromiseRejections } = require('internal/process/promises');
const { rejectionsPending } = require('internal/boundary');
const { runMicrotasks } = internalBinding('natives');

/** What a tick is to async_hooks: the resource. */
class TickObject {
  #asyncId;
  #triggerAsyncId;
  #frame;

  constructor(asyncId, triggerAsyncId, callback, args) {
    this.#asyncId = asyncId;
    this.#triggerAsyncId = triggerAsyncId;
    this.#frame = AsyncContextFrame.current();
    this.callback = callback;
    this.args = args;
  }

  /** Sets the tick's context. Gives the context to return to. */
  enter() {
    const prior = AsyncContextFrame.exchange(this.#frame);
    emitBefore(this.#asyncId, this.#triggerAsyncId, this);
    return prior;
  }

  /** The callback has returned or thrown. */
  settle() {
    if (counts.destroy > 0) emitDestroy(this.#asyncId);
  }

  /** The callback has returned. */
  leave(prior) {
    emitAfter(this.#asyncId);
    AsyncContextFrame.set(prior);
  }
}

const queue = new FixedQueue();

/**
 * process.nextTick(): calls `callback` with the other arguments as soon as the running code has returned to the loop.
 *
 * @param {Function} callback
 */
function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  if (process._exiting) return;

  const asyncId = newAsyncId();
  const triggerAsyncId = getDefaultTriggerAsyncId();
  const tick = new TickObject(asyncId, triggerAsyncId, callback, args.length === 0 ? undefined : args);
  if (counts.init > 0) emitInit(asyncId, 'TickObject', triggerAsyncId, tick);
  queue.push(tick);
}

/**
 * Empties both queues; throws what a tick throws. It calls the callbacks itself, as a method of `process`: programs look for
 * this frame in stacks.
 */
function processTicksAndRejections() {
  do {
    let tick;
    while ((tick = queue.shift()) !== undefined) {
      const prior = tick.enter();
      try {
        const { callback, args } = tick;
        if (probe.recorder !== undefined) probe.recorder.enterTick(callback);
        if (args === undefined) {
          callback();
        } else {
          switch (args.length) {
            case 1:
              callback(args[0]);
              break;
            case 2:
              callback(args[0], args[1]);
              break;
            case 3:
              callback(args[0], args[1], args[2]);
              break;
            default:
              callback(...args);
          }
        }
      } finally {
        tick.settle();
      }
      tick.leave(prior);
    }
    runMicrotasks();
  } while (!queue.isEmpty() || (rejectionsPending() && processPromiseRejections()));
}

/** Empties both queues between two timers, or two immediates, of one phase; throws what a tick throws. */
function runNextTicks() {
  if (probe.recorder !== undefined) probe.recorder.enterQueues();
  if (queue.isEmpty()) {
    runMicrotasks();
    if (queue.isEmpty() && !rejectionsPending()) return;
  }
  processTicksAndRejections.call(process);
}

/** Whether an exception has left ticks and microtasks behind. */
let unfinished = false;

/** Empties both queues after a callback of the loop; throws nothing. */
function drain() {
  resetIds();
  unfinished = false;
  if (probe.recorder !== undefined) probe.recorder.enterQueues();
  try {
    if (queue.isEmpty()) {
      runMicrotasks();
      if (queue.isEmpty() && !rejectionsPending()) return;
    }
    processTicksAndRejections.call(process);
  } catch (err) {
    unfinished = true;
    onUncaught(err);
  }
}

/** Takes the place of drain() after a callback that threw. */
function leaveForLater() {
  unfinished = true;
}

/** To be called before JavaScript returns to Java. */
function finishEntry() {
  if (!unfinished) return;
  unfinished = false;
  require('internal/timers').runNextPhase();
}

// The module is not there yet while this one loads.
function onUncaught(err) {
  require('internal/process/execution').onUncaught(err);
}

/** To be called when an uncaught exception was handled: the program goes on from the loop. */
function leaveUncaught() {
  leaveAfterUncaught();
  AsyncContextFrame.set(undefined);
  // Its callback does nothing; what matters is that the queues are drained after it.
  require('timers').setImmediate(() => {});
}

/** A callback that waits in V8's microtask queue, while hooks are enabled. */
class Microtask {
  #asyncId = newAsyncId();
  #triggerAsyncId = getDefaultTriggerAsyncId();

  constructor(callback) {
    this.callback = callback;
    emitInit(this.#asyncId, 'Microtask', this.#triggerAsyncId, this);
  }

  run() {
    runInAsyncScope(this.#asyncId, this.#triggerAsyncId, this, runCallback, undefined, [this.callback]);
    emitDestroy(this.#asyncId);
  }
}

function runCallback(callback) {
  try {
    callback();
  } catch (err) {
    onUncaught(err);
  }
}

const settled = Promise.resolve();
const { then } = Promise.prototype;

/**
 * Calls `callback` in a microtask.
 *
 * @param {() => void} callback
 */
function queueMicrotask(callback) {
  validateFunction(callback, 'callback');
  if (counts.init > 0 || counts.before > 0 || counts.after > 0) {
    const microtask = new Microtask(callback);
    then.call(settled, () => microtask.run());
  } else {
    then.call(settled, () => runCallback(callback));
  }
}

module.exports = {
  drain,
  finishEntry,
  leaveForLater,
  leaveUncaught,
  nextTick,
  processTicksAndRejections,
  queueMicrotask,
  runNextTicks,
};
