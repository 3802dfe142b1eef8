'use strict';

// How long require() of a module takes: BENCH_MODULE, a path.

const start = performance.now();
require(process.env.BENCH_MODULE);
console.log((performance.now() - start).toFixed(1), 'ms');
