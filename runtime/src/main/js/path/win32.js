'use strict';

/* The Windows flavour of `path`: https://nodejs.org/api/path.html. It works on every platform. */

const { validateString } = require('internal/validators');
const shared = require('internal/path');
const posix = require('path/posix');

const { extensionOf, lastSegment, normalizeSegments, win32Flavour: flavour } = shared;

/** Names that Windows reads as devices in every folder, before a colon. */
const reservedNames = new Set(['CON', 'PRN', 'AUX', 'NUL']);
for (const port of ['COM', 'LPT']) {
  for (const digit of '123456789\u00b9\u00b2\u00b3') reservedNames.add(`${port}${digit}`);
}

const driveLetter = /^[a-z]$/i;

const isSeparatorAt = (path, index) => flavour.isSeparator(path.charCodeAt(index));
const hasDrive = (path) => path[1] === ':' && driveLetter.test(path[0]);

/** Whether what precedes the first colon is a device. */
function startsWithReservedName(path) {
  const colon = path.indexOf(':');
  return colon !== -1 && reservedNames.has(path.slice(0, colon).toUpperCase());
}

/** The end of the run of (non-)separators that begins at `index`. */
function runEnd(path, index, separators) {
  let end = index;
  while (end < path.length && isSeparatorAt(path, end) === separators) end++;
  return end;
}

/**
 * \\server\share at the start of a path. Undefined where that is incomplete.
 * @returns {{server: string, share: string, end: number} | undefined} end is where the share ends
 */
function parseUnc(path) {
  if (!(path.length > 1 && isSeparatorAt(path, 0) && isSeparatorAt(path, 1))) return undefined;
  const serverEnd = runEnd(path, 2, false);
  if (serverEnd === 2 || serverEnd === path.length) return undefined;
  const shareStart = runEnd(path, serverEnd, true);
  const end = runEnd(path, shareStart, false);
  if (end === shareStart) return undefined;
  return { server: path.slice(2, serverEnd), share: path.slice(shareStart, end), end };
}

/**
 * The root of a path for normalize and resolve.
 * @returns {{device: string, absolute: boolean, end: number}} device: 'C:', '\\server\share', '\\.' or ''
 */
function parseRoot(path) {
  if (isSeparatorAt(path, 0)) {
    const unc = parseUnc(path);
    if (unc === undefined) return { device: '', absolute: true, end: 1 };
    const { server, share, end } = unc;
    // \\.\ and \\?\ are device namespaces: what follows is no share.
    if (server === '.' || server === '?') return { device: `\\\\${server}`, absolute: true, end: 4 };
    return { device: `\\\\${server}\\${share}`, absolute: true, end };
  }
  if (hasDrive(path)) {
    const absolute = path.length > 2 && isSeparatorAt(path, 2);
    return { device: path.slice(0, 2), absolute, end: absolute ? 3 : 2 };
  }
  return { device: '', absolute: false, end: 0 };
}

/** The folder that a drive-relative path starts from: each drive has its own. */
function workingFolder(device) {
  if (device.length === 0) return process.cwd();
  const folder = process.env[`=${device}`] || process.cwd();
  // A folder on another drive says nothing about this one.
  if (folder.slice(0, 2).toLowerCase() !== device.toLowerCase() && folder[2] === '\\') return `${device}\\`;
  return folder;
}

