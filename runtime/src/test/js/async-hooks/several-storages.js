'use strict';
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const a = new AsyncLocalStorage();
const b = new AsyncLocalStorage();
const show = (name) => console.log(name, a.getStore(), b.getStore());
a.run(1, () => {
  b.run(2, () => {
    setImmediate(show, 'both');
    a.run(undefined, () => show('a is undefined'));
  });
  show('a only');
});
const resource = a.run('resource', () => new AsyncResource('test'));
resource.runInAsyncScope(show, null, 'in the scope of the resource');
const bound = b.run('bound', () => AsyncLocalStorage.bind(show));
bound('bound');
const snapshot = a.run('snapshot', () => AsyncLocalStorage.snapshot());
console.log(snapshot((x, y) => [x + y, a.getStore()], 1, 2));
try {
  a.run(3, () => {
    throw new Error('thrown');
  });
} catch (err) {
  show(err.message);
}
