'use strict';
const { performance, PerformanceObserver } = require('node:perf_hooks');
const mark = performance.mark('a', { startTime: 10, detail: { x: 1 } });
performance.mark('b', { startTime: 30 });
console.log(
  mark,
  performance.measure('a to b', 'a', 'b'),
  performance.measure('m', { start: 'a', duration: 5, detail: 'd' }),
);
console.log(
  performance.getEntriesByName('a to b').length,
  performance.getEntriesByType('mark').map((m) => m.name),
);
performance.clearMarks('a');
console.log(performance.getEntries().map((e) => e.name));
for (const bad of [
  () => performance.measure('x', 'missing'),
  () => performance.mark('x', { startTime: -1 }),
  () => performance.measure(),
]) {
  try {
    bad();
  } catch (err) {
    console.log(err.name, err.code, err.message);
  }
}
const observer = new PerformanceObserver((list) => {
  console.log(list.getEntries().map((e) => `${e.entryType} ${e.name}`));
  observer.disconnect();
});
observer.observe({ entryTypes: ['mark', 'function'] });
performance.mark('observed');
performance.timerify(function work() {})();
const t = performance.now();
console.log(performance.now() >= t, Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 100);
