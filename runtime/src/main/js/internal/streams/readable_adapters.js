// A Readable as an async iterator, and a stream of the first generation as a Readable.
'use strict';

const { aggregateTwoErrors } = require('internal/errors');
const { destroyer, errorOrDestroy } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');

/**
 * @param {Readable} stream
 * @param {{ destroyOnReturn?: boolean }} [options]
 * @returns {AsyncIterator}
 */
function iterator(stream, options) {
  const source = typeof stream.read === 'function' ? stream : wrapStream(stream, { objectMode: true });
  const result = iterate(source, options);
  result.stream = source;
  return result;
}

async function* iterate(stream, options) {
  let wake = null;
  // undefined: goes on; null: ended
  let error;

  const onReadable = () => {
    const resolve = wake;
    wake = null;
    resolve?.();
  };
  stream.on('readable', onReadable);
  const stopWatching = eos(stream, { writable: false }, (reason) => {
    error = reason ? aggregateTwoErrors(error, reason) : null;
    onReadable();
  });

  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (error === null) return;
      else await new Promise((resolve) => (wake = resolve));
    }
  } catch (reason) {
    error = aggregateTwoErrors(error, reason);
    throw error;
  } finally {
    const destroys = error || options?.destroyOnReturn !== false;
    if (destroys && (error === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', onReadable);
      stopWatching();
    }
  }
}

/**
 * The method wrap(): this stream reads from one of the first generation.
 *
 * @this {Readable}
 * @param {Stream} stream
 * @returns {this}
 */
function wrap(stream) {
  let paused = false;

  stream.on('data', (chunk) => {
    if (!this.push(chunk) && stream.pause) {
      paused = true;
      stream.pause();
    }
  });
  stream.on('end', () => this.push(null));
  stream.on('error', (error) => errorOrDestroy(this, error));
  stream.on('close', () => destroyer(this));
  stream.on('destroy', () => destroyer(this));

  this._read = () => {
    if (!paused || !stream.resume) return;
    paused = false;
    stream.resume();
  };

  // Programs call the methods that the old stream has, on the new one.
  for (const name of Object.keys(stream)) {
    if (this[name] === undefined && typeof stream[name] === 'function') this[name] = stream[name].bind(stream);
  }
  return this;
}

/**
 * `Readable.wrap()`.
 *
 * @param {Stream} stream
 * @param {object} [options] the Readable's
 * @returns {Readable}
 */
function wrapStream(stream, options) {
  const Readable = require('internal/streams/readable');
  return new Readable({
    objectMode: stream.readableObjectMode ?? stream.objectMode ?? true,
    ...options,
    destroy(error, callback) {
      destroyer(stream, error);
      callback(error);
    },
  }).wrap(stream);
}

module.exports = { iterator, wrap, wrapStream };
