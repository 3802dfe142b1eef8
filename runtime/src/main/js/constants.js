'use strict';

// The deprecated `constants` module: the constants of os, fs and crypto in one object.

const { dlopen, errno, priority, signals } = require('internal/os_constants');

Object.assign(exports, dlopen, errno, priority, signals, require('internal/fs/constants'));
Object.assign(exports, require('crypto').constants);
Object.freeze(exports);
