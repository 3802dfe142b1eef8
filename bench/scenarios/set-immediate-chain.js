'use strict';
// One immediate an iteration: the cost of an iteration of the loop.
const { measure } = require('./measure');
const N = 100_000;
measure('iterations/s', N, (done) => {
  let left = N;
  const immediate = () => (--left === 0 ? done() : setImmediate(immediate));
  setImmediate(immediate);
});
