'use strict';

let calledBack = false;
const more = process.stdout.write('text\n', (error) => {
  calledBack = true;
  console.log('callback', error);
});
console.log(more, calledBack, process.stdout.writableLength, process.stdout.writableNeedDrain);
process.stdout.cork();
process.stdout.write('corked ');
process.stdout.write('text\n');
process.stdout.uncork();
for (let i = 0; i < 1000; i++) process.stdout.write(`${i} ${'x'.repeat(i)}\n`);
