'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { measure } = require('./measure');
const file = path.join(os.tmpdir(), `bench-${process.pid}`);
fs.writeFileSync(file, Buffer.alloc(4096, 'x'));
process.on('exit', () => fs.unlinkSync(file));
const N = 30_000;
measure('files/s', N, (done) => {
  for (let i = 0; i < N; i++) fs.readFileSync(file);
  done();
});
