'use strict';

// Function and its three relatives, so that import() works in the code that they compile: packages use that to keep a compiler from
// turning import() into require(). The same constructors otherwise, with the same prototypes.

const { codes } = require('internal/errors');

const FRAME = /^(?:file:\/\/|\/)/;

/** The file whose code calls the constructor. */
function callerOf(constructor) {
  const holder = {};
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName() ?? '');
  Error.captureStackTrace(holder, constructor);
  const files = holder.stack;
  Error.prepareStackTrace = prepareStackTrace;
  return files.find((file) => FRAME.test(file));
}

/** A constructor whose code may use import(). */
function wrap(Original) {
  const { name, prototype } = Original;
  const wrapper = {
    [name]: function (...args) {
      const last = args.length - 1;
      if (last >= 0 && typeof args[last] === 'string' && args[last].includes('import')) {
        const caller = callerOf(wrapper);
        const { withImport } = require('internal/modules/import_names');
        args[last] = withImport(args[last], () => {
          if (caller === undefined) throw new codes.ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING();
          return require('internal/modules/cjs/loader').importFrom(caller);
        });
      }
      return Reflect.construct(Original, args, new.target ?? Original);
    },
  }[name];
  Object.defineProperty(wrapper, 'length', { value: 1 });
  Object.defineProperty(wrapper, 'prototype', { value: prototype, writable: false });
  if (name !== 'Function') Object.setPrototypeOf(wrapper, globalThis.Function);
  const { writable } = Object.getOwnPropertyDescriptor(prototype, 'constructor');
  Object.defineProperty(prototype, 'constructor', { value: wrapper, writable });
  return wrapper;
}

Object.defineProperty(globalThis, 'Function', {
  value: wrap(Function),
  writable: true,
  enumerable: false,
  configurable: true,
});
for (const sample of [async () => {}, function* () {}, async function* () {}])
  wrap(Object.getPrototypeOf(sample).constructor);
