'use strict';

console.log(module.id, module.filename === __filename, module.path === __dirname, module.loaded, module.children);
console.log(module.paths[0].endsWith('/module/node_modules'), module.paths.at(-1), module.parent, module.isPreloading);
console.log(this === exports, module.exports === exports, require.main === module, process.mainModule === module);
console.log(
  Object.keys(module),
  Object.keys(require),
  [...arguments].map((value) => typeof value),
);
setImmediate(() => console.log(module.loaded));
require('./fixtures/dir');
console.log(
  module.children.length,
  module.children[0].parent === module,
  module.children[0].id.endsWith('dir/index.js'),
);
