'use strict';

// Reading and writing of open files: read, write, readv and writev, with a callback and Sync.
//
// A pool thread cannot fill JavaScript's memory, so an asynchronous read gives its bytes back and they are copied here; a
// synchronous one fills the buffer itself.

const { validateFunction } = require('internal/validators');
const { describe } = require('internal/fs/forms');
const {
  asBuffer,
  getValidatedFd,
  joinViews,
  readTarget,
  spreadBytes,
  validatePosition,
  validateViews,
  viewOf,
  writePosition,
  writeSource,
} = require('internal/fs/utils');
const binding = internalBinding('fs');

const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');

/** Names the results of the promisified form: {bytesRead, buffer}. */
function defineCustomPromise(form, [countName, dataName]) {
  const promised = (...args) =>
    new Promise((resolve, reject) => {
      form(...args, (error, count, data) => {
        if (error) reject(error);
        else resolve({ [countName]: count, [dataName]: data });
      });
    });
  describe(promised, form.name, form.length);
  Object.defineProperty(form, promisifyCustom, { __proto__: null, value: promised, enumerable: false });
}

/**
 * Reads from a file into a buffer: read(fd, buffer, offset, length, position, callback), read(fd, buffer[, options], callback) or
 * read(fd[, options], callback).
 */
function read(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getValidatedFd(fd);
  let args = [buffer, offsetOrOptions, length, position];
  if (arguments.length <= 4) {
    args = Array.prototype.slice.call(arguments, 1);
    callback = args.pop();
  }
  const target = readTarget(args);
  validateFunction(callback, 'cb');
  readInto(fd, target, callback);
}

/** Reads on the pool. */
function readInto(fd, { buffer, offset, length, position }, callback) {
  if (length === 0) {
    process.nextTick(callback, null, 0, buffer);
    return;
  }
  binding.readBytes.async(
    (error, bytes) => {
      if (error !== null) {
        callback(error);
      } else {
        viewOf(buffer, offset, bytes.length).set(bytes);
        callback(null, bytes.length, buffer);
      }
    },
    fd,
    length,
    position,
  );
}
defineCustomPromise(read, ['bytesRead', 'buffer']);

/** Reads on the pool, into memory that is made for what was read. */
function readChunk(fd, size, position, callback) {
  binding.readBytes.async(
    (error, bytes) => {
      if (error !== null) callback(error);
      else callback(null, bytes.length, asBuffer(bytes));
    },
    getValidatedFd(fd),
    size,
    position ?? -1,
  );
}

/** @returns {number} the bytes read */
function readSync(fd, ...args) {
  fd = getValidatedFd(fd);
  const { buffer, offset, length, position } = readTarget(args, { needsBuffer: true });
  return length === 0 ? 0 : binding.read(fd, viewOf(buffer, offset, length), position);
}

/**
 * Writes to a file: write(fd, buffer[, offset[, length[, position]]], callback), write(fd, buffer[, options], callback) or
 * write(fd, string[, position[, encoding]], callback).
 */
function write(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getValidatedFd(fd);
  const args = [buffer, offsetOrOptions, length, position];
  for (let i = 3; callback === undefined && i > 0; i--) {
    if (typeof args[i] === 'function') {
      callback = args[i];
      args[i] = undefined;
    }
  }
  const { data, bytes, position: at } = writeSource(args);
  validateFunction(callback, 'cb');
  binding.write.async(
    (error, written) => {
      if (error !== null) callback(error);
      else callback(null, written, data);
    },
    fd,
    bytes,
    at,
  );
}
defineCustomPromise(write, ['bytesWritten', 'buffer']);

/** @returns {number} the bytes written */
function writeSync(fd, ...args) {
  fd = getValidatedFd(fd);
  const { bytes, position } = writeSource(args);
  return binding.write(fd, bytes, position);
}

const vectorPosition = (position) => {
  if (typeof position !== 'number') return -1;
  validatePosition(position, 'position', 0);
  return position;
};

function readv(fd, buffers, position, callback) {
  fd = getValidatedFd(fd);
  validateViews(buffers);
  callback ??= position;
  validateFunction(callback, 'cb');
  binding.readBytes.async(
    (error, bytes) => {
      if (error !== null) {
        callback(error);
      } else {
        spreadBytes(bytes, buffers);
        callback(null, bytes.length, buffers);
      }
    },
    fd,
    sizeOf(buffers),
    vectorPosition(position),
  );
}
defineCustomPromise(readv, ['bytesRead', 'buffers']);

const sizeOf = (buffers) => buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);

function readvSync(fd, buffers, position) {
  fd = getValidatedFd(fd);
  validateViews(buffers);
  const bytes = binding.readBytes(fd, sizeOf(buffers), vectorPosition(position));
  spreadBytes(bytes, buffers);
  return bytes.length;
}

function writev(fd, buffers, position, callback) {
  fd = getValidatedFd(fd);
  validateViews(buffers);
  callback ??= position;
  validateFunction(callback, 'cb');
  if (buffers.length === 0) {
    process.nextTick(callback, null, 0, buffers);
    return;
  }
  binding.write.async(
    (error, written) => {
      if (error !== null) callback(error);
      else callback(null, written, buffers);
    },
    fd,
    joinViews(buffers),
    writePosition(position),
  );
}
defineCustomPromise(writev, ['bytesWritten', 'buffer']);

function writevSync(fd, buffers, position) {
  fd = getValidatedFd(fd);
  validateViews(buffers);
  return buffers.length === 0 ? 0 : binding.write(fd, joinViews(buffers), writePosition(position));
}

module.exports = { read, readChunk, readSync, readv, readvSync, write, writeSync, writev, writevSync };
