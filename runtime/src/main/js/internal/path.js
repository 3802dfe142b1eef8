'use strict';

/* What both flavours of `path` share. A flavour says what separates: '/' alone, or '/' and '\'. */

const { validateObject, validateString } = require('internal/validators');

const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/**
 * @typedef {object} Flavour
 * @property {string} sep
 * @property {string | RegExp} separators splits a path, perhaps into empty segments
 * @property {(code: number) => boolean} isSeparator
 */

/** @type {Flavour} */
const posixFlavour = {
  sep: '/',
  separators: '/',
  isSeparator: (code) => code === SLASH,
};

/** @type {Flavour} */
const win32Flavour = {
  sep: '\\',
  separators: /[\\/]+/,
  isSeparator: (code) => code === SLASH || code === BACKSLASH,
};

/**
 * Resolves '.', '..' and repeated separators in a path without its root.
 * @param {string} path
 * @param {boolean} allowAboveRoot whether leading '..' stay
 * @param {Flavour} flavour
 * @returns {string} without leading and trailing separator
 */
function normalizeSegments(path, allowAboveRoot, flavour) {
  const segments = [];
  for (const segment of path.split(flavour.separators)) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (segments.length > 0 && segments.at(-1) !== '..') {
        segments.pop();
        continue;
      }
      if (!allowAboveRoot) continue;
    }
    segments.push(segment);
  }
  return segments.join(flavour.sep);
}

/** Where the last segment of a path ends and starts: separators at the end don't count. Both `start` if there is none. */
function lastSegment(path, start, flavour) {
  let end = path.length;
  while (end > start && flavour.isSeparator(path.charCodeAt(end - 1))) end--;
  let first = end;
  while (first > start && !flavour.isSeparator(path.charCodeAt(first - 1))) first--;
  return { first, end };
}

/**
 * The last segment of a path whose root ends at `start`, without `suffix`.
 * @param {string} path
 * @param {string | undefined} suffix
 * @param {number} start
 * @param {Flavour} flavour
 * @returns {string}
 */
function basename(path, suffix, start, flavour) {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  if (suffix !== undefined && suffix.length > 0 && suffix === path) return '';
  const { first, end } = lastSegment(path, start, flavour);
  // With a suffix that is not longer, a path of separators only is its own last segment.
  if (suffix && first === end && suffix.length <= path.length) return path.slice(start);
  const base = path.slice(first, end);
  if (suffix && base !== suffix && base.endsWith(suffix)) return base.slice(0, -suffix.length);
  return base;
}

/** The extension of a last segment: from its last dot on, unless that is the first character; '..' has none. */
function extensionOf(base) {
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

/**
 * @param {string} sep
 * @param {{root?: string, dir?: string, base?: string, name?: string, ext?: string}} pathObject
 * @returns {string}
 */
function format(sep, pathObject) {
  validateObject(pathObject, 'pathObject');
  const { root, ext } = pathObject;
  const dir = pathObject.dir || root;
  const base = pathObject.base || `${pathObject.name || ''}${ext ? `${ext[0] === '.' ? '' : '.'}${ext}` : ''}`;
  if (!dir) return base;
  return dir === root ? `${dir}${base}` : `${dir}${sep}${base}`;
}

/**
 * @param {string} path
 * @param {string} pattern
 * @param {boolean} windows
 * @returns {boolean}
 */
function matchesGlob(path, pattern, windows) {
  validateString(path, 'path');
  validateString(pattern, 'pattern');
  const { matchGlob } = require('internal/glob_pattern');
  return matchGlob(path, pattern, { windows, nocase: windows });
}

module.exports = {
  basename,
  extensionOf,
  format,
  lastSegment,
  matchesGlob,
  normalizeSegments,
  posixFlavour,
  win32Flavour,
};
