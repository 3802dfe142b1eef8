// The state of a Readable, and its buffer: an array whose first `bufferIndex` places are used up.
'use strict';

const { Buffer } = require('buffer');
const { StringDecoder } = require('string_decoder');
const { codes } = require('internal/errors');
const {
  commonFlags,
  defineAccessor,
  defineDefaultEncoding,
  defineErrored,
  defineFlags,
  getDefaultHighWaterMark,
  getHighWaterMark,
  kAutoDestroy,
  kCloseEmitted,
  kClosed,
  kConstructed,
  kDestroyed,
  kEmitClose,
  kErrorEmitted,
  kObjectMode,
  kState,
} = require('internal/streams/state');

const kDecoderValue = Symbol('kDecoderValue');
const kEncodingValue = Symbol('kEncodingValue');

/** push(null) was called. */
const kEnded = 1 << 9;
const kEndEmitted = 1 << 10;
/** _read() was called and has not pushed yet. */
const kReading = 1 << 11;
/** _read() is running: what it pushes must not be emitted before it has returned. */
const kSync = 1 << 12;
/** The next data is to be announced with 'readable'. */
const kNeedReadable = 1 << 13;
const kEmittedReadable = 1 << 14;
/** There are listeners for 'readable'. */
const kReadableListening = 1 << 15;
const kResumeScheduled = 1 << 16;
/** There are several pipes, and `awaitDrainWriters` is a Set. */
const kMultiAwaitDrain = 1 << 17;
/** A tick that reads ahead is queued. */
const kReadingMore = 1 << 18;
/** Something was read. */
const kDataEmitted = 1 << 19;
const kDefaultUTF8Encoding = 1 << 20;
const kDecoder = 1 << 21;
const kEncoding = 1 << 22;
/** `flowing` is not null. */
const kHasFlowing = 1 << 23;
const kFlowing = 1 << 24;
/** `paused` is not null. */
const kHasPaused = 1 << 25;
const kPaused = 1 << 26;
/** Listeners for 'data' were added. */
const kDataListening = 1 << 27;

/** The state of a stream that was given no options. */
const DEFAULTS = kEmitClose | kAutoDestroy | kConstructed | kSync | kDefaultUTF8Encoding;

/** Used places in front of the buffer are given up when there are so many. */
const MAX_USED_PLACES = 1024;

class ReadableState {
  constructor(options, stream, isDuplex) {
    // Inspected and read by npm packages: these names, in this order.
    if (options) {
      this[kState] = commonFlags(options, isDuplex, 'readableObjectMode') | kSync | kDefaultUTF8Encoding;
      this.highWaterMark = getHighWaterMark(this, options, 'readableHighWaterMark', isDuplex);
    } else {
      this[kState] = DEFAULTS;
      this.highWaterMark = getDefaultHighWaterMark(false);
    }
    this.buffer = [];
    this.bufferIndex = 0;
    /** Of all in the buffer: bytes, characters or objects. */
    this.length = 0;
    this.pipes = [];
    /** The piped-to Writables that are full: null, one, or a Set. */
    this.awaitDrainWriters = null;
    if (options) this.#applyEncodings(options);
  }

  #applyEncodings({ defaultEncoding, encoding }) {
    if (defaultEncoding != null && defaultEncoding !== 'utf8' && defaultEncoding !== 'utf-8') {
      if (!Buffer.isEncoding(defaultEncoding)) throw new codes.ERR_UNKNOWN_ENCODING(defaultEncoding);
      this.defaultEncoding = defaultEncoding;
    }
    if (encoding) {
      this.decoder = new StringDecoder(encoding);
      this.encoding = encoding;
    }
  }
}

defineFlags(ReadableState.prototype, {
  objectMode: kObjectMode,
  ended: kEnded,
  endEmitted: kEndEmitted,
  reading: kReading,
  constructed: kConstructed,
  sync: kSync,
  needReadable: kNeedReadable,
  emittedReadable: kEmittedReadable,
  readableListening: kReadableListening,
  resumeScheduled: kResumeScheduled,
  errorEmitted: kErrorEmitted,
  emitClose: kEmitClose,
  autoDestroy: kAutoDestroy,
  destroyed: kDestroyed,
  closed: kClosed,
  closeEmitted: kCloseEmitted,
  multiAwaitDrain: kMultiAwaitDrain,
  readingMore: kReadingMore,
  dataEmitted: kDataEmitted,
});
defineErrored(ReadableState.prototype);
defineDefaultEncoding(ReadableState.prototype, kDefaultUTF8Encoding);
defineOptional('decoder', kDecoder, kDecoderValue);
defineOptional('encoding', kEncoding, kEncodingValue);
defineTernary('flowing', kHasFlowing, kFlowing);
defineAccessor(ReadableState.prototype, 'pipesCount', function () {
  return this.pipes.length;
});
defineTernary('paused', kHasPaused, kPaused);

