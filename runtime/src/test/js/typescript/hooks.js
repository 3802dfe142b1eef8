'use strict';

// What hooks see of TypeScript, and sources with types that they give.

const { registerHooks } = require('module');

const TEXTS = {
  'virtual:a': ['commonjs-typescript', 'exports.value = 1 as number;'],
  'virtual:b': ['module-typescript', 'export const value: number = 2;'],
  'virtual:c': ['commonjs-typescript', 'exports.value = 3 as number;'],
  'virtual:d': ['module-typescript', 'export const value: number = 4;'],
};

registerHooks({
  resolve(specifier, context, next) {
    if (specifier in TEXTS) return { url: specifier, format: TEXTS[specifier][0], shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    if (url in TEXTS) return { format: TEXTS[url][0], source: TEXTS[url][1], shortCircuit: true };
    const loaded = next(url, context);
    if (url.startsWith('file:')) console.log('load', url.slice(url.lastIndexOf('/')), context.format, loaded.format);
    return loaded;
  },
});

for (const name of [
  'virtual:a',
  'virtual:b',
  './fixtures/a.ts',
  './fixtures/c.cts',
  './fixtures/d.mts',
  './fixtures/mod/e.ts',
  './fixtures/data.json',
]) {
  console.log(name, require(name));
}
(async () => {
  for (const name of ['virtual:c', 'virtual:d', './fixtures/c.cts?1', './fixtures/d.mts?1', './fixtures/mod/e.ts?1']) {
    console.log(name, await import(name));
  }
})();
