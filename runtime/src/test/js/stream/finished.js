'use strict';

// finished(): at the end, at an error, at a close that comes too early, and for streams that are over already.

const { Duplex, PassThrough, Readable, Writable, finished } = require('stream');
const promises = require('stream/promises');

const tell = (name) => (error) => console.log(name, error ? error.code || error.message : 'fine');

const ends = Readable.from(['a']);
finished(ends, tell('ends'));
ends.resume();

const fails = new Writable({ write() {} });
finished(fails, tell('fails'));
fails.destroy(new Error('broken'));

const early = new Readable({ read() {} });
finished(early, tell('early'));
early.destroy();

const half = new Duplex({ read() {}, write: (chunk, encoding, callback) => callback() });
finished(half, { readable: false }, tell('writable half'));
finished(half, { writable: false }, tell('readable half'));
half.end();
setImmediate(() => half.push(null), half.resume());

const over = new PassThrough();
over.end();
over.resume();
over.on('close', () => {
  finished(over, tell('over'));
  promises.finished(over).then(tell('promise over'));
});

const cleaned = new PassThrough();
finished(cleaned, tell('never'))();
console.log(cleaned.listenerCount('end'), cleaned.listenerCount('close'));
cleaned.destroy();

const controller = new AbortController();
finished(new PassThrough(), { signal: controller.signal }, tell('aborted'));
controller.abort();

for (const args of [[{}, () => {}], [new PassThrough()], [new PassThrough(), 5, () => {}]]) {
  try {
    finished(...args);
  } catch (error) {
    console.log(error.code);
  }
}
