'use strict';

// The text of a source that a stack names, for reports: from disk, or remembered when it never was on one.

const remembered = new Map();

/** Remembers a source without a file, such as that of -e. */
function rememberSource(name, text) {
  remembered.set(name, text);
}

/** @returns {string|undefined} the text, undefined when it cannot be read any more */
function evaluatedSource(name) {
  const text = remembered.get(name);
  if (text !== undefined) return text;
  const path = name.startsWith('file://') ? require('internal/url').fileURLToPath(name) : name;
  try {
    return require('fs').readFileSync(path, 'utf8');
  } catch {
    // The file has gone since it was loaded: the report does without the line.
    return undefined;
  }
}

module.exports = { rememberSource, evaluatedSource };
