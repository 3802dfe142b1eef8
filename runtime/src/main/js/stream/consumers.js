'use strict';

// https://nodejs.org/api/stream.html#utility-consumers

const { Blob, Buffer } = require('buffer');
const {
  codes: { ERR_INVALID_ARG_TYPE },
} = require('internal/errors');

/**
 * @param {AsyncIterable} stream
 * @returns {Promise<Blob>}
 */
async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Blob(chunks);
}

/**
 * @param {AsyncIterable} stream
 * @returns {Promise<ArrayBuffer>}
 */
async function arrayBuffer(stream) {
  const result = await bytes(stream);
  const { buffer: memory, byteOffset, byteLength } = result;
  return byteOffset === 0 && byteLength === memory.byteLength
    ? memory
    : memory.slice(byteOffset, byteOffset + byteLength);
}

/**
 * @param {AsyncIterable} stream
 * @returns {Promise<Uint8Array>}
 */
async function bytes(stream) {
  const whole = await buffer(stream);
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength);
}

/**
 * @param {AsyncIterable} stream
 * @returns {Promise<Buffer>}
 */
async function buffer(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (ArrayBuffer.isView(chunk)) chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    else if (chunk instanceof ArrayBuffer) chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Blob) chunks.push(Buffer.from(await chunk.arrayBuffer()));
    else throw new TypeError('The "chunk" argument must be one of type string, Buffer, ArrayBuffer or Blob');
  }
  return Buffer.concat(chunks);
}

/**
 * @param {AsyncIterable} stream
 * @returns {Promise<string>}
 */
async function text(stream) {
  const { TextDecoder } = require('internal/encoding');
  const decoder = new TextDecoder();
  let result = '';
  for await (const chunk of stream) {
    if (typeof chunk === 'string') {
      result += chunk;
    } else if (ArrayBuffer.isView(chunk) || chunk instanceof ArrayBuffer) {
      result += decoder.decode(chunk, { stream: true });
    } else {
      throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'ArrayBufferView'], chunk);
    }
  }
  return result + decoder.decode();
}

/**
 * @param {AsyncIterable} stream
 * @returns {Promise<any>}
 */
async function json(stream) {
  return JSON.parse(await text(stream));
}

module.exports = { arrayBuffer, blob, buffer, bytes, json, text };
