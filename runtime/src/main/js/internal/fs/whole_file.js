'use strict';

// Whole files: readFile, writeFile and appendFile in all their forms. Each is one job: opening, reading or writing, and closing
// happen in Java. A signal that is aborted meanwhile makes the call fail when the job ends.

const { probe } = require('internal/loop/probe');
const { Buffer } = require('buffer');
const {
  codes: { ERR_FS_FILE_TOO_LARGE },
} = require('internal/errors');
const { isUint8Array } = require('internal/util/types');
const { parseFileMode, validateBoolean, validateFunction } = require('internal/validators');
const { addFrames, startPromise } = require('internal/fs/forms');
const {
  abortErrorOf,
  asBuffer,
  fileData,
  getOptions,
  getValidatedPath,
  isFd,
  isUtf8Name,
  stringToFlags,
  viewOf,
} = require('internal/fs/utils');
const binding = internalBinding('fs');

const MAX_SIZE = 2 ** 31 - 1;

const readDefaults = { __proto__: null, flag: 'r' };
const writeDefaults = { __proto__: null, encoding: 'utf8', mode: 0o666, flag: 'w', flush: false };
const appendDefaults = { __proto__: null, encoding: 'utf8', mode: 0o666, flag: 'a', flush: false };

/** As `internal/fs/operations`: [function of the binding, arguments, conversion]. */
function prepareRead(path, options) {
  const { encoding } = options;
  const text = encoding && isUtf8Name(encoding);
  const convert = text || typeof encoding !== 'string' || encoding === 'buffer' ? undefined : encoding;
  const toResult = text ? undefined : (bytes) => decode(bytes, convert);
  if (isFd(path)) return [text ? binding.readOpenFileText : binding.readOpenFile, [path], toResult];
  const args = [getValidatedPath(path), stringToFlags(options.flag ?? 'r', 'options.flag')];
  return [text ? binding.readFileText : binding.readFile, args, toResult];
}

const decode = (bytes, encoding) => {
  const buffer = Buffer.isBuffer(bytes) ? bytes : asBuffer(bytes);
  return encoding === undefined ? buffer : buffer.toString(encoding);
};

function prepareWrite(path, data, options) {
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  const bytes = fileData(data, options.encoding ?? 'utf8');
  if (isFd(path)) return [binding.writeOpenFile, [path, bytes, flush]];
  const flags = stringToFlags(options.flag ?? 'w');
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  return [binding.writeFile, [getValidatedPath(path), bytes, flags, mode, flush]];
}

/** Calls back with an AbortError instead of what came of the call if the signal is aborted. */
function startUnlessAborted([call, args, convert], signal, callback) {
  if (signal?.aborted) {
    callback(abortErrorOf(signal));
    return;
  }
  const done = (error, result) => {
    if (signal?.aborted) callback(abortErrorOf(signal));
    else if (error !== null) callback(error);
    else if (convert !== undefined) callback(null, convert(result));
    else if (result === undefined) callback(null);
    else callback(null, result);
  };
  if (probe.watch !== undefined) probe.watch.standsFor(done, callback);
  call.async(done, ...args);
}

function readFile(path, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  options = getOptions(options, readDefaults);
  startUnlessAborted(prepareRead(path, options), options.signal, callback);
}

/** @returns {string | Buffer} */
function readFileSync(path, options) {
  options = getOptions(options, readDefaults);
  const [call, args, convert] = prepareRead(path, options);
  const result = call === binding.readFile ? readBytesSync(args) : call(...args);
  return convert === undefined ? result : convert(result);
}

/** A small file comes as bytes, a large one as descriptor and size: it is read into the memory it stays in. */
function readBytesSync([path, flags]) {
  const found = binding.readFileOrOpen(path, flags);
  if (isUint8Array(found)) return found;
  const [fd, size] = found;
  try {
    if (size > MAX_SIZE) throw new ERR_FS_FILE_TOO_LARGE(size);
    const bytes = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const count = binding.read(fd, bytes.subarray(length), -1);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    binding.close(fd);
  }
}

function writeFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  options = getOptions(options, writeDefaults);
  startUnlessAborted(prepareWrite(path, data, options), options.signal, callback);
}

function writeFileSync(path, data, options) {
  const [call, args] = prepareWrite(path, data, getOptions(options, writeDefaults));
  call(...args);
}

function appendFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  writeFile(path, data, appendOptions(options), callback);
}

function appendFileSync(path, data, options) {
  writeFileSync(path, data, appendOptions(options));
}

function appendOptions(options) {
  const given = getOptions(options, appendDefaults);
  return given.flag ? given : { ...given, flag: 'a' };
}

/** Fails with an AbortError as soon as the signal is aborted before, or when the job ends after. */
async function promiseUnlessAborted(prepared, signal) {
  if (signal?.aborted) throw abortErrorOf(signal);
  let result;
  try {
    result = await startPromise(prepared);
  } catch (error) {
    throw addFrames(error, promiseUnlessAborted);
  }
  if (signal?.aborted) throw abortErrorOf(signal);
  return result;
}

const promiseReadFile = (path, options) => promiseUnlessAborted(prepareRead(path, options), options.signal);

const promiseWriteFile = (path, data, options) =>
  promiseUnlessAborted(prepareWrite(path, data, options), options.signal);

const isIterable = (value) =>
  value != null && typeof value !== 'string' && !ArrayBuffer.isView(value)
    ? typeof value[Symbol.asyncIterator] === 'function' || typeof value[Symbol.iterator] === 'function'
    : false;

/** Writes the pieces that an iterable, a stream for example, gives. */
async function writeIterable(fd, iterable, { encoding, signal, flush = false }) {
  validateBoolean(flush, 'options.flush');
  for await (const piece of iterable) {
    if (signal?.aborted) throw abortErrorOf(signal);
    const bytes = fileData(piece, encoding ?? 'utf8');
    const data = typeof bytes === 'string' ? bytes : viewOf(bytes);
    await startPromise([binding.writeOpenFile, [fd, data, false]]);
  }
  if (flush) await startPromise([binding.fsync, [fd]]);
  if (signal?.aborted) throw abortErrorOf(signal);
}

module.exports = {
  appendDefaults,
  appendFile,
  appendFileSync,
  isIterable,
  promiseReadFile,
  promiseWriteFile,
  readDefaults,
  readFile,
  readFileSync,
  writeDefaults,
  writeFile,
  writeFileSync,
  writeIterable,
};
