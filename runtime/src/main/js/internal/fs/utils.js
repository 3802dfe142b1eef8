'use strict';

// What every file function does with its arguments: check them, and bring them into the form the binding takes.

const { Buffer, isUtf8 } = require('buffer');
const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE },
  hideStackFrames,
} = require('internal/errors');
const { isArrayBufferView, isDate, isUint8Array } = require('internal/util/types');
const {
  kValidateObjectAllowNullable,
  validateAbortSignal,
  validateBoolean,
  validateBuffer,
  validateEncoding,
  validateFunction,
  validateInt32,
  validateInteger,
  validateObject,
  validateOneOf,
  validateUint32,
} = require('internal/validators');
const constants = require('internal/fs/constants');

const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC, O_TRUNC, O_WRONLY } = constants;
const MAX_READ = 2 ** 31 - 1;
const MAX_BIGINT_POSITION = 2n ** 63n - 1n;
const DEFAULT_READ_SIZE = 16384;

const flagNames = {
  __proto__: null,
  r: O_RDONLY,
  rs: O_RDONLY | O_SYNC,
  sr: O_RDONLY | O_SYNC,
  'r+': O_RDWR,
  'rs+': O_RDWR | O_SYNC,
  'sr+': O_RDWR | O_SYNC,
  w: O_TRUNC | O_CREAT | O_WRONLY,
  wx: O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  xw: O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  'w+': O_TRUNC | O_CREAT | O_RDWR,
  'wx+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  'xw+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  a: O_APPEND | O_CREAT | O_WRONLY,
  ax: O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  xa: O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  as: O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  sa: O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  'a+': O_APPEND | O_CREAT | O_RDWR,
  'ax+': O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  'xa+': O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  'as+': O_APPEND | O_CREAT | O_RDWR | O_SYNC,
  'sa+': O_APPEND | O_CREAT | O_RDWR | O_SYNC,
};

/** The number for open(2)'s flags. */
function stringToFlags(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validateInt32(flags, name);
    return flags;
  }
  if (flags == null) return O_RDONLY;
  const known = typeof flags === 'string' ? flagNames[flags] : undefined;
  if (known === undefined) throw new ERR_INVALID_ARG_VALUE(name, flags);
  return known;
}

const refusePath = hideStackFrames((path, name) => {
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], path);
});

const refuseNul = hideStackFrames((path, name) => {
  throw new ERR_INVALID_ARG_VALUE(name, path, 'must be a string, Uint8Array, or URL without null bytes');
});

/**
 * The path as a string for the binding: from a string, bytes or a file: URL. Bytes that are not UTF-8 become lone surrogates,
 * U+DC00 + byte, which Java turns back.
 */
function getValidatedPath(path, name = 'path') {
  if (typeof path === 'string') {
    if (path.includes('\u0000')) refuseNul(path, name);
    return path;
  }
  if (isUint8Array(path)) {
    if (path.includes(0)) refuseNul(path, name);
    return bytesToPath(path);
  }
  const fromURL = require('internal/url').toPathIfFileURL(path);
  if (typeof fromURL !== 'string') refusePath(path, name);
  if (fromURL.includes('\u0000')) refuseNul(path, name);
  return fromURL;
}

function bytesToPath(bytes) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  let text = '';
  for (let i = 0; i < buffer.length;) {
    let size = sequenceLength(buffer[i]);
    if (size > 0 && i + size <= buffer.length && isUtf8(buffer.subarray(i, i + size))) {
      text += buffer.toString('utf8', i, i + size);
    } else {
      text += String.fromCharCode(0xdc00 + buffer[i]);
      size = 1;
    }
    i += size;
  }
  return text;
}

