'use strict';

/*
 * The streams of zlib. A chunk goes to Java with its flush value; what comes back says how much of the chunk is left, and carries
 * at most chunkSize bytes. While the output was full there is more to come, and the rest of the chunk goes again: at once when
 * the reader wants more, else when it next asks.
 */

const { Transform, finished } = require('stream');
const { Buffer, kMaxLength } = require('buffer');
const { codes: errorCodes, genericNodeError } = require('internal/errors');
const { checkRangesOrGetDefault, validateFiniteNumber } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { codes, constants } = require('internal/zlib/constants');

const binding = internalBinding('zlib');
const {
  ERR_BROTLI_INVALID_PARAM,
  ERR_BUFFER_TOO_LARGE,
  ERR_INVALID_ARG_TYPE,
  ERR_OUT_OF_RANGE,
  ERR_TRAILING_JUNK_AFTER_STREAM_END,
  ERR_ZSTD_INVALID_PARAM,
} = errorCodes;
const {
  BROTLI_DECODE,
  BROTLI_ENCODE,
  BROTLI_OPERATION_EMIT_METADATA,
  BROTLI_OPERATION_FINISH,
  BROTLI_OPERATION_FLUSH,
  BROTLI_OPERATION_PROCESS,
  DEFLATERAW,
  GUNZIP,
  GZIP,
  INFLATE,
  UNZIP,
  Z_BLOCK,
  Z_DEFAULT_CHUNK,
  Z_DEFAULT_COMPRESSION,
  Z_DEFAULT_MEMLEVEL,
  Z_DEFAULT_STRATEGY,
  Z_DEFAULT_WINDOWBITS,
  Z_FINISH,
  Z_FIXED,
  Z_FULL_FLUSH,
  Z_MAX_LEVEL,
  Z_MAX_MEMLEVEL,
  Z_MAX_WINDOWBITS,
  Z_MIN_CHUNK,
  Z_MIN_LEVEL,
  Z_MIN_MEMLEVEL,
  Z_MIN_WINDOWBITS,
  Z_NO_FLUSH,
  Z_SYNC_FLUSH,
  ZSTD_COMPRESS,
  ZSTD_DECOMPRESS,
  ZSTD_e_continue,
  ZSTD_e_end,
  ZSTD_e_flush,
} = constants;

const kFlushFlag = Symbol('kFlushFlag');
const kState = Symbol('kState');
const kError = Symbol('kError');

// See dev.gori.runtime.zlib.ZlibBinding.
const HEADER = 16;

// Empty chunks that ask for a flush, by its value.
const flushChunks = [];

function flushChunk(flag) {
  let chunk = flushChunks[flag];
  if (chunk === undefined) {
    chunk = flushChunks[flag] = Buffer.alloc(0);
    chunk[kFlushFlag] = flag;
  }
  return chunk;
}

// Which of two flush values does more; FINISH the most. Those of Brotli and Zstandard are in that order.
const FLUSH_RANK = [0, 1, 2, 3, 5, 4];
FLUSH_RANK[Z_BLOCK] = 1;
const strongerFlush = (a, b) => (FLUSH_RANK[a] > FLUSH_RANK[b] ? a : b);

// The flush values of a library: the defaults, and the last one.
const zlibFlushes = { flush: Z_NO_FLUSH, finishFlush: Z_FINISH, fullFlush: Z_FULL_FLUSH, last: Z_BLOCK };
const brotliFlushes = {
  flush: BROTLI_OPERATION_PROCESS,
  finishFlush: BROTLI_OPERATION_FINISH,
  fullFlush: BROTLI_OPERATION_FLUSH,
  last: BROTLI_OPERATION_EMIT_METADATA,
};
const zstdFlushes = { flush: ZSTD_e_continue, finishFlush: ZSTD_e_end, fullFlush: ZSTD_e_flush, last: ZSTD_e_end };

const lastParameter = (prefix) =>
  Math.max(...Object.keys(constants).map((key) => (key.startsWith(prefix) ? constants[key] : 0)));

/** The names of a library's error codes: ERR__ and the rest in Brotli's case. */
const errorNamesOf = (prefix, cut = 0) =>
  Object.fromEntries(
    Object.entries(constants)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, number]) => [number, cut === 0 ? name : `ERR_${name.slice(cut)}`]),
  );

const brotli = {
  flushes: brotliFlushes,
  last: lastParameter('BROTLI_PARAM_'),
  Invalid: ERR_BROTLI_INVALID_PARAM,
  errorNames: errorNamesOf('BROTLI_DECODER_ERROR_', 'BROTLI_DECODER'.length),
};
const zstd = { flushes: zstdFlushes, Invalid: ERR_ZSTD_INVALID_PARAM, errorNames: errorNamesOf('ZSTD_error_') };

