'use strict';
const { EventEmitter } = require('node:events');
const emitter = new EventEmitter();
emitter.on('x', (...args) => console.log('first', args));
emitter.prependListener('x', () => console.log('prepended'));
emitter.once('x', function () {
  console.log('once', this === emitter);
});
emitter.on('x', () => {
  emitter.on('x', () => console.log('added meanwhile'));
});
console.log(emitter.emit('x', 1, 2, 3, 4));
console.log('again');
console.log(emitter.emit('x'));
console.log(emitter.emit('y'), emitter.listenerCount('x'), emitter.eventNames());
emitter.removeAllListeners('x');
console.log(Object.keys(emitter), emitter._events);
