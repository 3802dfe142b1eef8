// How specifiers become files, and what is said when they don't.
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const clean = (text) => text.replaceAll(here, '').replaceAll(new URL('.', import.meta.url).href, '');
const specifiers = [
  'dual',
  'dual/features/extra.js',
  'dual/first',
  'dual/spaced',
  'dual/condition',
  'dual/features/private/x',
  'dual/missing',
  'dual/bad',
  'dual/lib/index.mjs',
  'plain',
  'plain/sub.js',
  'plain/sub',
  'plain/lib',
  'nothing',
  '@scope',
  '@scope/nothing/x',
  './counter.mjs',
  './counter',
  './%2fcounter.mjs',
  './counter.mjs?query#hash',
  './cycle',
  '#own',
  '#none',
  'fs',
  'node:fs/promises',
  'node:nothing',
  'data:text/javascript,export default 1',
  'data:text/css,x',
  'unknown:thing',
  './unknown.extension',
];
const base = new URL('./fixtures/from.mjs', import.meta.url).href;
const importer = await import(`./fixtures/importer.mjs`);
for (const specifier of specifiers) {
  try {
    const namespace = await importer.load(specifier);
    console.log(specifier, '→', specifier.includes('fs') ? 'a builtin' : namespace);
  } catch (error) {
    console.log(specifier, '✗', error.name, error.code, clean(error.message));
  }
}
console.log(clean(import.meta.resolve('./fixtures/none.mjs')), import.meta.resolve('fs'), import.meta.dirname === here.slice(0, -1), base === importer.base);
