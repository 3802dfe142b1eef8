'use strict';
for (let i = 0; i < 3; i++) {
  setTimeout(() => {
    console.log('timer', i);
    process.nextTick(() => console.log('tick', i));
    Promise.resolve().then(() => console.log('microtask', i));
  }, 1);
  setImmediate(() => {
    console.log('immediate', i);
    process.nextTick(() => console.log('tick of immediate', i));
    Promise.resolve().then(() => console.log('microtask of immediate', i));
    setImmediate(() => console.log('immediate of immediate', i));
  });
}
const start = Date.now();
while (Date.now() - start < 5);
