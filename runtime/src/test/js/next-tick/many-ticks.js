'use strict';
let sum = 0;
for (let i = 0; i < 10_000; i++) process.nextTick((n) => (sum += n), i);
process.nextTick(() => console.log(sum));
let depth = 0;
(function again() {
  if (++depth < 5_000) process.nextTick(again);
  else console.log(depth);
})();
