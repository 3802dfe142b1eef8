'use strict';

// TypeScript by require(): the format by extension and package, or by what the source is; errors of what cannot be stripped.

process.removeAllListeners('warning');

const names = ['a.ts', 'b.ts', 'c.cts', 'd.mts', 'mod/e.ts', 'cj/f.ts', 'cj/g.ts', 'enum.ts', 'bad.ts', 'bad.mts', 'a'];

for (const name of [
  ...names.map((file) => `./fixtures/${file}`),
  './fixtures/node_modules/pkg',
  './fixtures/node_modules/pkg/c.cts',
]) {
  try {
    console.log(name, require(name));
  } catch (error) {
    console.log(name, error.name, error.code, error.message.replaceAll(__dirname, '').split('\n')[0]);
  }
}
for (const name of ['throw.ts', 'throw.mts', 'enum.ts']) {
  try {
    require(`./fixtures/${name}`);
  } catch (error) {
    console.log(error.stack.split('\n').slice(0, 3).join('\n').replaceAll(__dirname, ''));
  }
}
console.log(Object.keys(require.extensions), process.features.typescript);
