'use strict';

const old = process.umask(0o22);
console.log(process.umask(), process.umask('77'), process.umask(), process.umask(0o1077).toString(8));
console.log(process.umask(old).toString(8));
for (const bad of ['8', 'x', {}, -1, 1.5, '']) {
  try {
    process.umask(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
