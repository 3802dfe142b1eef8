// All methods of the global console that write to standard output.
'use strict';
console.log();
console.log('a', 1, { b: 2 });
console.log('%s is %d', 'x', 5, 'rest');
console.info('%o', [1]);
console.debug(undefined, null);
console.dir({ a: { b: { c: {} } } }, { depth: 0 });
console.dirxml({ a: 1 }, [1]);
console.group('group');
console.log('two\nlines');
console.group();
console.log('deeper');
console.groupEnd();
console.groupEnd();
console.groupEnd();
console.groupCollapsed('collapsed');
console.log({ in: 'group' });
console.groupEnd();
console.count();
console.count('x');
console.count();
console.countReset();
console.count();
console.assert(true, 'not shown');
console.table([{ a: 1, b: 'x' }, { a: 2, c: { d: 1 } }, 5, [1, 2]]);
console.table([
  [1, 2],
  [3, 4],
]);
console.table({ x: { q: 1 }, y: { q: 2, r: { a: 1, b: 2, c: 3 } } });
console.table(
  new Map([
    ['k', { a: 1 }],
    ['z', 1],
  ]),
);
console.table(new Set([1, 'b']));
console.table(new Map([[1, 2]]).entries());
console.table(new Set([1]).values());
console.table([{ a: 1, b: 2 }], ['b', 'none']);
console.table([]);
console.table(5);
console.table([{ 你: '好' }]);
const { log } = console;
log('bound');
console.log(Object.keys(console).sort().join());
console.log(console instanceof console.Console, String(console), typeof console.time);
