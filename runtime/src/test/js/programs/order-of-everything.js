'use strict';

// Every queue at once, from the main script, from a callback of each phase and from each other.
const fs = require('fs');
const log = (text) => console.log(text);
const burst = (from) => {
  setTimeout(() => log(`${from}: timeout`), 0);
  setImmediate(() => log(`${from}: immediate`));
  process.nextTick(() => {
    log(`${from}: tick`);
    Promise.resolve().then(() => log(`${from}: promise of tick`));
    process.nextTick(() => log(`${from}: tick of tick`));
  });
  queueMicrotask(() => {
    log(`${from}: microtask`);
    process.nextTick(() => log(`${from}: tick of microtask`));
    queueMicrotask(() => log(`${from}: microtask of microtask`));
  });
  (async () => {
    log(`${from}: async start`);
    await undefined;
    log(`${from}: after await`);
    await new Promise((resolve) => {
      process.nextTick(resolve);
    });
    log(`${from}: after second await`);
  })();
  log(`${from}: end`);
};
fs.readFile(__filename, () => {
  burst('poll');
});
