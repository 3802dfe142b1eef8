'use strict';
// fs.readFile of 4 KiB, ten at a time.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { measure } = require('./measure');
const file = path.join(os.tmpdir(), `bench-${process.pid}`);
fs.writeFileSync(file, Buffer.alloc(4096, 'x'));
process.on('exit', () => fs.unlinkSync(file));
const N = 20_000;
measure('files/s', N, (done) => {
  let started = 0;
  let finished = 0;
  const next = (error) => {
    if (error) throw error;
    if (++finished === N) return done();
    if (started < N) {
      started++;
      fs.readFile(file, next);
    }
  };
  for (; started < 10; started++) fs.readFile(file, next);
});
