'use strict';

// "exports" and "imports" of package.json, as Node's resolution algorithm gives them; for CommonJS and ES modules.

const path = require('path');
const { codes } = require('internal/errors');
const { getOptionValue } = require('internal/options');

let required;
let imported;

/** The conditions under which require() looks at packages. */
function requireConditions() {
  return (required ??= conditionsFor('require'));
}

/** The conditions under which import looks at packages. */
function importConditions() {
  return (imported ??= conditionsFor('import'));
}

function conditionsFor(style) {
  const conditions = new Set(['node', style]);
  if (getOptionValue('--no-addons') === undefined) conditions.add('node-addons');
  if (getOptionValue('--no-experimental-require-module') === undefined) conditions.add('module-sync');
  for (const name of getOptionValue('--conditions')?.split(',') ?? []) conditions.add(name);
  return conditions;
}

/**
 * The file that a package exports under a subpath.
 *
 * @param {string} directory the package's folder
 * @param {string} subpath '.' or './sub'
 * @param {any} exports the field
 * @param {Set<string>} conditions
 * @param {string} [base] the importing file, for messages
 * @returns {string} an absolute path
 * @throws ERR_PACKAGE_PATH_NOT_EXPORTED, ERR_INVALID_PACKAGE_TARGET
 */
function resolveExports(directory, subpath, exports, conditions, base) {
  const table = isSugar(exports, directory, base) ? { '.': exports } : exports;
  const found = resolveTable({ directory, internal: false, conditions, base }, subpath, table);
  if (found === undefined || found === null)
    throw new codes.ERR_PACKAGE_PATH_NOT_EXPORTED(`${directory}/`, subpath, base);
  return found;
}

/**
 * What `#name` stands for in a package.
 *
 * @param {string|undefined} directory the package's folder
 * @returns {string|{request: string}} an absolute path, or the name of a package or builtin
 * @throws ERR_PACKAGE_IMPORT_NOT_DEFINED, ERR_INVALID_MODULE_SPECIFIER, ERR_INVALID_PACKAGE_TARGET
 */
function resolveImports(directory, name, imports, conditions, base) {
  if (name === '#' || name.endsWith('/')) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(name, 'is not a valid internal imports specifier name', base);
  }
  const found =
    imports === null || typeof imports !== 'object'
      ? undefined
      : resolveTable({ directory, internal: true, conditions, base }, name, imports);
  if (found === undefined || found === null) {
    throw new codes.ERR_PACKAGE_IMPORT_NOT_DEFINED(name, directory && `${directory}/`, base);
  }
  return found;
}

function isSugar(exports, directory, base) {
  if (typeof exports === 'string' || Array.isArray(exports)) return true;
  if (exports === null || typeof exports !== 'object') return false;
  const keys = Object.keys(exports);
  const subpaths = keys.filter((key) => key === '' || key[0] === '.').length;
  if (subpaths !== 0 && subpaths !== keys.length) {
    throw new codes.ERR_INVALID_PACKAGE_CONFIG(
      path.join(directory, 'package.json'),
      base,
      '"exports" cannot contain some keys starting with \'.\' and some not. The exports object must either be an object ' +
        'of package subpath keys or an object of main entry condition name keys only.',
    );
  }
  return subpaths === 0;
}

/** @param {{directory: string, internal: boolean, conditions: Set<string>, base?: string}} search */
function resolveTable(search, key, table) {
  if (Object.hasOwn(table, key) && !key.includes('*') && !key.endsWith('/')) {
    return resolveTarget(search, table[key], '', key);
  }
  let best = '';
  let match;
  for (const pattern of Object.keys(table)) {
    const star = pattern.indexOf('*');
    if (star === -1 || pattern.lastIndexOf('*') !== star) continue;
    const trailer = pattern.slice(star + 1);
    if (
      key.startsWith(pattern.slice(0, star)) &&
      key.length >= pattern.length &&
      key.endsWith(trailer) &&
      comparePatterns(best, pattern) > 0
    ) {
      best = pattern;
      match = key.slice(star, key.length - trailer.length);
    }
  }
  return best === '' ? undefined : resolveTarget(search, table[best], match, best, true);
}

