'use strict';
const { measure } = require('./measure');
const N = 1_000_000;
measure('ticks/s', N, (done) => {
  let left = N;
  const tick = () => (--left === 0 ? done() : process.nextTick(tick));
  process.nextTick(tick);
});
