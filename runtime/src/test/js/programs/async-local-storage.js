'use strict';

const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
const fs = require('fs');
const { EventEmitter } = require('events');
const storage = new AsyncLocalStorage();
const other = new AsyncLocalStorage();
const show = (from) => console.log(from, storage.getStore(), other.getStore());
const emitter = new EventEmitter();
const bound = storage.run('bound', () => AsyncResource.bind(() => show('bound')));
const snapshot = storage.run('snapshot', () => AsyncLocalStorage.snapshot());
emitter.on('event', () => show('listener'));
storage.run(1, () => {
  other.run('o', () => {
    setTimeout(() => show('timeout'), 100);
    setImmediate(() => show('immediate'));
    process.nextTick(() => show('tick'));
    Promise.resolve().then(() => show('promise'));
    queueMicrotask(() => show('microtask'));
    (async () => {
      await null;
      show('await');
      storage.enterWith('entered');
      await null;
      show('after enterWith');
    })();
    emitter.emit('event');
    storage.exit(() => show('exit'));
    show('sync');
  });
  fs.stat(__filename, () => {
    show('fs');
    bound();
    snapshot(() => show('snapshot'));
  });
});
show('outside');
const results = [1, 2, 3].map((id) =>
  storage.run({ id }, async () => {
    await new Promise((resolve) => {
      setTimeout(resolve, 10 * (4 - id));
    });
    return storage.getStore().id;
  }),
);
Promise.all(results).then((ids) => console.log(ids));
storage.run('thrown', () => {
  process.once('uncaughtException', () => show('uncaughtException'));
  setTimeout(() => {
    throw new Error('x');
  }, 60);
});
