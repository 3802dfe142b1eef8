'use strict';

// The first script to run, and the only one that sees the compiled files: sets up require() for the library, runs the modules that
// every program needs, and leaves one global function behind, which Java calls after it has restored the snapshot. The other modules
// are not in the snapshot, which has to stay small because every start pays for it: they are compiled from a file of the home when a
// program first requires them.

let files = globalThis.__goriFiles;
const ids = Object.keys(files);
// The number of a module in the files of the home.
const numbers = new Map(ids.map((id, number) => [id, number]));
const bindingsDescription = globalThis.__goriBindings;
const javaLayout = globalThis.__goriLayout;

// The object users see; internal/bootstrap/node completes it.
const processObject = Object.create(Object.create(Object.prototype));

// What finds, loads and prints; compiling it took a third of the start.
const EVERY_PROGRAM = [
  'internal/modules/cjs/loader',
  'internal/modules/run_main',
  'internal/process/stdout',
  'internal/process/exit',
  'internal/tty',
];

const modules = new Map();
const packages = new Map();
let bindings = new Map();

function internalBinding(name) {
  let binding = bindings.get(name);
  if (binding === undefined) bindings.set(name, (binding = {}));
  return binding;
}

/** The module of a builtin id, run now if it was not. */
function requireBuiltin(id) {
  let module = modules.get(id);
  if (module === undefined) {
    if (!numbers.has(id)) throw new Error(`No such built-in module: ${id}`);
    const wrapper = files === undefined ? compileLater(id) : files[id];
    module = { id, exports: {}, loaded: false };
    modules.set(id, module);
    const require = id.startsWith('internal/npm/') ? packageRequire(id) : requireBuiltin;
    try {
      wrapper.call(module.exports, module.exports, require, module, internalBinding, processObject);
    } catch (error) {
      modules.delete(id);
      if (error instanceof Error) error.message += `\n  while ${id} was loaded`;
      throw error;
    }
    module.loaded = true;
  }
  return module.exports;
}

const PARAMETERS = ['exports', 'require', 'module', 'internalBinding', 'process'];
const PACKAGE_PARAMETERS = PARAMETERS.slice(0, 3);

/** The function of a module that is not in the snapshot. */
function compileLater(id) {
  const parameters = id.startsWith('internal/npm/') ? PACKAGE_PARAMETERS : PARAMETERS;
  const compiled = internalBinding('library').compile(numbers.get(id), `node:${id}`, parameters);
  nameScript(compiled, `node:${id}`);
  return compiled;
}

/** Inside an npm package: relative ids name its own files, others go through its alias table. */
function packageRequire(id) {
  const name = id.split('/')[2];
  const directory = id.slice(0, id.lastIndexOf('/'));
  const alias = packages.get(name)?.alias ?? {};
  const root = `internal/npm/${name}/`;
  return (request) => {
    if (!request.startsWith('.')) {
      const name = request.replace(/\/$/, '');
      return requireBuiltin(alias[name] ?? name);
    }
    const parts = directory.split('/');
    for (const part of request.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.' && part !== '') parts.push(part);
    }
    let target = parts.join('/').replace(/\.js$/, '');
    if (!numbers.has(target) && numbers.has(`${target}/index`)) target += '/index';
    const inside = `${target.slice(root.length)}.js`;
    return requireBuiltin(alias[inside] ?? target);
  };
}

for (const [name, value] of Object.entries(JSON.parse(globalThis.__goriPackages))) packages.set(name, value);

const boundary = requireBuiltin('internal/boundary');
if (boundary.layout !== javaLayout) {
  throw new Error(`The control block differs.\n  Java:       ${javaLayout}\n  JavaScript: ${boundary.layout}`);
}
bindings = boundary.makeBindings(bindingsDescription);
const natives = requireBuiltin('internal/bootstrap/natives');
bindings.set('natives', natives);
bindings.set('timers', Object.assign(internalBinding('timers'), boundary.timers));
const takeOutcome = /^engine takeOutcome (\d+)/m.exec(bindingsDescription)[1];
boundary.setup(natives, Number(takeOutcome), requireBuiltin('internal/loop/probe').probe);
bindings.set('builtins', {
  ids,
  require: requireBuiltin,
  source: (id) => (numbers.has(id) ? internalBinding('library').source(numbers.get(id)) : undefined),
});

delete globalThis.__goriFiles;
delete globalThis.__goriBindings;
delete globalThis.__goriLayout;
delete globalThis.__goriExtras;
delete globalThis.__goriPackages;

requireBuiltin('internal/bootstrap/node');
EVERY_PROGRAM.forEach(requireBuiltin);
if (globalThis.__goriLenient !== undefined) runAll();

const { deliver } = requireBuiltin('internal/handles');
const { main } = requireBuiltin('internal/bootstrap/main');
const { currentStack, nameScript } = requireBuiltin('internal/loop/probe');

files = undefined;

/** For work on the library: runs every module while its errors can be told, and needs no jar later. */
function runAll() {
  for (const id of ids) {
    if (id.startsWith('internal/bootstrap/') || id.startsWith('internal/npm/')) continue;
    try {
      requireBuiltin(id);
    } catch (error) {
      globalThis.__goriLenient += `${id}: ${error.stack}\n`;
    }
  }
}

Object.defineProperty(globalThis, '__goriAttach', {
  configurable: true,
  enumerable: false,
  value(...memory) {
    delete globalThis.__goriAttach;
    boundary.attach(...memory);
    return { deliver, main, stack: currentStack, growArena: boundary.growArena };
  },
});
