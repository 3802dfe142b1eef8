'use strict';
const { Writable } = require('node:stream');
const log = (...args) => console.log(...args);
const slow = new Writable({
  highWaterMark: 5,
  write(chunk, encoding, callback) {
    log('write', chunk.toString());
    setImmediate(callback);
  },
  writev(chunks, callback) {
    log('writev', chunks.map(({ chunk }) => chunk.toString()).join('+'));
    setImmediate(callback);
  },
  final(callback) {
    log('final');
    callback();
  },
});
for (const event of ['drain', 'prefinish', 'finish', 'close']) slow.on(event, () => log(event));
log(slow.write('ab', () => log('callback ab')));
log(slow.write('cd', () => log('callback cd')));
log(
  slow.write('ef', () => log('callback ef')),
  slow.writableNeedDrain,
  slow.writableLength,
);
slow.once('drain', () => {
  slow.cork();
  slow.write('1');
  slow.write('2');
  process.nextTick(() => slow.uncork());
  slow.end('3', () => log('end callback'));
});
const failing = new Writable({
  write(chunk, encoding, callback) {
    callback(new Error('no'));
  },
});
failing.on('error', (error) => log('error', error.message, failing.errored === error));
failing.on('close', () => {
  log('closed', failing.destroyed, failing.closed);
  failing.write('x', (error) => log('after', error.code));
});
failing.write('x', (error) => log('write callback', error.message));
const ended = new Writable({ write: (chunk, encoding, callback) => callback() });
ended.on('error', (error) => log(error.code, error.message));
ended.end();
ended.write('late');
for (const bad of [null, 5, {}]) {
  try {
    new Writable({ write() {} }).write(bad);
  } catch (error) {
    log(error.name, error.code);
  }
}
