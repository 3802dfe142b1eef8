// Every package by import().

import { work } from './work.cjs';

for (const [name, run] of Object.entries(work)) {
  try {
    console.log(name, JSON.stringify(await run(await import(name))));
  } catch (error) {
    console.log(name, 'failed:', error);
  }
}
