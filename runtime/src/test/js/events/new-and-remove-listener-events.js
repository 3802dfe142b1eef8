'use strict';
const { EventEmitter } = require('node:events');
const emitter = new EventEmitter();
const log = (name) => (type, listener) => console.log(name, String(type), listener.name);
function a() {}
function b() {}
emitter.on('newListener', log('new'));
emitter.on('removeListener', log('removed'));
emitter.on('x', a).once(Symbol.for('y'), b).prependOnceListener('x', b);
console.log(emitter.rawListeners('x'), emitter.listeners('x'));
emitter.emit('x');
emitter.off('x', a).off('x', a);
emitter.removeAllListeners();
console.log(emitter.eventNames());
