'use strict';

// The text of a source that a stack names, for reports: from disk, from the library, or remembered when it never was a file.

const { getSourceMapsSupport } = require('internal/source_map/support');

const remembered = new Map();

/** Remembers a source without a file, such as that of -e. */
function rememberSource(name, text) {
  remembered.set(name, text);
}

/** @returns {string|undefined} the name under which a text was remembered */
function nameOfSource(text) {
  for (const [name, source] of remembered) if (source === text) return name;
  return undefined;
}

/** @returns {string|undefined} the text, undefined when it cannot be read any more */
function sourceOf(name) {
  const text = remembered.get(name);
  if (text !== undefined) return text;
  if (name.startsWith('node:')) return internalBinding('builtins').source(name.slice(5));
  if (getSourceMapsSupport().enabled) {
    const original = require('internal/source_map/cache').originalText(name);
    if (original !== undefined) return original;
  }
  try {
    return require('fs').readFileSync(withoutScheme(name), 'utf8');
  } catch {
    // The file has gone since it was loaded: the report does without the line.
    return undefined;
  }
}

/** A file: URL as a path; other names as they are. */
const withoutScheme = (name) => (name.startsWith('file://') ? require('internal/url').fileURLToPath(name) : name);

/** @returns {string|undefined} one line of a source, counted from 1 */
function sourceLine(name, line) {
  const text = sourceOf(name);
  return text === undefined ? undefined : text.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1];
}

module.exports = { nameOfSource, rememberSource, sourceOf, sourceLine, withoutScheme };
