'use strict';

process.removeAllListeners('warning');
process.on('warning', (warning) => {
  console.log(
    warning.name,
    warning.message,
    warning.code,
    warning.detail,
    warning instanceof Error,
    Object.keys(warning),
  );
});
process.emitWarning('text');
process.emitWarning('text', 'Type');
process.emitWarning('text', 'Type', 'CODE');
process.emitWarning('text', { type: 'Type', code: 'CODE', detail: 'detail' });
process.emitWarning(new TypeError('an error'));
process.noDeprecation = true;
process.emitWarning('old', 'DeprecationWarning');
process.noDeprecation = false;
process.emitWarning('old', 'DeprecationWarning', 'DEP9');
for (const args of [[1], [], [{}], ['x', 1], ['x', 'y', 1], ['x', null], ['x', []], ['x', true]]) {
  try {
    process.emitWarning(...args);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
console.log('first');
