'use strict';

const { basename } = require('path');
console.log(basename(process.cwd()));
process.chdir('..');
console.log(basename(process.cwd()), require('fs').existsSync('process'));
for (const bad of ['/nothing/here', __filename, 5]) {
  try {
    process.chdir(bad);
  } catch (error) {
    console.log(error.name, error.code, error.syscall, basename(error.path ?? ''), error.dest && basename(error.dest));
  }
}
process.chdir(__dirname);
console.log(basename(process.cwd()), process.cwd() === __dirname);
