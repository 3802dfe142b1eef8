// Errors of what belongs to a domain go to its 'error' event, with what is known of them.
const domain = require('domain');
const EventEmitter = require('events');

const one = domain.create();
one.on('error', (error) => {
  console.log('one', error.message, error.domain === one, error.domainThrown, error.domainEmitter === emitter);
});
let emitter;
one.run(() => {
  emitter = new EventEmitter();
  console.log(process.domain === one, domain.active === one, emitter.domain === one);
  setTimeout(() => {
    throw new Error('from a timer');
  }, 1);
  // Later than the timer above: an immediate alone may come before it, in node too.
  setTimeout(() => setImmediate(() => emitter.emit('error', new Error('from an emitter'))), 10);
  Promise.resolve().then(() => console.log('in a microtask', process.domain === one));
});
console.log(process.domain === undefined);

const late = new EventEmitter();
one.add(late);
console.log(one.members.length, late.domain === one);
one.remove(late);
console.log(one.members.length, late.domain);
console.log(
  one
    .bind(function (a, b) {
      return [this.x, a, b, process.domain === one];
    })
    .call({ x: 1 }, 2, 3),
);
console.log(one.intercept((value) => value * 2)(null, 4));
one.intercept(() => console.log('never'))(new Error('intercepted'));
