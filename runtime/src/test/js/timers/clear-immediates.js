'use strict';
const never = () => console.log('never');
const later = [];
setImmediate(() => {
  console.log('first');
  clearImmediate(later[0]);
  process.nextTick(() => clearImmediate(later[1]));
});
later.push(setImmediate(never), setImmediate(never));
setImmediate(() => {
  console.log('last');
  later.push(setImmediate(never));
  clearImmediate(later[2]);
});
