// Reading ahead: a Readable is filled up to its high water mark though nobody has asked.
'use strict';

const { kConstructed, kState } = require('internal/streams/state');
const { kEnded, kFlowing, kNeedReadable, kReading, kReadingMore } = require('internal/streams/readable_state');

/** Queues it, unless it is queued. */
function readMoreLater(stream, state) {
  if ((state[kState] & (kReadingMore | kConstructed)) !== kConstructed) return;
  state[kState] |= kReadingMore;
  process.nextTick(readMore, stream, state);
}

function readMore(stream, state) {
  // Ends when the source has nothing at the moment, or the buffer is full; or, with a high water mark of 0, it has something.
  while (
    (state[kState] & (kReading | kEnded)) === 0 &&
    (state.length < state.highWaterMark || ((state[kState] & kFlowing) !== 0 && state.length === 0))
  ) {
    const before = state.length;
    stream.read(0);
    if (before === state.length) break;
  }
  state[kState] &= ~kReadingMore;
}

function onReadableConstructed(stream) {
  const state = stream._readableState;
  if ((state[kState] & kNeedReadable) !== 0) readMoreLater(stream, state);
}

module.exports = { onReadableConstructed, readMoreLater };
