'use strict';

// When 'readable', 'data', 'pause', 'resume', 'end' and 'close' come, and what flowing is meanwhile.

const { Readable } = require('stream');

function watch(name, stream, ...events) {
  for (const event of events) stream.on(event, () => console.log(name, event, stream.readableFlowing));
  return stream;
}

const readable = watch('a', new Readable({ read() {} }), 'readable', 'pause', 'resume', 'end', 'close');
readable.push('one');
console.log(readable.readableFlowing);
setImmediate(() => {
  console.log(String(readable.read()), readable.read());
  readable.push('two');
  readable.push(null);
  setImmediate(() => {
    readable.removeAllListeners('readable');
    readable.resume();
  });
});

const flowing = watch('b', new Readable({ read() {} }), 'pause', 'resume', 'end', 'close');
flowing.on('data', (chunk) => {
  console.log('b', String(chunk));
  if (String(chunk) === 'x') {
    flowing.pause();
    setImmediate(() => flowing.resume());
  }
});
flowing.push('x');
flowing.push('y');
flowing.push(null);
console.log(flowing.isPaused(), flowing.readableFlowing);

const both = watch('c', new Readable({ read() {} }), 'end');
both.on('data', (chunk) => console.log('c data', String(chunk)));
both.on('readable', () => {
  console.log('c readable', both.readableFlowing);
  while (both.read() !== null);
});
both.push('1');
both.push('2');
both.push(null);
