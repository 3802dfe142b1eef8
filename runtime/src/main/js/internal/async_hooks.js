// Async ids and the hooks of async_hooks.createHook().
//
// Every asynchronous operation has an id, the id of the operation that caused it (its trigger), and a resource. Running a
// callback "enters" its operation: the three are put into `ids`, where executionAsyncId() and the others read them. There
// is no stack of entered operations: whoever enters remembers what was before in local variables, and puts it back.
// When a callback throws, nothing is put back until the uncaught exception was handled, so that the handler still sees
// the ids of the operation that failed.
//
// The hooks of one kind are counted. While a count is zero, an operation costs the increment of an id and no more.
'use strict';

const ids = {
  /** The last id given away. 1 is the main script. */
  last: 1,
  execution: 1,
  trigger: 0,
  /** The trigger for operations started now; negative: the running operation itself. */
  defaultTrigger: -1,
  resource: undefined,
};

/** How many enabled hooks have each function. */
const counts = { init: 0, before: 0, after: 0, destroy: 0, promiseResolve: 0 };

/** The enabled hooks; replaced, never changed, because hooks may enable and disable hooks. */
let hooks = [];

const topLevelResource = {};

const async_id_symbol = Symbol('async_id_symbol');
const trigger_async_id_symbol = Symbol('trigger_async_id_symbol');

/** @returns {number} an id that was never used */
function newAsyncId() {
  return ++ids.last;
}

function executionAsyncId() {
  return ids.execution;
}

function triggerAsyncId() {
  return ids.trigger;
}

function executionAsyncResource() {
  return ids.resource ?? topLevelResource;
}

function getDefaultTriggerAsyncId() {
  return ids.defaultTrigger < 0 ? ids.execution : ids.defaultTrigger;
}

/** The id of a resource that has one; a new one, given to it, otherwise. */
function getOrSetAsyncId(object) {
  return (object[async_id_symbol] ??= newAsyncId());
}

/** Calls `block`; operations that it starts have the trigger `triggerId`. */
function defaultTriggerAsyncIdScope(triggerId, block, ...args) {
  if (triggerId === undefined) return block(...args);
  const before = ids.defaultTrigger;
  ids.defaultTrigger = triggerId;
  try {
    return block(...args);
  } finally {
    ids.defaultTrigger = before;
  }
}

// ---- enabled hooks

function enableHook(hook) {
  if (hooks.includes(hook)) return;
  hooks = [...hooks, hook];
  count(hook, 1);
}

function disableHook(hook) {
  if (!hooks.includes(hook)) return;
  hooks = hooks.filter((other) => other !== hook);
  count(hook, -1);
}

function count(hook, difference) {
  for (const kind in counts) if (hook[kind] !== undefined) counts[kind] += difference;
}

function initHooksExist() {
  return counts.init > 0;
}

function afterHooksExist() {
  return counts.after > 0;
}

function destroyHooksExist() {
  return counts.destroy > 0;
}

function enabledHooksExist() {
  return hooks.length > 0;
}

/** An error in a hook ends the process: there is no one it could be reported to. */
function fatalError(error) {
  process._rawDebug(
    typeof error?.stack === 'string' ? error.stack : `Error: ${require('internal/util/inspect').inspect(error)}`,
  );
  process.exit(1);
}

function callHooks(kind, asyncId) {
  try {
    for (const hook of hooks) hook[kind]?.(asyncId);
  } catch (error) {
    fatalError(error);
  }
}

// ---- the four events in the life of an operation

function emitInit(asyncId, type, triggerId, resource) {
  if (counts.init === 0) return;
  triggerId ??= getDefaultTriggerAsyncId();
  try {
    for (const hook of hooks) hook.init?.(asyncId, type, triggerId, resource);
  } catch (error) {
    fatalError(error);
  }
}

/** Enters an operation. The caller keeps what was in `ids` before, if it has to put it back. */
function emitBefore(asyncId, triggerId, resource) {
  ids.execution = asyncId;
  ids.trigger = triggerId;
  ids.resource = resource;
  if (counts.before > 0) callHooks('before', asyncId);
}

/** Leaves an operation that was entered from the loop. */
function emitAfter(asyncId) {
  if (counts.after > 0) callHooks('after', asyncId);
  ids.execution = 0;
  ids.trigger = 0;
  ids.resource = undefined;
}

/** Leaves whatever was entered; used when control is back at the loop. */
function resetIds() {
  ids.execution = 0;
  ids.trigger = 0;
  ids.resource = undefined;
}

/** Called when an uncaught exception was handled: the failed operation is left. */
function leaveAfterUncaught() {
  if (ids.execution !== 0) emitAfter(ids.execution);
  ids.defaultTrigger = -1;
}

// ---- destroy: told later, from the loop

let destroyed = [];

function emitDestroy(asyncId) {
  if (counts.destroy === 0 || asyncId <= 0) return;
  if (destroyed.push(asyncId) === 1) require('internal/timers').setInternalImmediate(emitDestroyed);
}

function emitDestroyed() {
  do {
    const batch = destroyed;
    destroyed = [];
    for (const asyncId of batch) callHooks('destroy', asyncId);
  } while (destroyed.length > 0);
}

/** Made on first use: the snapshot can't hold one with registered objects. */
let destroyRegistry;

/** Emits destroy when `resource` is garbage, unless `state.destroyed` is set by then. */
function registerDestroyHook(resource, asyncId, state) {
  destroyRegistry ??= new FinalizationRegistry((held) => {
    if (!held.state?.destroyed) emitDestroy(held.asyncId);
  });
  destroyRegistry.register(resource, { asyncId, state });
}

/**
 * Runs a function as a part of an operation, on behalf of code that is itself in another one.
 *
 * @returns what the function returns
 */
function runInAsyncScope(asyncId, triggerId, resource, fn, thisArg, args) {
  const { execution, trigger, resource: outer } = ids;
  emitBefore(asyncId, triggerId, resource);
  try {
    return Reflect.apply(fn, thisArg, args);
  } finally {
    // Otherwise an uncaught exception was handled inside, and everything was left by that.
    if (ids.execution === asyncId) {
      if (counts.after > 0) callHooks('after', asyncId);
      ids.execution = execution;
      ids.trigger = trigger;
      ids.resource = outer;
    }
  }
}

module.exports = {
  afterHooksExist,
  async_id_symbol,
  counts,
  defaultTriggerAsyncIdScope,
  destroyHooksExist,
  disableHook,
  emitAfter,
  emitBefore,
  emitDestroy,
  emitInit,
  enableHook,
  enabledHooksExist,
  executionAsyncId,
  executionAsyncResource,
  getDefaultTriggerAsyncId,
  getOrSetAsyncId,
  ids,
  initHooksExist,
  leaveAfterUncaught,
  newAsyncId,
  registerDestroyHook,
  resetIds,
  runInAsyncScope,
  trigger_async_id_symbol,
  triggerAsyncId,
};
