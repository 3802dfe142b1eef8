'use strict';

// CommonJS: Module, require, and how a request becomes a file.

const fs = require('fs');
const path = require('path');
const { tracingChannel } = require('diagnostics_channel');
const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');
const { callMain, compile, compileModule } = require('internal/modules/compile');
const { isBuiltin, loadBuiltin, builtinModules } = require('internal/modules/builtins');
const { readPackage, findPackage, packageType } = require('internal/modules/package_json');
const { requireConditions, resolveExports, resolveImports } = require('internal/modules/package_exports');
const { IMPORT_NAME, rewriteScript } = require('internal/modules/rewrite_script');
const { getOptionValue, typeScriptMode } = require('internal/options');
const { rememberThrow } = require('internal/process/error_place');
const watchReports = require('internal/watch_mode/reports');

const { findFile: findFileNow, forgetFound, kind: kindOf, readSource } = require('internal/modules/files');

const requireChannel = tracingChannel('module.require');

/** The id of the module that -r requires from. */
const PRELOAD = 'internal/preload';

// What Node marks modules with; seen when a module is printed.
const kIsMainSymbol = Symbol('kIsMainSymbol');
const kIsCachedByESMLoader = Symbol('kIsCachedByESMLoader');
const kRequiredModule = Symbol('kRequiredModule');
const kIsExecuting = Symbol('kIsExecuting');

const relativeCache = new Map();
// What was found of the file system, while requires nest.
const stats = new Map();
const foundFiles = new Map();
let statDepth = 0;
/** Whether what is found is read next. */
let isLoading = false;

function forgetFiles() {
  stats.clear();
  foundFiles.clear();
}

/**
 * 0 a file, 1 a folder, negative when it is neither. Remembered while requires nest, but not that nothing is there, for a module may
 * write another and require it; but of node_modules: every folder above a module is asked for it, and most have none.
 */
function stat(file) {
  if (statDepth > 0) {
    const known = stats.get(file);
    if (known !== undefined) return known;
  }
  const kind = kindOf(file);
  if (statDepth > 0 && (kind >= 0 || file.endsWith('/node_modules'))) stats.set(file, kind);
  return kind;
}

const { realpathSync } = fs;

/**
 * The first of a path with each suffix that is a file.
 *
 * @param {string[]} suffixes
 * @returns {string|number} its real path; if there is none, what `stat` says of the path with the first suffix
 */
function findFile(base, suffixes, isMain) {
  if (!keepsLinks(isMain) && fs.realpathSync === realpathSync) {
    const key = `${base}\0${suffixes}`;
    let found = statDepth > 0 ? foundFiles.get(key) : undefined;
    if (found !== undefined) return found;
    found = findFileNow(base, suffixes, isLoading);
    if (found !== undefined) {
      if (statDepth > 0 && (typeof found === 'string' || found >= 0)) foundFiles.set(key, found);
      return found;
    }
  }
  for (const suffix of suffixes) {
    if (stat(base + suffix) === 0) return toRealPath(base + suffix, isMain);
  }
  return stat(base + suffixes[0]);
}

/**
 * @param {string} [id]
 * @param {Module} [parent]
 */
