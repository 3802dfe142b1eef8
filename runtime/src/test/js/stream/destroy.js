'use strict';

// destroy(): once, in the right order, also before construct() is done.

const { Duplex, Readable, Writable, destroy } = require('stream');

function watch(name, stream) {
  for (const event of ['error', 'end', 'finish', 'close']) {
    stream.on(event, (error) => console.log(name, event, error ? error.message : ''));
  }
  return stream;
}

const readable = watch('readable', new Readable({ read() {} }));
console.log(
  readable.destroy(new Error('first')) === readable,
  readable.destroyed,
  readable.closed,
  readable.readableAborted,
);
readable.destroy(new Error('second'));
console.log(readable.push('x'), readable.errored.message);

const slow = watch(
  'slow',
  new Writable({
    construct(callback) {
      console.log('construct');
      setImmediate(callback);
    },
    write(chunk, encoding, callback) {
      callback();
    },
    destroy(error, callback) {
      console.log('destroy', error.message);
      setImmediate(callback, new Error('from destroy'));
    },
  }),
);
slow.write('x', (error) => console.log('slow write', error.message));
slow.destroy(new Error('given'));

const unconstructed = watch(
  'unconstructed',
  new Duplex({
    construct(callback) {
      callback(new Error('cannot'));
    },
    read() {},
    write() {},
  }),
);
unconstructed.write('x', (error) => console.log('unconstructed write', error.code));

const quiet = watch('quiet', new Writable({ emitClose: false, write() {} }));
quiet.destroy();
const manual = watch('manual', new Readable({ autoDestroy: false, read() {} }));
manual.push(null);
manual.resume();
manual.on('end', () => console.log('manual destroyed', manual.destroyed));
destroy(watch('helper', new Readable({ read() {} })));
