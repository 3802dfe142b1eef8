'use strict';
const dc = require('node:diagnostics_channel');
const { AsyncLocalStorage } = require('node:async_hooks');
const channel = dc.channel('test');
console.log(channel.hasSubscribers, dc.channel('test') === channel, channel.name);
const onMessage = (message, name) => console.log(name, message);
dc.subscribe('test', onMessage);
channel.publish({ a: 1 });
const storage = new AsyncLocalStorage();
channel.bindStore(storage, (data) => ({ wrapped: data }));
console.log(channel.runStores({ b: 2 }, (x) => [x, storage.getStore()], null, 'argument'));
console.log(
  dc.unsubscribe('test', onMessage),
  dc.unsubscribe('test', onMessage),
  channel.unbindStore(storage),
  channel.hasSubscribers,
);
const tracing = dc.tracingChannel('operation');
const handlers = {};
for (const event of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) {
  handlers[event] = ({ result, error }) => console.log(event, result, error?.message);
}
tracing.subscribe(handlers);
console.log(tracing.traceSync((x) => x + 1, {}, null, 1));
tracing.traceCallback(
  (callback) => setImmediate(callback, null, 'called'),
  0,
  {},
  null,
  (err, value) => console.log(err, value),
);
tracing
  .tracePromise(async () => {
    throw new Error('no');
  }, {})
  .catch((err) => console.log('caught', err.message));
