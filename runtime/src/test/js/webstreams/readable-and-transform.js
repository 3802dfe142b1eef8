'use strict';
const {
  CountQueuingStrategy,
  ReadableStream,
  TextDecoderStream,
  TextEncoderStream,
  TransformStream,
  WritableStream,
} = require('node:stream/web');
async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function main() {
  const stream = new ReadableStream(
    {
      start(controller) {
        controller.enqueue('a');
        controller.enqueue('b');
        controller.close();
      },
    },
    new CountQueuingStrategy({ highWaterMark: 1 }),
  );
  console.log(stream, new WritableStream(), new TransformStream());
  const [one, two] = stream.tee();
  console.log(stream.locked, await collect(one), await collect(two));
  const upper = new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk.toUpperCase());
    },
  });
  for await (const chunk of ReadableStream.from(['x', 'y']).pipeThrough(upper)) console.log(chunk);
  const text = ReadableStream.from(['h\ud83d', '\ude00i'])
    .pipeThrough(new TextEncoderStream())
    .pipeThrough(new TextDecoderStream());
  console.log((await collect(text)).join(''));
  const bytes = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      controller.enqueue(new Uint8Array([1, 2, 3]));
      controller.close();
    },
  });
  console.log(await bytes.getReader({ mode: 'byob' }).read(new Uint8Array(2)));
  const failing = new ReadableStream({
    pull() {
      throw new Error('no more');
    },
  });
  await failing
    .getReader()
    .read()
    .catch((err) => console.log(err.message));
  const controller = new AbortController();
  const piping = new ReadableStream().pipeTo(new WritableStream(), { signal: controller.signal });
  controller.abort();
  await piping.catch((err) => console.log(err.name));
}
main();
