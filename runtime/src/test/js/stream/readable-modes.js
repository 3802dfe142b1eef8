'use strict';
const { Readable, PassThrough } = require('node:stream');
const make = (count) => {
  let i = 0;
  return new Readable({
    highWaterMark: 4,
    read() {
      this.push(i < count ? `<${i++}>` : null);
    },
  });
};
const flowing = make(3);
flowing.setEncoding('utf8');
flowing.on('data', (chunk) => {
  console.log('data', chunk);
  if (chunk === '<1>') {
    flowing.pause();
    console.log('paused', flowing.isPaused(), flowing.readableFlowing);
    setImmediate(() => flowing.resume());
  }
});
flowing.on('end', () => console.log('end', flowing.readableEnded));
flowing.on('close', paused);

function paused() {
  const stream = make(4);
  stream.on('readable', () => {
    for (let chunk; (chunk = stream.read(2)) !== null;) console.log('read', chunk.toString());
  });
  stream.on('end', iterate);
}

async function iterate() {
  const stream = make(5);
  for await (const chunk of stream) {
    console.log('iterated', chunk.toString());
    if (chunk.toString().includes('2')) break;
  }
  console.log(stream.destroyed);
  const source = new PassThrough();
  const target = new PassThrough();
  source.pipe(target);
  source.unshift('first ');
  source.end('second');
  let text = '';
  for await (const chunk of target) text += chunk;
  console.log(text);
  const objects = Readable.from([{ a: 1 }, { a: 2 }]);
  console.log(objects.readableObjectMode, await objects.toArray());
  const broken = new Readable({
    read() {
      this.destroy(new Error('boom'));
    },
  });
  try {
    for await (const chunk of broken) console.log(chunk);
  } catch (error) {
    console.log('caught', error.message);
  }
}
