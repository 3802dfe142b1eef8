'use strict';
const hide = (text) =>
  text.replace(/_idleStart: \d+/, '_idleStart: N').replace(/\[?(Symbol\(\w+\))\]?: (\d+)?/g, '$1: ');
const { inspect } = require('node:util');
const timer = setTimeout(function callback() {}, 1000, 1, 2);
const immediate = setImmediate(() => {}, 3);
console.log(hide(inspect(timer)));
console.log(hide(inspect(immediate)));
clearTimeout(timer);
clearImmediate(immediate);
console.log(hide(inspect(timer)));
console.log(hide(inspect(immediate)));
console.log(timer.constructor.name, immediate.constructor.name, typeof timer[Symbol.toPrimitive]());
