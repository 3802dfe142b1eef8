'use strict';
const { EventEmitter, on } = require('node:events');
async function main() {
  const emitter = new EventEmitter();
  setImmediate(() => {
    for (let i = 0; i < 5; i++) emitter.emit('x', i);
  });
  for await (const [value] of on(emitter, 'x')) {
    console.log(value);
    if (value === 3) break;
  }
  console.log(emitter.listenerCount('x'), emitter.listenerCount('error'));
  setImmediate(() => {
    emitter.emit('x', 'before');
    emitter.emit('end');
  });
  for await (const value of on(emitter, 'x', { close: ['end'] })) console.log(value);
  setImmediate(() => emitter.emit('error', new Error('broken')));
  try {
    for await (const value of on(emitter, 'x')) console.log('never', value);
  } catch (err) {
    console.log(err.message);
  }
}
main();
