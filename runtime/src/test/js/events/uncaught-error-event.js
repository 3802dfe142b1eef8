'use strict';
const { EventEmitter } = require('node:events');
class Door extends EventEmitter {}
process.on('uncaughtException', (err, origin) => {
  console.log(origin, err.message, err.stack.includes('Emitted'));
});
new Door().emit('error', new Error('stuck'));
console.log('not reached');
