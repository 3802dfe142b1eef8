// Custom inspect functions, default options, styles.
'use strict';
const { inspect, format, formatWithOptions } = require('util');
const { custom } = inspect;
console.log(
  inspect({
    [custom]: (depth, options, inspectFunction) => `${depth} ${Object.keys(options)} ${inspectFunction === inspect}`,
  }),
);
console.log(inspect({ [custom]: (depth, { stylize }) => stylize('special', 'special') }, { colors: true }));
console.log(inspect({ a: { [custom]: () => ({ replaced: true }) } }));
console.log(inspect({ [custom]: (depth, options) => options.mine }, { mine: 'passed on' }));
console.log(
  inspect({
    [custom]() {
      return this;
    },
    x: 1,
  }).replace(/\s+/g, ' '),
);
console.log(inspect({ a: { [custom]: () => 'no' } }, { customInspect: false }).replace(/\[?Symbol\([^)]*\)\]?/, 'key'));
console.log(custom === Symbol.for('nodejs.util.inspect.custom'), inspect.colors.red, inspect.styles.number);
const { depth } = inspect.defaultOptions;
inspect.defaultOptions.depth = 0;
console.log({ a: { b: 1 } });
inspect.defaultOptions = { depth };
console.log({ a: { b: 1 } });
for (const args of [
  [
    '%s %d %i %f %j %o %O %c|%%',
    'a',
    '42',
    '42.9',
    '1.5',
    { j: 1 },
    [1],
    { o: { p: { q: {} } } },
    'css',
    'rest',
    { x: 1 },
  ],
  ['%s', Symbol('s')],
  ['%s', { toString: () => 'own' }],
  ['%s', class A {}],
  [
    '%s',
    new (class B {
      toString() {
        return 'B!';
      }
    })(),
  ],
  ['%s %s', 'one'],
  ['%d', 10n, '%s'],
  ['%d', {}],
  ['100%', 1],
  ['%x', 1],
  ['a', 'b', 3, null],
  [1, 2],
  [],
]) {
  console.log(format(...args));
}
const cycle = {};
cycle.cycle = cycle;
console.log(format('%j', cycle));
console.log(formatWithOptions({ colors: true }, 'x', { y: 1 }));
