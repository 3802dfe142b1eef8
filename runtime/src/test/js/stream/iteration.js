'use strict';

// Readable.from() and async iteration, with errors on both sides, and the iterator helpers.

const { Readable } = require('stream');

async function main() {
  for await (const value of Readable.from(['a', Promise.resolve('b'), 'c'])) console.log(value);
  console.log(await Readable.from('text').toArray());

  const source = Readable.from([1, 2, 3, 4]);
  for await (const value of source) if (value === 2) break;
  console.log(source.destroyed);

  const kept = Readable.from([1, 2, 3]);
  for await (const value of kept.iterator({ destroyOnReturn: false })) if (value === 1) break;
  console.log(kept.destroyed, await kept.toArray());

  async function* generate() {
    try {
      yield 1;
      yield 2;
    } finally {
      console.log('closed');
    }
  }
  for await (const value of Readable.from(generate())) if (value === 1) break;

  const failing = new Readable({ read() {} });
  setImmediate(() => failing.destroy(new Error('gone')));
  try {
    for await (const _ of failing) console.log('never');
  } catch (error) {
    console.log(error.message);
  }
  await Readable.from([1, null])
    .toArray()
    .catch((error) => console.log(error.code));

  const numbers = () => Readable.from([1, 2, 3, 4, 5]);
  const wait = (value) => new Promise((resolve) => setTimeout(resolve, (5 - value) * 4, value * 2));
  console.log(await numbers().map(wait, { concurrency: 3 }).toArray());
  console.log(
    await numbers()
      .filter((n) => n % 2)
      .drop(1)
      .take(5)
      .toArray(),
  );
  console.log(
    await numbers()
      .flatMap((n) => Array(n).fill(n))
      .take(4)
      .toArray(),
  );
  console.log(await numbers().reduce((a, b) => a + b), await numbers().reduce((a, b) => a + b, 10));
  console.log(
    await numbers().some((n) => n > 4),
    await numbers().every((n) => n > 4),
    await numbers().find((n) => n > 2),
  );
  await numbers().forEach((n) => n > 4 && console.log(n));
  await numbers()
    .map(() => Promise.reject(new Error('mapper')))
    .toArray()
    .catch((error) => console.log(error.message));
  await Readable.from([])
    .reduce((a) => a)
    .catch((error) => console.log(error.code, error.message));
}
main();
