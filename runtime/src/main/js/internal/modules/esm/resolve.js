'use strict';

// From a specifier and the URL of the importing module to a URL: https://nodejs.org/api/esm.html#resolution-algorithm-specification

const fs = require('fs');
const path = require('path');
const { codes } = require('internal/errors');
const { URL, fileURLToPath, pathToFileURL } = require('internal/url');
const { isBuiltin } = require('internal/modules/builtins');
const { getOptionValue } = require('internal/options');
const { findFile, kind } = require('internal/modules/files');
const { findPackage, readPackage } = require('internal/modules/package_json');
const { reportMissing } = require('internal/watch_mode/reports');
const { importConditions, resolveExports, resolveImports } = require('internal/modules/package_exports');

const ENCODED_SEPARATOR = /%2F|%5C/i;
const PACKAGE_NAME = /^($|@[^/\\%]*\/[^/\\%]+|[^@./\\%][^/\\%]*|\.[^/\\%]+)(\/.*)?$/;

/** The importing module as messages name it. */
function nameOf(base) {
  return base.startsWith('file:') ? fileURLToPath(base) : base;
}

/** The folder that an importing module is in, or is. */
function folderOf(base) {
  return base.endsWith('/') ? fileURLToPath(base).slice(0, -1) || '/' : path.dirname(fileURLToPath(base));
}

/** Whether a specifier begins with /, ./ or ../ */
function isPath(specifier) {
  return /^(?:\/|\.\.?(?:\/|$))/.test(specifier);
}

/**
 * Node's own resolution, without hooks.
 *
 * @param {string} specifier
 * @param {string} [base] the importing module's URL; undefined for the main module
 * @param {Set<string>} [conditions]
 * @returns {string} a URL
 */
function resolve(specifier, base, conditions = importConditions()) {
  let parsed;
  if (isPath(specifier)) {
    try {
      parsed = new URL(specifier, base);
    } catch {
      throw new codes.ERR_UNSUPPORTED_RESOLVE_REQUEST(specifier, base);
    }
  } else if (URL.canParse(specifier)) {
    parsed = new URL(specifier);
  }
  if (parsed === undefined) {
    if (isBuiltin(specifier)) return `node:${specifier}`;
    if (base?.startsWith('data:')) throw new codes.ERR_UNSUPPORTED_RESOLVE_REQUEST(specifier, base);
    parsed =
      specifier[0] === '#' ? resolveInternal(specifier, base, conditions) : resolvePackage(specifier, base, conditions);
  }
  return parsed.protocol === 'file:' ? finish(parsed, specifier, base).href : parsed.href;
}

/** Makes sure that a URL names a file, and follows its links. */
function finish(url, specifier, base) {
  if (ENCODED_SEPARATOR.test(url.pathname)) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(
      url.pathname,
      'must not include encoded "/" or "\\" characters',
      base && nameOf(base),
    );
  }
  let file;
  try {
    file = fileURLToPath(url);
  } catch (error) {
    error.input = `${url}`;
    error.module = base;
    throw error;
  }
  const found = findFile(file.endsWith('/') ? file.slice(0, -1) : file, ['']) ?? findWithCare(file);
  if (found === 1) {
    const error = new codes.ERR_UNSUPPORTED_DIR_IMPORT(file, base && nameOf(base), `${url}`);
    throw withHint(error, specifier, base);
  }
  if (typeof found !== 'string' || file.endsWith('/')) {
    reportMissing(file);
    const error = new codes.ERR_MODULE_NOT_FOUND(file || url.pathname, base && nameOf(base), url);
    throw withHint(error, specifier, base);
  }
  const option = base === undefined ? '--preserve-symlinks-main' : '--preserve-symlinks';
  if (getOptionValue(option) !== undefined) return url;
  const { search, hash } = url;
  url = pathToFileURL(found);
  url.search = search;
  url.hash = hash;
  return url;
}

/** As findFile, for paths that it leaves alone. */
function findWithCare(file) {
  const found = kind(file);
  return found === 0 ? fs.realpathSync(file) : found;
}

/** The same request by CommonJS's rules may be what was meant. */
function withHint(error, specifier, base) {
  const found = findAsCommonJS(specifier, base);
  if (found === undefined) return error;
  const hint = `Did you mean to import ${JSON.stringify(found)}?`;
  const [first, ...frames] = error.stack.split('\n');
  error.stack = [first, hint, ...frames].join('\n');
  error.message += `\n${hint}`;
  return error;
}

function findAsCommonJS(specifier, base) {
  if (base !== undefined && !base.startsWith('file:')) return undefined;
  const { Module } = require('internal/modules/cjs/loader');
  const parent = base === undefined ? undefined : fileURLToPath(base);
  const from = new Module(parent ?? '', undefined);
  from.filename = parent ?? null;
  from.paths = Module._nodeModulePaths(parent === undefined ? process.cwd() : path.dirname(parent));
  if (specifier.startsWith('file:')) specifier = fileURLToPath(specifier);
  let found;
  try {
    found = Module._resolveFilename(specifier, from, false);
  } catch {
    // CommonJS does not find it either: no hint.
    return undefined;
  }
  if (isBuiltin(found)) return undefined;
  if (isPath(specifier)) {
    const relative = path.relative(path.dirname(parent ?? path.join(process.cwd(), 'x')), found);
    const up = /^(?:\.\.\/)*/.exec(relative)[0];
    return `${up || './'}${asURL(relative.slice(up.length))}`;
  }
  const inPackage = found.lastIndexOf(`/node_modules/${PACKAGE_NAME.exec(specifier)?.[1]}/`);
  return asURL(inPackage === -1 ? found.slice(1) : found.slice(inPackage + '/node_modules/'.length));
}

