'use strict';

// fs.createReadStream: ranges, encodings, descriptors, events.

const fs = require('fs');
const { at } = require('./fixtures/scratch');

const file = at('file');
fs.writeFileSync(file, 'h\u00e4llo w\u00f6rld '.repeat(20000));

async function read(label, stream) {
  const events = [];
  for (const name of ['open', 'ready', 'end', 'error', 'close']) {
    stream.on(name, (value) => events.push(value?.code ? `${name} ${value.code}` : name));
  }
  let length = 0;
  let chunks = 0;
  let first;
  stream.on('data', (chunk) => {
    first ??= chunk.slice(0, 5);
    length += chunk.length;
    chunks++;
  });
  await new Promise((resolve) => stream.on('close', resolve));
  console.log(label, { length, chunks, first, bytesRead: stream.bytesRead, fd: stream.fd, events });
}

async function run() {
  await read('plain', fs.createReadStream(file));
  await read('text', fs.createReadStream(file, 'utf8'));
  await read('range', fs.createReadStream(file, { start: 7, end: 12, encoding: 'latin1' }));
  await read('small', fs.createReadStream(file, { end: 99, highWaterMark: 10 }));
  await read('missing', fs.createReadStream(at('no')));
  await read('fd', fs.createReadStream(null, { fd: fs.openSync(file), start: 1 }));
  const handle = await fs.promises.open(file);
  await read('handle', handle.createReadStream({ end: 9 }));
  console.log(handle.fd);
  const kept = fs.openSync(file);
  const stream = fs.createReadStream(file, { fd: kept, autoClose: false, end: 3 });
  for await (const chunk of stream) console.log(chunk);
  console.log(stream.closed, stream.pending, stream.autoClose, fs.fstatSync(kept).size);
  fs.closeSync(kept);
  const cut = fs.createReadStream(file);
  for await (const chunk of cut) {
    console.log(chunk.length);
    break;
  }
  console.log(cut.destroyed);
}
run().catch((error) => console.log(error));
