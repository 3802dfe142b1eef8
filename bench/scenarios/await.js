'use strict';
const { measure } = require('./measure');
const N = 2_000_000;
measure('awaits/s', N, async (done) => {
  for (let i = 0; i < N; i++) await undefined;
  done();
});
