'use strict';

// What the command line asks for: a file, -e, -p, standard input.

const { codes } = require('internal/errors');
const { loadBuiltin } = require('internal/modules/builtins');
const { withImport } = require('internal/modules/import_names');
const { getOptionValue, typeScriptMode } = require('internal/options');
const { isDecorated } = require('internal/process/error_place');

/** Runs the program's entry point. */
function runEntry(configuration) {
  if (getOptionValue('--watch') !== undefined || getOptionValue('--watch-path') !== undefined) {
    require('internal/watch_mode/main').watch(configuration);
    return;
  }
  const loader = require('internal/modules/cjs/loader');
  loader.initialize();
  if (getOptionValue('--experimental-vm-modules') !== undefined) require('internal/vm/module').expose();
  if (getOptionValue('--check') !== undefined) {
    check(configuration, loader);
    return;
  }
  for (const request of configuration.preload) loader.preload(request);
  const imports = getOptionValue('--import')?.split('\0') ?? [];
  const loaders = getOptionValue('--experimental-loader')?.split('\0') ?? [];
  if (imports.length === 0 && loaders.length === 0) {
    runProgram(configuration);
    return;
  }
  const { runModule } = require('internal/modules/run_main');
  if (loaders.length > 0) warnOfLoaders(loaders);
  runModule(async ({ importBefore, importLoaders }) => {
    await importLoaders(loaders);
    await importBefore(imports);
    runProgram(configuration);
  });
}

function warnOfLoaders(loaders) {
  const calls = loaders.map((loader) => `register(${JSON.stringify(loader)}, pathToFileURL("./"))`).join('; ');
  process.emitWarning(
    '`--experimental-loader` may be removed in the future; instead use `register()`:\n' +
      `--import 'data:text/javascript,import { register } from "node:module"; import { pathToFileURL } from "node:url"; ${calls};'`,
    'ExperimentalWarning',
  );
}

function runProgram(configuration) {
  switch (configuration.entry) {
    case 'file':
      require('internal/modules/cjs/loader').Module.runMain();
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
  const { pathToFileURL } = require('internal/url');
  const { load } = require('internal/modules/esm/load');
  const { format } = load(pathToFileURL(file).href, {});
  let source = require('fs').readFileSync(file, 'utf8');
  if (format.endsWith('-typescript')) source = require('internal/modules/typescript').stripModuleTypes(source, file);
  if (format.startsWith('module')) {
    const { NativeModule } = require('internal/modules/esm/native_module');
    NativeModule.compile(source, pathToFileURL(file).href).release();
  } else {
    compileModule(source, file);
  }
}

/** Runs code that is no file: as a module, if it is one or the command line says so, or as a script. */
function evaluate(code, name, print) {
  switch (getOptionValue('--input-type')) {
    case 'module':
      evaluateModule(code, print);
      break;
    case 'module-typescript':
      evaluateModule(stripTypes(code), print);
      break;
    case 'commonjs':
      evaluateScript(code, name, print);
      break;
    case 'commonjs-typescript':
      evaluateScript(stripTypes(code), name, print);
      break;
    default:
      evaluateAsFits(code, name, print);
  }
}

/** Code is JavaScript unless it does not compile; without its types it is tried again. */
function evaluateAsFits(code, name, print) {
  const mayHaveTypes = typeScriptMode() !== false;
  try {
    evaluateScript(code, name, print);
  } catch (error) {
    if (!(error instanceof SyntaxError) || !isDecorated(error)) throw error;
    const { failsAsModuleDoes } = require('internal/modules/esm/detect');
    if (failsAsModuleDoes(code, error)) {
      evaluateModule(code, print, mayHaveTypes ? (reason) => stripAfter(reason, code) : undefined);
    } else if (mayHaveTypes) {
      const stripped = stripAfter(error, code);
      try {
        evaluateScript(stripped, name, print);
      } catch (second) {
        if (!isDecorated(second) || !failsAsModuleDoes(stripped, second)) throw second;
        evaluateModule(stripped, print);
      }
    } else {
      throw error;
    }
  }
}

const stripTypes = (code) => require('internal/modules/typescript').stripModuleTypes(code, '[eval]');

/** The code without its types, or the syntax error that it gave with them; that tells what was wrong with the types, too. */
function stripAfter(error, code) {
  try {
    return stripTypes(code);
  } catch ({ code: kind, message }) {
    if (kind === 'ERR_INVALID_TYPESCRIPT_SYNTAX' || kind === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
      const place = isDecorated(error) ? /^(?:.*\n){3}/.exec(error.stack)[0] : '';
      const rest = error.stack.slice(place.length);
      error.stack = `${place}${message}\n${place === '' ? '\n' : ''}${rest}`;
    }
    throw error;
  }
}

/**
 * Runs code as a module whose URL is in the working folder.
 *
 * @param {(error: SyntaxError) => string} [correct] gives other code when this does not compile
 */
function evaluateModule(code, print, correct) {
  if (print) throw new codes.ERR_EVAL_ESM_CANNOT_PRINT();
  exposeBuiltins();
  const { pathToFileURL } = require('internal/url');
  const { runModule } = require('internal/modules/run_main');
  const url = `${pathToFileURL(`${process.cwd()}/`).href}[eval1]`;
  require('internal/modules/source_cache').rememberSource(url, code);
  runModule(({ evaluateSource }) => evaluateSource(code, url, correct));
}

/** Runs code as a script whose globals are those of a CommonJS module in the working folder, as `node -e` does. */
function evaluateScript(code, name, print) {
  const { Module, importFrom, makeRequireFunction, withBreak } = require('internal/modules/cjs/loader');
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
  const source = withImport(withBreak(code), () => importFrom(require('path').join(directory, name)));
  const result = runScript(source, name);
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
        const value = loadBuiltin(name);
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
