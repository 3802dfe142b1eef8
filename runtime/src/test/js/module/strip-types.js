'use strict';

const { stripTypeScriptTypes } = require('module');

process.removeAllListeners('warning');
const show = (code, options) => {
  try {
    console.log(JSON.stringify(stripTypeScriptTypes(code, options)));
  } catch (error) {
    console.log(error.name, error.code, error.message);
    if (error instanceof SyntaxError) console.log(error.stack.split('\n').slice(0, 3).join('\n'));
  }
};
show('interface A { x: number }\nlet a: A = { x: 1 } as const;');
show('let a: number = 1', { sourceUrl: 'a.ts' });
show('enum A { X }', { mode: 'transform' });
show('enum A { X }', { mode: 'transform', sourceMap: true, sourceUrl: 'a.ts' });
show('enum A { X }');
show('namespace N { export const x = 1 }', { sourceUrl: 'n.ts' });
show('let a: = 1');
show('let a', { mode: 'other' });
show('let a', { sourceMap: true });
show(1);
