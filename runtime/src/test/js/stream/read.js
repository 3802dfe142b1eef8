'use strict';

// read(n): parts of chunks, several chunks, what is put back, and what comes at the end.

const { Readable } = require('stream');

const stream = new Readable({
  highWaterMark: 4,
  read(size) {
    console.log('read', size);
  },
});
console.log(stream.push('abc'), stream.push('de'), stream.push(''), stream.push(undefined), stream.readableLength);
console.log(String(stream.read(2)), String(stream.read()), stream.read());
console.log(stream.unshift('zz'), stream.unshift(new Uint8Array([65])), stream.unshift('yyyy'));
console.log(String(stream.read(1)), String(stream.read(5)), stream.read(9), stream.readableHighWaterMark);
console.log(stream.push(Buffer.from('rest')), stream.push(null), stream.readableEnded);
console.log(String(stream.read(100)), stream.read());
stream.on('end', () => console.log('end', stream.readableEnded));
stream.on('close', () => console.log('close'));
stream.on('error', (error) => console.log('never', error));

const objects = new Readable({ objectMode: true, highWaterMark: 2, read() {} });
console.log(objects.push(0), objects.push(''), objects.push({ a: 1 }), objects.readableLength);
console.log(objects.read(5), objects.read(), objects.read(0), objects.read(), objects.read());

const text = new Readable({ encoding: 'utf8', read() {} });
text.push(Buffer.from([0xe2, 0x82]));
console.log(text.readableLength, text.read());
text.push(Buffer.from([0xac, 0x21]));
text.push('direct', 'utf8');
console.log(text.readableLength, text.read(3), text.read(), text.readableEncoding);
text.push(Buffer.from([0xe2]));
text.push(null);
console.log(text.read());

for (const chunk of [5, {}, true]) {
  const bad = new Readable({ read() {} });
  bad.on('error', (error) => console.log(error.code));
  console.log(bad.push(chunk));
}
const over = new Readable({ read() {} });
over.push(null);
console.log(over.push('late'));
over.on('error', (error) => console.log(error.code));