/** The libraries with numbered parameters, by mode. */
const parameterized = {
  [BROTLI_DECODE]: brotli,
  [BROTLI_ENCODE]: brotli,
  [ZSTD_COMPRESS]: { ...zstd, last: lastParameter('ZSTD_c_') },
  [ZSTD_DECOMPRESS]: { ...zstd, last: lastParameter('ZSTD_d_') },
};

/** The options that all libraries have, checked. */
function readCommonOptions(options, { last, ...flushes }) {
  const result = { chunkSize: Z_DEFAULT_CHUNK, maxOutputLength: kMaxLength, ...flushes, rejectGarbageAfterEnd: false };
  if (!options) return result;
  const { chunkSize } = options;
  if (validateFiniteNumber(chunkSize, 'options.chunkSize')) {
    if (chunkSize < Z_MIN_CHUNK) throw new ERR_OUT_OF_RANGE('options.chunkSize', `>= ${Z_MIN_CHUNK}`, chunkSize);
    result.chunkSize = chunkSize;
  }
  for (const [name, lower, upper] of [
    ['flush', flushes.flush, last],
    ['finishFlush', flushes.flush, last],
    ['maxOutputLength', 1, kMaxLength],
  ]) {
    result[name] = checkRangesOrGetDefault(options[name], `options.${name}`, lower, upper, result[name]);
  }
  result.rejectGarbageAfterEnd = options.rejectGarbageAfterEnd === true;
  return result;
}

/** What the options of zlib say, checked, for any of its modes. */
function readOptions(options, mode) {
  const result = {
    ...readCommonOptions(options, zlibFlushes),
    windowBits: Z_DEFAULT_WINDOWBITS,
    level: Z_DEFAULT_COMPRESSION,
    memLevel: Z_DEFAULT_MEMLEVEL,
    strategy: Z_DEFAULT_STRATEGY,
    dictionary: undefined,
  };
  if (!options) return result;
  const ranged = (name, lower, upper) => {
    result[name] = checkRangesOrGetDefault(options[name], `options.${name}`, lower, upper, result[name]);
  };
  const headerTellsWindow = mode === INFLATE || mode === GUNZIP || mode === UNZIP;
  if (
    headerTellsWindow &&
    (options.windowBits === undefined || options.windowBits === null || options.windowBits === 0)
  ) {
    result.windowBits = 0;
  } else {
    ranged('windowBits', Z_MIN_WINDOWBITS + (mode === GZIP ? 1 : 0), Z_MAX_WINDOWBITS);
  }
  ranged('level', Z_MIN_LEVEL, Z_MAX_LEVEL);
  ranged('memLevel', Z_MIN_MEMLEVEL, Z_MAX_MEMLEVEL);
  ranged('strategy', Z_DEFAULT_STRATEGY, Z_FIXED);
  result.dictionary = readDictionary(options.dictionary);
  return result;
}

/** The parameters of Brotli or Zstandard by their numbers; -1 for those that are not given. */
function readParameters(given, { last, Invalid }) {
  const parameters = new Int32Array(last + 1).fill(-1);
  for (const [name, value] of Object.entries(given ?? {})) {
    const number = Number(name);
    if (!(number >= 0 && number <= last)) throw new Invalid(name);
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw new ERR_INVALID_ARG_TYPE('options.params[key]', 'number', value);
    }
    parameters[number] = Number(value);
  }
  return new Uint8Array(parameters.buffer);
}

/** Opens a stream of Brotli or Zstandard. */
function openParameterized(options, mode) {
  const library = parameterized[mode];
  const parameters = readParameters(options?.params, library);
  const dictionary = readDictionary(options?.dictionary);
  const read = readCommonOptions(options, library.flushes);
  const size = options?.pledgedSrcSize ?? -1;
  return { read, id: binding.openWithParameters(mode, parameters, dictionary, size) };
}

function openZlib(options, mode) {
  const read = readOptions(options, mode);
  return { read, id: binding.open(mode, read.level, read.strategy, read.dictionary) };
}

