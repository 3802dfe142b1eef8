'use strict';

// readFile and writeFile: encodings, flags, descriptors, signals, iterables.

const fs = require('fs');
const { Readable } = require('stream');
const { at } = require('./fixtures/scratch');

const file = at('file');
fs.writeFileSync(file, 'h\u00e4\ud83d\ude00\ud800');
console.log(fs.readFileSync(file));
for (const encoding of ['utf8', 'latin1', 'hex', 'base64', 'utf16le', { encoding: 'ascii' }]) {
  console.log(fs.readFileSync(file, encoding));
}
fs.writeFileSync(file, Buffer.from([0xff, 0xed, 0xa0, 0x80, 0xe2, 0x82, 0x41, 0xf0, 0x9f, 0x92]));
console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));
fs.writeFileSync(file, 'abcd', 'hex');
fs.writeFileSync(file, new Uint16Array([0x4141]), { flag: 'a' });
console.log(fs.readFileSync(file));

const fd = fs.openSync(file, 'r+');
fs.readSync(fd, Buffer.alloc(1));
console.log(fs.readFileSync(fd), fs.readFileSync(fd, 'utf8') === '');
fs.writeFileSync(fd, 'end');
fs.closeSync(fd);
console.log(fs.readFileSync(file, 'latin1'));
console.log(fs.readFileSync('/proc/self/stat', 'utf8').length > 10);

async function run() {
  const aborted = AbortSignal.abort();
  await new Promise((resolve) => {
    fs.readFile(file, { signal: aborted }, (error) => resolve(console.log('read', error.name, error.code)));
  });
  await new Promise((resolve) => {
    fs.writeFile(file, 'x', { signal: aborted }, (error) => resolve(console.log('write', error.name)));
  });
  const controller = new AbortController();
  const late = fs.promises.readFile(file, { signal: controller.signal });
  controller.abort();
  await late.catch((error) => console.log('late', error.name));

  await fs.promises.writeFile(file, Readable.from(['one ', 'two ', Buffer.from('three')]));
  console.log(await fs.promises.readFile(file, 'utf8'));
  await fs.promises.writeFile(file, ['a', 'b'][Symbol.iterator]());
  console.log(await fs.promises.readFile(file, { encoding: 'utf8' }));
  await fs.promises.writeFile(new URL(`file://${file}`), 'by URL', { mode: 0o600, flush: true });
  console.log(fs.readFileSync(Buffer.from(file), 'utf8'));
}
run();
