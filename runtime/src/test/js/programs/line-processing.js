'use strict';

// A small word count over streams, as a script in a pipeline would do it.
const { Transform, Readable } = require('stream');
const { pipeline } = require('stream/promises');
class Lines extends Transform {
  #rest = '';
  constructor() {
    super({ readableObjectMode: true });
  }
  _transform(chunk, encoding, callback) {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) this.push(line);
    callback();
  }
  _flush(callback) {
    if (this.#rest) this.push(this.#rest);
    callback();
  }
}
const counts = new Map();
pipeline(
  Readable.from(['the quick\nbrown ', 'fox\njum', 'ps over\nthe lazy dog']),
  new Lines(),
  async function* (source) {
    for await (const line of source) {
      console.log('line', line);
      for (const word of line.split(' ')) yield word;
    }
  },
  async (source) => {
    for await (const word of source) counts.set(word, (counts.get(word) ?? 0) + 1);
  },
).then(() => {
  console.log(counts);
  console.log([...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).slice(0, 3));
  return pipeline(
    Readable.from(['x']),
    async function* () {
      yield 'y';
      throw new Error('in the middle');
    },
    process.stdout,
  ).catch((error) => console.log(error.message, process.stdout.destroyed, process.stdout.writable));
});
