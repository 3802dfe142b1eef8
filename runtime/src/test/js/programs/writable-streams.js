'use strict';

const { Writable, Transform, PassThrough, pipeline, finished, Duplex } = require('stream');
const log = (...args) => console.log(...args);
const slow = new Writable({
  highWaterMark: 4,
  write(chunk, encoding, callback) {
    log('write', String(chunk), encoding);
    setImmediate(callback);
  },
  writev(chunks, callback) {
    log(
      'writev',
      chunks.map(({ chunk }) => String(chunk)),
    );
    setImmediate(callback);
  },
  final(callback) {
    log('final');
    callback();
  },
  destroy(error, callback) {
    log('destroy', error?.code);
    callback(error);
  },
});
for (const event of ['drain', 'finish', 'close', 'error', 'pipe', 'unpipe']) slow.on(event, () => log('event', event));
log(slow.write('a'), slow.write('bcd'), slow.write('e'), slow.writableLength, slow.writableNeedDrain);
slow.cork();
slow.write('f');
slow.write('g');
process.nextTick(() => slow.uncork());
slow.end('h', () => log('end callback'));
slow.write('too late', (error) => log(error.code));
slow.on('error', (error) => log(error.code));
slow.on('close', () => {
  const upper = new Transform({
    transform(chunk, encoding, callback) {
      callback(null, String(chunk).toUpperCase());
    },
    flush(callback) {
      this.push('!');
      callback();
    },
  });
  const out = new PassThrough();
  out.on('data', (data) => log('data', String(data)));
  pipeline(upper, out, (error) => {
    log('pipeline', error);
    const bad = new Transform({
      transform(chunk, encoding, callback) {
        callback(new Error('bad'));
      },
    });
    pipeline(bad, new PassThrough(), (error) => log('pipeline', error.message, bad.destroyed));
    bad.write('x');
    finished(new Duplex({ read() {}, write() {} }).destroy(), (error) => log('finished', error.code));
  });
  upper.write('ab');
  upper.end('cd');
});
