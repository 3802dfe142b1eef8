'use strict';

// "exports" and "imports" of package.json, as Node's resolution algorithm gives them.

const path = require('path');
const { codes } = require('internal/errors');

const conditions = new Set(['node', 'require', 'module-sync', 'node-addons', 'default']);

/**
 * The file that a package exports under a subpath.
 *
 * @param {string} directory the package's folder
 * @param {string} subpath '.' or './sub'
 * @param {any} exports the field
 * @param {string} [base] the importing file, for messages
 * @returns {string} an absolute path
 * @throws ERR_PACKAGE_PATH_NOT_EXPORTED, ERR_INVALID_PACKAGE_TARGET
 */
function resolveExports(directory, subpath, exports, base) {
  const table = isSugar(exports, directory, base) ? { '.': exports } : exports;
  const found = resolveTable(directory, subpath, table, false, base);
  if (found === undefined || found === null)
    throw new codes.ERR_PACKAGE_PATH_NOT_EXPORTED(`${directory}/`, subpath, base);
  return found;
}

/** The file or builtin or package that `#name` stands for; undefined when the package has no such import. */
function resolveImports(directory, name, imports, base) {
  if (name === '#' || name.startsWith('#/') || name.endsWith('/')) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(name, 'is not a valid internal imports specifier name', base);
  }
  const found =
    imports === null || typeof imports !== 'object' ? undefined : resolveTable(directory, name, imports, true, base);
  if (found === undefined || found === null) {
    throw new codes.ERR_PACKAGE_IMPORT_NOT_DEFINED(name, `${directory}/`, base);
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

function resolveTable(directory, key, table, internal, base) {
  if (Object.hasOwn(table, key) && !key.includes('*') && !key.endsWith('/')) {
    return resolveTarget(directory, table[key], '', key, internal, base);
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
  return best === '' ? undefined : resolveTarget(directory, table[best], match, best, internal, base, true);
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

function resolveTarget(directory, target, match, key, internal, base, pattern = false) {
  if (typeof target === 'string') {
    if (!target.startsWith('./')) {
      const { URL } = require('internal/url');
      if (internal && !target.startsWith('../') && !target.startsWith('/') && !URL.canParse(target)) {
        return { request: pattern ? target.replaceAll('*', match) : target };
      }
      if (internal && target.startsWith('node:')) return { request: target };
      throw invalidTarget(directory, key, target, internal, base);
    }
    if (invalidSegment.test(target.slice(2))) throw invalidTarget(directory, key, target, internal, base);
    const file = path.join(directory, target);
    if (!pattern) return file;
    if (invalidSegment.test(match)) {
      throw new codes.ERR_INVALID_MODULE_SPECIFIER(
        match,
        `request is not a valid match in pattern "${key}" for the "${internal ? 'imports' : 'exports'}" resolution of ${directory}/package.json`,
        base,
      );
    }
    return file.replaceAll('*', match);
  }
  if (Array.isArray(target)) {
    let failure = null;
    for (const item of target) {
      let found;
      try {
        found = resolveTarget(directory, item, match, key, internal, base, pattern);
      } catch (error) {
        if (error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
        failure = error;
        continue;
      }
      if (found === undefined) continue;
      if (found === null) {
        failure = null;
        continue;
      }
      return found;
    }
    if (failure !== null) throw failure;
    return target.length === 0 ? null : undefined;
  }
  if (target === null) return null;
  if (typeof target !== 'object') throw invalidTarget(directory, key, target, internal, base);
  for (const name of Object.keys(target)) {
    if (/^(0|[1-9]\d*)$/.test(name)) {
      throw new codes.ERR_INVALID_PACKAGE_CONFIG(
        path.join(directory, 'package.json'),
        base,
        '"exports" cannot contain numeric property keys.',
      );
    }
    if (conditions.has(name)) {
      const found = resolveTarget(directory, target[name], match, key, internal, base, pattern);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function invalidTarget(directory, key, target, internal, base) {
  const shown = typeof target === 'object' && target !== null ? JSON.stringify(target, null, '') : target;
  return new codes.ERR_INVALID_PACKAGE_TARGET(`${directory}/`, key, shown, internal, base);
}

module.exports = { resolveExports, resolveImports };
