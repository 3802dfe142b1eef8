'use strict';

// "a" and "a+" write at the end; truncating grows with zeros and leaves the position alone.

const fs = require('fs');
const { at } = require('./fixtures/scratch');

const file = at('file');
fs.writeFileSync(file, 'one');
const fd = fs.openSync(file, 'a+');
fs.writeSync(fd, 'two', 0);
const buffer = Buffer.alloc(10);
console.log(fs.readSync(fd, buffer, 0, 10, 0), buffer.toString('utf8', 0, 6));
fs.ftruncateSync(fd, 2);
fs.writeSync(fd, '!');
console.log(fs.readFileSync(file, 'utf8'));
fs.ftruncateSync(fd, 6);
console.log(fs.readFileSync(file));
fs.closeSync(fd);

fs.truncateSync(file, 1);
console.log(fs.readFileSync(file, 'utf8'));
fs.truncateSync(file);
console.log(fs.statSync(file).size);

const writer = fs.openSync(file, 'w');
fs.writeSync(writer, 'hello');
fs.ftruncateSync(writer, 2);
fs.writeSync(writer, '!');
console.log(fs.readFileSync(file));
fs.closeSync(writer);

fs.appendFileSync(file, ' appended');
fs.appendFile(file, Buffer.from(' twice'), () => {
  fs.promises.appendFile(file, ' thrice').then(() => console.log(fs.readFileSync(file, 'latin1')));
});
