'use strict';

// The same object as `require('fs').promises`.

module.exports = require('internal/fs/promises');
