'use strict';

const { promisify, callbackify } = require('util');
const log = (...args) => console.log(...args);
const wait = promisify(setTimeout);
const slow = async (value, fail) => {
  await wait(1);
  if (fail) throw new Error(value);
  return value;
};
(async () => {
  log(await Promise.all([slow(1), 2, slow(3)]));
  log(
    await Promise.allSettled([slow('a'), slow('b', true)]).then((all) =>
      all.map(({ status, value, reason }) => [status, value, reason?.message]),
    ),
  );
  log(await Promise.race([slow('first'), wait(50)]), await Promise.any([slow('x', true), slow('y')]));
  await Promise.any([slow('x', true)]).catch((error) => log(error.name, error.message, error.errors.length));
  const thenable = { then: (resolve) => resolve('thenable') };
  log(await thenable, await (async () => thenable)());
  callbackify(slow)('c', false, (error, value) => log(error, value));
  callbackify(async () => Promise.reject(null))((error) => log(error.code, error.message, error.reason));
  await wait(5);
  const order = [];
  const p = Promise.resolve();
  p.then(() => order.push(1)).then(() => order.push(4));
  (async () => {
    await p;
    order.push(2);
    await p;
    order.push(5);
  })();
  p.finally(() => order.push(3)).then(() => order.push(7));
  Promise.resolve(new Promise((resolve) => resolve(p))).then(() => order.push(6));
  await wait(5);
  log(order);
  async function* generate() {
    try {
      yield* [1, Promise.resolve(2)];
      yield slow(3);
    } finally {
      log('cleanup');
    }
  }
  for await (const value of generate()) {
    log(value);
    if (value === 3) break;
  }
  const { promise, resolve } = Promise.withResolvers?.() ?? { promise: Promise.resolve(1), resolve() {} };
  resolve(1);
  log(await promise, promise);
  log(await new Promise((resolve) => process.nextTick(resolve, 'from a tick')));
})();
