'use strict';

const require2 = require('module').createRequire(`${__dirname}/fixtures/start.js`);
for (const request of ['', '/sub/one', '/feat', '/none', '/zip', '/r.js', '/sub/two', '/internal/x', '/package.json']) {
  try {
    console.log(request, require2(`@s/c${request}`));
  } catch (error) {
    console.log(request, error.code, error.name, error.message.replaceAll(__dirname, '.').split('\n')[0]);
  }
}
