'use strict';

// Files that do not say whether they are CommonJS or ES modules: CommonJS, unless it does not compile for a reason that only an ES
// module has.

const path = require('path');
const { getOptionValue } = require('internal/options');
const { pathToFileURL } = require('internal/url');
const { findPackage } = require('internal/modules/package_json');

/** What V8 says of module syntax in a function. */
const MODULE_SYNTAX = new Set([
  'Cannot use import statement outside a module',
  "Unexpected token 'export'",
  "Cannot use 'import.meta' outside a module",
]);

/** What it says of names that CommonJS declares, and of a top-level await: a module may be meant. */
const PERHAPS_MODULE = new Set([
  "Identifier '__filename' has already been declared",
  "Identifier '__dirname' has already been declared",
  "Identifier 'exports' has already been declared",
  "Identifier 'module' has already been declared",
  "Identifier 'require' has already been declared",
  'await is only valid in async functions and the top level bodies of modules',
]);

/**
 * Whether a source that failed to compile as CommonJS is an ES module.
 *
 * @param {string} source
 * @param {SyntaxError} error
 */
function failsAsModuleDoes(source, error) {
  if (!(error instanceof SyntaxError) || getOptionValue('--no-experimental-detect-module') !== undefined) return false;
  if (MODULE_SYNTAX.has(error.message)) return true;
  if (!PERHAPS_MODULE.has(error.message) && !/\bawait\b/.test(source)) return false;
  return require('internal/modules/esm/top_level_await').isModuleBody(source);
}

/** Whether a source is an ES module rather than CommonJS; a source that is neither is CommonJS. */
function isModuleSource(source, filename) {
  const { rewriteScript } = require('internal/modules/rewrite_script');
  const { compileModule } = require('internal/modules/compile');
  try {
    compileModule(rewriteScript(source), filename, true);
    return false;
  } catch (error) {
    return failsAsModuleDoes(source, error);
  }
}

const warned = new Set();

/** Tells once that a file's package.json should have a "type". */
function warnAboutType(filename) {
  const href = pathToFileURL(filename).href;
  if (warned.has(href)) return;
  warned.add(href);
  const found = findPackage(path.dirname(filename));
  if (found === undefined || found.data.type !== undefined) return;
  if (/\/node_modules\//.test(found.directory + '/')) return;
  process.emitWarning(
    `Module type of ${href} is not specified and it doesn't parse as CommonJS.\n` +
      'Reparsing as ES module because module syntax was detected. This incurs a performance overhead.\n' +
      `To eliminate this warning, add "type": "module" to ${path.join(found.directory, 'package.json')}.`,
    { code: 'MODULE_TYPELESS_PACKAGE_JSON' },
  );
}

/** An ES module that says that it is CommonJS; told at once, because the program ends. */
function warnOfModule(filename) {
  const warning = new Error(
    `Failed to load the ES module: ${filename}. Make sure to set "type": "module" in the nearest package.json file or use the ` +
      '.mjs extension.',
  );
  warning.name = 'Warning';
  process.emit('warning', warning);
}

module.exports = { failsAsModuleDoes, isModuleSource, warnAboutType, warnOfModule };
