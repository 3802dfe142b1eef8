'use strict';
const { measure } = require('./measure');
const N = 1_000_000;
measure('timers/s', N, (done) => {
  for (let i = 0; i < N; i++) clearTimeout(setTimeout(() => {}, (i % 100) + 1));
  done();
});
