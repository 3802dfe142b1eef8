'use strict';
process.on('unhandledRejection', (reason, promise) => console.log('unhandled', reason, promise instanceof Promise));
process.on('rejectionHandled', (promise) => console.log('handled', promise === late));
Promise.reject(1);
Promise.reject(2).catch(() => console.log('caught in time'));
const late = Promise.reject(3);
setTimeout(() => late.catch(() => console.log('caught late')), 100);
(async () => {
  throw 4;
})();
new Promise((resolve, reject) => {
  setImmediate(() => {
    reject(5);
    process.nextTick(() => console.log('tick comes first'));
  });
});
console.log('main');
