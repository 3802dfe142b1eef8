'use strict';
process.on('uncaughtException', (err) => console.log('uncaught', err.message));
process.nextTick(() => console.log('before'));
process.nextTick(() => {
  Promise.resolve().then(() => console.log('microtask'));
  throw new Error('tick');
});
process.nextTick(() => console.log('after'));
queueMicrotask(() => {
  throw new Error('microtask');
});
queueMicrotask(() => console.log('next microtask'));
console.log('main');
