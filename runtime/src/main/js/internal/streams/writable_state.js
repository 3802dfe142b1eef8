// The state of a Writable.
'use strict';

const { Buffer } = require('buffer');
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

/** Chunks that wait, as `{ chunk, encoding, callback }`; null before the first. The first `bufferedIndex` are written. */
const kBufferedValue = Symbol('kBufferedValue');
const kWriteCallback = Symbol('kWriteCallback');
const kTickInfo = Symbol('kTickInfo');
const kFinishCallbacks = Symbol('kFinishCallbacks');

/** _write() is running. */
const kSync = 1 << 9;
const kFinalCalled = 1 << 10;
/** write() has returned false. */
const kNeedDrain = 1 << 11;
/** end() was called. */
const kEnding = 1 << 12;
const kFinished = 1 << 13;
const kDecodeStrings = 1 << 14;
/** _write() has not called back. */
const kWriting = 1 << 15;
/** The buffer is being emptied. */
const kBufferProcessing = 1 << 16;
const kPrefinished = 1 << 17;
/** All that waits is bytes. */
const kAllBuffers = 1 << 18;
/** Nothing that waits has a callback. */
const kAllNoop = 1 << 19;
/** There are functions to call at the end. */
const kOnFinished = 1 << 20;
/** `writable` was set by somebody. */
const kHasWritable = 1 << 21;
const kWritable = 1 << 22;
const kDefaultUTF8Encoding = 1 << 24;
/** end() has done its work. */
const kEnded = 1 << 25;
/** The tick after writes that were done at once is queued. */
const kAfterWritePending = 1 << 26;
/** _write() may call back. */
const kExpectWriteCallback = 1 << 27;
/** write() had a callback. */
const kHasWriteCallback = 1 << 28;

const DEFAULTS =
  kEmitClose | kAutoDestroy | kConstructed | kSync | kDecodeStrings | kAllBuffers | kAllNoop | kDefaultUTF8Encoding;

class WritableState {
  constructor(options, stream, isDuplex, onwrite) {
    // Inspected and read by npm packages: these names, in this order.
    if (options) {
      let flags = commonFlags(options, isDuplex, 'writableObjectMode');
      flags |= kSync | kAllBuffers | kAllNoop | kDefaultUTF8Encoding;
      if (options.decodeStrings !== false) flags |= kDecodeStrings;
      this[kState] = flags;
      this.highWaterMark = getHighWaterMark(this, options, 'writableHighWaterMark', isDuplex);
    } else {
      this[kState] = DEFAULTS;
      this.highWaterMark = getDefaultHighWaterMark(false);
    }
    this[kBufferedValue] = null;
    /** Of all that was not written yet: bytes, characters or objects. */
    this.length = 0;
    this.corked = 0;
    /** What _write() is given to call back. */
    this.onwrite = onwrite;
    /** The length of what is being written. */
    this.writelen = 0;
    this.bufferedIndex = 0;
    /** Callbacks to come before 'finish': those of writes, and of the end itself. */
    this.pendingcb = 0;
    if (options) this.#applyEncoding(options.defaultEncoding);
  }

  #applyEncoding(encoding) {
    if (encoding == null || encoding === 'utf8' || encoding === 'utf-8') return;
    if (!Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
    this.defaultEncoding = encoding;
  }

  /** @returns {{ chunk: any, encoding: string, callback: Function }[]} what waits */
  getBuffer() {
    return this[kBufferedValue] === null ? [] : this[kBufferedValue].slice(this.bufferedIndex);
  }
}

defineFlags(WritableState.prototype, {
  objectMode: kObjectMode,
  finalCalled: kFinalCalled,
  needDrain: kNeedDrain,
  ending: kEnding,
  ended: kEnded,
  finished: kFinished,
  destroyed: kDestroyed,
  decodeStrings: kDecodeStrings,
  writing: kWriting,
  sync: kSync,
  bufferProcessing: kBufferProcessing,
  constructed: kConstructed,
  prefinished: kPrefinished,
  errorEmitted: kErrorEmitted,
  emitClose: kEmitClose,
  autoDestroy: kAutoDestroy,
  closed: kClosed,
  closeEmitted: kCloseEmitted,
  allBuffers: kAllBuffers,
  allNoop: kAllNoop,
});
defineErrored(WritableState.prototype);
defineAccessor(
  WritableState.prototype,
  'writable',
  function () {
    return (this[kState] & kHasWritable) === 0 ? undefined : (this[kState] & kWritable) !== 0;
  },
  function (value) {
    if (value == null) this[kState] &= ~(kHasWritable | kWritable);
    else if (value) this[kState] |= kHasWritable | kWritable;
    else this[kState] = (this[kState] | kHasWritable) & ~kWritable;
  },
);
defineDefaultEncoding(WritableState.prototype, kDefaultUTF8Encoding);
defineAccessor(
  WritableState.prototype,
  'writecb',
  function () {
    return (this[kState] & kHasWriteCallback) === 0 ? null : this[kWriteCallback];
  },
  function (value) {
    this[kWriteCallback] = value;
    if (value) this[kState] |= kHasWriteCallback;
    else this[kState] &= ~kHasWriteCallback;
  },
);
defineAccessor(
  WritableState.prototype,
  'afterWriteTickInfo',
  function () {
    return this[kTickInfo] ?? null;
  },
  function (value) {
    this[kTickInfo] = value;
  },
);
defineAccessor(
  WritableState.prototype,
  'buffered',
  function () {
    return this[kBufferedValue] ?? [];
  },
  function (value) {
    this[kBufferedValue] = value;
  },
);
defineAccessor(WritableState.prototype, 'bufferedRequestCount', function () {
  return hasBuffered(this) ? this[kBufferedValue].length - this.bufferedIndex : 0;
});

function hasBuffered(state) {
  return state[kBufferedValue] !== null && state[kBufferedValue].length > state.bufferedIndex;
}

/** Forgets what waits. */
function resetBuffer(state) {
  state[kBufferedValue] = null;
  state.bufferedIndex = 0;
  state[kState] |= kAllBuffers | kAllNoop;
}

module.exports = {
  WritableState,
  hasBuffered,
  kAfterWritePending,
  kAllBuffers,
  kAllNoop,
  kBufferProcessing,
  kBufferedValue,
  kDecodeStrings,
  kEnded,
  kEnding,
  kExpectWriteCallback,
  kFinalCalled,
  kFinishCallbacks,
  kFinished,
  kHasWriteCallback,
  kNeedDrain,
  kOnFinished,
  kPrefinished,
  kSync,
  kTickInfo,
  kWriteCallback,
  kWriting,
  resetBuffer,
};
