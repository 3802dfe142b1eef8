'use strict';
const { ReadableStream, TransformStream, WritableStream } = require('stream/web');
const { Readable, Writable, Duplex, PassThrough } = require('stream');
(async () => {
  for await (const c of Readable.toWeb(Readable.from(['a', 'b', 'c']))) console.log('toWeb', c);
  const w = Writable.toWeb(
    new Writable({
      write(c, e, cb) {
        console.log('write', String(c));
        cb();
      },
      final(cb) {
        console.log('final');
        cb();
      },
    }),
  ).getWriter();
  await w.write('x');
  await w.write('y');
  await w.close();
  for await (const c of Readable.fromWeb(
    new ReadableStream({
      start(c) {
        c.enqueue('p');
        c.enqueue('q');
        c.close();
      },
    }),
    { encoding: 'utf8' },
  ))
    console.log('fromWeb', c);
  const out = [];
  const nw = Writable.fromWeb(
    new WritableStream({
      write(c) {
        out.push(Buffer.from(c).toString());
      },
      close() {
        console.log('closed', out);
      },
    }),
  );
  nw.write('1');
  nw.end('2');
  await new Promise((r) => nw.on('finish', r));
  const d = Duplex.fromWeb(
    new TransformStream({
      transform(c, ctl) {
        ctl.enqueue(Buffer.from(String(Buffer.from(c)).toUpperCase()));
      },
    }),
  );
  d.end('shout');
  for await (const c of d) console.log('duplex', String(c));
  const pair = Duplex.toWeb(new PassThrough());
  const wr = pair.writable.getWriter();
  wr.write(Buffer.from('through'));
  wr.close();
  for await (const c of pair.readable) console.log('pair', Buffer.from(c).toString());
  await Readable.fromWeb(
    new ReadableStream({
      pull(c) {
        c.error(new Error('bad'));
      },
    }),
  )
    .toArray()
    .catch((e) => console.log(e.message));
  try {
    Readable.fromWeb({});
  } catch (e) {
    console.log(e.code);
  }
  const { pipeline } = require('stream/promises');
  await pipeline(
    new ReadableStream({
      start(c) {
        c.enqueue('z');
        c.close();
      },
    }),
    async function* (s) {
      for await (const c of s) yield c + '!';
    },
    new Writable({
      write(c, e, cb) {
        console.log(String(c));
        cb();
      },
    }),
  );
  console.log(await new Blob(['blob']).stream().getReader().read());
})();
