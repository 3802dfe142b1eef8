// The source text of the assertion that failed, for assert(value) without a message.
'use strict';

const { captureCallSites } = require('internal/util');

const identifier = /[\w$]/;
const regexpMayFollow =
  /(?:^|[=([{,;:!&|?+\-*%~^<>]|\b(?:return|typeof|void|delete|in|of|instanceof|new|await|yield|case))\s*$/;

/** The index behind a quoted text or a template that starts at `at`. */
function skipQuoted(text, at) {
  const quote = text[at];
  let i = at + 1;
  while (i < text.length && text[i] !== quote) {
    if (text[i] === '\\') {
      i += 2;
    } else if (quote === '`' && text[i] === '$' && text[i + 1] === '{') {
      i = skipBrackets(text, i + 1);
    } else {
      i++;
    }
  }
  return i + 1;
}

function skipRegExp(text, at) {
  let inClass = false;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') inClass = true;
    else if (text[i] === ']') inClass = false;
    else if (text[i] === '/' && !inClass) return i + 1;
    else if (text[i] === '\n') break;
  }
  return at + 1;
}

/** The index behind the bracket that closes the one at `at`. */
function skipBrackets(text, at) {
  let depth = 0;
  let i = at;
  while (i < text.length) {
    const ch = text[i];
    if (ch === '(' || ch === '[' || ch === '{') depth++;
    else if (ch === ')' || ch === ']' || ch === '}') depth--;
    if (depth === 0) return i + 1;
    if (ch === '"' || ch === "'" || ch === '`') {
      i = skipQuoted(text, i);
    } else if (text.startsWith('//', i)) {
      const end = text.indexOf('\n', i);
      i = end === -1 ? text.length : end;
    } else if (text.startsWith('/*', i)) {
      const end = text.indexOf('*/', i);
      i = end === -1 ? text.length : end + 2;
    } else if (ch === '/' && regexpMayFollow.test(text.slice(at, i))) {
      i = skipRegExp(text, i);
    } else {
      i++;
    }
  }
  return -1;
}

/** The call that a call site points into: from the start of `a.b.c` to the closing bracket. */
function extractCall(source, line, column) {
  const lines = source.split('\n');
  if (line > lines.length) return undefined;
  let start = column - 1;
  for (let i = 0; i < line - 1; i++) start += lines[i].length + 1;
  for (;;) {
    const before = source[start - 1];
    if (before === ']') start = source.lastIndexOf('[', start);
    else if (before !== undefined && (before === '.' || identifier.test(before))) start--;
    else break;
    if (start < 0) return undefined;
  }
  if (source[start] === '.') start++;
  const open = source.indexOf('(', start);
  if (open === -1) return undefined;
  const end = skipBrackets(source, open);
  // Only its first line, if there are several.
  return end === -1 ? undefined : source.slice(start, end).split('\n', 1)[0];
}

function readSource(filename) {
  if (typeof filename !== 'string') return undefined;
  let path = filename;
  if (filename.startsWith('file:')) path = require('internal/url').fileURLToPath(filename);
  else if (!filename.startsWith('/')) return undefined;
  try {
    return require('fs').readFileSync(path, 'utf8');
  } catch {
    return undefined; // Code that was evaluated or is gone has no text to show.
  }
}

/**
 * The message of a failed assert.ok.
 * @param {Function} fn the assertion, whose caller is looked at
 * @returns {string | undefined} undefined when there is no source to be found
 */
function describeExpression(fn) {
  const [site] = captureCallSites(fn, 1);
  const source = site === undefined ? undefined : readSource(site.getFileName());
  if (source === undefined) return undefined;
  const call = extractCall(source, site.getLineNumber(), site.getColumnNumber());
  return call === undefined ? undefined : `The expression evaluated to a falsy value:\n\n  ${call}\n`;
}

module.exports = { describeExpression, extractCall };
