'use strict';

// fs.rm: deletes files and whole trees, in one job; tries again while something else holds them.

const { setTimeout } = require('timers');
const {
  codes: { ERR_FS_EISDIR },
} = require('internal/errors');
const { sleep } = require('internal/util');
const { getValidatedPath, validateRmOptions } = require('internal/fs/utils');
const binding = internalBinding('fs');

const EISDIR = 21;
const DIRECTORY = 0o040000;
const TYPE = 0o170000;
const retryCodes = new Set(['EBUSY', 'EMFILE', 'ENFILE', 'ENOTEMPTY', 'EPERM']);

const isDirectory = (numbers) => (numbers[1] & TYPE) === DIRECTORY;

const directoryError = (path) =>
  new ERR_FS_EISDIR({ code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: EISDIR });

/** What a look at the file forbids; undefined when it may be deleted. */
function refusal(error, numbers, path, options) {
  if (error) return options.force && error.code === 'ENOENT' ? undefined : error;
  return isDirectory(numbers) && !options.recursive ? directoryError(path) : undefined;
}

/** @param {(error: Error | null) => void} callback */
function removeLater(path, options, callback, tries = 0) {
  binding.remove.async((error) => {
    if (error !== null && retryCodes.has(error.code) && tries < options.maxRetries) {
      setTimeout(removeLater, (tries + 1) * options.retryDelay, path, options, callback, tries + 1);
    } else {
      callback(error);
    }
  }, path);
}

/** Deletes; the path and the options are checked. */
function start(path, options, callback) {
  binding.lstat.async((error, numbers) => {
    const refused = refusal(error, numbers, path, options);
    if (refused !== undefined) callback(refused);
    else removeLater(path, options, callback);
  }, path);
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  const name = getValidatedPath(path);
  start(name, validateRmOptions(options), callback);
}

function rmSync(path, options) {
  const name = getValidatedPath(path);
  const all = validateRmOptions(options);
  const numbers = all.force ? binding.lstatIfExists(name) : binding.lstat(name);
  if (numbers === undefined) return;
  if (isDirectory(numbers) && !all.recursive) throw directoryError(name);
  for (let tries = 0; ; tries++) {
    try {
      binding.remove(name);
      return;
    } catch (error) {
      if (!retryCodes.has(error.code) || tries >= all.maxRetries) throw error;
      sleep((tries + 1) * all.retryDelay);
    }
  }
}

const promiseRm = (path, options) =>
  new Promise((resolve, reject) => {
    const name = getValidatedPath(path);
    start(name, validateRmOptions(options), (error) => (error ? reject(error) : resolve()));
  });

module.exports = { promiseRm, rm, rmSync };
