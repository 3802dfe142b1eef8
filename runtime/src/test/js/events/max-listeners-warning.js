'use strict';
const { EventEmitter, setMaxListeners, getMaxListeners } = require('node:events');
process.on('warning', (w) => console.log(w.name, w.message, w.count, String(w.type), Object.keys(w)));
const emitter = new EventEmitter();
for (let i = 0; i < 12; i++) emitter.on('x', () => {});
const target = new EventTarget();
setMaxListeners(1, target, emitter);
target.addEventListener('y', () => {});
target.addEventListener('y', () => {});
console.log(getMaxListeners(target), emitter.getMaxListeners());
try {
  emitter.setMaxListeners(-1);
} catch (err) {
  console.log(err.code, err.message);
}
