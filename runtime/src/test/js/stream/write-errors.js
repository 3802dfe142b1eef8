'use strict';

// A failed write tells its own callback, then those of all that waits, then emits 'error' and 'close'.

const { Writable } = require('stream');

const stream = new Writable({
  write(chunk, encoding, callback) {
    setImmediate(callback, new Error('disk full'));
  },
});
stream.write('a', (error) => console.log('a', error.message));
stream.write('b', (error) => console.log('b', error.message));
stream.end((error) => console.log('end', error.message));
stream.on('error', (error) => console.log('error', error.message, stream.errored === error));
stream.on('finish', () => console.log('never'));
stream.on('close', () => {
  console.log('close', stream.writableAborted, stream.writable, stream.destroyed);
  stream.end((error) => console.log('end again', error.message));
});

for (const chunk of [null, undefined, 5, {}, true, Symbol('s')]) {
  try {
    stream.write(chunk);
  } catch (error) {
    console.log(error.name, error.code);
  }
}
for (const encoding of ['nope', 'utf8 ']) {
  try {
    stream.write('x', encoding);
  } catch (error) {
    console.log(error.message);
  }
}
const twice = new Writable({
  write(chunk, encoding, callback) {
    callback();
    callback();
  },
});
twice.on('error', (error) => console.log(error.code));
twice.write('x');
