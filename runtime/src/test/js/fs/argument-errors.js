'use strict';

// What is not an argument is refused with Node's codes and messages, before anything is done.

const fs = require('fs');

const calls = {
  pathNumber: () => fs.statSync(1),
  pathNul: () => fs.readFileSync('a\0b'),
  pathObject: () => fs.openSync({}),
  fdString: () => fs.fstatSync('1'),
  fdNegative: () => fs.closeSync(-1),
  fdFraction: () => fs.closeSync(1.5),
  flags: () => fs.openSync('x', 'rw'),
  mode: () => fs.chmodSync('x', '9'),
  modeRange: () => fs.chmodSync('x', -1),
  modeType: () => fs.chmodSync('x', true),
  uid: () => fs.chownSync('x', '1', 1),
  callback: () => fs.stat('x'),
  callbackType: () => fs.readFile('x', 'utf8', 1),
  encoding: () => fs.readFileSync('x', 'utf9'),
  options: () => fs.readFileSync('x', 1),
  data: () => fs.writeFileSync('x', {}),
  dataNumber: () => fs.writeFileSync('x', 5),
  readOffset: () => fs.readSync(1, Buffer.alloc(2), 3, 1),
  readLength: () => fs.readSync(1, Buffer.alloc(2), 0, 3),
  readPosition: () => fs.readSync(1, Buffer.alloc(2), 0, 1, -5),
  readBuffer: () => fs.readSync(1, 'x'),
  readEmpty: () => fs.readSync(1, Buffer.alloc(0), 0, 1),
  writeOffset: () => fs.writeSync(1, Buffer.alloc(2), 3),
  writeLength: () => fs.writeSync(1, Buffer.alloc(2), 0, 5),
  writeType: () => fs.writeSync(1, 5),
  hex: () => fs.writeSync(1, 'abc', 0, 'hex'),
  readv: () => fs.readvSync(1, [1]),
  writev: () => fs.writevSync(1, 'x'),
  recursive: () => fs.mkdirSync('x', { recursive: 1 }),
  rmOptions: () => fs.rmSync('x', { maxRetries: -1 }),
  bufferSize: () => fs.opendirSync('.', { bufferSize: 0 }),
  start: () => fs.createReadStream('x', { start: 5, end: 4 }),
  startType: () => fs.createReadStream('x', { start: '5' }),
  watchListener: () => fs.watchFile('x'),
  cpFilter: () => fs.cpSync('x', 'y', { filter: 1 }),
  existsCallback: () => fs.exists('x'),
  readCallback: () => fs.read(1, Buffer.alloc(1), 0, 1, 0),
  url: () => fs.readFileSync(new URL('http://example.org/x')),
};
for (const [name, call] of Object.entries(calls)) {
  try {
    call();
    console.log(name, 'no error');
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
}
fs.promises.stat(1).catch((error) => console.log('promise', error.code));
for (const name of ['readFile', 'writeFile', 'appendFile']) {
  fs.promises[name](5, 'utf8').catch((error) => console.log(name, error.code, error.message));
}
fs.exists(1, (found) => console.log('exists', found));
console.log(fs.existsSync('\0'));
