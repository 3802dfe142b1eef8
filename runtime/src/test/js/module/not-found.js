'use strict';

const show = (error) => {
  const text = (value) => JSON.stringify(value)?.replaceAll(__dirname, '.');
  console.log(
    error.name,
    error.code,
    text(error.message),
    text(error.requireStack),
    text(error.path),
    Object.keys(error),
  );
};
for (const request of ['./nothing', 'no-package', 'no-package/file', './fixtures/empty', '', 5, null, 'node:nothing']) {
  try {
    require(request);
  } catch (error) {
    show(error);
  }
}
const require2 = require('module').createRequire(`${__dirname}/fixtures/start.js`);
try {
  require2('nomain');
} catch (error) {
  show(error);
}
