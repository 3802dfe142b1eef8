'use strict';

process.stdout.on('close', () => process.stderr.write('closed\n'));
process.stdout.destroy();
console.log('after destroy');
setImmediate(() => {
  console.log('still there', process.stdout.destroyed);
  process.stdout.end('the end\n');
});
