'use strict';

// Transform: backpressure from side to side, flush, errors. Duplex: halves that end alone.

const { Duplex, PassThrough, Transform } = require('stream');

const doubled = new Transform({
  readableHighWaterMark: 4,
  writableHighWaterMark: 4,
  transform(chunk, encoding, callback) {
    this.push(chunk);
    callback(null, chunk);
  },
  flush(callback) {
    callback(null, '.');
  },
});
console.log(doubled.write('aa'), doubled.write('bb'), doubled.write('cc'));
console.log(doubled.readableLength, doubled.writableLength, doubled.writableNeedDrain);
doubled.end();
for (const event of ['drain', 'prefinish', 'finish', 'end', 'close']) doubled.on(event, () => console.log(event));
doubled.setEncoding('latin1');
doubled.on('data', (data) => console.log('data', data));

const failing = new Transform({
  transform(chunk, encoding, callback) {
    callback(new Error('no'));
  },
});
failing.on('error', (error) => console.log(error.message)).on('close', () => console.log('failing close'));
failing.write('x', (error) => console.log('write', error.message));

const missing = new Transform();
try {
  missing.write('x');
} catch (error) {
  console.log(error.code, error.message);
}

const closesBoth = new Duplex({
  allowHalfOpen: false,
  read() {
    this.push(null);
  },
  write(chunk, encoding, callback) {
    callback();
  },
});
closesBoth.resume();
for (const event of ['finish', 'end', 'close']) closesBoth.on(event, () => console.log('duplex', event));

const readOnly = new Duplex({ writable: false, read() {} });
console.log(readOnly.writable, readOnly.writableFinished, readOnly.readable);
const sides = new PassThrough({ readableObjectMode: true, writableHighWaterMark: 3 });
console.log(
  sides.readableObjectMode,
  sides.writableObjectMode,
  sides.readableHighWaterMark,
  sides.writableHighWaterMark,
);
