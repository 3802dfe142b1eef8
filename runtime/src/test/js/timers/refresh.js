'use strict';
let fired = 0;
const timer = setTimeout(() => {
  console.log('fired', ++fired);
  if (fired < 3) timer.refresh();
}, 5);
const early = setTimeout(() => console.log('postponed'), 300);
setTimeout(() => early.refresh(), 200);
setTimeout(() => console.log('400 ms'), 400);
