'use strict';
for (const value of [undefined, null, 1, 'text', {}]) {
  for (const call of [process.nextTick, queueMicrotask]) {
    try {
      call(value);
    } catch (err) {
      console.log(call.name, err.name, err.code, err.message);
    }
  }
}
process.on('exit', () => {
  process.nextTick(() => console.log('never'));
  console.log('exit');
});
