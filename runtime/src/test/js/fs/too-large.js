'use strict';
// A file of two gibibytes and more, without a byte on the disk.

const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'large-'));
const file = path.join(folder, 'file');
fs.writeFileSync(file, '');
fs.truncateSync(file, 2 ** 31);
for (const options of [undefined, { encoding: 'hex' }]) {
  try {
    fs.readFileSync(file, options);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
fs.readFile(file, (error) => {
  console.log(error.name, error.code, error.message);
  fs.rmSync(folder, { recursive: true });
});
