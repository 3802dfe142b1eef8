'use strict';

console.log(require('./fixtures/count'), require('./fixtures/count'));
const file = require.resolve('./fixtures/count');
delete require.cache[file];
console.log(require('./fixtures/count'));
require.cache[file].exports = 'patched';
console.log(require('./fixtures/count'), require.cache === module.constructor._cache);
