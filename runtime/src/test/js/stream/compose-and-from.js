'use strict';

// compose(), Duplex.from() and duplexPair-like use: streams made of others.

const { Duplex, PassThrough, Readable, Transform, Writable, addAbortSignal, compose } = require('stream');

const upper = () =>
  new Transform({
    transform(chunk, encoding, callback) {
      callback(null, String(chunk).toUpperCase());
    },
  });

async function main() {
  const whole = compose(
    async function* (source) {
      for await (const chunk of source) yield `${chunk}-`;
    },
    upper(),
    async function* (source) {
      for await (const chunk of source) yield `<${chunk}>`;
    },
  );
  whole.end('abc');
  for await (const chunk of whole) console.log(String(chunk));

  console.log(await Duplex.from(Promise.resolve('value')).toArray());
  console.log(await Duplex.from([1, 2]).toArray());
  const from = Duplex.from(async function* (source) {
    for await (const chunk of source) yield String(chunk).length;
  });
  from.write('three');
  from.end('four');
  console.log(await from.toArray());

  const seen = [];
  const pair = Duplex.from({
    readable: Readable.from(['r']),
    writable: new Writable({
      write(chunk, encoding, callback) {
        seen.push(String(chunk));
        callback();
      },
    }),
  });
  pair.end('w');
  console.log(await pair.toArray(), seen);

  for (const make of [() => compose(), () => Duplex.from(5), () => compose(new PassThrough(), Readable.from([]))]) {
    try {
      make();
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
  const controller = new AbortController();
  const aborted = addAbortSignal(controller.signal, new PassThrough());
  aborted.on('error', (error) => console.log(error.name, error.cause === controller.signal.reason));
  controller.abort();
}
main();
