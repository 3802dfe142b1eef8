'use strict';
// The worker pool: eight slow jobs, on as many threads as UV_THREADPOOL_SIZE says (4 without it).
//
//   for n in 1 4 8; do UV_THREADPOOL_SIZE=$n gori examples/worker-pool.js; done
//
// The event loop stays free meanwhile: a timer keeps ticking. More threads help until every core has one.

const crypto = require('crypto');

const JOBS = 8;
const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
const start = performance.now();
let done = 0;
let ticks = 0;

const timer = setInterval(() => ticks++, 1);
console.log(`${JOBS} jobs on a pool of ${threads}`);
for (let i = 1; i <= JOBS; i++) {
  crypto.pbkdf2('password', `salt ${i}`, 50_000, 32, 'sha512', (error, key) => {
    if (error) throw error;
    console.log(`job ${i}: ${key.toString('hex').slice(0, 16)}`);
    if (++done === JOBS) finish();
  });
}

function finish() {
  clearInterval(timer);
  console.log(`the loop ran on meanwhile: ${ticks > 0}`);
  console.error(`${Math.round(performance.now() - start)} ms`);
}
