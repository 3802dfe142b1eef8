'use strict';
const never = () => console.log('never');
clearTimeout(setTimeout(never, 1));
clearTimeout(+setTimeout(never, 1));
clearTimeout(`${setTimeout(never, 1)}`);
clearInterval(setInterval(never, 1));
clearImmediate(setImmediate(never));
for (const value of [undefined, null, 0, 'x', NaN]) {
  clearTimeout(value);
  clearInterval(value);
  if (typeof value !== 'string') clearImmediate(value);
}
const second = setTimeout(never, 200);
setTimeout(() => clearTimeout(second), 1);
let count = 0;
const interval = setInterval(() => {
  console.log('interval', ++count);
  if (count === 3) clearInterval(interval);
}, 1);
