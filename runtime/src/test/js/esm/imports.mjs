// Static imports: bindings, namespaces, cycles, CommonJS, JSON and builtins.
import Counter, { count, increment, 'a name' as named } from './fixtures/counter.mjs';
import * as counter from './fixtures/counter.mjs';
import { a, seen } from './fixtures/cycle/a.mjs';
import { beforeA, hoisted } from './fixtures/cycle/b.mjs';
import names, { first, second, third } from './fixtures/commonjs/names.cjs';
import * as again from './fixtures/commonjs/again.cjs';
import transpiled, { named as fromTranspiled } from './fixtures/commonjs/transpiled.cjs';
import data from './fixtures/data.json' with { type: 'json' };
import fs, { readFileSync } from 'node:fs';
import * as path from 'path';
import { createRequire } from 'node:module';

console.log(count, increment(), count, counter.count, named, counter['a name']);
console.log(counter, Object.keys(counter), counter[Symbol.toStringTag], Object.isSealed(counter));
try {
  counter.count = 5;
} catch (error) {
  console.log(error.name);
}
console.log(Counter.name, typeof Counter);
console.log(a, seen, beforeA, hoisted);
console.log(names, first, second, third);
console.log(again, Object.keys(again));
console.log(transpiled, fromTranspiled);
console.log(data);
console.log(fs.readFileSync === readFileSync, path.default.join === path.join, this);
const require = createRequire(import.meta.url);
console.log(require('./fixtures/commonjs/names.cjs') === names, require('./fixtures/data.json') === data);
console.log(await Promise.resolve('top level'), typeof require, typeof module);
