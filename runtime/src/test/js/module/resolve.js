'use strict';

const { relative } = require('path');
const short = (file) => (file.startsWith('/') ? relative(__dirname, file) : file);
console.log(short(require.resolve('./fixtures/data')), require.resolve('fs'), require.resolve('node:fs'));
console.log(short(require.resolve('a', { paths: [`${__dirname}/fixtures`] })));
console.log(short(require.resolve('./dep', { paths: [`${__dirname}/fixtures/pkg`] })));
console.log(require.resolve.paths('a').slice(0, 2).map(short), require.resolve.paths('./a').map(short));
console.log(require.resolve.paths('fs'));
for (const args of [['q'], [1], ['q', { paths: 1 }], ['q', { paths: [] }]]) {
  try {
    require.resolve(...args);
  } catch (error) {
    console.log(error.name, error.code, error.message.split('\n')[0]);
  }
}
