'use strict';

// Callbacks of writes that are done at once wait for a tick, and come before 'finish'.

const { Writable } = require('stream');

const stream = new Writable({
  objectMode: true,
  write(chunk, encoding, callback) {
    console.log('write', chunk, encoding);
    callback();
  },
  final(callback) {
    console.log('final');
    callback();
  },
});
const done = (...args) => console.log('written', args);
process.nextTick(() => console.log('tick'));
stream.write('a', done);
stream.write('b', 'latin1', done);
stream.write({}, (...args) => console.log('object written', args));
stream.end('c', (...args) => console.log('ended', args));
for (const event of ['prefinish', 'finish', 'close']) stream.on(event, () => console.log(event));
console.log('end of script');
stream.on('close', () => {
  stream.end((error) => console.log(error.code));
  stream.write('late', (error) => console.log(error.code));
  stream.on('error', (error) => console.log('never', error));
});
