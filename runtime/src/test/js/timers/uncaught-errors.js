'use strict';
process.on('uncaughtException', (err) => console.log('uncaught', err.message));
setTimeout(() => {
  process.nextTick(() => console.log('tick of the timer that throws'));
  throw new Error('timer');
}, 5);
setTimeout(() => console.log('next timer'), 5);
setTimeout(() => {
  setImmediate(() => {
    process.nextTick(() => console.log('tick of the immediate that throws'));
    throw new Error('immediate');
  });
  setImmediate(() => console.log('next immediate'));
  setImmediate(() => console.log('last immediate'));
}, 30);
// The first two are due in the same pass.
for (const end = Date.now() + 10; Date.now() < end;);
