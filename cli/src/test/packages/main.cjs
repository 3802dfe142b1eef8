'use strict';

// Every package by require().

const { work } = require('./work.cjs');

async function main() {
  for (const [name, run] of Object.entries(work)) {
    try {
      console.log(name, JSON.stringify(await run(require(name))));
    } catch (error) {
      console.log(name, 'failed:', error);
    }
  }
}

main();
