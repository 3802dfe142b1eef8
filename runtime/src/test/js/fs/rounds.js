'use strict';

// Whole files take several trips to the pool: immediates set beside them, and by those, run before.

const fs = require('fs');
const { at } = require('./fixtures/scratch');

const order = [];
const note = (name) => () => order.push(name);

fs.readFile(__filename, note('readFile'));
fs.writeFile(at('file'), 'text', note('writeFile'));
setImmediate(() => {
  order.push('immediate');
  setImmediate(note('immediate of the immediate'));
});
// Which of the two files is done first depends on the pool.
process.on('exit', () => console.log(order.slice(0, 2), order.slice(2).sort()));