const win32 = {
  /**
   * Joins from right to left until the path has a device and is absolute.
   * @param {...string} args
   * @returns {string}
   */
  resolve(...args) {
    let device = '';
    let tail = '';
    let absolute = false;
    for (let i = args.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = args[i];
        validateString(path, `paths[${i}]`);
        if (path.length === 0) continue;
      } else {
        path = workingFolder(device);
      }
      const root = parseRoot(path);
      if (root.device.length > 0) {
        if (device.length === 0) device = root.device;
        // On another device: no help.
        else if (root.device.toLowerCase() !== device.toLowerCase()) continue;
      }
      if (!absolute) {
        tail = `${path.slice(root.end)}\\${tail}`;
        ({ absolute } = root);
      }
      if (absolute && device.length > 0) break;
    }
    tail = normalizeSegments(tail, !absolute, flavour);
    if (absolute) return `${device}\\${tail}`;
    return `${device}${tail}` || '.';
  },

  /** @param {string} path @returns {string} */
  normalize(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return path === '/' ? '\\' : path;
    const { device, absolute, end } = parseRoot(path);
    // A share alone is a folder.
    if (end === path.length && device.startsWith('\\\\')) return `${device}\\`;
    let tail = end < path.length ? normalizeSegments(path.slice(end), !absolute, flavour) : '';
    if (tail.length === 0 && !absolute) tail = '.';
    if (tail.length > 0 && isSeparatorAt(path, path.length - 1)) tail += '\\';
    // A relative path must not turn into one with a drive, nor into a stream of a device.
    if (!absolute && device.length === 0 && path.includes(':')) {
      if (hasDrive(tail) || /:(?:[\\/]|$)/.test(path)) return `.\\${tail}`;
    }
    if (startsWithReservedName(path)) return `.\\${device}${tail}`;
    return `${device}${absolute ? '\\' : ''}${tail}`;
  },

  /** @param {string} path @returns {boolean} */
  isAbsolute(path) {
    validateString(path, 'path');
    return path.length > 0 && (isSeparatorAt(path, 0) || (path.length > 2 && hasDrive(path) && isSeparatorAt(path, 2)));
  },

  /** @param {...string} args @returns {string} normalized */
  join(...args) {
    let joined;
    let first;
    for (let i = 0; i < args.length; i++) {
      const arg = args[i];
      validateString(arg, 'path');
      if (arg.length === 0) continue;
      if (joined === undefined) joined = first = arg;
      else joined += `\\${arg}`;
    }
    if (joined === undefined) return '.';
    // Two separators at the start mean a network share only if the first argument says so: exactly two, then a name.
    const sharesName = first.length > 2 && runEnd(first, 0, true) === 2;
    if (!sharesName) {
      const separators = runEnd(joined, 0, true);
      if (separators >= 2) joined = `\\${joined.slice(separators)}`;
    }
    if (joined.split('\\').some(startsWithReservedName)) return joined.replaceAll('/', '\\');
    return win32.normalize(joined);
  },

  /** @param {string} from @param {string} to @returns {string} the way from one to the other; `to` on another device */
  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const start = win32.resolve(from);
    const target = win32.resolve(to);
    if (start === target || start.toLowerCase() === target.toLowerCase()) return '';
    const trim = (path) => path.split('\\').filter((segment) => segment !== '');
    const up = trim(start);
    const down = trim(target);
    let common = 0;
    while (common < up.length && common < down.length && up[common].toLowerCase() === down[common].toLowerCase()) {
      common++;
    }
    if (common === 0 && up.length > 0 && down.length > 0) return target;
    return [...up.slice(common).fill('..'), ...down.slice(common)].join('\\');
  },

  /**
   * The form with the prefix \\?\, in which a path may be long.
   * @template T @param {T} path @returns {T | string}
   */
  toNamespacedPath(path) {
    if (typeof path !== 'string' || path.length === 0) return path;
    const resolved = win32.resolve(path);
    if (resolved.length <= 2) return path;
    if (resolved.startsWith('\\\\')) {
      if (resolved[2] !== '?' && resolved[2] !== '.') return `\\\\?\\UNC\\${resolved.slice(2)}`;
    } else if (hasDrive(resolved) && resolved[2] === '\\') {
      return `\\\\?\\${resolved}`;
    }
    return resolved;
  },

  /** @param {string} path @returns {string} */
  dirname(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return isSeparatorAt(path, 0) ? path : '.';
    const rootEnd = folderRootEnd(path);
    if (rootEnd > path.length) return path;
    const { first } = lastSegment(path, rootEnd, flavour);
    if (first > rootEnd) return path.slice(0, first - 1);
    return rootEnd === 0 ? '.' : path.slice(0, rootEnd);
  },

  /** @param {string} path @param {string} [suffix] @returns {string} */
  basename(path, suffix) {
    return shared.basename(path, suffix, typeof path === 'string' && hasDrive(path) ? 2 : 0, flavour);
  },

  /** @param {string} path @returns {string} */
  extname(path) {
    validateString(path, 'path');
    const { first, end } = lastSegment(path, hasDrive(path) ? 2 : 0, flavour);
    return extensionOf(path.slice(first, end));
  },

  format: shared.format.bind(null, '\\'),

  /** @param {string} path @returns {{root: string, dir: string, base: string, ext: string, name: string}} */
  parse(path) {
    validateString(path, 'path');
    const parsed = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return parsed;
    if (path.length === 1) {
      if (isSeparatorAt(path, 0)) {
        parsed.root = parsed.dir = path;
      } else {
        parsed.base = parsed.name = path;
      }
      return parsed;
    }
    const rootEnd = Math.min(folderRootEnd(path), path.length);
    if (rootEnd > 0) parsed.root = path.slice(0, rootEnd);
    const { first, end } = lastSegment(path, rootEnd, flavour);
    parsed.base = path.slice(first, end);
    parsed.ext = extensionOf(parsed.base);
    parsed.name = parsed.ext === '' ? parsed.base : parsed.base.slice(0, -parsed.ext.length);
    parsed.dir = first > rootEnd ? path.slice(0, first - 1) : parsed.root;
    return parsed;
  },

  /** @param {string} path @param {string} pattern @returns {boolean} */
  matchesGlob(path, pattern) {
    return shared.matchesGlob(path, pattern, true);
  },

  sep: '\\',
  delimiter: ';',
  win32: null,
  posix,
};

/** Where the root ends for dirname and parse; after the path's end for a share alone, which is its own folder. */
function folderRootEnd(path) {
  if (isSeparatorAt(path, 0)) {
    const unc = parseUnc(path);
    // The separator after the share belongs to the root.
    return unc === undefined ? 1 : unc.end + 1;
  }
  if (hasDrive(path)) return path.length > 2 && isSeparatorAt(path, 2) ? 3 : 2;
  return 0;
}

win32.win32 = win32;
posix.win32 = win32;
win32._makeLong = win32.toNamespacedPath;

module.exports = win32;
