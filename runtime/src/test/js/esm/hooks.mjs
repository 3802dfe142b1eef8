// Customization hooks, and builtins whose exports change.
import module, { createRequire, registerHooks, syncBuiltinESMExports } from 'node:module';
import fs, { existsSync } from 'node:fs';
import * as namespace from 'node:fs';

const require = createRequire(import.meta.url);

const original = fs.existsSync;
fs.existsSync = () => 'patched';
console.log(existsSync === original, namespace.existsSync === original);
syncBuiltinESMExports();
console.log(existsSync(), namespace.existsSync(), namespace.default === fs);
fs.existsSync = original;
syncBuiltinESMExports();
console.log(existsSync === original);

const log = [];
const first = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'virtual:value') return { url: 'virtual:value', format: 'module', shortCircuit: true };
    log.push(`first ${specifier} ${Object.keys(context)}`);
    return nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (url === 'virtual:value') return { format: 'module', source: 'export default import.meta.url', shortCircuit: true };
    return nextLoad(url, context);
  },
});
const second = registerHooks({
  resolve(specifier, context, nextResolve) {
    log.push(`second ${specifier}`);
    return nextResolve(specifier === 'alias' ? './fixtures/commonjs/names.cjs' : specifier);
  },
});
console.log((await import('virtual:value')).default);
console.log((await import('alias')).default === require('alias'));
const changed = registerHooks({
  load(url, context, nextLoad) {
    const result = nextLoad(url, context);
    if (!url.endsWith('whole.mjs')) return result;
    return { ...result, source: `${result.source}\nexport const added = true;` };
  },
});
console.log(Object.keys(await import('./fixtures/whole.mjs')));
changed.deregister();
const broken = registerHooks({ resolve: () => ({ url: 'file:///x' }) });
await import('anything').catch((error) => console.log(error.code, error.message));
broken.deregister();
second.deregister();
first.deregister();
await import('alias').catch((error) => console.log(error.code));
console.log(log.join('\n'));

module.register(
  'data:text/javascript,export async function initialize(data) { globalThis.given = data; }' +
    'export async function resolve(specifier, context, next) {' +
    'return specifier === "late" ? { url: "data:text/javascript,export default 5", shortCircuit: true } : next(specifier); }',
  { data: { n: 1 } },
);
console.log((await import('late')).default);
console.log(module.findPackageJSON('dual', import.meta.resolve('./fixtures/x.mjs'))?.endsWith('/dual/package.json'));
console.log(module.isBuiltin('node:fs'), module.isBuiltin('wss'), module.builtinModules.includes('fs'));
