'use strict';

console.log(require('fs') === require('node:fs'), require('path').posix === require('path/posix'));
console.log(process.getBuiltinModule('fs') === require('fs'), process.getBuiltinModule('nothing'));
for (const request of ['node:nothing', 'internal/errors', 'node:internal/errors']) {
  try {
    require(request);
  } catch (error) {
    console.log(request, error.code, error.message.split('\n')[0]);
  }
}
