'use strict';
const { EventEmitter } = require('node:events');
const emitter = new EventEmitter({ captureRejections: true });
emitter.on('x', async () => {
  throw new Error('from an async listener');
});
emitter.on('error', (err) => console.log('error:', err.message));
emitter.emit('x');
const own = new EventEmitter({ captureRejections: true });
own[Symbol.for('nodejs.rejection')] = (err, type, ...args) => console.log('rejection:', err.message, type, args);
own.on('y', async () => Promise.reject(new Error('second')));
own.emit('y', 1, 2);
console.log('emitted');
