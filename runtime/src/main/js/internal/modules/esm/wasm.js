'use strict';

// WebAssembly as modules: its imports are modules, its exports are exports; the value of a global rather than the global.

const { isArrayBufferView } = require('internal/util/types');
const { NO_ATTRIBUTES } = require('internal/modules/esm/attributes');
const { translateValues } = require('internal/modules/esm/translators');

const RESERVED = /^wasm(?:-js)?:/;

let warned = false;

/** @param {ArrayBufferView|ArrayBuffer} source */
function translateWasm(url, source) {
  if (!warned) {
    warned = true;
    process.emitWarning(
      'Importing WebAssembly module instances is an experimental feature and might change at any time',
      'ExperimentalWarning',
    );
  }
  const bytes = isArrayBufferView(source) ? source : new Uint8Array(source);
  let compiled;
  try {
    compiled = new WebAssembly.Module(bytes);
  } catch (error) {
    error.message = `${error.message}: ${url}`;
    throw error;
  }
  const specifiers = new Set();
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    if (RESERVED.test(module)) throw new WebAssembly.LinkError(`Invalid Wasm import "${module}" in ${url}`);
    if (RESERVED.test(name)) throw new WebAssembly.LinkError(`Invalid Wasm import name "${name}" in ${url}`);
    specifiers.add(module);
  }
  const names = WebAssembly.Module.exports(compiled).map(({ name }) => name);
  const reserved = names.find((name) => RESERVED.test(name));
  if (reserved !== undefined) throw new WebAssembly.LinkError(`Invalid Wasm export name "${reserved}" in ${url}`);
  const requests = Array.from(specifiers, (specifier) => ({ specifier, attributes: NO_ATTRIBUTES, position: 0 }));
  const produce = (...namespaces) => {
    const imports = { __proto__: null };
    requests.forEach(({ specifier }, i) => {
      imports[specifier] = namespaces[i];
    });
    const { exports } = new WebAssembly.Instance(compiled, imports);
    const values = { __proto__: null };
    for (const name of names) values[name] = valueOf(exports[name]);
    return values;
  };
  return translateValues(url, 'wasm', names, produce, requests).record;
}

function valueOf(exported) {
  return exported instanceof WebAssembly.Global ? exported.value : exported;
}

module.exports = { translateWasm };
