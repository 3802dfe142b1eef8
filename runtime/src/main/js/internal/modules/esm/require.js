'use strict';

// require() of an ES module.

const path = require('path');
const { codes } = require('internal/errors');
const { findPackage } = require('internal/modules/package_json');
const { isModuleSource } = require('internal/modules/esm/detect');
const { keepPlace, placeFromStack } = require('internal/process/error_place');
const { emitExperimentalWarning, isUnderNodeModules } = require('internal/util');
const { explainReference } = require('internal/modules/esm/link_errors');
const { loadForRequire } = require('internal/modules/esm/loader');
const { translateAgain } = require('internal/modules/esm/translators');
const { findTopLevelAwait, show } = require('internal/modules/esm/top_level_await');
const { nameOf } = require('internal/modules/esm/resolve');
const { fileURLToPath } = require('internal/url');
const { getOptionValue } = require('internal/options');

/**
 * @param {string} filename
 * @param {string} source
 * @param {object} [parent] the requiring module
 * @returns {any} the namespace, or what the module exports as "module.exports"
 * @throws ERR_REQUIRE_CYCLE_MODULE, ERR_REQUIRE_ASYNC_MODULE
 */
function requireModule(filename, source, parent) {
  const record = loadForRequire(filename, source);
  record.instantiate();
  if (record.isEvaluating) throw cycleError(filename, parent);
  refuseCycles(record);
  const places = [...record.graph()].filter((one) => one.topLevelAwait(findTopLevelAwait) !== undefined);
  if (places.length > 0) throw asyncError(filename, parent, places);
  try {
    if (!record.evaluateNow()) throw asyncError(filename, parent, [record]);
  } catch (error) {
    if (error instanceof ReferenceError) explainReference(error, record);
    throw error;
  }
  return exportsOf(record);
}

/** What require() gives: programs that were compiled from ES modules look for __esModule. */
function exportsOf(record) {
  const { namespace } = record;
  if (Object.hasOwn(namespace, 'module.exports')) return namespace['module.exports'];
  if (!Object.hasOwn(namespace, 'default') || Object.hasOwn(namespace, '__esModule')) return namespace;
  return (record.marked ??= translateAgain(record)).namespace;
}

/** Modules that wait for one another cannot all have run when require() returns. */
function cycleError(filename, parent) {
  return new codes.ERR_REQUIRE_CYCLE_MODULE(
    `${cycleMessage('require() ES', filename, parent)} A cycle involving require(esm) is not allowed to maintain ` +
      'invariants mandated by the ECMAScript specification. Try making at least part of the dependency in the graph lazily loaded.',
  );
}

/** Nothing that is about to run may import what is running. */
function refuseCycles(root) {
  const { isExecuting } = require('internal/modules/cjs/loader');
  const seen = new Set([root]);
  for (const importer of seen) {
    if (importer.hasStarted) continue;
    for (const [specifier, imported] of importer.imports) {
      const isCommonJS = imported.format === 'commonjs' && imported.url.startsWith('file:');
      if (imported.isEvaluating || (isCommonJS && isExecuting(fileURLToPath(imported.url)))) {
        const how = isCommonJS ? 'import CommonJS' : 'import';
        throw new codes.ERR_REQUIRE_CYCLE_MODULE(cycleMessage(how, specifier, { filename: nameOf(importer.url) }));
      }
      seen.add(imported);
    }
  }
}

function cycleMessage(how, name, parent) {
  return `Cannot ${how} Module ${name} in a cycle.${parent?.filename ? ` (from ${parent.filename})` : ''}`;
}

function asyncError(filename, parent, records) {
  if (getOptionValue('--experimental-print-required-tla') !== undefined) {
    for (const record of records) {
      const place = record.topLevelAwait(findTopLevelAwait);
      if (place !== undefined)
        internalBinding('process').rawDebug(`Error: unexpected top-level await at ${show(record.url, place)}\n`);
    }
  }
  return new codes.ERR_REQUIRE_ASYNC_MODULE(filename, parent);
}

/** What require() of an ES module throws when that is switched off; the stack begins where the program asked. */
function requireError(filename, source, parentPath) {
  const manifest = filename.endsWith('.js') ? findPackage(path.dirname(filename)) : undefined;
  const manifestPath = manifest && path.join(manifest.directory, 'package.json');
  const error = new codes.ERR_REQUIRE_ESM(filename, isModuleSource(source, filename), parentPath, manifestPath);
  error.stack = error.stack.replace(/\n {4}at [^\n]*\(node:[^\n]*/g, '');
  const place = placeFromStack(error, true);
  if (place !== undefined) keepPlace(error, place);
  return error;
}

let warnedOfRequire = false;

/** --trace-require-module: tells of the first one. */
function warnOfRequire(filename, parent) {
  const mode = getOptionValue('--trace-require-module');
  if (
    warnedOfRequire ||
    mode === undefined ||
    (mode === 'no-node-modules' && isUnderNodeModules(parent?.filename ?? filename))
  )
    return;
  warnedOfRequire = true;
  const by = parent?.filename ? `CommonJS module ${parent.filename} is loading` : 'Loading';
  const prefix = `${by} ES Module ${filename} using require().\nSupport for loading ES Module in require()`;
  emitExperimentalWarning(prefix, undefined, undefined, parent?.require);
}

module.exports = { cycleMessage, requireError, requireModule, warnOfRequire };
