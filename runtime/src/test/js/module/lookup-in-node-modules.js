'use strict';

// A main file, an index, a JSON index, a scoped package, a single file.
const require2 = require('module').createRequire(`${__dirname}/fixtures/start.js`);
console.log(require2('a'), require2('j'), require2('n'), require2('@s/c'), require2('b').b);
console.log(
  require2('./dir'),
  require2('./dir/'),
  require2('./dir2'),
  require2('./dir/index'),
  require2('./dir/index.js'),
);
console.log(
  require2('./data'),
  require2('./data.json') === require2('./data'),
  require2('./bom.json'),
  require2('./bom'),
);
