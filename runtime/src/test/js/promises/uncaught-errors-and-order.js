'use strict';
process.on('uncaughtException', (err) => console.log('uncaught', err.message));
process.nextTick(() => {
  throw new Error('tick');
});
process.nextTick(() => console.log('tick after it'));
Promise.resolve().then(() => console.log('microtask'));
setImmediate(() => console.log('immediate'));
setTimeout(() => console.log('timer'), 0);
const start = Date.now();
while (Date.now() - start < 5);
