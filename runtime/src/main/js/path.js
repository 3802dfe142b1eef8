'use strict';

/* The `path` module is the flavour of the platform: https://nodejs.org/api/path.html */

const posix = require('path/posix');
const win32 = require('path/win32');

module.exports = process.platform === 'win32' ? win32 : posix;
