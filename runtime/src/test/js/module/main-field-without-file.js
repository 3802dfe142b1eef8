'use strict';

process.on('warning', ({ name, code, message }) => console.log(name, code, message.replaceAll(__dirname, '.')));
console.log(require('./fixtures/node_modules/badmain'));