function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  // Not by assignment: a program may have put a setter on Object.prototype.
  Object.defineProperty(this, 'exports', { value: {}, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(this, 'parent', {
    value: parent,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  parent?.children?.push(this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

Module._cache = Object.create(null);
Module._pathCache = Object.create(null);
Module._extensions = Object.create(null);
Module.globalPaths = [];
Module.builtinModules = builtinModules;
Module.isBuiltin = isBuiltin;
Module.Module = Module;
Module._debug = () => {};

const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
const defaultWrap = (script) => wrapper[0] + script + wrapper[1];
let patchedWrap = false;
let wrap = defaultWrap;
Object.defineProperty(Module, 'wrap', {
  get: () => wrap,
  set(value) {
    patchedWrap = true;
    wrap = value;
  },
});
Object.defineProperty(Module, 'wrapper', {
  get: () =>
    new Proxy(wrapper, {
      set(target, name, value) {
        patchedWrap = true;
        return Reflect.set(target, name, value);
      },
    }),
  set(value) {
    patchedWrap = true;
    wrapper.splice(0, 2, ...value);
  },
});

// ---- resolution

Module._nodeModulePaths = function (from) {
  const start = path.resolve(from);
  if (start === '/') return ['/node_modules'];
  const paths = [];
  for (let at = start; ; at = path.dirname(at)) {
    if (path.basename(at) !== 'node_modules') paths.push(path.join(at, 'node_modules'));
    if (at === '/') return paths;
  }
};

/** The folders in which a request is looked for; null for a builtin. */
Module._resolveLookupPaths = function (request, parent) {
  if (isBuiltin(request)) return null;
  if (!isRelative(request)) {
    const paths = parent?.paths?.length ? [...parent.paths, ...Module.globalPaths] : [...Module.globalPaths];
    return paths.length > 0 ? paths : null;
  }
  if (!parent || !parent.id || !parent.filename) return ['.', ...Module._nodeModulePaths('.'), ...Module.globalPaths];
  return [path.dirname(parent.filename)];
};

// These are asked of every request, most of them when the program starts: a regular expression takes longer at first.

const isRelative = (request) =>
  request[0] === '.' && (request.startsWith('./') || request.startsWith('../') || request === '.' || request === '..');

/** Whether only a folder can be meant. */
function endsInFolder(request) {
  const last = request[request.length - 1];
  if (last !== '.') return last === '/';
  return request === '.' || request === '..' || request.endsWith('/.') || request.endsWith('/..');
}

const keepsLinks = (isMain) =>
  getOptionValue(isMain ? '--preserve-symlinks-main' : '--preserve-symlinks') !== undefined;

const toRealPath = (file, isMain) => (keepsLinks(isMain) ? path.resolve(file) : fs.realpathSync(file));

/** As `findFile`; false when there is none. */
function tryFile(base, suffixes, isMain) {
  const found = suffixes.length > 0 && findFile(base, suffixes, isMain);
  return typeof found === 'string' && found;
}

function tryPackage(folder, extensions, isMain, request) {
  const main = readPackage(folder)?.main;
  if (typeof main !== 'string' || main === '') return tryFile(path.resolve(folder, 'index'), extensions, isMain);
  const file = path.resolve(folder, main);
  let found = tryFile(file, ['', ...extensions], isMain) || tryFile(path.resolve(file, 'index'), extensions, isMain);
  if (found) return found;
  found = tryFile(path.resolve(folder, 'index'), extensions, isMain);
  const manifest = path.resolve(folder, 'package.json');
  if (!found) {
    const error = new Error(
      `Cannot find module '${file}'. Please verify that the package.json has a valid "main" entry`,
    );
    error.code = 'MODULE_NOT_FOUND';
    error.path = manifest;
    error.requestPath = request;
    throw error;
  }
  process.emitWarning(
    `Invalid 'main' field in '${manifest}' of '${main}'. Please either fix that or report it to the module author`,
    'DeprecationWarning',
    'DEP0128',
  );
  return found;
}

/** The file of a request in one of the folders; false when there is none. */
Module._findPath = function (request, paths, isMain = false) {
  const absolute = path.isAbsolute(request);
  const folders = absolute ? [''] : paths;
  if (!folders || folders.length === 0) return false;
  const key = `${request}\x00${folders.length === 1 ? folders[0] : folders.join('\x00')}`;
  const known = Module._pathCache[key];
  if (known) return known;
  const extensions = Object.keys(Module._extensions);
  const trailingSlash = endsInFolder(request);
  // A request that leaves the folder does not need it.
  const inside = !absolute && request !== '..' && !request.startsWith('../');
  for (const folder of folders) {
    if (inside && folder && stat(folder) !== 1) continue;
    if (!absolute && !isRelative(request)) {
      const exported = findExported(folder, request);
      if (exported) return (Module._pathCache[key] = exported);
    }
    const base = path.resolve(folder, request);
    let found = trailingSlash ? stat(base) : findFile(base, ['', ...extensions], isMain);
    if (found === 1) found = tryPackage(base, extensions, isMain, request);
    if (typeof found === 'string') return (Module._pathCache[key] = found);
    watchReports.reportMissing(base, extensions);
  }
  return false;
};

const packageName = /^((?:@[^/\\%]+\/)?[^./\\%][^/\\%]*)(\/.*)?$/;

/** What the "exports" of a package in a node_modules folder say of a request; undefined when it has none. */
function findExported(folder, request) {
  const match = packageName.exec(request);
  if (match === null) return undefined;
  const directory = path.resolve(folder, match[1]);
  const manifest = readPackage(directory);
  if (manifest?.exports === undefined || manifest.exports === null) return undefined;
  const file = resolveExports(directory, `.${match[2] ?? ''}`, manifest.exports, requireConditions());
  return finishExported(file, request);
}

function finishExported(file, request) {
  const found = tryFile(file, [''], false);
  if (found) return found;
  const error = new Error(`Cannot find module '${file}'`);
  error.code = 'MODULE_NOT_FOUND';
  error.path = request;
  throw error;
}

/** A package that names itself. */
function resolveSelf(parentPath, request, base) {
  if (!parentPath) return undefined;
  const found = findPackage(parentPath);
  if (found === undefined || found.data.exports === undefined || found.data.name === undefined) return undefined;
  const { name } = found.data;
  if (request !== name && !request.startsWith(`${name}/`)) return undefined;
  const file = resolveExports(
    found.directory,
    `.${request.slice(name.length)}`,
    found.data.exports,
    requireConditions(),
    base,
  );
  return finishExported(file, request);
}

Module._resolveFilename = function (request, parent, isMain, options) {
  if (isBuiltin(request)) return request;
  let paths;
  if (options !== null && typeof options === 'object') {
    if (Array.isArray(options.paths)) {
      options.paths.forEach((folder, i) => validateString(folder, `options.paths[${i}]`));
      if (isRelative(request)) {
        paths = options.paths;
      } else {
        const fake = new Module('', null);
        paths = [];
        for (const folder of options.paths) {
          fake.paths = Module._nodeModulePaths(folder);
          for (const candidate of Module._resolveLookupPaths(request, fake) ?? []) {
            if (!paths.includes(candidate)) paths.push(candidate);
          }
        }
      }
    } else if (options.paths === undefined) {
      paths = Module._resolveLookupPaths(request, parent);
    } else {
      throw new codes.ERR_INVALID_ARG_VALUE('options.paths', options.paths);
    }
  } else {
    paths = Module._resolveLookupPaths(request, parent);
  }
  const parentPath = parentFolder(parent);
  if (request[0] === '#' && parentPath !== undefined) {
    const found = findPackage(parentPath);
    if (found?.data.imports !== undefined && found.data.imports !== null) {
      const target = resolveImports(
        found.directory,
        request,
        found.data.imports,
        requireConditions(),
        parent.filename ?? undefined,
      );
      if (typeof target === 'string') return finishExported(target, request);
      return Module._resolveFilename(target.request, parent, isMain, options);
    }
  }
  const own = resolveSelf(parentPath, request, parent?.filename ?? undefined);
  if (own !== undefined) return own;
  const file = Module._findPath(request, paths, isMain);
  if (file) return file;
  const err = notFound(request, parent);
  rememberThrow(err, 'node:internal/modules/cjs/loader', 'throw err;');
  throw err;
};

/** The folder in which a module is, for finding its package. */
function parentFolder(parent) {
  if (parent?.filename) return path.dirname(parent.filename);
  return parent?.id === PRELOAD ? process.cwd() : undefined;
}

function notFound(request, parent) {
  const stack = [];
  for (let at = parent; at; at = at.parent) stack.push(at.filename || at.id);
  let message = `Cannot find module '${request}'`;
  if (stack.length > 0) message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = new Error(message);
  Error.captureStackTrace(error, notFound);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  return error;
}

// ---- loading

/** Takes part in resolving and loading when a program has registered hooks. */
let hooks;

function setHooks(value) {
  hooks = value;
}

Module._load = function (request, parent, isMain) {
  if (hooks !== undefined) return hooks.load(request, parent, isMain, loadDefault);
  return loadDefault(request, parent, isMain);
};

/** @param {{filename: string, url: string, format?: string}} [resolved] what hooks made of the request */
function loadDefault(request, parent, isMain, resolved) {
  let relative;
  if (parent && resolved === undefined) {
    relative = `${parent.path}\x00${request}`;
    const filename = relativeCache.get(relative);
    if (filename !== undefined) {
      const cached = Module._cache[filename];
      if (cached !== undefined) {
        noteChild(parent, cached);
        return cached.loaded ? cached.exports : exportsOfCycle(cached);
      }
      relativeCache.delete(relative);
    }
  }
  if (resolved === undefined && request.startsWith('node:')) {
    if (!isBuiltin(request)) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(request);
    return loadBuiltin(request);
  }
  let filename = resolved?.filename;
  if (filename === undefined) {
    isLoading = true;
    try {
      filename = Module._resolveFilename(request, parent, isMain);
    } finally {
      isLoading = false;
      if (filename === undefined) forgetFound();
    }
  }
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    forgetFound();
    noteChild(parent, cached);
    return cached.loaded ? cached.exports : exportsOfCycle(cached);
  }
  if (isBuiltin(filename)) {
    forgetFound();
    return loadBuiltin(filename);
  }

  watchReports.reportRequired(filename);
  const module = new Module(filename, parent);
  if (isMain) {
    process.mainModule = module;
    mainModule = module;
    module.id = '.';
  }
  module[kIsMainSymbol] = isMain;
  Module._cache[filename] = module;
  if (relative !== undefined) relativeCache.set(relative, filename);
  let failed = true;
  try {
    if (resolved === undefined) module.load(filename);
    else hooks.loadSource(module, resolved);
    failed = false;
  } finally {
    forgetFound();
    if (failed) {
      delete Module._cache[filename];
      if (relative !== undefined) {
        relativeCache.delete(relative);
        const index = parent.children?.indexOf(module);
        if (index >= 0) parent.children.splice(index, 1);
      }
    }
  }
  return module.exports;
}

function noteChild(parent, child) {
  const children = parent?.children;
  if (children && !children.includes(child)) children.push(child);
}

const cycleHandler = {
  get(target, name) {
    if (name in target || name === '__esModule' || typeof name === 'symbol') return target[name];
    process.emitWarning(
      `Accessing non-existent property '${String(name)}' of module exports inside circular dependency`,
    );
    return undefined;
  },
};
const cyclePrototype = new Proxy({}, cycleHandler);

/** While a module of a cycle loads, reading what it does not export yet is warned about. */
function exportsOfCycle(module) {
  const { exports } = module;
  if (module[kRequiredModule]) {
    const { cycleMessage } = require('internal/modules/esm/require');
    throw new codes.ERR_REQUIRE_CYCLE_MODULE(cycleMessage('require() ES', module.id, module.parent));
  }
  if (
    exports !== null &&
    typeof exports === 'object' &&
    Object.getPrototypeOf(exports) === Object.prototype &&
    !exports.__esModule
  ) {
    Object.setPrototypeOf(exports, cyclePrototype);
  }
  return exports;
}

Module.prototype.load = function (filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(path.dirname(filename));
  this[kIsCachedByESMLoader] = false;
  const extension = findExtension(filename);
  if (filename.endsWith('.mjs') && extension !== '.mjs') {
    Module._extensions['.js'](this, filename);
  } else {
    Module._extensions[extension](this, filename);
  }
  this.loaded = true;
  if (
    this.exports !== null &&
    typeof this.exports === 'object' &&
    Object.getPrototypeOf(this.exports) === cyclePrototype
  ) {
    Object.setPrototypeOf(this.exports, Object.prototype);
  }
};

/** The longest registered extension of a file; '.js' when none fits. */
function findExtension(filename) {
  const name = path.basename(filename);
  for (let dot = name.indexOf('.', 1); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const extension = name.slice(dot);
    if (Module._extensions[extension]) return extension;
  }
  return '.js';
}

Module.prototype.require = function (id) {
  validateString(id, 'id');
  if (id === '') throw new codes.ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
  if (statDepth++ === 0) forgetFiles();
  try {
    if (!requireChannel.hasSubscribers) return Module._load(id, this, false);
    const event = { __proto__: null, parentFilename: this.filename, id };
    return requireChannel.traceSync(Module._load, event, Module, id, this, false);
  } finally {
    statDepth--;
  }
};

Module.prototype._compile = function (content, filename, format) {
  if (format?.endsWith('typescript')) {
    content = require('internal/modules/typescript').stripModuleTypes(content, filename);
    format = format === 'typescript' ? undefined : format.slice(0, -'-typescript'.length);
  }
  if (format === 'module') {
    loadModule(this, filename, content);
    return undefined;
  }
  const directory = path.dirname(filename);
  const source = rewriteScript(this === mainModule ? withBreak(content) : content);
  const importModule = source === content ? undefined : importFrom(filename);
  let run;
  try {
    run = compileCommonJS(source, filename, importModule);
  } catch (error) {
    const { failsAsModuleDoes, warnAboutType, warnOfModule } = require('internal/modules/esm/detect');
    if (!failsAsModuleDoes(content, error)) throw error;
    if (format === 'commonjs') {
      warnOfModule(filename);
      throw error;
    }
    if (this[kIsMainSymbol]) warnAboutType(filename);
    loadModule(this, filename, content);
    return undefined;
  }
  const requireFrom = makeRequireFunction(this);
  if (statDepth === 0) forgetFiles();
  statDepth++;
  this[kIsExecuting] = true;
  try {
    const args = [this.exports, requireFrom, this, filename, directory];
    if (importModule !== undefined && !patchedWrap) args.push(importModule);
    return this === mainModule ? callMain(run, this.exports, args) : Reflect.apply(run, this.exports, args);
  } finally {
    this[kIsExecuting] = false;
    statDepth--;
  }
};

/** With --inspect-brk the program stops before its first statement. */
function withBreak(source) {
  if (getOptionValue('--inspect-brk') === undefined) return source;
  return source.startsWith('#!') ? source.replace(/\n|$/, '\ndebugger;') : `debugger;${source}`;
}

/** Whether the code of a file is running, because somebody has required it. */
const isExecuting = (filename) => Module._cache[filename]?.[kIsExecuting] === true;

function compileCommonJS(source, filename, importModule) {
  if (!patchedWrap) return compileModule(source, filename, importModule !== undefined);
  const wrapped = Module.wrap(source.startsWith('#!') ? `//${source}` : source);
  return compile(`return ${wrapped.trimStart()}`, filename, [IMPORT_NAME])(importModule);
}

/** An ES module that is required, or that the program begins with. */
function loadModule(module, filename, source) {
  if (module[kIsMainSymbol]) {
    process.mainModule = undefined;
    mainModule = undefined;
    delete Module._cache[filename];
    const { pathToFileURL } = require('internal/url');
    const { runModule } = require('internal/modules/run_main');
    runModule(({ importMain }) => importMain(pathToFileURL(filename).href));
    return;
  }
  const { requireError, requireModule, warnOfRequire } = require('internal/modules/esm/require');
  if (getOptionValue('--no-experimental-require-module') !== undefined) {
    throw requireError(filename, source, module.parent?.filename);
  }
  warnOfRequire(filename, module.parent);
  // Only while it loads: that is a cycle then.
  Object.defineProperty(module, kRequiredModule, { value: true, configurable: true });
  module.exports = requireModule(filename, source, module.parent);
  delete module[kRequiredModule];
}

/** What import() does in a file or in code that stands for one. */
function importFrom(filename) {
  return (specifier, options) => {
    const { importDynamically } = require('internal/modules/esm/loader');
    const { pathToFileURL } = require('internal/url');
    return importDynamically(specifier, options, path.isAbsolute(filename) ? pathToFileURL(filename).href : filename);
  };
}

Module._extensions['.js'] = function (module, filename) {
  const source = stripBom(readSource(filename));
  module._compile(source, filename, formatOf(filename));
};

/** The format of a file, as far as its name and its package tell. */
function formatOf(filename) {
  if (filename.endsWith('.js')) return packageType(filename);
  switch (path.extname(filename)) {
    case '.json':
      return 'json';
    case '.cjs':
      return 'commonjs';
    case '.mjs':
      return 'module';
    case '.cts':
      return typeScriptMode() === false ? undefined : 'commonjs-typescript';
    case '.mts':
      return typeScriptMode() === false ? undefined : 'module-typescript';
    case '.ts': {
      if (typeScriptMode() === false) return undefined;
      const type = packageType(filename);
      return type === undefined ? 'typescript' : `${type}-typescript`;
    }
    default:
      return undefined;
  }
}

Module._extensions['.json'] = function (module, filename) {
  module.exports = parseJson(filename, readSource(filename));
};

function parseJson(filename, content) {
  try {
    return JSON.parse(stripBom(content));
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
}

Module._extensions['.node'] = function (module, filename) {
  return process.dlopen(module, path.toNamespacedPath(filename));
};

const stripBom = (content) => (content.charCodeAt(0) === 0xfeff ? content.slice(1) : content);

let mainModule;

/** The `require` of a module. */
function makeRequireFunction(module) {
  const require = function require(id) {
    return module.require(id);
  };
  function resolve(request, options) {
    validateString(request, 'request');
    return Module._resolveFilename(request, module, false, options);
  }
  function paths(request) {
    validateString(request, 'request');
    return Module._resolveLookupPaths(request, module);
  }
  resolve.paths = paths;
  require.resolve = resolve;
  Object.defineProperty(require, 'main', { value: mainModule, writable: true, enumerable: true, configurable: true });
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

Module.createRequire = function (filename) {
  const { fileURLToPath, isURL } = require('internal/url');
  let file = filename;
  if (isURL(filename) || (typeof filename === 'string' && !path.isAbsolute(filename))) {
    try {
      file = fileURLToPath(filename);
    } catch {
      throw new codes.ERR_INVALID_ARG_VALUE(
        'filename',
        filename,
        'must be a file URL object, file URL string, or absolute path string',
      );
    }
  } else if (typeof filename !== 'string') {
    throw new codes.ERR_INVALID_ARG_VALUE(
      'filename',
      filename,
      'must be a file URL object, file URL string, or absolute path string',
    );
  }
  const isFolder = file.endsWith('/');
  const proxy = isFolder ? path.join(file, 'noop.js') : file;
  const module = new Module(proxy);
  module.filename = proxy;
  module.paths = Module._nodeModulePaths(module.path);
  return makeRequireFunction(module);
};

Module._initPaths = function () {
  const { HOME, NODE_PATH } = process.env;
  const paths = [path.resolve(process.execPath, '..', '..', 'lib', 'node')];
  if (HOME) {
    paths.unshift(path.resolve(HOME, '.node_libraries'));
    paths.unshift(path.resolve(HOME, '.node_modules'));
  }
  if (NODE_PATH) paths.unshift(...NODE_PATH.split(path.delimiter).filter(Boolean));
  Module.globalPaths = paths;
};

Module._preloadModules = function (requests) {
  if (Array.isArray(requests)) for (const request of requests) preload(request);
};

Module._stat = stat;
Module._readPackage = (folder) => readPackage(folder);

/** Runs the main module, again when a replacing loader calls it. */
Module.runMain = function (main) {
  require('internal/modules/run_main').runMain(main);
};

/**
 * The package.json of the package that a file belongs to, or that a bare specifier names.
 *
 * @param {string|URL} specifier
 * @param {string|URL} [base] the file from which a specifier is looked up
 * @returns {string|undefined} its path
 */
Module.findPackageJSON = function (specifier, base) {
  const { fileURLToPath, isURL } = require('internal/url');
  const toPath = (value) => (isURL(value) || /^file:/.test(value) ? fileURLToPath(value) : `${value}`);
  if (specifier === undefined) throw new codes.ERR_MISSING_ARGS('specifier');
  if (!isURL(specifier)) validateString(specifier, 'specifier');
  if (base !== undefined && !isURL(base)) validateString(base, 'base');
  let file = toPath(specifier);
  if (!path.isAbsolute(file)) {
    if (base === undefined) throw new codes.ERR_MISSING_ARGS('base');
    const from = toPath(base);
    if (!isRelative(file)) {
      const name = packageName.exec(file)?.[1] ?? file;
      const folder = Module._nodeModulePaths(path.dirname(from)).find((at) => readPackage(path.join(at, name)));
      return folder === undefined ? undefined : path.join(folder, name, 'package.json');
    }
    file = path.resolve(path.dirname(from), file);
  }
  const start = stat(file) === 1 ? file : path.dirname(file);
  const found = findPackage(start);
  return found === undefined ? undefined : path.join(found.directory, 'package.json');
};

Module.registerHooks = (options) => require('internal/modules/esm/hooks').registerHooks(options);

/**
 * Hooks that a module exports; they run on this thread.
 *
 * @param {string|URL} specifier
 * @param {string|URL|object} [parentURL] or the options
 * @param {{parentURL?: string|URL, data?: any, transferList?: any[]}} [options]
 */
Module.register = function register(specifier, parentURL = undefined, options = undefined) {
  const { isURL } = require('internal/url');
  if (parentURL !== null && typeof parentURL === 'object' && !isURL(parentURL)) {
    options = parentURL;
    parentURL = options.parentURL;
  }
  const { data, transferList = [] } = options ?? {};
  const { structuredClone } = require('internal/structured_clone');
  // What the hooks listen to does not keep the program running.
  const ports = transferList.filter((item) => typeof item?.unref === 'function');
  const copy = structuredClone({ data, ports }, { transfer: transferList });
  require('internal/modules/esm/loader').register(`${specifier}`, `${parentURL ?? 'data:'}`, copy.data);
  for (const port of copy.ports) port.unref();
};

Module.syncBuiltinESMExports = () => require('internal/modules/esm/translators').syncBuiltinESMExports();

// As in Node, module objects print without the name of their class.
Object.defineProperty(Module.prototype, 'constructor', { get: () => Module, enumerable: false, configurable: false });

let preloading = false;
Object.defineProperty(Module.prototype, 'isPreloading', {
  get: () => preloading,
  enumerable: false,
  configurable: false,
});

/** `-r`: requires a module as if from a file in the working folder. */
function preload(request) {
  const parent = new Module(PRELOAD, null);
  parent.paths = Module._nodeModulePaths(process.cwd());
  parent.filename = null;
  preloading = true;
  try {
    parent.require(request);
  } finally {
    preloading = false;
  }
}

/** Called when the program starts. */
function initialize() {
  Module._initPaths();
  watchReports.initialize();
}

module.exports = {
  Module,
  formatOf,
  importFrom,
  initialize,
  isExecuting,
  loadWithoutHooks: loadDefault,
  makeRequireFunction,
  parseJson,
  preload,
  setHooks,
  withBreak,
  stripBom,
};
