'use strict';
setTimeout(() => console.log('20 ms'), 20);
setTimeout(() => console.log('5 ms'), 5);
setTimeout(() => console.log('5 ms, second'), 5);
setTimeout((...args) => console.log('arguments', args), 10, 'a', 2, null);
const start = Date.now();
while (Date.now() - start < 40);
setTimeout(() => console.log('1 ms, set last'), 1);
process.on('exit', () => console.log('exit'));
