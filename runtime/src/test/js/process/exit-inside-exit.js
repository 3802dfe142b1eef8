'use strict';

process.on('exit', () => console.log('first'));
process.on('exit', () => {
  console.log('second');
  process.exit();
});
process.on('exit', () => console.log('never'));
setTimeout(() => {
  try {
    process.exit(0);
  } finally {
    console.log('never');
  }
}, 1);
