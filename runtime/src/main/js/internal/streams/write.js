// Writing: from write() over the buffer to _write(), and what follows when that calls back.
//
//   write() ──→ _write() ──→ onWrite ──┬─→ the next of the buffer
//      │ busy      ↑                   └─→ the callback of write(), 'drain', 'finish'
//      └→ buffer ──┘
//
// One chunk at a time is with _write(), or with _writev() all that waits. Where _write() calls back before it returns, the
// callbacks wait for a tick, one for all writes of that kind; without a callback, and nobody waiting for 'drain', there is none.
'use strict';

const { codes } = require('internal/errors');
const { errorOrDestroy } = require('internal/streams/destroy');
const { callFinishCallbacks, finishMaybe } = require('internal/streams/finish');
const { kConstructed, kDestroyed, kErrored, kObjectMode, kState } = require('internal/streams/state');
const {
  WritableState,
  hasBuffered,
  kAfterWritePending,
  kAllBuffers,
  kAllNoop,
  kBufferProcessing,
  kBufferedValue,
  kEnding,
  kExpectWriteCallback,
  kHasWriteCallback,
  kNeedDrain,
  kSync,
  kTickInfo,
  kWriteCallback,
  kWriting,
  resetBuffer,
} = require('internal/streams/writable_state');

/** Written chunks are removed from the front of the buffer when there are so many. */
const MAX_USED_PLACES = 256;

/** Stands for the callback of a write() that has none. */
function noCallback() {}

/** Gives a stream its writable state. */
function initWritable(stream, options, isDuplex) {
  stream._writableState = new WritableState(options, stream, isDuplex, (error) => onWrite(stream, error));
}

function onWritableConstructed(stream) {
  const state = stream._writableState;
  if ((state[kState] & kWriting) === 0) clearBuffer(stream, state);
  if ((state[kState] & kEnding) !== 0) finishMaybe(stream, state);
}

/**
 * Writes a chunk, or lets it wait.
 *
 * @returns {boolean} whether more may be written before 'drain'
 */
function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const size = (state[kState] & kObjectMode) !== 0 ? 1 : chunk.length;
  state.length += size;

  if ((state[kState] & (kWriting | kErrored | kConstructed)) !== kConstructed || state.corked > 0) {
    if (state[kBufferedValue] === null) state[kBufferedValue] = [];
    state[kBufferedValue].push({ chunk, encoding, callback });
    if (encoding !== 'buffer') state[kState] &= ~kAllBuffers;
    if (callback !== noCallback) state[kState] &= ~kAllNoop;
  } else {
    startWrite(state, size, callback);
    stream._write(chunk, encoding, state.onwrite);
    state[kState] &= ~kSync;
  }
  // What was written at once does not count.
  const isFull = state.length > 0 && state.length >= state.highWaterMark;
  if (isFull) state[kState] |= kNeedDrain;
  return !isFull && (state[kState] & (kErrored | kDestroyed)) === 0;
}

function startWrite(state, size, callback) {
  state.writelen = size;
  if (callback === noCallback) {
    state[kState] |= kWriting | kSync | kExpectWriteCallback;
  } else {
    state[kWriteCallback] = callback;
    state[kState] |= kWriting | kSync | kExpectWriteCallback | kHasWriteCallback;
  }
}

/** What _write() and _writev() call back. */
function onWrite(stream, error) {
  const state = stream._writableState;
  const flags = state[kState];
  if ((flags & kExpectWriteCallback) === 0) {
    errorOrDestroy(stream, new codes.ERR_MULTIPLE_CALLBACK());
    return;
  }
  const sync = (flags & kSync) !== 0;
  const callback = (flags & kHasWriteCallback) !== 0 ? state[kWriteCallback] : noCallback;
  if (callback !== noCallback) state[kWriteCallback] = null;
  state[kState] = flags & ~(kWriting | kExpectWriteCallback | kHasWriteCallback);
  state.length -= state.writelen;
  state.writelen = 0;

  if (error) {
    failWrite(stream, state, error, callback, sync);
    return;
  }
  if (hasBuffered(state)) clearBuffer(stream, state);
  if (sync) afterSyncWrite(stream, state, callback);
  else afterWrite(stream, state, 1, callback);
}

function failWrite(stream, state, error, callback, sync) {
  void error.stack;
  if (!state.errored) state.errored = error;
  // In case of a Duplex, the readable side must know at once.
  const other = stream._readableState;
  if (other && !other.errored) other.errored = error;
  if (sync) process.nextTick(onWriteError, stream, state, error, callback);
  else onWriteError(stream, state, error, callback);
}

function onWriteError(stream, state, error, callback) {
  state.pendingcb--;
  callback(error);
  // Whatever waits will never be written.
  errorBuffer(state);
  errorOrDestroy(stream, error);
}

