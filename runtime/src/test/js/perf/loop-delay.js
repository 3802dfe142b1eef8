'use strict';
// The loop's delay is counted for every iteration, exactly, and nothing wakes an idle loop for it.

const { monitorEventLoopDelay } = require('perf_hooks');

function spin(milliseconds) {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

const histogram = monitorEventLoopDelay({ resolution: 10 });
console.log(histogram.count, histogram.max, histogram.disable());
console.log(histogram.enable(), histogram.enable());
console.log(process.getActiveResourcesInfo());
setTimeout(() => {
  spin(50);
  setTimeout(() => {
    console.log(histogram.max >= 50e6, histogram.max < 500e6, histogram.min > 0, histogram.mean > histogram.min);
    histogram.reset();
    console.log(histogram.count, histogram.max);
    setTimeout(() => {
      // The iteration in which it was reset, and no other: nothing happened since.
      console.log(histogram.count, histogram.max < 50e6);
      spin(30);
      setImmediate(() => {
        console.log(histogram.disable(), histogram.disable(), histogram.max >= 30e6);
        const { count } = histogram;
        setTimeout(() => console.log(histogram.count === count), 5);
      });
    }, 200);
  }, 20);
}, 20);
