// The end of a Writable: when all is written, 'prefinish', then _final(), then 'finish', then it is destroyed.
'use strict';

const { codes } = require('internal/errors');
const { errorOrDestroy } = require('internal/streams/destroy');
const {
  kAutoDestroy,
  kCloseEmitted,
  kConstructed,
  kDestroyed,
  kErrorEmitted,
  kErrored,
  kState,
} = require('internal/streams/state');
const {
  hasBuffered,
  kEnding,
  kFinalCalled,
  kFinishCallbacks,
  kFinished,
  kOnFinished,
  kPrefinished,
  kSync,
  kWriting,
} = require('internal/streams/writable_state');

/** Flags of which a stream that is about to finish has the first two only. */
const FINISH_MASK =
  kEnding | kConstructed | kDestroyed | kErrored | kFinished | kWriting | kErrorEmitted | kCloseEmitted;

function needsFinish(state) {
  return (state[kState] & FINISH_MASK) === (kEnding | kConstructed) && state.length === 0 && !hasBuffered(state);
}

/**
 * Goes one step towards the end, if the stream is there.
 *
 * @param {boolean} [sync] whether 'finish' has to wait for a tick
 */
function finishMaybe(stream, state, sync) {
  if (!needsFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb > 0) return;
  if (sync) {
    state.pendingcb++;
    process.nextTick(finishIfNeeded, stream, state);
  } else if (needsFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishIfNeeded(stream, state) {
  if (needsFinish(state)) finish(stream, state);
  else state.pendingcb--;
}

function prefinish(stream, state) {
  if ((state[kState] & (kPrefinished | kFinalCalled)) !== 0) return;
  if (typeof stream._final === 'function' && (state[kState] & kDestroyed) === 0) {
    state[kState] |= kFinalCalled;
    callFinal(stream, state);
  } else {
    state[kState] |= kPrefinished;
    stream.emit('prefinish');
  }
}

function callFinal(stream, state) {
  let called = false;

  function onFinal(error) {
    if (called) {
      errorOrDestroy(stream, error ?? new codes.ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    state.pendingcb--;
    if (error) {
      callFinishCallbacks(state, error);
      errorOrDestroy(stream, error, (state[kState] & kSync) !== 0);
    } else if (needsFinish(state)) {
      state[kState] |= kPrefinished;
      stream.emit('prefinish');
      // Like any callback that ends the stream, it may have been called at once.
      state.pendingcb++;
      process.nextTick(finish, stream, state);
    }
  }

  state[kState] |= kSync;
  state.pendingcb++;
  try {
    stream._final(onFinal);
  } catch (error) {
    onFinal(error);
  }
  state[kState] &= ~kSync;
}

function finish(stream, state) {
  state.pendingcb--;
  state[kState] |= kFinished;
  callFinishCallbacks(state, null);
  stream.emit('finish');

  if ((state[kState] & kAutoDestroy) !== 0) {
    // A Duplex lives until both of its sides have ended.
    const other = stream._readableState;
    if (!other || (other.autoDestroy && (other.endEmitted || other.readable === false))) stream.destroy();
  }
}

/** Calls the callbacks of end(). */
function callFinishCallbacks(state, error) {
  if ((state[kState] & kOnFinished) === 0) return;
  state[kState] &= ~kOnFinished;
  const callbacks = state[kFinishCallbacks];
  state[kFinishCallbacks] = null;
  for (const callback of callbacks) callback(error);
}

module.exports = { callFinishCallbacks, finishMaybe };
