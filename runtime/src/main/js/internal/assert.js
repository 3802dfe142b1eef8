'use strict';

// Assertions of the library about itself.

/** @throws ERR_INTERNAL_ASSERTION when the library is wrong about its own state */
function assert(value, message) {
  if (!value) {
    const { codes } = require('internal/errors');
    throw new codes.ERR_INTERNAL_ASSERTION(message);
  }
}

/** @throws ERR_INTERNAL_ASSERTION always */
function fail(message) {
  assert(false, message);
}

assert.fail = fail;

module.exports = assert;