function afterSyncWrite(stream, state, callback) {
  if (callback === noCallback) {
    const drains = (state[kState] & (kNeedDrain | kEnding | kDestroyed)) === kNeedDrain && state.length === 0;
    if (drains && (state[kState] & kAfterWritePending) === 0) {
      state[kState] |= kAfterWritePending;
      process.nextTick(afterWrite, stream, state, 1, callback);
    } else {
      state.pendingcb--;
      if ((state[kState] & kEnding) !== 0) finishMaybe(stream, state, true);
    }
    return;
  }
  // Programs tend to give all writes the same callback.
  const info = state[kTickInfo];
  if (info && info.callback === callback) {
    info.count++;
  } else {
    state[kTickInfo] = { count: 1, callback, stream, state };
    process.nextTick(afterWriteTick, state[kTickInfo]);
  }
}

function afterWriteTick(info) {
  const { count, callback, stream, state } = info;
  if (state[kTickInfo] === info) state[kTickInfo] = null;
  afterWrite(stream, state, count, callback);
}

function afterWrite(stream, state, count, callback) {
  state[kState] &= ~kAfterWritePending;
  if ((state[kState] & (kNeedDrain | kEnding | kDestroyed)) === kNeedDrain && state.length === 0) {
    state[kState] &= ~kNeedDrain;
    stream.emit('drain');
  }
  if (callback === noCallback) {
    state.pendingcb -= count;
  } else {
    for (let i = 0; i < count; i++) {
      state.pendingcb--;
      callback(null);
    }
  }
  if ((state[kState] & kDestroyed) !== 0) errorBuffer(state);
  if ((state[kState] & kEnding) !== 0) finishMaybe(stream, state, true);
}

/** Calls back all that waits, with the error. */
function errorBuffer(state) {
  if ((state[kState] & kWriting) !== 0) return;
  if (state[kBufferedValue] !== null) {
    const buffered = state[kBufferedValue];
    for (let i = state.bufferedIndex; i < buffered.length; i++) {
      const { chunk, callback } = buffered[i];
      state.length -= (state[kState] & kObjectMode) !== 0 ? 1 : chunk.length;
      callback(state.errored ?? new codes.ERR_STREAM_DESTROYED('write'));
    }
  }
  callFinishCallbacks(state, state.errored ?? new codes.ERR_STREAM_DESTROYED('end'));
  resetBuffer(state);
}

/** Writes what waits, as far as that is possible now. */
function clearBuffer(stream, state) {
  if ((state[kState] & (kBufferProcessing | kDestroyed | kConstructed)) !== kConstructed) return;
  if (state.corked > 0 || !hasBuffered(state)) return;
  const buffered = state[kBufferedValue];
  const count = buffered.length - state.bufferedIndex;

  state[kState] |= kBufferProcessing;
  if (count > 1 && stream._writev) {
    writeTogether(stream, state, buffered, count);
  } else {
    writeSingly(stream, state, buffered);
  }
  state[kState] &= ~kBufferProcessing;
}

function writeTogether(stream, state, buffered, count) {
  state.pendingcb -= count - 1;
  const first = state.bufferedIndex;
  const noCallbacks = (state[kState] & kAllNoop) !== 0;
  const callback = noCallbacks
    ? noCallback
    : (error) => {
        for (let i = first; i < buffered.length; i++) buffered[i].callback(error);
      };
  // The entries are needed for their callbacks: somebody may change the array given to _writev().
  const chunks = noCallbacks && first === 0 ? buffered : buffered.slice(first);
  chunks.allBuffers = (state[kState] & kAllBuffers) !== 0;

  startWrite(state, state.length, callback);
  if ((state[kState] & kDestroyed) !== 0) state.onwrite(new codes.ERR_STREAM_DESTROYED('write'));
  else stream._writev(chunks, state.onwrite);
  state[kState] &= ~kSync;
  resetBuffer(state);
}

function writeSingly(stream, state, buffered) {
  let i = state.bufferedIndex;
  do {
    const { chunk, encoding, callback } = buffered[i];
    buffered[i++] = null;
    startWrite(state, (state[kState] & kObjectMode) !== 0 ? 1 : chunk.length, callback);
    if ((state[kState] & kDestroyed) !== 0) state.onwrite(new codes.ERR_STREAM_DESTROYED('write'));
    else stream._write(chunk, encoding, state.onwrite);
    state[kState] &= ~kSync;
  } while (i < buffered.length && (state[kState] & kWriting) === 0);

  if (i === buffered.length) {
    resetBuffer(state);
  } else if (i > MAX_USED_PLACES) {
    buffered.splice(0, i);
    state.bufferedIndex = 0;
  } else {
    state.bufferedIndex = i;
  }
}

module.exports = { clearBuffer, errorBuffer, initWritable, noCallback, onWritableConstructed, writeOrBuffer };
