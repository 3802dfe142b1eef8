'use strict';

// The classes as functions, as bases of util.inherits() and of class; what is an instance of what.

const util = require('util');
const Stream = require('stream');
const { Duplex, PassThrough, Readable, Transform, Writable } = Stream;

for (const Class of [Stream.Stream, Readable, Writable, Duplex, Transform, PassThrough]) {
  const stream = Class === Stream ? new Class() : Class({});
  console.log(
    Class.name,
    [Stream, Readable, Writable, Duplex, Transform, PassThrough].map((C) => stream instanceof C),
  );
}

function Old(options) {
  if (!(this instanceof Old)) return new Old(options);
  Readable.call(this, options);
  this.left = 2;
}
util.inherits(Old, Readable);
Old.prototype._read = function () {
  this.push(this.left-- > 0 ? 'x' : null);
};
Old()
  .on('data', (chunk) => console.log(String(chunk)))
  .on('end', () => console.log('old end'));

class Upper extends Transform {
  _transform(chunk, encoding, callback) {
    callback(null, String(chunk).toUpperCase());
  }

  _final(callback) {
    console.log('own final');
    callback();
  }
}
const upper = new Upper();
upper.on('data', (chunk) => console.log(String(chunk))).on('end', () => console.log('upper end'));
upper.end('text');

class Legacy extends Stream {}
const legacy = new Legacy();
legacy.pause = legacy.resume = () => {};
const wrapped = new Readable({ highWaterMark: 2 }).wrap(legacy);
wrapped.on('data', (chunk) => console.log('wrapped', String(chunk))).on('end', () => console.log('wrapped end'));
legacy.emit('data', Buffer.from('1'));
legacy.emit('data', Buffer.from('2'));
legacy.emit('end');
console.log(Object.keys(new Readable()), new Readable().eventNames());
