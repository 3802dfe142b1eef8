'use strict';

// Which of the library's modules programs may require.

const { ids, require: requireBuiltin } = internalBinding('builtins');

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
  if (id === 'sys') warnAboutSys();
  return requireBuiltin(id);
}

let warnedAboutSys = false;

function warnAboutSys() {
  if (warnedAboutSys) return;
  warnedAboutSys = true;
  process.emitWarning('sys is deprecated. Use `node:util` instead.', 'DeprecationWarning', 'DEP0025');
}

const builtinModules = publicIds.filter((id) => !schemeOnly.has(id));

module.exports = { isBuiltin, loadBuiltin, builtinModules };
