'use strict';

for (const value of ['5', 0, '', null, undefined, 'x', 1.5, {}, true, NaN, -1, 3n, '0x10', [1]]) {
  try {
    process.exitCode = value;
    console.log('took', process.exitCode);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
process.on('exit', (code) => {
  console.log('exit', code, process.exitCode, process._exiting);
  process.nextTick(() => console.log('never'));
  process.exitCode = 0;
});
process.exitCode = 3;
