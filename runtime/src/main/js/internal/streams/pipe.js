// Readable's pipe() and unpipe().
//
// Each pipe listens for 'data' and writes it. When a destination is full, the source is paused, and the destination is noted in
// `awaitDrainWriters`; when all of those have drained, the source flows again. One destination is the rule, and the field holds
// it itself; from the second on, it is a Set.
'use strict';

const { prependListener } = require('internal/streams/legacy');
const { errorOrDestroy } = require('internal/streams/destroy');
const { kState } = require('internal/streams/state');
const { kEndEmitted, kFlowing, kMultiAwaitDrain } = require('internal/streams/readable_state');

/** One source with one destination. */
class Pipe {
  #source;
  #dest;
  #closed = false;
  #drainListener = null;

  constructor(source, dest) {
    this.#source = source;
    this.#dest = dest;
  }

  connect(ends) {
    const source = this.#source;
    const dest = this.#dest;
    this.onEnd = ends ? () => dest.end() : () => source.unpipe(dest);
    if ((source._readableState[kState] & kEndEmitted) !== 0) process.nextTick(this.onEnd);
    else source.once('end', this.onEnd);

    this.onUnpipe = (readable, info) => {
      if (readable !== source || info?.hasUnpiped !== false) return;
      info.hasUnpiped = true;
      this.#disconnect();
    };
    dest.on('unpipe', this.onUnpipe);

    this.onData = (chunk) => {
      try {
        if (dest.write(chunk) === false) this.#pause();
      } catch (error) {
        dest.destroy(error);
      }
    };
    source.on('data', this.onData);

    // In front of the others, so that the source is unpiped before somebody's listener throws.
    this.onError = (error) => {
      source.unpipe(dest);
      dest.removeListener('error', this.onError);
      if (dest.listenerCount('error') > 0) return;
      const state = dest._writableState || dest._readableState;
      // Nobody else listens: as if this listener were not there, either.
      if (state && !state.errorEmitted) errorOrDestroy(dest, error);
      else dest.emit('error', error);
    };
    prependListener(dest, 'error', this.onError);

    this.onClose = () => {
      dest.removeListener('finish', this.onFinish);
      source.unpipe(dest);
    };
    this.onFinish = () => {
      dest.removeListener('close', this.onClose);
      source.unpipe(dest);
    };
    dest.once('close', this.onClose);
    dest.once('finish', this.onFinish);

    dest.emit('pipe', source);
    if (dest.writableNeedDrain === true) this.#pause();
    else if ((source._readableState[kState] & kFlowing) === 0) source.resume();
  }

  #pause() {
    const source = this.#source;
    const dest = this.#dest;
    const state = source._readableState;
    // After the data was written, the destination may be piped to no more.
    if (!this.#closed) {
      if (state.pipes.length === 1 && state.pipes[0] === dest) {
        state.awaitDrainWriters = dest;
        state[kState] &= ~kMultiAwaitDrain;
      } else if (state.pipes.length > 1 && state.pipes.includes(dest)) {
        state.awaitDrainWriters.add(dest);
      }
      source.pause();
    }
    if (this.#drainListener === null) {
      this.#drainListener = () => this.#onDrain();
      dest.on('drain', this.#drainListener);
    }
  }

  #onDrain() {
    const source = this.#source;
    const state = source._readableState;
    if (state.awaitDrainWriters === this.#dest) state.awaitDrainWriters = null;
    else if ((state[kState] & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.delete(this.#dest);

    const drained = !state.awaitDrainWriters || state.awaitDrainWriters.size === 0;
    if (drained && source._events?.data !== undefined) source.resume();
  }

  #disconnect() {
    const source = this.#source;
    const dest = this.#dest;
    dest.removeListener('close', this.onClose);
    dest.removeListener('finish', this.onFinish);
    if (this.#drainListener !== null) dest.removeListener('drain', this.#drainListener);
    dest.removeListener('error', this.onError);
    dest.removeListener('unpipe', this.onUnpipe);
    source.removeListener('end', this.onEnd);
    source.removeListener('data', this.onData);
    this.#closed = true;
    // The other destinations must not wait for this one.
    const waits = this.#drainListener !== null && source._readableState.awaitDrainWriters;
    if (waits && (!dest._writableState || dest._writableState.needDrain)) this.#onDrain();
  }
}

/**
 * Writes all that is read to `dest`, no faster than that takes it.
 *
 * @this {Readable}
 * @param {Writable} dest
 * @param {{ end?: boolean }} [options]
 * @returns {Writable} dest
 */
function pipe(dest, options) {
  const state = this._readableState;
  if (state.pipes.length === 1 && (state[kState] & kMultiAwaitDrain) === 0) {
    state[kState] |= kMultiAwaitDrain;
    state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
  }
  state.pipes.push(dest);
  const ends = (!options || options.end !== false) && dest !== process.stdout && dest !== process.stderr;
  new Pipe(this, dest).connect(ends);
  return dest;
}

/**
 * @this {Readable}
 * @param {Writable} [dest] none: all
 * @returns {this}
 */
function unpipe(dest) {
  const state = this._readableState;
  if (state.pipes.length === 0) return this;

  if (!dest) {
    const all = state.pipes;
    state.pipes = [];
    this.pause();
    for (const each of all) each.emit('unpipe', this, { hasUnpiped: false });
    return this;
  }

  const index = state.pipes.indexOf(dest);
  if (index === -1) return this;
  state.pipes.splice(index, 1);
  if (state.pipes.length === 0) this.pause();
  dest.emit('unpipe', this, { hasUnpiped: false });
  return this;
}

module.exports = { pipe, unpipe };
