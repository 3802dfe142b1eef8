'use strict';
const a = new AbortController();
const b = new AbortController();
const any = AbortSignal.any([a.signal, b.signal]);
const nested = AbortSignal.any([any]);
let order = '';
for (const [name, signal] of Object.entries({ a: a.signal, any, nested })) {
  signal.addEventListener('abort', () => {
    order += `${name}:${signal.aborted} `;
  });
}
a.abort('first');
b.abort('second');
console.log(order, any.reason, nested.reason, b.signal.reason);
console.log(AbortSignal.any([]).aborted, AbortSignal.any([a.signal]).reason);
const timeout = AbortSignal.timeout(5);
timeout.onabort = () => console.log(timeout.reason.name, timeout.reason.message, timeout.reason.code);
setTimeout(() => console.log(timeout.aborted), 30);
AbortSignal.timeout(100_000);
