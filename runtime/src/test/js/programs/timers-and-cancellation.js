'use strict';

const timers = require('timers/promises');
const log = (...args) => console.log(...args);
const timeout = setTimeout(() => log('never'), 10);
log(timeout.hasRef(), timeout.unref().hasRef(), timeout.ref() === timeout, typeof timeout[Symbol.toPrimitive]());
clearTimeout(+timeout);
let n = 0;
const interval = setInterval(
  (a, b) => {
    log('interval', ++n, a, b);
    if (n === 3) clearInterval(interval);
  },
  250,
  'a',
  'b',
);
const immediate = setImmediate(() => log('never'));
clearImmediate(immediate);
setTimeout(() => log('20'), 20);
setTimeout(() => log('1'), 1);
setTimeout(() => log('0'), 0);
setTimeout(() => log('NaN'), NaN);
setTimeout(() => log('negative'), -5);
clearTimeout(null);
clearTimeout('nothing');
(async () => {
  log(await timers.setTimeout(30, 'value'), await timers.setImmediate('immediate'));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 5);
  await timers
    .setTimeout(1000, null, { signal: controller.signal })
    .catch((error) => log(error.name, error.code, error.message));
  let rounds = 0;
  for await (const value of timers.setInterval(1, 'tick')) {
    log(value, ++rounds);
    if (rounds === 2) break;
  }
  const signal = AbortSignal.timeout(5);
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve);
    setTimeout(() => {}, 50);
  });
  log(signal.aborted, signal.reason.name, signal.reason.message);
})();
