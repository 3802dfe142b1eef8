'use strict';

// How Node puts things on globalThis: operations enumerable, classes not.

const { ids, require: requireBuiltin } = internalBinding('builtins');

function defineOperation(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
}

function exposeGlobal(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

/** Globals whose module is run at first use; those it does not have are not defined. */
function defineLazyGlobals(id, names) {
  if (!ids.includes(id)) return;
  for (const name of names) {
    Object.defineProperty(globalThis, name, {
      get() {
        const value = requireBuiltin(id)[name];
        exposeGlobal(name, value);
        return value;
      },
      set(value) {
        exposeGlobal(name, value);
      },
      enumerable: false,
      configurable: true,
    });
  }
}

module.exports = { defineOperation, exposeGlobal, defineLazyGlobals };
