'use strict';

const strip = (text) => text.replace(/\n +at .*|\n +\.\.\. \d+ lines matching .*/g, '').replaceAll(__dirname, '.');
const show = (value) => console.log(strip(require('util').inspect(value)));
show(new Error('plain'));
show(new TypeError('with cause', { cause: new Error('inner', { cause: 'text' }) }));
show(new AggregateError([new Error('one'), new RangeError('two')], 'many'));
show(Object.assign(new Error('properties'), { code: 'E1', list: [1, 2], nested: { a: { b: { c: 1 } } } }));
class Custom extends Error {
  name = 'CustomName';
}
show(new Custom('custom'));
class Sub extends TypeError {}
show(new Sub('sub'));
show(Object.defineProperty(new Error('x'), 'name', { value: 'Hidden', enumerable: false }));
show([new Error('in array')]);
show({ error: new Error('in object') });
show(new Error(''));
show(new Error('two\nlines'));
const noStack = new Error('no stack');
noStack.stack = undefined;
show(noStack);
const circular = new Error('circular');
circular.self = circular;
show(circular);
const { message } = new Error('message only');
console.log(message, String(new Sub('text')), `${new Custom('t')}`);
console.log('%s | %o', new Error('formatted').message, { e: 1 });
