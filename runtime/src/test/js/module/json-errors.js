'use strict';

for (let i = 0; i < 2; i++) {
  try {
    require('./fixtures/bad.json');
  } catch (error) {
    console.log(error.name, error.message.replace(__dirname, '.').slice(0, 40));
  }
}
