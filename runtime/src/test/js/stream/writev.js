'use strict';

// What was corked, or waits behind a write, is given to writev() together.

const { Writable } = require('stream');

const stream = new Writable({
  decodeStrings: false,
  highWaterMark: 4,
  write(chunk, encoding, callback) {
    console.log('write', chunk, encoding);
    setImmediate(callback);
  },
  writev(chunks, callback) {
    console.log(
      'writev',
      chunks.map(({ chunk, encoding }) => [chunk, encoding]),
      chunks.allBuffers,
    );
    setImmediate(callback);
  },
});
stream.write('first');
stream.write('behind');
stream.write(Buffer.from('it'), () => console.log('it is written'));
stream.on('drain', () => {
  stream.cork();
  stream.cork();
  stream.write('corked');
  stream.uncork();
  console.log(stream.writableCorked, stream.writableLength);
  stream.end('twice');
});
stream.on('finish', () => console.log('finish'));
