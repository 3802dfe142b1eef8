'use strict';

let rounds = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, ++rounds);
  if (rounds === 1) setTimeout(() => console.log('one more timer'), 1);
  if (rounds === 2) setImmediate(() => Promise.resolve().then(() => console.log('one more promise')));
});
process.on('exit', (code) => console.log('exit', code));
process.once('exit', () => setTimeout(() => console.log('never'), 0));
