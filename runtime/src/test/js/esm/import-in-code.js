// import() in code that is made from text.
'use strict';

const vm = require('vm');

const { USE_MAIN_CONTEXT_DEFAULT_LOADER } = vm.constants;
process.removeAllListeners('warning');

async function main() {
  const options = { importModuleDynamically: USE_MAIN_CONTEXT_DEFAULT_LOADER };
  const isFs = (namespace) => namespace.statSync === require('fs').statSync;
  console.log(await vm.runInThisContext('import("fs")', options).then(isFs));
  console.log(await vm.runInNewContext('import("fs")', {}, options).then(isFs));
  console.log(
    await vm.compileFunction('return import("./fixtures/counter.mjs")', [], { filename: __filename, ...options })(),
  );
  console.log(await new vm.Script('import("fs")').runInThisContext().catch(({ code }) => code));
  console.log(
    await new vm.Script('import("fs")', { importModuleDynamically() {} }).runInThisContext().catch(({ code }) => code),
  );

  const load = new Function('specifier', 'return import(specifier)');
  console.log((await load('./fixtures/counter.mjs')).count, load.name, load.length, load instanceof Function);
  const AsyncFunction = (async () => {}).constructor;
  console.log(
    AsyncFunction.name,
    await new AsyncFunction('return (await import("fs")).default === (await import("node:fs")).default')(),
  );
  console.log(
    load.constructor === Function,
    Function.name,
    Function.length,
    Object.getPrototypeOf(AsyncFunction) === Function,
  );
  class Sub extends Function {
    constructor() {
      super('return 5');
    }
  }
  console.log(new Sub() instanceof Sub, new Sub()());
}

main();
