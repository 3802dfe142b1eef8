// import() in CommonJS: what it accepts, what it leaves alone, and where its failures point.
'use strict';

const show = (label) => (value) => console.log(label, value);

async function main() {
  await import('./fixtures/counter.mjs').then(show('file'));
  const same = await Promise.all([
    import('./fixtures/counter.mjs'),
    import(require('url').pathToFileURL(__dirname) + '/fixtures/counter.mjs'),
  ]);
  console.log(same[0] === same[1], same[0] === (await import('./fixtures/counter.mjs?other')));
  const { default: json } = await import(/* webpackIgnore: true */ './fixtures/data.json', { with: { type: 'json' } });
  console.log(json);
  console.log('import("x")', `import('y') ${typeof (await import('fs')).readFileSync}`, /import\(/.source);
  const object = { import: (x) => `method ${x}` };
  console.log(object.import('z'), object?.import('q'));
  for (const bad of [
    './fixtures/none.mjs',
    './fixtures',
    'no-such-package',
    'node:none',
    'http://x/y.mjs',
    './fixtures/data.json',
  ]) {
    await import(bad).catch((error) => console.log(bad, error.name, error.code));
  }
  await import({ toString: () => './fixtures/cycle/a.mjs' }).then(({ a }) => console.log(a));
  await import(Symbol('s')).catch((error) => console.log(error.name, error.message));
  await import('./fixtures/counter.mjs', 5).catch((error) => console.log(error.name));
  const order = [];
  const pending = import('./fixtures/cycle/b.mjs').then(() => order.push('loaded'));
  order.push('after import()');
  await pending;
  console.log(order);
  try {
    await import('./fixtures/counter.mjs');
    null.x;
  } catch (error) {
    console.log(/dynamic-import\.js:(\d+:\d+)/.exec(error.stack)[1]);
  }
}

main();
