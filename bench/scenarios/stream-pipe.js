'use strict';
// 64 KiB chunks through a Readable, a Transform and a Writable.
const { Readable, Transform, Writable } = require('stream');
const { measure } = require('./measure');
const N = 20_000;
const chunk = Buffer.alloc(65536);
measure('chunks/s', N, (done) => {
  let left = N;
  new Readable({
    read() {
      this.push(left-- > 0 ? chunk : null);
    },
  })
    .pipe(
      new Transform({
        transform(data, encoding, callback) {
          callback(null, data);
        },
      }),
    )
    .pipe(
      new Writable({
        write(data, encoding, callback) {
          callback();
        },
      }),
    )
    .on('finish', done);
});
