'use strict';

const { EventEmitter, once, on } = require('events');
const emitter = new EventEmitter({ captureRejections: true });
emitter.on('newListener', (name, listener) => console.log('new', name, typeof listener));
emitter.on('removeListener', (name) => console.log('removed', name));
emitter.prependListener('x', () => console.log('second'));
emitter.prependOnceListener('x', function (...args) {
  console.log('first', args, this === emitter);
});
console.log(emitter.emit('x', 1, 2), emitter.emit('x'), emitter.emit('none'), emitter.listenerCount('x'));
console.log(emitter.eventNames(), emitter.rawListeners('x').length, EventEmitter.defaultMaxListeners);
try {
  emitter.emit('error', new RangeError('unhandled'));
} catch (error) {
  console.log(error.name, error.message);
}
for (const value of ['text', undefined, { a: 1 }, null]) {
  try {
    new EventEmitter().emit('error', value);
  } catch (error) {
    console.log(error.code, error.message, error.context);
  }
}
emitter.on('error', (error) => console.log('error event', error.message));
(async () => {
  setImmediate(() => emitter.emit('ready', 1, 2));
  console.log(await once(emitter, 'ready'));
  setImmediate(() => {
    for (let i = 0; i < 3; i++) emitter.emit('item', i);
    emitter.emit('close');
  });
  for await (const item of on(emitter, 'item', { close: ['close'] })) console.log(item);
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  await once(emitter, 'never', { signal: controller.signal }).catch((error) => console.log(error.name, error.code));
})();
