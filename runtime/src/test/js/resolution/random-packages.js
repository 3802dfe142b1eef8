'use strict';

// Random package trees: what require(), import() and import.meta.resolve() find in them, or the code of the error. The random
// numbers are the same in every run, so node's answers can be recorded.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

process.removeAllListeners('warning');
process.on('warning', () => {});

const TREES = 250;
let state = 20261122;
/** Marsaglia's xorshift, below a limit. */
function random(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}
const pick = (list) => list[random(list.length)];
const chance = (percent) => random(100) < percent;

const root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'gori-resolution-'));
process.on('exit', () => fs.rmSync(root, { recursive: true, force: true }));

const NAMES = ['a', 'b', '@s/c', 'd'];
const FILES = [
  'index.js',
  'main.js',
  'lib/one.js',
  'lib/two.mjs',
  'lib/three.cjs',
  'lib/deep/four.js',
  'data.json',
  'lib/index.js',
  'odd',
];
const CONDITIONS = [
  'node',
  'import',
  'require',
  'default',
  'browser',
  'module-sync',
  'custom',
  'node-addons',
  'default',
  'node',
];

function content(file, type) {
  if (file.endsWith('.json')) return '{"json": true}';
  const module = file.endsWith('.mjs') || (file.endsWith('.js') && type === 'module');
  return module ? 'export const url = import.meta.url;\n' : 'exports.url = "file://" + __filename;\n';
}

function target(depth, pattern) {
  const kind = random(100);
  if (depth < 3 && kind < 26) {
    const conditions = {};
    for (let i = 1 + random(3); i > 0; i--) conditions[pick(CONDITIONS)] = target(depth + 1, pattern);
    if (chance(3)) conditions['0'] = './index.js';
    return conditions;
  }
  if (depth < 3 && kind < 32) return Array.from({ length: random(3) }, () => target(depth + 1, pattern));
  if (kind < 36) return null;
  if (kind < 39)
    return pick([
      'lib/one.js',
      '../b/index.js',
      './node_modules/x.js',
      './lib/../index.js',
      '/index.js',
      7,
      true,
      './%2e%2e/x.js',
    ]);
  if (kind < 43) return './missing.js';
  if (pattern)
    return pick(['./lib/*.js', './lib/*', './*', './lib/*.mjs', './lib/*/*.js', './lib/*.cjs', './lib/deep/*.js']);
  return `./${pick(FILES)}`;
}

function table(prefix) {
  const entries = {};
  for (let i = 1 + random(4); i > 0; i--) {
    const key = pick([
      'one',
      'two',
      'x/*',
      'x/*.js',
      'x/deep/*',
      '*',
      'lib/*',
      'data',
      'lib/',
      'y/*/z',
      'package.json',
    ]);
    entries[`${prefix}${key}`] = target(0, key.includes('*'));
  }
  return entries;
}

function packageJson(name) {
  if (chance(3)) return pick(['{bad', '', '[]', 'null', '"text"']);
  const json = {};
  if (chance(90)) json.name = name;
  if (chance(50)) json.type = pick(['module', 'commonjs', 'module', 'other']);
  if (chance(50)) json.main = pick(['./main.js', 'main', 'lib', './lib/two.mjs', 'missing', './lib/', 'odd', 5, '']);
  if (chance(60)) {
    if (chance(70)) {
      json.exports = table('./');
      if (chance(85)) json.exports['.'] = target(0, false);
      if (chance(3)) json.exports.node = './index.js';
    } else {
      json.exports = target(0, false);
    }
  }
  if (chance(40)) {
    json.imports = table('#');
    json.imports['#dep'] = pick([
      'a',
      'b/one',
      '@s/c',
      'node:fs',
      'fs',
      './index.js',
      { import: './lib/two.mjs', default: 'b' },
    ]);
  }
  return JSON.stringify(json);
}

