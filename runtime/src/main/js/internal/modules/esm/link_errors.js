'use strict';

// What Node adds to V8's messages where CommonJS and ES modules meet: imports that a CommonJS module does not have, and names that
// only CommonJS has.

const path = require('path');
const { findPackage } = require('internal/modules/package_json');
const { findTopLevelAwait } = require('internal/modules/esm/top_level_await');
const { fileURLToPath } = require('internal/url');

const MISSING = /^The requested module '(.+)' does not provide an export named '(.+)'$/;
const PLACE = /^(.*):\d+\n(.*)\n.*\n\n/;

/**
 * @param {any} error what instantiate() threw
 * @param {import('internal/modules/esm/record').ModuleRecord} root
 * @returns {any} the error to throw
 */
function explain(error, root) {
  const place = PLACE.exec(String(error?.stack));
  if (place === null) return error;
  const [head, file, line] = place;
  error.stack = `${head.slice(0, -1)}${error.stack.slice(head.length)}`;
  const missing = MISSING.exec(error.message);
  if (missing === null) return error;
  const [, specifier, name] = missing;
  for (const record of root.graph()) {
    const imported = record.url === file ? record.imports?.get(specifier) : undefined;
    if (imported?.format === 'commonjs') addHint(error, specifier, name, line);
  }
  return error;
}

function addHint(error, specifier, name, line) {
  const names = /\{[^}]*\}/.exec(line)?.[0];
  const before = `${error}`;
  error.message =
    `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not support ` +
    'all module.exports as named exports.\nCommonJS modules can always be imported via the default export, for example using:\n\n' +
    `import pkg from '${specifier}';\n${names === undefined ? '' : `const ${names.replace(/\s+as\s+/g, ': ')} = pkg;\n`}`;
  error.stack = error.stack.replace(before, () => `${error}`);
}

const COMMONJS_NAME = /^(require|exports|module|__filename|__dirname) is not defined$/;

/**
 * A name of CommonJS in a module.
 *
 * @param {ReferenceError} error changed in place
 * @param {import('internal/modules/esm/record').ModuleRecord} record
 */
function explainReference(error, record) {
  const name = COMMONJS_NAME.exec(error.message)?.[1];
  if (name === undefined) return;
  if (record.topLevelAwait(findTopLevelAwait) !== undefined) {
    error.message =
      `Cannot determine intended module format because both '${name}' and top-level await are present. If the code is intended ` +
      `to be CommonJS, wrap await in an async function. If the code is intended to be an ES module, ${ADVICE.get(name)}.`;
    error.code = 'ERR_AMBIGUOUS_MODULE_SYNTAX';
    return;
  }
  error.message += ' in ES module scope';
  if (name === 'require') error.message += ', you can use import instead';
  if (!record.url.startsWith('file:') || !/\.js(?:[?#]|$)/.test(record.url)) return;
  const found = findPackage(path.dirname(fileURLToPath(record.url)));
  if (found?.data.type !== 'module') return;
  error.message +=
    "\nThis file is being treated as an ES module because it has a '.js' file extension and " +
    `'${path.join(found.directory, 'package.json')}' contains "type": "module". To treat it as a CommonJS script, rename it to ` +
    "use the '.cjs' file extension.";
}

const ADVICE = new Map([
  ['require', 'replace require() with import'],
  ['module', 'use export instead of module.exports/exports'],
  ['exports', 'use export instead of module.exports/exports'],
  ['__filename', 'use import.meta.filename instead'],
  ['__dirname', 'use import.meta.dirname instead'],
]);

module.exports = { explain, explainReference };
