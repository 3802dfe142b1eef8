// Console instances: streams, colours, indentation, inspect options, errors of streams.
'use strict';
const { Console } = require('console');
const { Writable } = require('stream');
const collect = () => {
  const stream = new Writable({
    write(chunk, encoding, callback) {
      stream.text += chunk;
      callback();
    },
  });
  stream.text = '';
  return stream;
};
const [out, err] = [collect(), collect()];
const own = new Console(out, err);
own.log('to out');
own.error('to err');
own.warn('%s', 'warned');
own.assert(false, 'failed %d', 1);
own.assert(false);
own.assert(0, { a: 1 });
own.time('t');
own.timeLog('t', 'more');
own.timeEnd('t');
own.trace('traced');
console.log(JSON.stringify(out.text.replace(/[\d.]+ms/g, 'N')), JSON.stringify(err.text.replace(/\n +at .*/g, '')));
const colored = collect();
new Console({ stdout: colored, colorMode: true, groupIndentation: 4 }).log({ a: 1 }, 'text');
const grouped = new Console({ stdout: colored, inspectOptions: { depth: 0 }, groupIndentation: 4 });
grouped.group('g');
grouped.log({ a: { b: 1 } });
console.log(JSON.stringify(colored.text));
for (const make of [
  () => new Console({ stdout: {} }),
  () => Console(),
  () => new Console({ stdout: out, stderr: 5 }),
  () => new Console({ stdout: out, colorMode: 'x' }),
  () => new Console({ stdout: out, groupIndentation: -1 }),
  () => new Console({ stdout: out, colorMode: true, inspectOptions: { colors: false } }),
]) {
  try {
    make();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const failing = new Console(
  new Writable({
    write: () => {
      throw new Error('write failed');
    },
  }),
);
failing.log('swallowed');
class Mine extends Console {
  log(...args) {
    super.log('mine', ...args);
  }
}
const mine = new Mine(process.stdout);
mine.log(1);
mine.count();
console.log(mine instanceof Console, Object.prototype.toString.call(mine), new Console(out).log.name);
try {
  new console.log();
} catch (error) {
  console.log(error.name);
}
