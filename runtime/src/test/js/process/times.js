'use strict';

const start = process.hrtime();
const bigStart = process.hrtime.bigint();
const past = process.hrtime(start);
console.log(
  start.length,
  past[0],
  past[1] >= 0,
  typeof bigStart,
  process.hrtime.bigint() >= bigStart,
  process.uptime() > 0,
);
for (const bad of [1, [1], [1, 2, 3], 'x', null]) {
  try {
    console.log(typeof process.hrtime(bad));
  } catch (error) {
    console.log(error.code, error.message);
  }
}
const cpu = process.cpuUsage();
const more = process.cpuUsage(cpu);
console.log(Object.keys(cpu), more.user >= 0, more.system >= 0);
for (const bad of [
  1,
  {},
  { user: 1 },
  { user: -1, system: 1 },
  { user: 1, system: Infinity },
  { user: 'a', system: 1 },
]) {
  try {
    process.cpuUsage(bad);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const memory = process.memoryUsage();
console.log(Object.keys(memory), memory.rss > 1e7, memory.heapUsed > 1e6, memory.heapTotal >= memory.heapUsed);
console.log(process.memoryUsage.rss() > 1e7, Object.keys(process.resourceUsage()).sort().join());