/** A path as it stands in a URL. */
const asURL = (file) => pathToFileURL(`/${file}`).pathname.slice(1);

/** The URL of what "exports" or "imports" name, with the double slashes that a pattern's match may have brought. */
function targetURL(file) {
  return file.includes('//') ? new URL(`file://${file.split('/').map(asURL).join('/')}`) : pathToFileURL(file);
}

/** #name: what the nearest package.json says. */
function resolveInternal(name, base, conditions) {
  const found = base === undefined ? undefined : findPackage(folderOf(base));
  const target = resolveImports(found?.directory, name, found?.data.imports, conditions, base && nameOf(base));
  if (typeof target === 'string') return targetURL(target);
  if (isBuiltin(target.request)) {
    return new URL(target.request.startsWith('node:') ? target.request : `node:${target.request}`);
  }
  return resolvePackage(target.request, pathToFileURL(path.join(found.directory, 'package.json')).href, conditions);
}

/** The name of a package and the subpath, from '.' on. */
function splitRequest(specifier, base) {
  const match = PACKAGE_NAME.exec(specifier);
  if (match === null || match[1][0] === '.' || /[\\%]/.test(match[1])) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid package name', base && nameOf(base));
  }
  return { name: match[1], subpath: `.${match[2] ?? ''}` };
}

/** Looks for a package in the folders above the importing module. */
function resolvePackage(specifier, base, conditions) {
  if (isBuiltin(specifier)) return new URL(specifier.startsWith('node:') ? specifier : `node:${specifier}`);
  const { name, subpath } = splitRequest(specifier, base);
  const start = base === undefined ? process.cwd() : folderOf(base);
  const own = findPackage(start);
  if (own?.data.name === name && own.data.exports !== undefined && own.data.exports !== null) {
    return targetURL(resolveExports(own.directory, subpath, own.data.exports, conditions, base && nameOf(base)));
  }
  for (let at = start; ; at = path.dirname(at)) {
    if (path.basename(at) !== 'node_modules') {
      const directory = path.join(at, 'node_modules', name);
      if (kind(directory) === 1) return inPackage(directory, subpath, specifier, base, conditions);
    }
    if (path.dirname(at) === at) break;
  }
  throw withHint(new codes.ERR_MODULE_NOT_FOUND(name, base && nameOf(base), null), specifier, base);
}

function inPackage(directory, subpath, specifier, base, conditions) {
  const manifest = readPackage(directory, base && `"${specifier}" from ${nameOf(base)}`);
  if (manifest?.exports !== undefined && manifest.exports !== null) {
    return targetURL(resolveExports(directory, subpath, manifest.exports, conditions, base && nameOf(base)));
  }
  if (subpath === '.') return resolveMain(directory, manifest, specifier, base);
  return new URL(subpath, pathToFileURL(`${directory}/`));
}

const MAIN_ENDINGS = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];
const INDEX_FILES = ['index.js', 'index.json', 'index.node'];

/** "main" of a package without "exports". */
function resolveMain(directory, manifest, specifier, base) {
  const main = manifest?.main;
  const candidates = typeof main === 'string' && main !== '' ? MAIN_ENDINGS.map((ending) => `${main}${ending}`) : [];
  for (const candidate of [...candidates, ...INDEX_FILES]) {
    const file = path.resolve(directory, candidate);
    if (kind(file) !== 0) continue;
    const url = pathToFileURL(file);
    if (candidate !== main) warnAboutMain(url, directory, base, main);
    return url;
  }
  throw withHint(new codes.ERR_MODULE_NOT_FOUND(`${directory}/`, base && nameOf(base), null), specifier, base);
}

function warnAboutMain(url, directory, base, main) {
  if (getOptionValue('--pending-deprecation') === undefined && !isModuleFile(url)) return;
  if (!isModuleFile(url)) return;
  const file = fileURLToPath(url);
  const relative = file.slice(directory.length + 1);
  const from = base === undefined ? '' : ` imported from ${nameOf(base)}`;
  if (main === undefined) {
    process.emitWarning(
      `No "main" or "exports" field defined in the package.json for ${directory}/ resolving the main entry point "${relative}"${from}.\n` +
        'Default "index" lookups for the main are deprecated for ES modules.',
      'DeprecationWarning',
      'DEP0151',
    );
  } else if (path.resolve(directory, main) !== file) {
    process.emitWarning(
      `Package ${directory}/ has a "main" field set to "${main}", excluding the full filename and extension to the resolved file at "${relative}"${from}.\n` +
        ' Automatic extension resolution of the "main" field is deprecated for ES modules.',
      'DeprecationWarning',
      'DEP0151',
    );
  }
}

function isModuleFile(url) {
  const { formatWithoutSource } = require('internal/modules/esm/formats');
  return formatWithoutSource(url.href) === 'module';
}

module.exports = { resolve, isPath, nameOf };
