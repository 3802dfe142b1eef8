'use strict';
process.nextTick(() => {
  console.log('tick 1');
  Promise.resolve().then(() => console.log('microtask of tick 1'));
  process.nextTick(() => console.log('tick of tick 1'));
});
process.nextTick((...args) => console.log('tick 2', args), 1, 'two', null, 4);
queueMicrotask(() => {
  console.log('microtask 1');
  process.nextTick(() => console.log('tick of microtask 1'));
  queueMicrotask(() => console.log('microtask of microtask 1'));
});
Promise.resolve().then(() => console.log('microtask 2'));
(async () => {
  console.log('async start');
  await null;
  console.log('async after await');
})();
setImmediate(() => console.log('immediate'));
console.log('main');
