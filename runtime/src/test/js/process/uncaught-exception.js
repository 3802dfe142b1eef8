'use strict';

process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', error.message, origin));
process.on('uncaughtException', (error, origin) => console.log('caught', error.message, origin));
process.nextTick(() => {
  throw new Error('tick');
});
process.nextTick(() => console.log('second tick'));
setTimeout(() => {
  throw new Error('timer');
}, 1);
setTimeout(() => console.log('second timer'), 1);
setImmediate(() => {
  throw new Error('immediate');
});
setImmediate(() => console.log('second immediate'));
queueMicrotask(() => {
  throw new Error('microtask');
});
queueMicrotask(() => console.log('second microtask'));
Promise.reject(new Error('rejection'));
throw new Error('main');
