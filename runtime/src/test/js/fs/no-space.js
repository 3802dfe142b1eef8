'use strict';

// A device without space tells it, in every way of writing.

const fs = require('fs');

const show = ({ code, errno, syscall, message }) => console.log(code, errno, syscall, message);

try {
  fs.writeFileSync('/dev/full', 'x');
} catch (error) {
  show(error);
}
const fd = fs.openSync('/dev/full', 'w');
try {
  fs.writeSync(fd, 'x');
} catch (error) {
  show(error);
}
fs.closeSync(fd);
fs.writeFile('/dev/full', 'x', (error) => {
  show(error);
  fs.promises.appendFile('/dev/full', 'x').catch((reason) => {
    show(reason);
    fs.createWriteStream('/dev/full').on('error', show).write('x');
  });
});
