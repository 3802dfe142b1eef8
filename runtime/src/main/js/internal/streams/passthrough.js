// PassThrough: a Transform that changes nothing. https://nodejs.org/api/stream.html#class-streampassthrough
'use strict';

const Transform = require('internal/streams/transform');

/**
 * @class
 * @param {object} [options]
 */
function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);

PassThrough.prototype._transform = function (chunk, encoding, callback) {
  callback(null, chunk);
};

module.exports = PassThrough;
