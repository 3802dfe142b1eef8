'use strict';

// How a program may end: errors in every kind of callback, one after the other, then the exit events.
const fs = require('fs');
process.removeAllListeners('warning');
const seen = [];
process.on('uncaughtException', (error, origin) => {
  seen.push(error.message);
  console.log(origin, error.message);
});
process.on('beforeExit', () => {
  if (seen.length < 8) return;
  console.log('before exit', seen.length);
});
process.on('exit', (code) => {
  console.log('exit', code);
});
setTimeout(() => {
  Promise.resolve().then(() => console.log('promise of the timer'));
  process.nextTick(() => console.log('tick of the timer'));
  throw new Error('timer');
}, 1);
setTimeout(() => {
  fs.stat('/', () => {
    throw new Error('fs callback');
  });
}, 240);
const emitter = new (require('events'))();
setTimeout(() => emitter.emit('error', new Error('no listener')), 5);
setTimeout(() => {
  new (require('stream').Readable)({
    read() {
      this.destroy(new Error('stream'));
    },
  }).resume();
}, 60);
setTimeout(() => require('net').connect(1, '127.0.0.1'), 120);
setTimeout(async () => {
  throw new Error('async function');
}, 360);
setTimeout(
  () =>
    queueMicrotask(() => {
      throw new Error('microtask');
    }),
  420,
);
setTimeout(() => new EventTarget().addEventListener('x', 5) && 1, 480);
setTimeout(
  () =>
    process.nextTick(() => {
      throw new Error('tick');
    }),
  540,
);