function sequenceLength(first) {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

function getValidatedFd(fd, name = 'fd') {
  if (Object.is(fd, -0)) return 0;
  validateInt32(fd, name, 0);
  return fd;
}

const isFd = (value) => Number.isInteger(value) && value >= 0 && value <= MAX_READ;

/** The options object of a call whose options may be an encoding. */
function getOptions(options, defaults = {}) {
  if (options == null || typeof options === 'function') return defaults;
  let given = options;
  if (typeof options === 'string') {
    given = { ...defaults, encoding: options };
  } else if (typeof options !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  }
  if (given.encoding !== 'buffer') assertEncoding(given.encoding);
  if (given.signal !== undefined) validateAbortSignal(given.signal, 'options.signal');
  return given;
}

function assertEncoding(encoding) {
  if (encoding && !Buffer.isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
}

const isUtf8Name = (encoding) => !encoding || /^utf-?8$/i.test(encoding);

/** Bytes of the binding as a Buffer on the same memory. */
const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A name from the binding, which gave text or, for other encodings than UTF-8, bytes. */
function decodeName(name, encoding) {
  if (typeof name === 'string') return name;
  return encoding === 'buffer' ? asBuffer(name) : asBuffer(name).toString(encoding);
}

/** The mode of access(2). */
function getValidAccessMode(mode) {
  if (mode == null) return constants.F_OK;
  validateInteger(mode, 'mode', 0, 7);
  return mode;
}

function getValidCopyMode(mode) {
  if (mode == null) return 0;
  validateInteger(mode, 'mode', 0, 7);
  return mode;
}

/** Seconds since 1970, from seconds, a numeric string or a Date. */
function toUnixTimestamp(time, name = 'time') {
  // eslint-disable-next-line eqeqeq -- a string that is a number
  if (typeof time === 'string' && +time == time) return +time;
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (isDate(time)) return time.getTime() / 1000;
  throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

function validateOffsetLengthRead(offset, length, bufferLength) {
  if (offset < 0) throw new ERR_OUT_OF_RANGE('offset', '>= 0', offset);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  if (offset + length > bufferLength) throw new ERR_OUT_OF_RANGE('length', `<= ${bufferLength - offset}`, length);
}

function validateOffsetLengthWrite(offset, length, bufferLength) {
  if (offset > bufferLength) throw new ERR_OUT_OF_RANGE('offset', `<= ${bufferLength}`, offset);
  if (length > bufferLength - offset) throw new ERR_OUT_OF_RANGE('length', `<= ${bufferLength - offset}`, length);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  validateInt32(length, 'length', 0);
}

function validatePosition(position, name, length) {
  if (typeof position === 'number') {
    validateInteger(position, name, -1);
  } else if (typeof position === 'bigint') {
    const max = MAX_BIGINT_POSITION - BigInt(length);
    if (position < -1n || position > max) throw new ERR_OUT_OF_RANGE(name, `>= -1 && <= ${max}`, position);
  } else {
    throw new ERR_INVALID_ARG_TYPE(name, ['integer', 'bigint'], position);
  }
}

/**
 * Where a read goes: the arguments after the descriptor, either (buffer, offset, length, position), (buffer, options) or (options).
 *
 * @param {any[]} args
 * @param {object} [form]
 * @param {boolean} [form.lenient] as FileHandle: a bare offset may follow the buffer, and a missing length means the rest
 * @param {boolean} [form.needsBuffer] as readSync: there is no form without a buffer
 * @returns {{buffer: NodeJS.ArrayBufferView, offset: number, length: number, position: number | bigint}}
 */
function readTarget(args, { lenient = false, needsBuffer = false } = {}) {
  let [buffer, offset, length, position] = args;
  if (needsBuffer) validateBuffer(buffer);
  let rest = lenient;
  if (args.length <= 1 && !isArrayBufferView(buffer)) {
    const options = buffer;
    if (options !== undefined) validateObject(options, 'options', kValidateObjectAllowNullable);
    buffer = options?.buffer ?? Buffer.alloc(DEFAULT_READ_SIZE);
    ({ offset, length, position } = options ?? {});
    rest = true;
  } else if ((args.length <= 2 && !lenient) || (typeof offset === 'object' && offset !== null)) {
    const options = offset;
    if (options !== undefined) validateObject(options, 'options', kValidateObjectAllowNullable);
    ({ offset, length, position } = options ?? {});
    rest = true;
  }
  validateBuffer(buffer);
  if (offset == null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length = length == null && rest ? buffer.byteLength - offset : length | 0;
  if (length !== 0) {
    if (buffer.byteLength === 0) {
      throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
    }
    validateOffsetLengthRead(offset, length, buffer.byteLength);
  }
  if (position == null) position = -1;
  else validatePosition(position, 'position', length);
  return { buffer, offset, length, position };
}

/**
 * What a write takes: (buffer, offset, length, position), (buffer, options) or (string, position, encoding).
 * @returns {{data: string | NodeJS.ArrayBufferView, bytes: Uint8Array, position: number}}
 */
function writeSource(args) {
  let [data, offset, length, position] = args;
  if (isArrayBufferView(data)) {
    if (typeof offset === 'object' && offset !== null) ({ offset, length, position } = offset);
    if (offset == null) offset = 0;
    else validateInteger(offset, 'offset', 0);
    if (typeof length !== 'number') length = data.byteLength - offset;
    validateOffsetLengthWrite(offset, length, data.byteLength);
    return { data, bytes: viewOf(data, offset, length), position: writePosition(position) };
  }
  validateStringOrView(data, 'buffer');
  const encoding = length ?? 'utf8';
  validateEncodingFor(data, encoding);
  return { data, bytes: Buffer.from(data, encoding), position: writePosition(offset) };
}

function validateEncodingFor(data, encoding) {
  validateEncoding(data, encoding);
  if (typeof encoding === 'string' && !Buffer.isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
}

/** A position to write at: numbers count, anything else means the file's own. */
const writePosition = (position) => (typeof position === 'number' && position >= 0 ? position : -1);

/** The bytes of part of any view. */
const viewOf = (view, offset = 0, length = view.byteLength - offset) =>
  new Uint8Array(view.buffer, view.byteOffset + offset, length);

const validateStringOrView = hideStackFrames((data, name) => {
  if (!isArrayBufferView(data) && typeof data !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
});

function validateViews(buffers) {
  if (!Array.isArray(buffers) || !buffers.every(isArrayBufferView)) {
    throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  }
  return buffers;
}

/** The views' bytes in one piece. */
function joinViews(views) {
  const joined = Buffer.allocUnsafeSlow(views.reduce((sum, view) => sum + view.byteLength, 0));
  let at = 0;
  for (const view of views) {
    joined.set(viewOf(view), at);
    at += view.byteLength;
  }
  return joined;
}

/** Fills the views with the bytes, in order. */
function spreadBytes(bytes, views) {
  let at = 0;
  for (const view of views) {
    if (at === bytes.length) return;
    const part = bytes.subarray(at, at + view.byteLength);
    viewOf(view, 0, part.length).set(part);
    at += part.length;
  }
}

/** What a writeFile call writes: well-formed text for UTF-8, which Java encodes, or bytes. */
function fileData(data, encoding) {
  validateStringOrView(data, 'data');
  if (typeof data !== 'string') return viewOf(data);
  return isUtf8Name(encoding) ? data.toWellFormed() : Buffer.from(data, encoding);
}

const rmDefaults = { __proto__: null, recursive: false, force: false, retryDelay: 100, maxRetries: 0 };

/** The options of rm, without a look at the file. */
function validateRmOptions(options) {
  const given = options === undefined ? rmDefaults : options;
  validateObject(given, 'options');
  const all = { ...rmDefaults, ...given };
  validateBoolean(all.force, 'options.force');
  validateBoolean(all.recursive, 'options.recursive');
  validateInt32(all.retryDelay, 'options.retryDelay', 0);
  validateUint32(all.maxRetries, 'options.maxRetries');
  return all;
}

const cpDefaults = {
  __proto__: null,
  dereference: false,
  errorOnExist: false,
  filter: undefined,
  force: true,
  mode: 0,
  preserveTimestamps: false,
  recursive: false,
  verbatimSymlinks: false,
};

function validateCpOptions(options) {
  if (options === undefined) return { ...cpDefaults };
  validateObject(options, 'options');
  const all = { ...cpDefaults, ...options };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
    validateBoolean(all[name], `options.${name}`);
  }
  all.mode = getValidCopyMode(all.mode);
  if (all.dereference && all.verbatimSymlinks) {
    const { ERR_INCOMPATIBLE_OPTION_PAIR } = require('internal/errors').codes;
    throw new ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  }
  if (all.filter !== undefined) validateFunction(all.filter, 'options.filter');
  return all;
}

/** symlink's type matters on Windows only; it is checked everywhere. */
function validateSymlinkType(type) {
  if (type != null) validateOneOf(type, 'type', ['dir', 'file', 'junction']);
}

const abortErrorOf = (signal) => new AbortError(undefined, { cause: signal.reason });

module.exports = {
  DEFAULT_READ_SIZE,
  abortErrorOf,
  asBuffer,
  decodeName,
  fileData,
  getOptions,
  getValidAccessMode,
  getValidCopyMode,
  getValidatedFd,
  getValidatedPath,
  isFd,
  isUtf8Name,
  joinViews,
  readTarget,
  spreadBytes,
  stringToFlags,
  toUnixTimestamp,
  validateCpOptions,
  validatePosition,
  validateRmOptions,
  validateStringOrView,
  validateSymlinkType,
  validateViews,
  viewOf,
  writePosition,
  writeSource,
};
