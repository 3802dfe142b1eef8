'use strict';
const { EventEmitter, once } = require('node:events');
async function main() {
  const emitter = new EventEmitter();
  process.nextTick(() => emitter.emit('x', 1, 2));
  console.log(await once(emitter, 'x'));
  process.nextTick(() => emitter.emit('error', new Error('no')));
  await once(emitter, 'x').catch((err) => console.log(err.message));
  process.nextTick(() => emitter.emit('error', 'an event like others'));
  console.log(await once(emitter, 'error'));
  const controller = new AbortController();
  process.nextTick(() => controller.abort());
  await once(emitter, 'x', { signal: controller.signal }).catch((err) => console.log(err.name, err.code, err.message));
  await once(emitter, 'x', { signal: controller.signal }).catch((err) => console.log(err.name));
  console.log(emitter.eventNames());
}
main();
