'use strict';
const { setTimeout: wait, setImmediate: turn, setInterval: every, scheduler } = require('node:timers/promises');
const { promisify } = require('node:util');
async function main() {
  console.log(await wait(5, 'value'), await turn('turned'), await scheduler.wait(1), await scheduler.yield());
  console.log(promisify(setTimeout) === wait, promisify(setImmediate) === turn);
  let n = 0;
  for await (const value of every(2, 'tick')) {
    console.log(value, ++n);
    if (n === 3) break;
  }
  const controller = new AbortController();
  const pending = wait(10_000, null, { signal: controller.signal });
  controller.abort(new Error('why'));
  await pending.catch((err) => console.log(err.name, err.code, err.message, err.cause.message));
  await wait(1, 0, { signal: controller.signal }).catch((err) => console.log(err.name));
  await turn(1, { signal: 5 }).catch((err) => console.log(err.code, err.message));
  await wait(1, 0, 7).catch((err) => console.log(err.code, err.message));
}
main();
