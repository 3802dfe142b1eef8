'use strict';

// While a debugger is connected, what a program prints goes to V8's console as well, which tells the debugger.

const binding = internalBinding('process');
const { v8Console } = internalBinding('builtins');

/** Called once, when the program was started with an inspector. */
function forwardConsole() {
  const console = require('console');
  for (const name of Object.keys(v8Console)) {
    const own = console[name];
    const forward = v8Console[name];
    if (typeof own !== 'function' || typeof forward !== 'function') continue;
    const both = {
      [name](...args) {
        // V8 crashes over an empty message.
        if (binding.isInspected() && args.length > 0 && args[0] !== '') forward(...args);
        return own.apply(this, args);
      },
    }[name];
    Object.defineProperty(console, name, { value: both, writable: true, enumerable: true, configurable: true });
  }
}

module.exports = { forwardConsole };
