// Scripts and functions: options are checked, places are told, code caches are accepted or rejected.
const vm = require('vm');

function attempt(run) {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.code ?? error.name, error.message);
  }
}

attempt(() => new vm.Script('1 + 1').runInThisContext());
attempt(() => new vm.Script('1', 5));
attempt(() => new vm.Script('1', { lineOffset: 1.5 }));
attempt(() => new vm.Script('1', { filename: 1 }));
attempt(() => new vm.Script('1', { cachedData: 'x' }));
attempt(() => vm.runInThisContext('1', { timeout: 0 }));
attempt(() => vm.runInThisContext('1', { displayErrors: 1 }));
attempt(() => vm.runInContext('1', {}));
attempt(() => vm.runInContext('1'));
attempt(() => vm.createContext({}, { name: 1 }));
attempt(() => vm.createContext({}, { microtaskMode: 'x' }));
attempt(() => vm.compileFunction(1));
attempt(() => vm.compileFunction('1', 'a'));
attempt(() => vm.compileFunction('return x', [], { parsingContext: {} }));
attempt(() => vm.compileFunction('return this', []).call(7) == 7);
attempt(() => vm.runInThisContext('for (;;);', { timeout: 10 }));
attempt(() => vm.runInNewContext('for (;;);', {}, { timeout: 10 }));

for (const run of [
  () => new vm.Script('a b', 'bad.js'),
  () => vm.runInThisContext('\n\n throw new Error("here")', { filename: 'thrown.js', lineOffset: 10 }),
  () => vm.runInNewContext('\n throw new TypeError("there")', {}, 'inside.js'),
]) {
  try {
    run();
  } catch (error) {
    console.log(error.stack.split('\n').slice(0, 5).join('\n'));
  }
}

const source = 'function square(x) { return x * x } square(12)';
const data = new vm.Script(source).createCachedData();
console.log(Buffer.isBuffer(data), data.length > 0);
const again = new vm.Script(source, { cachedData: data });
console.log(again.cachedDataRejected, again.runInThisContext());
console.log(new vm.Script(`${source};`, { cachedData: data }).cachedDataRejected);
console.log(new vm.Script('//# sourceMappingURL=one.map\n').sourceMapURL);
