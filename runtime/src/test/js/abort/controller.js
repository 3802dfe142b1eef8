'use strict';
const controller = new AbortController();
const { signal } = controller;
console.log(controller, signal.aborted, signal.reason);
signal.onabort = function (event) {
  console.log('onabort', event.type, event.isTrusted, this === signal, signal.aborted);
};
signal.addEventListener('abort', () => console.log('listener'), { once: true });
controller.abort();
controller.abort('again');
console.log(signal.reason.name, signal.reason.code, signal.reason.message, signal.reason instanceof DOMException);
try {
  signal.throwIfAborted();
} catch (err) {
  console.log(err === signal.reason);
}
console.log(AbortSignal.abort('because').reason);
for (const bad of [() => new AbortSignal(), () => AbortSignal.timeout(-1), () => AbortSignal.any([1])]) {
  try {
    bad();
  } catch (err) {
    console.log(err.name, err.code);
  }
}
