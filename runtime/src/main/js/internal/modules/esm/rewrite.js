'use strict';

// What a source says of its imports, and the two changes that V8 needs: the engine gives no import() and no import.meta.
//
// Both become names of the same length with a letter that no program uses there; so every line and column stays, and a
// source in Latin-1 stays in Latin-1:
//
//   await import('./a.js')   →   await împort('./a.js')
//   import.meta.url          →   împort_meta.url
//
// A module gets the names from one more import behind its end, which is hoisted; a CommonJS module has a parameter for it.

const { NO_ATTRIBUTES } = require('internal/modules/esm/attributes');

// What the lexer calls static imports and import.meta.
const STATIC = -1;
const META = -2;

const { IMPORT_NAME } = require('internal/modules/rewrite_script');

const META_NAME = 'împort_meta';

/** @returns {[object[], object[]]|undefined} imports and exports; undefined for what V8 will not accept either */
function lex(source) {
  // The lexer reads on behind #!; as a comment the line is as long.
  if (source.startsWith('#!')) source = `//${source.slice(2)}`;
  // It does not know strings behind names in braces either: import { a, 'b c' as d }.
  return tryLex(source) ?? tryLex(source.replace(/(["'])[^"'\\\n]*\1(?=\s+as\b)/g, (name) => '$'.repeat(name.length)));
}

function tryLex(source) {
  try {
    return require('internal/npm/es-module-lexer/dist/lexer.asm').parse(source);
  } catch (error) {
    if (!Object.hasOwn(error, 'idx')) throw error;
    return undefined;
  }
}

/**
 * @typedef {object} Request
 * @property {string} specifier
 * @property {Record<string, string>} attributes
 * @property {number} position in the source
 */

/**
 * @typedef {object} Rewritten
 * @property {string} source
 * @property {Request[]} requests the static imports
 * @property {boolean} asks whether the module uses import() or import.meta
 */

/**
 * @param {string} source of an ES module
 * @param {string} metaName the specifier under which the module finds its import() and import.meta
 * @returns {Rewritten}
 */
function rewriteModule(source, metaName) {
  const requests = [];
  const imports = lex(source)?.[0] ?? [];
  let rewritten = '';
  let position = 0;
  for (const found of imports) {
    const { n: specifier, d: kind, a: attributes, ss: start, se: end } = found;
    if (kind === STATIC) {
      requests.push({
        specifier,
        attributes: attributes === -1 ? NO_ATTRIBUTES : readAttributes(source.slice(attributes, end)),
        position: start,
      });
      continue;
    }
    rewritten += source.slice(position, start);
    if (kind === META) {
      rewritten += META_NAME;
      // Spaces or comments may stand around the dot; line ends must stay.
      const rest = source.slice(start + META_NAME.length, end);
      rewritten += rest.replace(/[^\n\r\u2028\u2029]/g, ' ');
      position = end;
    } else {
      rewritten += IMPORT_NAME;
      position = start + IMPORT_NAME.length;
    }
  }
  if (position === 0) return { source, requests, asks: false };
  rewritten += source.slice(position);
  return {
    source: `${rewritten}\nimport{${IMPORT_NAME},${META_NAME}}from${JSON.stringify(metaName)}`,
    requests,
    asks: true,
  };
}

const ATTRIBUTE =
  /\s*(?:([\p{ID_Start}$_][\p{ID_Continue}$]*)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*,?/uy;

/** The keys and values of `{ type: 'json' }`. */
function readAttributes(text) {
  const attributes = { __proto__: null };
  ATTRIBUTE.lastIndex = text.indexOf('{') + 1;
  for (let match; (match = ATTRIBUTE.exec(text)) !== null;) {
    const [, name, double, single, value, other] = match;
    attributes[name ?? double ?? single] = value ?? other;
  }
  return attributes;
}

module.exports = { META_NAME, lex, rewriteModule };
