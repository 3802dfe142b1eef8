'use strict';

// Which of the library's modules programs may require.

const { ids, require: requireBuiltin } = internalBinding('builtins');

const { isInsideNodeModules } = require('internal/util');

const publicIds = ids.filter((id) => !id.startsWith('internal/')).sort();
const known = new Set(publicIds);

// Modules that Node only gives under the node: scheme.
const schemeOnly = new Set(['test', 'test/reporters', 'sqlite', 'sea']);

/** @returns {boolean} whether `request`, with or without `node:`, names a builtin */
function isBuiltin(request) {
  if (request.startsWith('node:')) return known.has(request.slice(5));
  return known.has(request) && !schemeOnly.has(request);
}

/** The exports of a builtin, by its name with or without `node:`. */
function loadBuiltin(request) {
  const id = request.startsWith('node:') ? request.slice(5) : request;
  if (deprecated.has(id)) warnAbout(id);
  return requireBuiltin(id);
}

/** Modules that say so when a program asks for them: message and code. */
const deprecated = new Map([
  ['sys', ['sys is deprecated. Use `node:util` instead.', 'DEP0025']],
  ['punycode', ['The `punycode` module is deprecated. Please use a userland alternative instead.', 'DEP0040']],
]);

/** Once for each, but punycode's users in node_modules can't help it. */
function warnAbout(id) {
  if (id === 'punycode' && isInsideNodeModules(100)) return;
  const [message, code] = deprecated.get(id);
  deprecated.delete(id);
  process.emitWarning(message, 'DeprecationWarning', code);
}

const builtinModules = publicIds.filter((id) => !schemeOnly.has(id));

module.exports = { isBuiltin, loadBuiltin, builtinModules };
