'use strict';

// The errors that the readable-stream package throws, as this library's own classes. Adaptations: the package calls one
// class without `new`, and names the chunk types of older
// versions.

const errors = require('internal/errors');

const { codes } = errors;

function ERR_MULTIPLE_CALLBACK(...args) {
  return new codes.ERR_MULTIPLE_CALLBACK(...args);
}

function ERR_INVALID_ARG_TYPE(name, expected, actual) {
  const types = name === 'chunk' ? ['string', 'Buffer', 'TypedArray', 'DataView'] : expected;
  return new codes.ERR_INVALID_ARG_TYPE(name, types, actual);
}

function ERR_UNKNOWN_ENCODING(encoding) {
  const { format } = require('internal/util/inspect');
  return new codes.ERR_UNKNOWN_ENCODING(typeof encoding === 'string' ? encoding : format('%s', encoding));
}

module.exports = {
  ...errors,
  codes: Object.setPrototypeOf({ ERR_MULTIPLE_CALLBACK, ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING }, codes),
};
