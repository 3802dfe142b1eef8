'use strict';
process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
const promise = Promise.reject('handled by a tick');
process.nextTick(() => promise.catch(() => console.log('caught')));
const other = Promise.reject('handled by a microtask');
Promise.resolve().then(() => other.catch(() => console.log('caught too')));
const third = Promise.reject('too late');
setImmediate(() => third.catch(() => console.log('caught in the end')));
process.on('rejectionHandled', () => console.log('rejectionHandled'));
