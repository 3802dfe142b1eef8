'use strict';

// write() returns false when what waits has reached the mark; what was written at once does not count. 'drain' follows.

const { Writable } = require('stream');

const waiting = [];
const slow = new Writable({
  highWaterMark: 10,
  write(chunk, encoding, callback) {
    waiting.push(callback);
  },
});
slow.on('drain', () => console.log('drain', slow.writableLength));
console.log(slow.write(Buffer.alloc(9)), slow.writableNeedDrain);
console.log(slow.write(Buffer.alloc(1)), slow.writableNeedDrain);
console.log(slow.write(Buffer.alloc(1)), slow.writableLength);
waiting.shift()();
waiting.shift()();
console.log(slow.writableLength);
waiting.shift()();

const quick = new Writable({
  highWaterMark: 10,
  write(chunk, encoding, callback) {
    callback();
  },
});
quick.on('drain', () => console.log('never'));
console.log(quick.write(Buffer.alloc(100)), quick.writableNeedDrain, quick.writableLength);
