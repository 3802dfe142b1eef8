'use strict';

// Two Duplex streams, each reading what is written to the other.

const Duplex = require('internal/streams/duplex');
const assert = require('internal/assert');

class PairedSide extends Duplex {
  #other = null;
  #pendingWrite = null;

  /** @param {PairedSide} other */
  attach(other) {
    this.#other = other;
  }

  _read() {
    const done = this.#pendingWrite;
    if (done !== null) {
      this.#pendingWrite = null;
      done();
    }
  }

  _write(chunk, encoding, callback) {
    const other = this.#other;
    assert(other.#pendingWrite === null);
    if (chunk.length === 0) {
      process.nextTick(callback);
    } else {
      other.#pendingWrite = callback;
      other.push(chunk);
    }
  }

  _final(callback) {
    this.#other.on('end', callback);
    this.#other.push(null);
  }

  _destroy(error, callback) {
    const other = this.#other;
    if (error !== null || !other.destroyed) {
      process.nextTick((side) => side.destroyed || side.destroy(), other);
    }
    callback(error);
  }
}

/**
 * @param {object} [options] Passed to both Duplex constructors.
 * @returns {[Duplex, Duplex]}
 */
function duplexPair(options) {
  const a = new PairedSide(options);
  const b = new PairedSide(options);
  a.attach(b);
  b.attach(a);
  return [a, b];
}

module.exports = duplexPair;
