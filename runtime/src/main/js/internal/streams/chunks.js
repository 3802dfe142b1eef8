// What counts as bytes in a stream.
'use strict';

const { Buffer } = require('buffer');

const { swap64 } = Buffer.prototype;

/**
 * A chunk as a Buffer, over the same memory.
 *
 * @param {any} chunk
 * @returns {Buffer | undefined} undefined: it is no bytes
 */
function asBuffer(chunk) {
  // To look at an inherited method takes an eighth of the time that instanceof does.
  if (chunk?.swap64 === swap64 || chunk instanceof Buffer) return chunk;
  return ArrayBuffer.isView(chunk) ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : undefined;
}

module.exports = { asBuffer };