function readDictionary(dictionary) {
  if (dictionary === undefined || isArrayBufferView(dictionary)) return dictionary;
  if (isAnyArrayBuffer(dictionary)) return new Uint8Array(dictionary);
  throw new ERR_INVALID_ARG_TYPE('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], dictionary);
}

/**
 * The stream that all classes of zlib are.
 *
 * @param {object} [options]
 * @param {number} mode one of the constants from DEFLATE to ZSTD_DECOMPRESS
 */
function Zlib(options, mode) {
  const { read, id } = parameterized[mode] === undefined ? openZlib(options, mode) : openParameterized(options, mode);
  const streamOptions = { autoDestroy: true, ...options };
  if (streamOptions.encoding || streamOptions.objectMode || streamOptions.writableObjectMode) {
    Object.assign(streamOptions, { encoding: null, objectMode: false, writableObjectMode: false });
  }
  Reflect.apply(Transform, this, [streamOptions]);
  this[kError] = null;
  this.bytesWritten = 0;
  this[kState] = {
    id,
    closed: false,
    writing: false,
    closeWaits: false,
    rejectGarbage: read.rejectGarbageAfterEnd,
    errorNames: parameterized[mode]?.errorNames ?? codes,
  };
  this._handle = this[kState];
  this._chunkSize = read.chunkSize;
  this._defaultFlushFlag = read.flush;
  this._finishFlushFlag = read.finishFlush;
  this._defaultFullFlushFlag = read.fullFlush;
  this._info = options?.info;
  this._maxOutputLength = read.maxOutputLength;
  this._level = read.level;
  this._strategy = read.strategy;
  this._mode = mode;
}
Object.setPrototypeOf(Zlib.prototype, Transform.prototype);
Object.setPrototypeOf(Zlib, Transform);

Object.defineProperty(Zlib.prototype, '_closed', {
  configurable: true,
  enumerable: true,
  get() {
    return this[kState].closed;
  },
});

/** Starts anew, with the same options. */
Zlib.prototype.reset = function reset() {
  if (this[kState].closed) throw new Error('zlib binding closed');
  return binding.reset(this[kState].id);
};

Zlib.prototype._flush = function _flush(callback) {
  this._transform(Buffer.alloc(0), '', callback);
};

Zlib.prototype._final = function _final(callback) {
  // _flush does it, after the last write.
  callback();
};

/**
 * Flushes what is pending.
 *
 * @param {number} [kind] a flush value; Z_FULL_FLUSH by default
 * @param {Function} [callback]
 */
Zlib.prototype.flush = function flush(kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  if (this.writableFinished) {
    if (callback) process.nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    this.write(flushChunk(kind), '', callback);
  }
};

/** @param {Function} [callback] called when the stream is closed */
Zlib.prototype.close = function close(callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

Zlib.prototype._destroy = function _destroy(error, callback) {
  release(this);
  callback(error);
};

/**
 * Changes level and strategy for what follows.
 *
 * @param {Function} [callback]
 */
Zlib.prototype.params = function params(level, strategy, callback) {
  checkRangesOrGetDefault(level, 'level', Z_MIN_LEVEL, Z_MAX_LEVEL);
  checkRangesOrGetDefault(strategy, 'strategy', Z_DEFAULT_STRATEGY, Z_FIXED);
  if (this._level === level && this._strategy === strategy) {
    process.nextTick(callback);
    return;
  }
  this.flush(Z_SYNC_FLUSH, () => {
    if (this[kState].closed) throw new Error('zlib binding closed');
    binding.params(this[kState].id, level, strategy);
    if (this.destroyed) return;
    this._level = level;
    this._strategy = strategy;
    if (callback) callback();
  });
};

Zlib.prototype._transform = function _transform(chunk, encoding, callback) {
  let flag = chunk[kFlushFlag] ?? this._defaultFlushFlag;
  // The last chunk carries the flush that ends it all.
  if (this.writableEnded && this.writableLength === chunk.byteLength) flag = strongerFlush(flag, this._finishFlushFlag);
  writeChunk(this, chunk, flag, callback);
};

Zlib.prototype._processChunk = function _processChunk(chunk, flag, callback) {
  if (typeof callback === 'function') writeChunk(this, chunk, flag, callback);
  else return writeChunkSync(this, chunk, flag);
  return undefined;
};

/** Closes the Java side, when it has nothing under way. */
function release(stream) {
  const state = stream[kState];
  if (state === undefined || state.closed) return;
  state.closed = true;
  stream._handle = null;
  if (state.writing) state.closeWaits = true;
  else binding.close(state.id);
}

/** @returns {{error?: Error, left: number, output: Buffer}} what the binding's bytes mean */
function readResult(result, chunkSize, errorNames) {
  const view = new DataView(result.buffer, result.byteOffset, HEADER);
  const code = view.getInt32(0, true);
  const left = view.getInt32(4, true);
  const made = view.getInt32(8, true);
  const output = Buffer.from(result.buffer, result.byteOffset + HEADER, made);
  if (code === 0) return { left, output, full: made === chunkSize };
  const text = Buffer.from(result.buffer, result.byteOffset + HEADER + made).utf8Slice(0, view.getInt32(12, true));
  const [name, message] = text.split('\n');
  const error = genericNodeError(message, { errno: code, code: name === '' ? errorNames[code] : name });
  return { error, left, output, full: false };
}

function writeChunk(stream, chunk, flag, callback) {
  const state = stream[kState];
  if (state.closed) {
    process.nextTick(callback);
    return;
  }
  let input = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const write = () => {
    state.writing = true;
    binding.write.async(done, state.id, flag, input, stream._chunkSize);
  };
  const done = (failed, bytes) => {
    state.writing = false;
    if (state.closeWaits) {
      state.closeWaits = false;
      binding.close(state.id);
    }
    if (stream.destroyed) {
      callback();
      return;
    }
    const { error, left, output, full } = failed
      ? { error: failed }
      : readResult(bytes, stream._chunkSize, state.errorNames);
    if (error !== undefined) {
      stream[kError] = error;
      stream.destroy(error);
      return;
    }
    stream.bytesWritten += input.length - left;
    input = input.subarray(input.length - left);
    const wantsMore = output.length === 0 || stream.push(output);
    if (stream.destroyed) {
      callback();
    } else if (full) {
      if (wantsMore) write();
      else writeWhenAsked(stream, write);
    } else {
      if (left > 0) endBeforeInput(stream);
      if (!stream.destroyed) callback();
    }
  };
  write();
}

/** There is no room downstream: the rest follows with the next read. */
function writeWhenAsked(stream, write) {
  const { _read } = stream;
  stream._read = function (size) {
    this._read = _read;
    write();
    this._read(size);
  };
}

/** The compressed data has ended and there is more input: ignored, unless it is told to be an error. */
function endBeforeInput(stream) {
  if (stream[kState].rejectGarbage) {
    const error = new ERR_TRAILING_JUNK_AFTER_STREAM_END();
    stream[kError] = error;
    stream.destroy(error);
  } else {
    stream.push(null);
  }
}

/** The whole of a buffer at once; closes the stream. */
function writeChunkSync(stream, chunk, flag) {
  const state = stream[kState];
  if (state.closed) throw new Error('zlib binding closed');
  const outputs = [];
  let total = 0;
  let input = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  try {
    for (;;) {
      const { error, left, output, full } = readResult(
        binding.write(state.id, flag, input, stream._chunkSize),
        stream._chunkSize,
        state.errorNames,
      );
      if (error !== undefined) throw error;
      stream.bytesWritten += input.length - left;
      input = input.subarray(input.length - left);
      if (output.length > 0) {
        outputs.push(output);
        total += output.length;
        if (total > stream._maxOutputLength) throw new ERR_BUFFER_TOO_LARGE(stream._maxOutputLength);
      }
      if (full) continue;
      if (left > 0 && state.rejectGarbage) throw new ERR_TRAILING_JUNK_AFTER_STREAM_END();
      break;
    }
  } finally {
    release(stream);
  }
  if (outputs.length === 0) return Buffer.alloc(0);
  return outputs.length === 1 ? outputs[0] : Buffer.concat(outputs, total);
}

/** A constructor that works with and without new. */
function defineClass(name, mode, adapt = (options) => options) {
  const Class = {
    [name]: function (options) {
      if (!(this instanceof Class)) return new Class(options);
      return Reflect.apply(Zlib, this, [adapt(options), mode]);
    },
  }[name];
  Object.setPrototypeOf(Class.prototype, Zlib.prototype);
  Object.setPrototypeOf(Class, Zlib);
  return Class;
}

const classes = {
  Deflate: defineClass('Deflate', constants.DEFLATE),
  Inflate: defineClass('Inflate', INFLATE),
  Gzip: defineClass('Gzip', GZIP),
  Gunzip: defineClass('Gunzip', GUNZIP),
  // zlib cannot make raw data with a window of 8 bits.
  DeflateRaw: defineClass('DeflateRaw', DEFLATERAW, (options) =>
    options?.windowBits === 8 ? { ...options, windowBits: 9 } : options,
  ),
  InflateRaw: defineClass('InflateRaw', constants.INFLATERAW),
  Unzip: defineClass('Unzip', UNZIP),
  BrotliCompress: defineClass('BrotliCompress', BROTLI_ENCODE),
  BrotliDecompress: defineClass('BrotliDecompress', BROTLI_DECODE),
  ZstdCompress: defineClass('ZstdCompress', ZSTD_COMPRESS),
  ZstdDecompress: defineClass('ZstdDecompress', ZSTD_DECOMPRESS),
};

module.exports = { classes, writeChunkSync };
