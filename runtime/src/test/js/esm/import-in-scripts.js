'use strict';

// import() in CommonJS is found behind and between what only looks like it.

const Module = require('module');

const texts = [
  `exports.p = import('node:path')`,
  `// import('a')\nexports.p = import('node:path')`,
  `/* import('a') */ exports.p = import('node:path')`,
  `/** @type {import('a').B} */\nexports.p = import('node:path')`,
  `/**\n * import('a')\n */ exports.p = import('node:path')`,
  `exports.t = "import('a')"; exports.p = import('node:path')`,
  `exports.t = 'it is "import(' + "import('a')"; exports.p = import('node:path')`,
  `exports.t = /"/.test('') || import('node:path'); exports.p = exports.t`,
  'exports.t = `import("a")`; exports.p = import("node:path")',
  'exports.t = `\nit is "${import("node:path").then((m) => m.sep)} import(`; exports.p = import("node:path")',
  `exports.t = "a\\\nb" + import('node:path'); exports.p = import('node:path')`,
  `exports.t = "x" /* "y */; exports.p = import('node:path')`,
  `exports.t = "a 'import(' b" + 'c'; exports.p = import('node:path')`,
  `const o = { import: (x) => x }; exports.t = o.import('a'); exports.p = import('node:path')`,
  `exports.p = Promise.all([...[import('node:path')]]).then(([x]) => x)`,
  `exports.p = [...'', import('node:path')][0]`,
  `const a = 1, b = { import(x) { return x; } }; exports.t = a\n  * b.import(2); exports.p = import('node:path')`,
  `exports.t = /** @type {import('a').B} */ (1); exports.p = import('node:path')`,
  `exports.t = 1 /* import('a') */; exports.p = /* it */ import('node:path')`,
  'let p; exports.t = `\n /* ${((p = import("node:path")), 1)} */`; exports.p = p',
  `exports.t = [/[/*]/.test('*'), (exports.p = import('node:path'))][0]`,
  `exports.t = 1 /* a */ + '/*' + (exports.p = import('node:path'))`,
  `exports.t = '/*';\nexports.p = import('node:path')`,
];

(async () => {
  for (const [i, text] of texts.entries()) {
    const module = new Module(`/t${i}.js`);
    try {
      module._compile(text, `/t${i}.js`);
      console.log(i, (await module.exports.p).sep, String(module.exports.t).slice(0, 40));
    } catch (error) {
      console.log(i, error.message);
    }
  }
})();
