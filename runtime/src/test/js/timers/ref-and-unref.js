'use strict';
const timer = setTimeout(() => console.log('never'), 10_000);
console.log(timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.ref().hasRef());
timer.unref();
const immediate = setImmediate(() => console.log('immediate'));
console.log(immediate.hasRef(), immediate.unref().hasRef(), immediate.ref().hasRef());
const interval = setInterval(() => console.log('interval, as long as the other timer runs'), 20).unref();
setTimeout(() => {
  console.log('done');
  clearInterval(interval);
}, 50);