/** The longer prefix before the star wins, then the longer pattern. */
function comparePatterns(a, b) {
  const baseA = a.indexOf('*') === -1 ? a.length : a.indexOf('*') + 1;
  const baseB = b.indexOf('*') === -1 ? b.length : b.indexOf('*') + 1;
  if (baseA !== baseB) return baseB - baseA;
  if (!a.includes('*')) return 1;
  return b.length - a.length;
}

const invalidSegment =
  /(^|\\|\/)((\.|%2e)(\.|%2e)?|(n|%6e|%4e)(o|%6f|%4f)(d|%64|%44)(e|%65|%45)(_|%5f)(m|%6d|%4d)(o|%6f|%4f)(d|%64|%44)(u|%75|%55)(l|%6c|%4c)(e|%65|%45)(s|%73|%53))(\\|\/|$)/i;

/** Most have no character that such a segment could have. */
function hasInvalidSegment(text) {
  const isPlain = text[0] !== '.' && !/[%\\_]|\/\./.test(text);
  return !isPlain && invalidSegment.test(text);
}

function resolveTarget(search, target, match, key, pattern = false) {
  if (typeof target === 'string') return resolveTargetString(search, target, match, key, pattern);
  if (Array.isArray(target)) return resolveFirst(search, target, match, key, pattern);
  if (target === null) return null;
  if (typeof target !== 'object') throw invalidTarget(search, key, target);
  for (const name of Object.keys(target)) {
    if (/^(0|[1-9]\d*)$/.test(name)) {
      throw new codes.ERR_INVALID_PACKAGE_CONFIG(
        path.join(search.directory, 'package.json'),
        search.base,
        '"exports" cannot contain numeric property keys.',
      );
    }
    if (name === 'default' || search.conditions.has(name)) {
      const found = resolveTarget(search, target[name], match, key, pattern);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function resolveTargetString(search, target, match, key, pattern) {
  const { directory, internal, base } = search;
  if (match !== '' && !pattern && !target.endsWith('/')) throw invalidTarget(search, key, target);
  if (!target.startsWith('./')) {
    if (internal && !target.startsWith('../') && !target.startsWith('/')) {
      const { URL } = require('internal/url');
      if (!URL.canParse(target)) return { request: pattern ? target.replaceAll('*', () => match) : target };
    }
    throw invalidTarget(search, key, target);
  }
  if (hasInvalidSegment(target.slice(2))) throw invalidTarget(search, key, target);
  if (pattern && hasInvalidSegment(match)) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(
      key.replace('*', () => match),
      `request is not a valid match in pattern "${key}" for the "${internal ? 'imports' : 'exports'}" resolution of ${directory}/package.json`,
      base,
    );
  }
  return fileOf(search, pattern ? target.replaceAll('*', () => match) : target);
}

/** Targets are URLs relative to package.json, so a double slash stays. */
function fileOf({ directory, base }, target) {
  if (!/[%?#\\\t\n\r]/.test(target)) return `${directory === '/' ? '' : directory}${target.slice(1)}`;
  if (/%2f|%5c/i.test(target)) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(target, 'must not include encoded "/" or "\\" characters', base);
  }
  const { URL, fileURLToPath, pathToFileURL } = require('internal/url');
  return fileURLToPath(new URL(target, pathToFileURL(`${directory}/`)));
}

/** The first of the targets that is valid. */
function resolveFirst(search, targets, match, key, pattern) {
  let failure = null;
  let last = targets.length === 0 ? null : undefined;
  for (const item of targets) {
    try {
      last = resolveTarget(search, item, match, key, pattern);
    } catch (error) {
      if (error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
      failure = error;
      continue;
    }
    if (last === undefined) continue;
    if (last !== null) return last;
    failure = null;
  }
  if (failure !== null) throw failure;
  return last;
}

function invalidTarget({ directory, internal, base }, key, target) {
  const shown = typeof target === 'object' && target !== null ? JSON.stringify(target, null, '') : target;
  return new codes.ERR_INVALID_PACKAGE_TARGET(`${directory}/`, key, shown, internal, base);
}

module.exports = { requireConditions, importConditions, resolveExports, resolveImports };
