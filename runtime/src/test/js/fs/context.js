'use strict';

// Callbacks of files keep their AsyncLocalStorage store; they run after ticks, microtasks and timers that were due before.

const fs = require('fs');
const { AsyncLocalStorage } = require('async_hooks');

const storage = new AsyncLocalStorage();
const order = [];

function inPollPhase() {
  order.push('access');
  setTimeout(() => order.push('timeout'), 0);
  setImmediate(() => {
    order.push('immediate comes before the timeout');
    setTimeout(() => console.log(order.join('\n')), 20);
  });
  process.nextTick(() => order.push('tick'));
  Promise.resolve().then(() => order.push('microtask'));
}

async function run() {
  await storage.run('one', async () => {
    await new Promise((resolve) => fs.stat(__filename, resolve));
    console.log('stat', storage.getStore());
    await fs.promises.access(__filename);
    console.log('access', storage.getStore());
  });
  storage.run('two', () => {
    fs.readFile(__filename, () => {
      console.log('readFile', storage.getStore());
      storage.exit(() => fs.access(__filename, inPollPhase));
    });
  });
  console.log('outside', storage.getStore());
}
process.nextTick(() => console.log('first tick'));
Promise.resolve().then(() => console.log('first microtask'));
run();
