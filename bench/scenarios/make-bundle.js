'use strict';

// Writes a bundle of 5 MB, of the kind that bundlers make, to the file that is named.

const fs = require('fs');

const parts = [];
let length = 0;
for (; length < 5e6; length += parts.at(-1).length) {
  const i = parts.length;
  parts.push(`${i}(module, exports, require) {
  'use strict';
  class C${i} extends Base {
    constructor(a, b) {
      super();
      this.a = a;
      this.b = b;
      this.map = new Map([[a, b], ['k${i}', ${i}]]);
    }
    method(list) {
      let sum = 0;
      for (let j = 0; j < list.length; j++) {
        if (list[j] === this.a) sum += j * ${i % 97};
        else if (typeof list[j] === 'string') sum += list[j].length;
        else sum -= 1;
      }
      return sum + 'value ${i}'.length;
    }
    static async make(...args) {
      const made = await Promise.all(args.map(async (v) => ({ v, n: ${i} })));
      return new C${i}(made[0]?.v ?? 1, { ...made[1] });
    }
    get text() {
      return \`item \${this.a} of \${this.b} in ${i}\`;
    }
  }
  function helper${i}(a, { b = 1, c = [], ...rest } = {}) {
    return c.concat(a).filter(Boolean).reduce((x, y) => x + y, b);
  }
  module.exports = { C${i}, helper${i}, value: helper${i}(${i}, { c: [1, 2, 3] }), regexp: /^a[${i % 10}-9]+b$/gi };
},
`);
}
const code = `class Base {}
const modules = {
${parts.join('')}};
const cache = {};
function load(id) {
  if (cache[id] === undefined) {
    const module = { exports: {} };
    cache[id] = module;
    modules[id](module, module.exports, load);
  }
  return cache[id].exports;
}
let sum = 0;
for (let id = 0; id < ${parts.length}; id++) sum += load(id).value;
module.exports = sum;
`;
fs.writeFileSync(process.argv[2], code);
