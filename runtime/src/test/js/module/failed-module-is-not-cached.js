'use strict';

for (let i = 0; i < 2; i++) {
  try {
    require('./fixtures/throws');
  } catch (error) {
    console.log(error.message, Object.keys(require.cache).length, module.children.length);
  }
}
