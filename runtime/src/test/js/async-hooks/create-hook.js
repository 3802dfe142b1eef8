'use strict';
const { createHook, AsyncResource } = require('node:async_hooks');
const names = new Map();
const events = [];
const note = (kind) => (id) => names.has(id) && events.push(`${kind} ${names.get(id)}`);
const hook = createHook({
  init(id, type) {
    if (!['Timeout', 'Immediate', 'TickObject', 'mine'].includes(type)) return;
    names.set(id, type);
    events.push(`init ${type}`);
  },
  before: note('before'),
  after: note('after'),
  destroy: note('destroy'),
}).enable();
setImmediate(() => {
  hook.disable();
  setTimeout(() => console.log(events.join('\n')), 5);
});
process.nextTick(() => {});
const resource = new AsyncResource('mine', { requireManualDestroy: true });
resource.runInAsyncScope(() => events.push('in scope'));
resource.emitDestroy();
try {
  createHook({ init: 1 });
} catch (err) {
  console.log(err.code, err.message);
}
