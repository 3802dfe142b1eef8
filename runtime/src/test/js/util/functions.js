// promisify, callbackify, inherits, deprecate, styleText, stripVTControlCharacters, system errors.
'use strict';
const util = require('util');
const attempt = (action) => {
  try {
    return action();
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};
function late(a, b, callback) {
  if (a instanceof Error) callback(a);
  else callback(null, a + b);
}
late.own = 'kept';
const promised = util.promisify(late);
console.log(promised.name, promised.length, promised.own, Object.getPrototypeOf(promised) === Function.prototype);
late[util.promisify.custom] = () => Promise.resolve('custom');
console.log(util.promisify(late) === late[util.promisify.custom]);
const called = util.callbackify(async function add(a, b) {
  if (a === null) throw null;
  return a + b + this.c;
});
console.log(called.name, called.length);
promised(1, 2).then(console.log);
promised(new Error('failed')).catch((error) => console.log(error.message));
called.call({ c: 3 }, 1, 2, (error, sum) => console.log(error, sum));
called(null, 0, (error) => console.log(error.code, error.reason, error.message));
function Base() {}
Base.prototype.hello = () => 'hello';
function Derived() {}
util.inherits(Derived, Base);
console.log(new Derived().hello(), Derived.super_ === Base, new Derived());
console.log(
  attempt(() => util.inherits(Derived, null)),
  attempt(() => util.promisify(5)),
  attempt(() => util.callbackify({})),
);
process.on('warning', (warning) => console.log(warning.name, warning.code, warning.message));
const old = util.deprecate((x) => x * 2, 'old is old', 'DEP_TEST');
console.log(old(2), old(3), util.deprecate(function keeps(a, b) {}, 'm').length);
console.log(
  JSON.stringify(util.styleText(['bold', 'red'], 'text', { validateStream: false })),
  attempt(() => util.styleText('red', 5)),
);
console.log(
  JSON.stringify(util.stripVTControlCharacters('\u001b[31mred\u001b[39m \u001b]8;;http://x\u0007link\u001b]8;;\u0007')),
);
console.log(util.getSystemErrorName(-2), util.getSystemErrorMap().get(-13), util.getSystemErrorMap().size > 80);
console.log(
  attempt(() => util.getSystemErrorName(1)),
  util.toUSVString('a\ud800').codePointAt(1),
);
console.log(
  util.types.isProxy(new Proxy({}, {})),
  util.types.isMap(new Map()),
  util.types.isMap(Object.create(Map.prototype)),
);
console.log(
  util.types.isPromise({ then() {} }),
  util.types.isAsyncFunction(async () => {}),
  util.types.isGeneratorFunction(function* () {}),
);
console.log(
  util.types.isDate({ [Symbol.toStringTag]: 'Date' }),
  util.types.isRegExp(/x/),
  util.types.isBoxedPrimitive(Object(1n)),
);
console.log(
  util.types.isModuleNamespaceObject({}),
  util.types.isArgumentsObject(
    (function () {
      return arguments;
    })(),
  ),
  util.types.isNativeError(new RangeError()),
);
