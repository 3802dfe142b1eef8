// Code in a context sees the contextified object, and later scripts see what earlier ones declared.
const vm = require('vm');
const c = vm.createContext({ a: 1, console });
const t = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.message);
  }
};
t(() => vm.runInContext('var b = a + 1; function f() { return b }; foo = 3; f()', c));
console.log(c.b, typeof c.f, c.foo);
t(() => vm.runInContext('let z = 9; const q = () => z; class K {}; z++', c));
t(() => vm.runInContext('z + q()', c));
t(() => vm.runInContext('z = 50; q()', c));
t(() => vm.runInContext('process', c));
t(() => vm.runInContext('typeof process', c));
t(() => vm.runInContext('"use strict"; var s = 4; function g(){ return s }; let w = 5; g()', c));
t(() => vm.runInContext('[s, g(), w]', c));
t(() => vm.runInContext('"use strict"; undeclared = 1', c));
t(() => vm.runInContext('this === globalThis', c));
t(() => vm.runInContext('var [p1, {p2}] = [1, {p2: 2}]; for (var i = 0; i < 3; i++); i', c));
console.log(c.p1, c.p2, c.i);
t(() => vm.runInContext('while(true);', c, { timeout: 20 }));
t(() => vm.runInThisContext('while(true);', { timeout: 20 }));
t(() => vm.runInNewContext('x.y', { x: null }));
t(() => vm.runInContext('nope', c));
t(() => vm.runInContext('typeof nope', c));
t(() => vm.compileFunction('return a + b', ['b'], { parsingContext: c })(2));
t(() => vm.compileFunction('return a + b', ['b'], { contextExtensions: [{ a: 10 }] })(2));
t(() => vm.runInNewContext('var x; x'));
t(() => vm.runInNewContext('eval("var u = 3"); u'));
t(() => vm.runInNewContext('(function(){ var x = 5; eval("x = 7; var yy = 1"); return x + yy })()'));
t(() => vm.runInNewContext('x = 1; delete x; typeof x'));
console.log(vm.runInNewContext('var o = {}; o'), vm.runInNewContext('this', { k: 1 }));
console.log(vm.isContext(c), vm.isContext({}));
