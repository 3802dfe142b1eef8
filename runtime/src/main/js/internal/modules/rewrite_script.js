'use strict';

// import() in CommonJS and scripts; how and why it is rewritten stands in internal/modules/esm/rewrite.js. This file is loaded by
// every program, so the lexer is not: it is asked only about sources in which import() seems to stand.

const IMPORT_NAME = 'împort';

const MAY_IMPORT = /\bimport\s*(?:\(|\/[/*])/;

/**
 * @param {string} source of a CommonJS module or a script
 * @param {string} [name] what import is renamed to, a word of the same length
 * @returns {string} with import() renamed; the same string if there is none
 */
function rewriteScript(source, name = IMPORT_NAME) {
  if (!MAY_IMPORT.test(source)) return source;
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
