'use strict';
process.on('uncaughtException', (err, origin) => console.log(origin, err.message));
const target = new EventTarget();
target.addEventListener('x', () => {
  throw new Error('thrown');
});
target.addEventListener('x', async () => {
  throw new Error('rejected');
});
target.addEventListener('x', () => console.log('still called'));
target.dispatchEvent(new Event('x'));
console.log('dispatched');
