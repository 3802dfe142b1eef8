'use strict';

// fetch() is not there yet: programs find the function, and a call says so.

const { genericNodeError } = require('internal/errors');

/**
 * @returns {Promise<never>} rejected with ERR_FEATURE_UNAVAILABLE_ON_PLATFORM: docs/compatibility.md lists fetch among what is missing
 */
async function fetch(input, init = undefined) {
  void [input, init];
  throw genericNodeError('fetch() is not available in this version of Gori; use http.request()', {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  });
}

module.exports = { fetch };
