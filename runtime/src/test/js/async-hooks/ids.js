'use strict';
const { AsyncResource, executionAsyncId, triggerAsyncId, executionAsyncResource } = require('node:async_hooks');
console.log(executionAsyncId(), triggerAsyncId());
const resource = new AsyncResource('test');
console.log(resource.asyncId() > 1, resource.triggerAsyncId());
resource.runInAsyncScope(() => {
  console.log(executionAsyncId() === resource.asyncId(), triggerAsyncId(), executionAsyncResource() === resource);
});
console.log(executionAsyncId());
const timer = setTimeout(() => {
  const id = executionAsyncId();
  console.log(id > 1, executionAsyncResource() === timer);
  process.nextTick(() => console.log(triggerAsyncId() === id, executionAsyncId() > id));
}, 1);
for (const bad of [
  () => new AsyncResource(),
  () => new AsyncResource('x', { triggerAsyncId: -2 }),
  () => resource.bind(1),
]) {
  try {
    bad();
  } catch (err) {
    console.log(err.name, err.code, err.message);
  }
}
