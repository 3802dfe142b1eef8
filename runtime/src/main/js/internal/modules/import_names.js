'use strict';

// import() where no parameter can be added: in scripts, and in what `new Function` compiles. It is renamed to a word that is the
// name of a hidden global; each referrer has a word of its own. See internal/modules/esm/rewrite.js.

const { rewriteScript } = require('internal/modules/rewrite_script');

const LETTERS = 'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ';
const LENGTH = 'import'.length;

let count = 0;
const names = new Set();

/** A word of the length of `import` that no source uses. */
function nextName() {
  let name = '';
  for (let rest = count++, i = 0; i < LENGTH; i++, rest = Math.floor(rest / LETTERS.length)) {
    name = LETTERS[rest % LETTERS.length] + name;
  }
  return name;
}

/**
 * Makes import() of a script call a function.
 *
 * @param {string} source
 * @param {() => (specifier: any, options: any) => Promise<object>} makeImport called only if there is an import()
 * @returns {string} the source to compile
 */
function withImport(source, makeImport) {
  const name = nextName();
  const rewritten = rewriteScript(source, name);
  if (rewritten === source) {
    count--;
    return source;
  }
  names.add(name);
  Object.defineProperty(globalThis, name, {
    value: makeImport(),
    writable: false,
    enumerable: false,
    configurable: true,
  });
  return rewritten;
}

/** Whether a name is one of those globals, which contexts of vm let through. */
const isImportName = (name) => names.has(name);

module.exports = { isImportName, withImport };
