'use strict';

// The program's say in where V8's code of its modules is kept. https://nodejs.org/api/module.html#module-compile-cache
//
// Large modules have their code kept anyway, in the user's cache folder; that is not told here, as a program is to see what it asked
// for.

const { saveCode, useCodeCache } = internalBinding('library');

const compileCacheStatus = Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 });
const { FAILED, ENABLED, ALREADY_ENABLED, DISABLED } = compileCacheStatus;

/** The folder that was asked for, by a call or by the environment. */
let folder;

/** @returns {string|undefined} the folder in which code is kept, if somebody asked for one */
function getCompileCacheDir() {
  if (folder === undefined && process.env.NODE_COMPILE_CACHE) folder = useCodeCache('');
  return folder;
}

/**
 * Keeps the code of modules in a directory.
 *
 * @param {string | {directory?: string, portable?: boolean}} [options] the directory; without it, that of NODE_COMPILE_CACHE or the
 *   user's. `portable` has no effect: code is found by its source, wherever that lies
 * @returns {{status: number, message?: string, directory?: string}} status is one of `module.constants.compileCacheStatus`
 */
function enableCompileCache(options) {
  const directory = options !== null && typeof options === 'object' ? options.directory : options;
  if (directory !== undefined && typeof directory !== 'string') {
    const error = new TypeError('cacheDir should be a string');
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  if (process.env.NODE_DISABLE_COMPILE_CACHE) {
    return { status: DISABLED, message: 'Disabled by NODE_DISABLE_COMPILE_CACHE' };
  }
  if (getCompileCacheDir() !== undefined) return { status: ALREADY_ENABLED, directory: folder };
  folder = useCodeCache(directory ?? '');
  if (folder === undefined) {
    return {
      status: FAILED,
      message: "The cache directory cannot be used: it must be the user's own, and closed to others",
    };
  }
  return { status: ENABLED, directory: directory ?? folder };
}

/** Writes the code of what was compiled since the last time. */
function flushCompileCache() {
  saveCode();
}

module.exports = { compileCacheStatus, enableCompileCache, flushCompileCache, getCompileCacheDir };
