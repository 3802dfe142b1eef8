'use strict';

const { log } = console;
const source = {
  date: new Date(0),
  map: new Map([[1, { a: 2 }]]),
  set: new Set([1]),
  re: /x/g,
  big: 1n,
  buffer: new Uint8Array([1, 2]),
  error: new RangeError('e'),
};
source.self = source;
const copy = structuredClone(source);
log(
  copy.self === copy,
  copy.date,
  copy.map,
  copy.set,
  copy.re,
  copy.big,
  copy.buffer,
  copy.error.name,
  copy.error.message,
);
log(
  structuredClone([1, , 3]),
  structuredClone(Object(1)),
  structuredClone(
    new (class A {
      x = 1;
    })(),
  ),
  structuredClone(null),
);
const array = new ArrayBuffer(8);
const moved = structuredClone(array, { transfer: [array] });
log(array.byteLength, moved.byteLength);
for (const bad of [() => {}, Symbol('s'), { f() {} }, new WeakMap(), Promise.resolve()]) {
  try {
    structuredClone(bad);
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
const { port1, port2 } = new MessageChannel();
port2.on('message', (message) => {
  log('message', message);
  if (message === 'end') port2.close();
});
port1.on('close', () => log('closed'));
port1.postMessage({ a: [1, new Map()] });
port1.postMessage('end');
const target = new EventTarget();
target.addEventListener(
  'x',
  (event) => log(event.type, event.detail, event.defaultPrevented, event.target === target),
  { once: true },
);
log(target.dispatchEvent(new CustomEvent('x', { detail: 5, cancelable: true })), target.dispatchEvent(new Event('x')));
log(new AbortController());
