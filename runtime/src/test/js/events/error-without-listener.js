'use strict';
const { EventEmitter, errorMonitor } = require('node:events');
const emitter = new EventEmitter();
emitter.on(errorMonitor, (err) => console.log('monitored', err instanceof Error ? err.message : err));
for (const value of [new TypeError('an error'), 'text', { a: 1 }, null, undefined, Symbol('s')]) {
  try {
    emitter.emit('error', value);
  } catch (err) {
    console.log(err.name, err.code, err.message, err === value, 'context' in err);
  }
}
try {
  emitter.emit('error');
} catch (err) {
  console.log(err.message);
}
