// The global console: it finds the process's streams when it first prints.
'use strict';

const { Console, bind, initialize, methods } = require('internal/console/constructor');

// WebIDL namespaces inherit from an empty object.
const console = Object.create({});

const inspectorMethods = {
  profile() {},
  profileEnd() {},
  timeStamp() {},

  /** A console for another context: it is watched by debuggers alone. */
  context(name) {
    return Object.create(console, { name: { value: name } });
  },

  createTask(name) {
    if (typeof name !== 'string' || name === '') throw new Error('First argument must be a non-empty string.');
    return { run: (fn) => fn() };
  },
};

for (const [name, method] of Object.entries(methods)) console[name] = bind(console, name, method);
console.Console = Console;
Object.assign(console, inspectorMethods);

/** A stream of the process, until the program sets another one. */
function lazyStream(name) {
  let stream;
  return {
    get: () => (stream ??= process[name]),
    set(value) {
      stream = value;
    },
    enumerable: false,
    configurable: true,
  };
}

initialize(
  console,
  { ignoreErrors: true, colorMode: 'auto', inspectOptions: undefined, width: 2 },
  { _stdout: lazyStream('stdout'), _stderr: lazyStream('stderr') },
);

module.exports = console;
