'use strict';

// What the command line asks for: a file, -e, -p, standard input.

const { getOptionValue } = require('internal/options');

/** Runs the program's entry point. */
function runEntry(configuration) {
  const loader = require('internal/modules/cjs/loader');
  loader.initialize();
  if (getOptionValue('--check') !== undefined) {
    check(configuration, loader);
    return;
  }
  for (const request of configuration.preload) loader.preload(request);
  switch (configuration.entry) {
    case 'file':
      loader.Module._load(process.argv[1], null, true);
      break;
    case 'eval':
      evaluate(configuration.code, '[eval]', configuration.print);
      break;
    case 'package-script':
      require('internal/package_script').runPackageScript(configuration.code, configuration.arguments);
      break;
    default:
      readStandardInput((code) => evaluate(code, '[stdin]', configuration.print));
  }
}

/** Only compiles: -c. */
function check(configuration, { Module }) {
  const { compileModule } = require('internal/modules/compile');
  if (configuration.entry !== 'file') {
    readStandardInput((code) => compileModule(code, '[stdin]'));
    return;
  }
  const file = Module._resolveFilename(process.argv[1], null, true);
  compileModule(require('fs').readFileSync(file, 'utf8'), file);
}

/** Runs code as a script whose globals are those of a CommonJS module in the working folder, as `node -e` does. */
function evaluate(code, name, print) {
  const { Module, makeRequireFunction } = require('internal/modules/cjs/loader');
  const { runScript } = require('internal/modules/compile');
  const directory = process.cwd();
  const module = new Module(name);
  module.filename = require('path').join(directory, name);
  module.paths = Module._nodeModulePaths(directory);
  globalThis.module = module;
  globalThis.exports = module.exports;
  globalThis.__filename = name;
  globalThis.__dirname = '.';
  globalThis.require = makeRequireFunction(module);
  exposeBuiltins();
  const result = runScript(code, name);
  if (print) {
    const { log } = require('console');
    log(result);
  }
}

/** In -e and -p every public builtin is a global that is loaded at first use. */
function exposeBuiltins() {
  const { builtinModules } = require('module');
  for (const name of builtinModules) {
    if (name.startsWith('_') || name.includes('/')) continue;
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
