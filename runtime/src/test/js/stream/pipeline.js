'use strict';
const { pipeline, finished, Readable, Transform, Writable, PassThrough } = require('node:stream');
const promises = require('node:stream/promises');

const collect = (name) => {
  const chunks = [];
  return new Writable({
    write(chunk, encoding, callback) {
      chunks.push(chunk.toString());
      callback();
    },
    final(callback) {
      console.log(name, chunks.join('|'));
      callback();
    },
  });
};
const upper = () =>
  new Transform({
    transform(chunk, encoding, callback) {
      callback(null, chunk.toString().toUpperCase());
    },
  });

async function main() {
  await promises.pipeline(Readable.from(['a', 'b', 'c']), upper(), collect('streams'));
  await promises.pipeline(
    async function* source() {
      yield 'x';
      yield 'y';
    },
    async function* double(input) {
      for await (const chunk of input) yield `${chunk}${chunk}`;
    },
    collect('generators'),
  );
  const source = new PassThrough();
  const target = new PassThrough();
  pipeline(source, target, (error) => console.log('error', error.message, source.destroyed, target.destroyed));
  source.destroy(new Error('broken'));
  await new Promise((resolve) => target.on('close', resolve));

  const early = new PassThrough();
  finished(early, (error) => console.log('finished', error.code));
  early.destroy();
  await new Promise((resolve) => setImmediate(resolve));

  const controller = new AbortController();
  const never = new Readable({ read() {} });
  setImmediate(() => controller.abort());
  try {
    await promises.pipeline(never, new PassThrough(), { signal: controller.signal });
  } catch (error) {
    console.log(error.name, error.code, never.destroyed);
  }
  console.log(
    await Readable.from([1, 2, 3, 4])
      .filter((x) => x % 2)
      .map((x) => x * 10)
      .toArray(),
  );
  console.log(await Readable.from([1, 2, 3]).reduce((a, b) => a + b, 0));
}
main();
