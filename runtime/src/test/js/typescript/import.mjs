// TypeScript by import: names that CommonJS exports, syntax that decides, packages.

process.removeAllListeners('warning');

const names = ['a.ts', 'b.ts', 'c.cts', 'd.mts', 'mod/e.ts', 'cj/f.ts', 'cj/g.ts', 'enum.ts', 'bad.ts', 'bad.mts', 'a'];

for (const name of [...names, 'node_modules/pkg/index.ts', 'node_modules/pkg/m.mts', 'node_modules/pkg/c.cts']) {
  try {
    console.log(name, await import(`./fixtures/${name}`));
  } catch (error) {
    console.log(name, error.name, error.code, error.message.replaceAll(import.meta.dirname, ''));
  }
}
try {
  await import('./fixtures/throw.mts');
} catch (error) {
  console.log(error.stack.split('\n').slice(0, 3).join('\n').replaceAll(import.meta.dirname, ''));
}
