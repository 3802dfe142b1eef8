'use strict';

process.on('unhandledRejection', (reason, promise) => console.log('unhandled', reason, promise === late));
process.on('rejectionHandled', (promise) => console.log('handled', promise === late));
const late = Promise.reject('late');
setTimeout(() => late.catch((reason) => console.log('catch', reason)), 200);
Promise.reject('in time').catch((reason) => console.log('catch', reason));
const tick = Promise.reject('in a tick');
process.nextTick(() => tick.catch((reason) => console.log('catch', reason)));
const immediate = Promise.reject('too late');
setImmediate(() => immediate.catch((reason) => console.log('catch', reason)));
