'use strict';

/*
 * A Transform whose streaming half is set up when it is first used: most hashes are never used as streams, and a stream's
 * state costs more than hashing a short text.
 */

const { Transform } = require('stream');

const stateKeys = ['_readableState', '_writableState', '_transformState'];

/** @param {object} [options] of the stream */
function LazyTransform(options) {
  this._options = options;
}
Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

function initialize(stream) {
  const options = { ...stream._options };
  options.decodeStrings ??= false;
  // Own properties, ready to be assigned by the constructor, hide the accessors below.
  for (const key of stateKeys) {
    Object.defineProperty(stream, key, { value: undefined, writable: true, enumerable: true, configurable: true });
  }
  Transform.call(stream, options);
}

for (const key of stateKeys) {
  Object.defineProperty(LazyTransform.prototype, key, {
    configurable: true,
    enumerable: true,
    get() {
      if (this === LazyTransform.prototype || !('_options' in this)) return undefined;
      initialize(this);
      return this[key];
    },
    set(value) {
      Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

module.exports = LazyTransform;
