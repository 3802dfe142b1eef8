'use strict';

// What the command line asks for: a file, -e, -p, standard input.


/** Runs the program's entry point. */
function runEntry(configuration) {
  const loader = require('internal/modules/cjs/loader');
  const { Module } = loader;
  loader.initialize(configuration);
  for (const request of configuration.preload) loader.preload(request);
  switch (configuration.entry) {
    case 'file':
      process.argv[1] = require('path').resolve(configuration.file);
      Module._load(process.argv[1], null, true);
      break;
    case 'eval':
      evaluate(configuration.code, '[eval]', configuration.print);
      break;
    default:
      readStandardInput((code) => evaluate(code, '[stdin]', configuration.print));
  }
}

/** Runs code as a CommonJS module in the working folder, as `node -e` does. */
function evaluate(code, name, print) {
  const { Module } = require('internal/modules/cjs/loader');
  const path = require('path');
  const directory = process.cwd();
  const module = new Module(name);
  module.filename = path.join(directory, name);
  module.paths = Module._nodeModulePaths(directory);
  const { runScript } = require('internal/modules/compile');
  globalThis.module = module;
  globalThis.exports = module.exports;
  globalThis.__filename = name;
  globalThis.__dirname = '.';
  globalThis.require = loaderRequire(module);
  exposeBuiltins();
  const result = runScript(code, name);
  if (print) {
    const { log } = require('console');
    log(result);
  }
}

function loaderRequire(module) {
  const { makeRequireFunction } = require('internal/modules/cjs/loader');
  return makeRequireFunction(module);
}

/** In -e and -p every public builtin is a global that is loaded at first use. */
function exposeBuiltins() {
  const { builtinModules } = require('module');
  for (const name of builtinModules) {
    if (name.startsWith('_') || name.includes('/') || name in globalThis) continue;
    Object.defineProperty(globalThis, name, {
      get() {
        const value = globalThis.require(name);
        Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
        return value;
      },
      set(value) {
        Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
      },
      enumerable: false,
      configurable: true,
    });
  }
}

function readStandardInput(callback) {
  process.stdin.setEncoding('utf8');
  let code = '';
  process.stdin.on('data', (chunk) => {
    code += chunk;
  });
  process.stdin.on('end', () => callback(code));
}


module.exports = { runEntry };
