'use strict';
process.on('warning', (w) => console.log(w.name, w.message));
for (const after of [2 ** 31, 0, undefined, '3', 1.7, null, '']) {
  const timer = setTimeout(() => {}, after);
  console.log(after, timer._idleTimeout);
  clearTimeout(timer);
}
for (const value of [undefined, 'text', {}]) {
  for (const set of [setTimeout, setInterval, setImmediate]) {
    try {
      set(value);
    } catch (err) {
      console.log(set.name, err.code, err.message);
    }
  }
}
