'use strict';
const { port1, port2 } = new MessageChannel();
port2.onmessage = (event) => {
  console.log('message', event.data, event.ports.length, event.target === port2);
  process.nextTick(() => console.log('tick after', event.data));
  if (event.data === 'last') port2.close();
};
port2.addEventListener('close', () => console.log('port2 closed'));
port1.addEventListener('close', () => console.log('port1 closed'));
port1.postMessage('first');
port1.postMessage({ nested: [1] });
port1.postMessage('last');
setImmediate(() => console.log('immediate'));
console.log('main');
