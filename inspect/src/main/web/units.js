'use strict';

// What the parts of the page share. They are plain scripts, loaded in order, each with a block of its own.

{
  /** Microseconds for people. */
  const time = (micros) => {
    if (micros >= 1e6) return `${(micros / 1e6).toFixed(2)} s`;
    if (micros >= 1e3) return `${(micros / 1e3).toFixed(micros >= 1e4 ? 1 : 2)} ms`;
    return `${micros.toFixed(0)} µs`;
  };

  globalThis.loopPage = { byId: (id) => document.getElementById(id), time };
}
