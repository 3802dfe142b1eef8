'use strict';
const target = new EventTarget();
const listener = {
  handleEvent(event) {
    console.log('object', this === listener, event.type, event.target === target);
  },
};
target.addEventListener('x', listener);
target.addEventListener('x', listener);
target.addEventListener('x', listener, { capture: true });
target.addEventListener('x', () => console.log('once'), { once: true });
const controller = new AbortController();
target.addEventListener('x', () => console.log('until aborted'), { signal: controller.signal });
console.log(target.dispatchEvent(new Event('x')));
controller.abort();
target.removeEventListener('x', listener, true);
target.addEventListener('x', (event) => event.preventDefault());
target.addEventListener('x', (event) => event.stopImmediatePropagation());
target.addEventListener('x', () => console.log('never'));
console.log(target.dispatchEvent(new Event('x', { cancelable: true })));
for (const bad of [() => target.dispatchEvent({}), () => target.addEventListener('x'), () => new Event()]) {
  try {
    bad();
  } catch (err) {
    console.log(err.name, err.code, err.message);
  }
}
const event = new CustomEvent('y', { detail: { a: 1 } });
console.log(event.detail, event.composedPath(), event.isTrusted, String(event), String(target), target);