/** A field that is null for most streams. */
function defineOptional(name, bit, key) {
  defineAccessor(
    ReadableState.prototype,
    name,
    function () {
      return (this[kState] & bit) === 0 ? null : this[key];
    },
    function (value) {
      if (value) {
        this[key] = value;
        this[kState] |= bit;
      } else {
        this[kState] &= ~bit;
      }
    },
  );
}

/** A field that is null, true or false. */
function defineTernary(name, hasBit, bit) {
  defineAccessor(
    ReadableState.prototype,
    name,
    function () {
      return (this[kState] & hasBit) === 0 ? null : (this[kState] & bit) !== 0;
    },
    function (value) {
      if (value == null) this[kState] &= ~(hasBit | bit);
      else if (value) this[kState] |= hasBit | bit;
      else this[kState] = (this[kState] | hasBit) & ~bit;
    },
  );
}

/** What a chunk counts in `length`. */
function sizeOf(state, chunk) {
  return (state[kState] & kObjectMode) === 0 ? chunk.length : 1;
}

/** Puts a chunk in front of the others. */
function putFront(state, chunk) {
  if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
  else state.buffer.unshift(chunk);
}

/** Takes the first chunk. */
function takeChunk(state) {
  const { buffer, bufferIndex } = state;
  if (bufferIndex + 1 === buffer.length) {
    const chunk = buffer.pop();
    if (bufferIndex > 0) clear(state);
    return chunk;
  }
  const chunk = buffer[bufferIndex];
  buffer[bufferIndex] = null;
  state.bufferIndex = bufferIndex + 1;
  if (state.bufferIndex === MAX_USED_PLACES) {
    buffer.splice(0, MAX_USED_PLACES);
    state.bufferIndex = 0;
  }
  return chunk;
}

function clear(state) {
  state.buffer.length = 0;
  state.bufferIndex = 0;
}

/**
 * Takes n bytes, characters, or one object. n is not greater than the length, or 0: all there is.
 *
 * @param {number} n
 * @param {ReadableState} state
 */
function fromList(n, state) {
  if (state.length === 0) return null;
  if ((state[kState] & kObjectMode) !== 0) return takeChunk(state);
  const { buffer, bufferIndex } = state;
  if (!n || n >= state.length) return takeAll(state);
  const first = buffer[bufferIndex];
  if (n === first.length) return takeChunk(state);
  if (n < first.length) {
    buffer[bufferIndex] = first.slice(n);
    return first.slice(0, n);
  }
  return takeSome(n, state);
}

function takeAll(state) {
  const { buffer, bufferIndex } = state;
  const count = buffer.length - bufferIndex;
  if (count === 1) return takeChunk(state);
  let all;
  if ((state[kState] & kDecoder) !== 0) {
    all = '';
    for (let i = bufferIndex; i < buffer.length; i++) all += buffer[i];
  } else if (count === 0) {
    all = Buffer.alloc(0);
  } else {
    all = Buffer.concat(bufferIndex === 0 ? buffer : buffer.slice(bufferIndex), state.length);
  }
  clear(state);
  return all;
}

/** More than the first chunk, less than all. */
function takeSome(n, state) {
  const parts = [];
  let missing = n;
  while (missing > 0) {
    const chunk = state.buffer[state.bufferIndex];
    if (chunk.length <= missing) {
      parts.push(takeChunk(state));
      missing -= chunk.length;
    } else {
      parts.push(chunk.slice(0, missing));
      state.buffer[state.bufferIndex] = chunk.slice(missing);
      missing = 0;
    }
  }
  return (state[kState] & kDecoder) !== 0 ? parts.join('') : Buffer.concat(parts, n);
}

module.exports = {
  ReadableState,
  clear,
  fromList,
  kDataEmitted,
  kDataListening,
  kDecoder,
  kEmittedReadable,
  kEncoding,
  kEndEmitted,
  kEnded,
  kFlowing,
  kHasFlowing,
  kHasPaused,
  kMultiAwaitDrain,
  kNeedReadable,
  kPaused,
  kReadableListening,
  kReading,
  kReadingMore,
  kResumeScheduled,
  kSync,
  putFront,
  sizeOf,
};
