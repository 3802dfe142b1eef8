'use strict';

// pipe() waits for the slowest destination; a destination that fails is unpiped.

const { Readable, Writable } = require('stream');

let n = 0;
const source = new Readable({
  highWaterMark: 1,
  read() {
    this.push(n < 4 ? String(n++) : null);
  },
});
function dest(name, delay) {
  const stream = new Writable({
    highWaterMark: 1,
    write(chunk, encoding, callback) {
      console.log(name, String(chunk));
      if (name === 'bad' && String(chunk) === '1') callback(new Error('bad'));
      else if (delay) setImmediate(callback);
      else callback();
    },
  });
  for (const event of ['pipe', 'unpipe', 'finish', 'close']) stream.on(event, () => console.log(name, event));
  return stream;
}
source.pipe(dest('fast'));
source.pipe(dest('slow', true));
const bad = source.pipe(dest('bad', true));
bad.on('error', (error) => console.log('error', error.message, source._readableState.pipes.length));
source.on('end', () => console.log('end'));
source.on('close', () => console.log('source close'));

const manual = new Readable({ read() {} });
const sink = dest('sink');
manual.pipe(sink, { end: false });
console.log(manual.unpipe(sink) === manual, manual.readableFlowing, sink.writableEnded);
new Writable().on('error', (error) => console.log(error.code)).pipe(sink);
