'use strict';

/* The POSIX flavour of `path`: https://nodejs.org/api/path.html */

const { validateString } = require('internal/validators');
const shared = require('internal/path');

const { extensionOf, lastSegment, normalizeSegments, posixFlavour: flavour } = shared;

/** Something that normalize would change: an empty, '.' or '..' segment. */
const irregular = /\/\/|(?:^|\/)\.\.?(?:\/|$)/;

const isAbsolutePath = (path) => path.charCodeAt(0) === 0x2f;

const posix = {
  /**
   * Joins from right to left until the path is absolute; the working folder is the last resort.
   * @param {...string} args
   * @returns {string} absolute, normalized, without trailing separator
   */
  resolve(...args) {
    if (args.length === 0 || (args.length === 1 && (args[0] === '' || args[0] === '.'))) {
      const cwd = process.cwd();
      if (isAbsolutePath(cwd)) return cwd;
    }
    let resolved = '';
    let absolute = false;
    for (let i = args.length - 1; i >= -1 && !absolute; i--) {
      const path = i >= 0 ? args[i] : process.cwd();
      if (i >= 0) validateString(path, `paths[${i}]`);
      if (path.length === 0) continue;
      resolved = resolved === '' ? path : `${path}/${resolved}`;
      absolute = isAbsolutePath(path);
    }
    if (absolute && resolved.length > 1 && !resolved.endsWith('/') && !irregular.test(resolved)) return resolved;
    const segments = normalizeSegments(resolved, !absolute, flavour);
    if (absolute) return `/${segments}`;
    return segments.length > 0 ? segments : '.';
  },

  /** @param {string} path @returns {string} */
  normalize(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    if (!irregular.test(path)) return path;
    const absolute = isAbsolutePath(path);
    const trailing = path.endsWith('/');
    const segments = normalizeSegments(path, !absolute, flavour);
    if (segments.length === 0) {
      if (absolute) return '/';
      return trailing ? './' : '.';
    }
    return `${absolute ? '/' : ''}${segments}${trailing ? '/' : ''}`;
  },

  /** @param {string} path @returns {boolean} */
  isAbsolute(path) {
    validateString(path, 'path');
    return path.length > 0 && isAbsolutePath(path);
  },

  /** @param {...string} args @returns {string} normalized */
  join(...args) {
    let joined = '';
    for (let i = 0; i < args.length; i++) {
      const arg = args[i];
      validateString(arg, 'path');
      if (arg.length > 0) joined = joined.length === 0 ? arg : `${joined}/${arg}`;
    }
    return joined.length === 0 ? '.' : posix.normalize(joined);
  },

  /** @param {string} from @param {string} to @returns {string} the way from one to the other */
  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const start = posix.resolve(from);
    const target = posix.resolve(to);
    if (start === target) return '';
    const up = start === '/' ? [] : start.slice(1).split('/');
    const down = target === '/' ? [] : target.slice(1).split('/');
    let common = 0;
    while (common < up.length && common < down.length && up[common] === down[common]) common++;
    const steps = [];
    for (let i = common; i < up.length; i++) steps.push('..');
    for (let i = common; i < down.length; i++) steps.push(down[i]);
    return steps.join('/');
  },

  /** A no-op here: see win32. @template T @param {T} path @returns {T} */
  toNamespacedPath(path) {
    return path;
  },

  /** @param {string} path @returns {string} */
  dirname(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    const { first } = lastSegment(path, 0, flavour);
    if (first === 0) return isAbsolutePath(path) ? '/' : '.';
    if (first === 1) return '/';
    // POSIX leaves the meaning of exactly two slashes at the start to the system, so they stay.
    if (first === 2 && isAbsolutePath(path)) return '//';
    return path.slice(0, first - 1);
  },

  /** @param {string} path @param {string} [suffix] @returns {string} */
  basename(path, suffix) {
    return shared.basename(path, suffix, 0, flavour);
  },

  /** @param {string} path @returns {string} */
  extname(path) {
    validateString(path, 'path');
    const { first, end } = lastSegment(path, 0, flavour);
    return extensionOf(path.slice(first, end));
  },

  format: shared.format.bind(null, '/'),

  /** @param {string} path @returns {{root: string, dir: string, base: string, ext: string, name: string}} */
  parse(path) {
    validateString(path, 'path');
    const parsed = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return parsed;
    const absolute = isAbsolutePath(path);
    if (absolute) parsed.root = '/';
    const { first, end } = lastSegment(path, absolute ? 1 : 0, flavour);
    parsed.base = path.slice(first, end);
    // In '/..', and there only, Node takes the second dot for an extension.
    parsed.ext = absolute && first === 1 && parsed.base === '..' ? '.' : extensionOf(parsed.base);
    parsed.name = parsed.ext === '' ? parsed.base : parsed.base.slice(0, -parsed.ext.length);
    if (first > (absolute ? 1 : 0)) parsed.dir = path.slice(0, first - 1);
    else if (absolute) parsed.dir = '/';
    return parsed;
  },

  /** @param {string} path @param {string} pattern @returns {boolean} */
  matchesGlob(path, pattern) {
    return shared.matchesGlob(path, pattern, false);
  },

  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};

posix.posix = posix;
// posix.win32 is set by the other flavour, which needs this one.
posix._makeLong = posix.toNamespacedPath;

module.exports = posix;
