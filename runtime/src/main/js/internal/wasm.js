'use strict';

// WebAssembly's compilations in the background: they keep the program alive, and the loop asks V8 for their results.

const binding = internalBinding('process');

/** Called at the start of every program: WebAssembly is not there when the snapshot is made. */
function watchCompilations() {
  for (const name of ['compile', 'instantiate']) {
    const start = WebAssembly[name];
    const watched = {
      [name](...args) {
        binding.engineWork(1);
        return start.apply(this, args).finally(() => binding.engineWork(-1));
      },
    }[name];
    Object.defineProperty(watched, 'length', { value: 1, configurable: true });
    Object.defineProperty(WebAssembly, name, { value: watched, writable: true, enumerable: true, configurable: true });
  }
}

module.exports = { watchCompilations };
