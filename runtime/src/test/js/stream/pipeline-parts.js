'use strict';

// pipeline(): streams, generators, values; an error anywhere destroys all.

const { PassThrough, Readable, Transform, Writable, pipeline } = require('stream');
const promises = require('stream/promises');

const sink = (name) =>
  new Writable({
    objectMode: true,
    write(chunk, encoding, callback) {
      console.log(name, String(chunk));
      callback();
    },
  });

async function main() {
  await promises.pipeline(Readable.from(['a', 'b']), new PassThrough({ objectMode: true }), sink('streams'));
  await promises.pipeline(
    ['x', 'y'],
    async function* (source) {
      for await (const chunk of source) yield chunk.toUpperCase();
    },
    sink('generator'),
  );
  const sum = await promises.pipeline(
    async function* () {
      yield 1;
      yield 2;
    },
    async (source) => {
      let total = 0;
      for await (const n of source) total += n;
      return total;
    },
  );
  console.log(sum);

  const source = new Readable({ read() {} });
  const middle = new Transform({
    transform(chunk, encoding, callback) {
      callback(new Error('in the middle'));
    },
  });
  const last = sink('last');
  source.push('chunk');
  await promises.pipeline(source, middle, last).catch((error) => console.log(error.message));
  console.log(source.destroyed, middle.destroyed, last.destroyed);

  const controller = new AbortController();
  const waiting = promises.pipeline(new Readable({ read() {} }), sink('aborted'), { signal: controller.signal });
  controller.abort();
  await waiting.catch((error) => console.log(error.name, error.code));

  const open = sink('open');
  await promises.pipeline(['stays'], open, { end: false });
  console.log(open.writableEnded);

  const cut = new PassThrough();
  setImmediate(() => cut.destroy());
  pipeline(cut, sink('cut'), (error) => console.log(error.code));
  for (const args of [[], [() => {}], [cut, 5]]) {
    try {
      pipeline(...args);
    } catch (error) {
      console.log(error.code);
    }
  }
}
main();
