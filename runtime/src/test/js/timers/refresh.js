'use strict';
let fired = 0;
const timer = setTimeout(() => {
  console.log('fired', ++fired);
  if (fired < 3) timer.refresh();
}, 5);
const early = setTimeout(() => console.log('postponed'), 30);
setTimeout(() => early.refresh(), 20);
setTimeout(() => console.log('40 ms'), 40);
