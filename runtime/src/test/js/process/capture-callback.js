'use strict';

process.on('uncaughtException', () => console.log('never'));
process.setUncaughtExceptionCaptureCallback((error) => console.log('captured', error.message));
console.log(process.hasUncaughtExceptionCaptureCallback());
for (const bad of [() => {}, 5, undefined]) {
  try {
    process.setUncaughtExceptionCaptureCallback(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
setImmediate(() => {
  process.setUncaughtExceptionCaptureCallback(null);
  console.log(process.hasUncaughtExceptionCaptureCallback());
});
throw new Error('main');
