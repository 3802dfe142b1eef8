'use strict';

process.on('warning', (warning) => console.log(warning.name, warning.message));
console.log(require('./fixtures/cycle-a'));
