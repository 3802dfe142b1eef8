// require() of ES modules.
'use strict';

console.log(require('./fixtures/counter.mjs'));
console.log(require('./fixtures/cycle/a.mjs'));
console.log(require('./fixtures/whole.mjs'));
console.log(require('./fixtures/counter.mjs') === require('./fixtures/counter.mjs'));
for (const name of ['await.mjs', 'inner-await.mjs', 'throws.mjs', 'syntax.mjs', 'missing.mjs', 'cycle.mjs']) {
  try {
    require(`./fixtures/${name}`);
    console.log(name, 'loaded');
  } catch (error) {
    console.log(name, error.name, error.code, error.message.split('\n')[0].replaceAll(__dirname, ''));
  }
}
console.log(module.children.map((child) => child.id.slice(__dirname.length)));
import('./fixtures/await.mjs').then((namespace) => console.log(namespace));
