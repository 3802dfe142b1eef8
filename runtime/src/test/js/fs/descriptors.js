'use strict';

// Reading and writing at positions, in all argument forms.

const fs = require('fs');
const assert = require('assert');
const { at } = require('./fixtures/scratch');

const fd = fs.openSync(at('file'), 'w+');
assert.strictEqual(fs.writeSync(fd, 'hello world'), 11);
assert.strictEqual(fs.writeSync(fd, Buffer.from('xHELLOx'), 1, 5, 0), 5);
assert.strictEqual(fs.writeSync(fd, Buffer.from('!?'), { length: 1 }), 1);
assert.strictEqual(fs.writeSync(fd, '\u00e4', null, 'latin1'), 1);
assert.strictEqual(fs.readFileSync(at('file'), 'latin1'), 'HELLO world!\u00e4');

const buffer = Buffer.alloc(5);
assert.strictEqual(fs.readSync(fd, buffer, 0, 5, 0), 5);
assert.strictEqual(buffer.toString(), 'HELLO');
assert.strictEqual(fs.readSync(fd, buffer, { position: 6 }), 5);
assert.strictEqual(buffer.toString(), 'world');
assert.strictEqual(fs.readSync(fd, new DataView(buffer.buffer, buffer.byteOffset, 2), 0, 2, 0n), 2);
assert.strictEqual(buffer.toString(), 'HErld');
assert.strictEqual(fs.readSync(fd, buffer), 0);

const two = [Buffer.alloc(3), new Uint8Array(4)];
assert.strictEqual(fs.readvSync(fd, two, 0), 7);
assert.strictEqual(Buffer.concat(two).toString(), 'HELLO w');
assert.strictEqual(fs.writevSync(fd, [Buffer.from('ab'), Buffer.from('cd')], 0), 4);
assert.strictEqual(fs.readFileSync(at('file'), 'latin1'), 'abcdO world!\u00e4');

fs.read(fd, { position: 0, length: 4, buffer: Buffer.alloc(9) }, (error, count, filled) => {
  console.log(error, count, filled);
  fs.read(fd, (error, count, filled) => {
    console.log(error, count, filled.length);
    fs.write(fd, 'end', (error, count, text) => {
      console.log(error, count, text);
      fs.readv(fd, [Buffer.alloc(2)], 0, (error, count, buffers) => {
        console.log(error, count, buffers);
        fs.ftruncate(fd, 3, (error) => {
          console.log(error, fs.readFileSync(at('file'), 'utf8'));
          fs.close(fd, (...results) => console.log(results));
        });
      });
    });
  });
});
