'use strict';

// import() in CommonJS and scripts; how and why it is rewritten stands in internal/modules/esm/rewrite.js. This file is loaded by
// every program, so the lexer is not: it is asked only about sources in which import() seems to stand.

const IMPORT_NAME = 'împort';

// Behind a quote it begins a string, behind a single dot it is a method.
const MAY_IMPORT = /(?<!["'`$]|(?:^|[^.])\.)\bimport\s*(?:\(|\/[/*])/g;

/**
 * Whether import() seems to stand in a source. Mostly it stands in types, in comments, or in messages: where a look at the line
 * tells so for certain, the lexer, which reads the whole source, is not needed.
 */
function mayImport(source) {
  MAY_IMPORT.lastIndex = 0;
  for (let match; (match = MAY_IMPORT.exec(source)) !== null;) {
    const { index } = match;
    const start = source.lastIndexOf('\n', index) + 1;
    const before = source.slice(start, index);
    if (/^\s*\/\//.test(before)) continue;
    if (isInComment(source, index, before) && source.lastIndexOf('`', index) === -1) continue;
    if (source[start - 2] !== '\\' && endsInString(before)) continue;
    return true;
  }
  return false;
}

/** Whether a line's beginning ends in a comment that nothing can hold but a template that began before. */
function isInComment(source, index, before) {
  if (source.lastIndexOf('/*', index) <= source.lastIndexOf('*/', index)) return false;
  if (/^\s*\/?\*/.test(before)) return true;
  const start = before.lastIndexOf('/*');
  return start !== -1 && !/["'/]/.test(before.slice(0, start));
}

const COMMENTS_AND_STRINGS = /\/\*(?:[^*]|\*(?!\/))*\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;

/** A line's beginning that ends in a string; not told of lines with templates or what may be a regular expression. */
function endsInString(line) {
  if (line.includes('`') || line.includes('${')) return false;
  return /^[^"'/]*(["'])(?:(?!\1)[^\\]|\\.)*$/.test(line.replace(COMMENTS_AND_STRINGS, ''));
}

/**
 * @param {string} source of a CommonJS module or a script
 * @param {string} [name] what import is renamed to, a word of the same length
 * @returns {string} with import() renamed; the same string if there is none
 */
function rewriteScript(source, name = IMPORT_NAME) {
  if (!mayImport(source)) return source;
  const imports = require('internal/modules/esm/rewrite').lex(source)?.[0] ?? [];
  let rewritten = '';
  let position = 0;
  for (const { d: kind, ss: start } of imports) {
    if (kind < 0) continue;
    rewritten += source.slice(position, start) + name;
    position = start + name.length;
  }
  return position === 0 ? source : rewritten + source.slice(position);
}

module.exports = { IMPORT_NAME, rewriteScript };