function makePackage(directory, name) {
  const json = packageJson(name);
  let type;
  try {
    type = JSON.parse(json)?.type;
  } catch {
    // One of the broken ones.
  }
  fs.mkdirSync(directory, { recursive: true });
  if (chance(95)) fs.writeFileSync(path.join(directory, 'package.json'), json);
  else type = undefined;
  for (const file of FILES) {
    if (chance(12)) continue;
    const full = path.join(directory, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    if (chance(4)) fs.symlinkSync('main.js', full);
    else fs.writeFileSync(full, content(file, type));
  }
  const ask = { 'ask.cjs': 'module.exports = require;\n', 'ask.mjs': ASK };
  for (const [file, text] of Object.entries(ask)) fs.writeFileSync(path.join(directory, file), text);
}

const ASK =
  'export const load = (request) => import(request);\nexport const resolve = (request) => import.meta.resolve(request);\n';

function makeTree(tree) {
  makePackage(tree, 'app');
  for (const name of NAMES) {
    const directory = path.join(tree, 'node_modules', name);
    const kind = random(100);
    if (kind < 8) continue;
    fs.mkdirSync(path.dirname(directory), { recursive: true });
    if (kind < 18) {
      const real = path.join(tree, 'linked', name);
      makePackage(real, name);
      fs.symlinkSync(real, directory);
    } else if (kind < 22) {
      fs.writeFileSync(`${directory}.js`, content('x.js', undefined));
    } else {
      makePackage(directory, name);
      if (chance(20)) makePackage(path.join(directory, 'node_modules', pick(NAMES)), 'nested');
    }
  }
}

const SUBPATHS = [
  'one',
  'two',
  'data',
  'x/one',
  'x/one.js',
  'x/deep/four',
  'lib/one.js',
  'lib/one',
  'lib/two.mjs',
  'lib',
  'lib/',
  'index.js',
].concat([
  'missing',
  'data.json',
  'package.json',
  'odd',
  'x/%2e%2e/y',
  'lib%2fone.js',
  'y/one/z',
  './one',
  '',
  'lib//one.js',
  'x/../one',
]);

function request() {
  const kind = random(100);
  if (kind < 25) return pick(NAMES);
  if (kind < 60) return `${pick(NAMES)}/${pick(SUBPATHS)}`;
  if (kind < 72) return `./${pick(SUBPATHS)}`;
  if (kind < 84)
    return `#${pick(['one', 'two', 'x/one', 'x/deep/four', 'dep', 'missing', 'lib/one', '', '/x', 'data'])}`;
  if (kind < 92) return pick(['app', 'app/one', 'app/x/one', 'app/missing', 'app/package.json']);
  return pick([
    'fs',
    'node:fs',
    'node:missing',
    'fs/promises',
    '.',
    '..',
    '',
    '@s',
    '@',
    'a\\b',
    '%61',
    'file:///nowhere.js',
    'http://x/y.js',
    './%',
  ]);
}

const shown = (found) => String(found).replaceAll(pathToFileURL(root).href, '').replaceAll(root, '');

/** What was loaded, by its own account. */
const shape = (value) => value.url ?? (Object.keys(value).length > 10 ? 'builtin' : Object.keys(value).length);

function failure(error) {
  return error.code ?? error.name;
}

async function main() {
  for (let t = 0; t < TREES; t++) {
    const tree = path.join(root, `t${t}`);
    makeTree(tree);
    const places = [tree, ...NAMES.map((name) => path.join(tree, 'node_modules', name))].filter((place) =>
      fs.existsSync(path.join(place, 'ask.mjs')),
    );
    for (let r = 0; r < 10; r++) {
      const place = pick(places);
      const wanted = request();
      const results = [];
      const add = (result) => results.push(result === results.at(-1) ? '=' : result);
      try {
        const require = module.require(path.join(place, 'ask.cjs'));
        add(shown(require.resolve(wanted)));
        const value = require(wanted);
        add(shown(shape(value)));
      } catch (error) {
        add(failure(error));
      }
      try {
        const { resolve, load } = await import(pathToFileURL(path.join(place, 'ask.mjs')));
        try {
          add(shown(resolve(wanted)));
        } catch (error) {
          add(failure(error));
        }
        const value = await load(wanted);
        add(shown(shape(value)));
      } catch (error) {
        add(failure(error));
      }
      console.log(`${t}.${r} ${shown(place)} ${wanted}: ${results.join(' ')}`);
    }
    fs.rmSync(tree, { recursive: true, force: true });
  }
}

main();
