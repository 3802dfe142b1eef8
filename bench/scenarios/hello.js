'use strict';
// Start and memory: the runner measures the process.
console.log('hello world');
if (process.env.BENCH_RSS) console.log(`${process.resourceUsage().maxRSS / 1024} MB`);
