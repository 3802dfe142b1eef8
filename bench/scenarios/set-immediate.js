'use strict';
// A thousand immediates an iteration of the loop.
const { measure } = require('./measure');
const N = 500_000;
measure('immediates/s', N, (done) => {
  let left = N;
  const immediate = () => {
    if (--left === 0) done();
    else if (left >= 1000) setImmediate(immediate);
  };
  for (let i = 0; i < 1000; i++) setImmediate(immediate);
});
