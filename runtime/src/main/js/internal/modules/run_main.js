'use strict';

// The program's entry point: which loader runs it, and what happens when it never ends.

const path = require('path');
const { getOptionValue } = require('internal/options');

/** The exit code of a program whose top-level await never settled. */
const UNSETTLED = 13;

/** Runs a file: process.argv[1]. */
function runMain(main = process.argv[1]) {
  const { Module } = require('internal/modules/cjs/loader');
  const file = Module._findPath(path.resolve(main), null, true) || undefined;
  if (!isForModuleLoader(file)) {
    Module._load(main, null, true);
    return;
  }
  const { pathToFileURL } = require('internal/url');
  runModule(({ importMain }) => importMain(pathToFileURL(file ?? path.resolve(main)).href));
}

/** Whether the ES module loader runs a file; it runs CommonJS too, when there are hooks for it. */
function isForModuleLoader(file) {
  if (getOptionValue('--import') !== undefined || getOptionValue('--experimental-loader') !== undefined) return true;
  if (file === undefined) return false;
  const extension = path.extname(file);
  if (extension === '.mjs' || extension === '.mts' || extension === '.wasm') return true;
  if (extension !== '.js' && extension !== '' && extension !== '.ts') return false;
  const { packageType } = require('internal/modules/package_json');
  return packageType(file) === 'module';
}

/**
 * Starts what the program is. Its failure is that of any promise; when it has not ended although nothing is left to do, the exit
 * code says so.
 *
 * @param {(loader: object) => Promise<any>} start
 */
async function runModule(start) {
  const loader = require('internal/modules/esm/loader');
  const onExit = () => {
    process.exitCode ??= UNSETTLED;
    if (process.exitCode === UNSETTLED) loader.reportUnsettled();
  };
  process.on('exit', onExit);
  try {
    await start(loader);
  } catch (error) {
    require('internal/process/execution').onUncaught(error, true);
  } finally {
    process.off('exit', onExit);
  }
}

module.exports = { runMain, runModule };
