// What the state objects of all streams share: flags packed into one integer, and how high the water may stand.
//
// The flags of a ReadableState or WritableState live in `state[kState]`, so that making a stream writes one number instead of
// twenty fields, and the hot paths test several flags at once. Code outside reads and writes them by name: defineFlags() gives
// each its accessor, because npm packages look into `_readableState` and `_writableState`.
'use strict';

const { codes } = require('internal/errors');
const { validateInteger } = require('internal/validators');

const kState = Symbol('kState');
/** Where the error is, once there is one. */
const kErroredValue = Symbol('kErroredValue');
const kDefaultEncodingValue = Symbol('kDefaultEncodingValue');

// Both kinds of state have these bits.
const kObjectMode = 1 << 0;
const kErrorEmitted = 1 << 1;
const kAutoDestroy = 1 << 2;
const kEmitClose = 1 << 3;
const kDestroyed = 1 << 4;
const kClosed = 1 << 5;
const kCloseEmitted = 1 << 6;
const kErrored = 1 << 7;
const kConstructed = 1 << 8;

let defaultHighWaterMarkBytes = 64 * 1024;
let defaultHighWaterMarkObjects = 16;

/**
 * @param {boolean} objectMode
 * @returns {number} objects or bytes
 */
function getDefaultHighWaterMark(objectMode) {
  return objectMode ? defaultHighWaterMarkObjects : defaultHighWaterMarkBytes;
}

/**
 * @param {boolean} objectMode
 * @param {number} value objects or bytes
 */
function setDefaultHighWaterMark(objectMode, value) {
  validateInteger(value, 'value', 0);
  if (objectMode) defaultHighWaterMarkObjects = value;
  else defaultHighWaterMarkBytes = value;
}

/**
 * The high water mark that the options ask for, or the default.
 *
 * @param {{ objectMode: boolean }} state
 * @param {object} options
 * @param {string} duplexKey the option that counts for one side of a Duplex only
 * @param {boolean} isDuplex
 * @returns {number}
 */
function getHighWaterMark(state, options, duplexKey, isDuplex) {
  const wanted = options.highWaterMark ?? (isDuplex ? options[duplexKey] : null);
  if (wanted == null) return getDefaultHighWaterMark(state.objectMode);
  if (!Number.isInteger(wanted) || wanted < 0) {
    const name = options.highWaterMark != null || !isDuplex ? 'options.highWaterMark' : `options.${duplexKey}`;
    throw new codes.ERR_INVALID_ARG_VALUE(name, wanted);
  }
  return Math.floor(wanted);
}

/**
 * Gives a state class an accessor for each flag.
 *
 * @param {object} prototype
 * @param {Record<string, number>} flags
 */
function defineFlags(prototype, flags) {
  for (const [name, bit] of Object.entries(flags)) {
    defineAccessor(
      prototype,
      name,
      function () {
        return (this[kState] & bit) !== 0;
      },
      function (value) {
        if (value) this[kState] |= bit;
        else this[kState] &= ~bit;
      },
    );
  }
}

/**
 * @param {object} prototype
 * @param {string} name
 * @param {() => any} get
 * @param {(value: any) => void} [set]
 */
function defineAccessor(prototype, name, get, set) {
  Object.defineProperty(prototype, name, { __proto__: null, enumerable: false, configurable: false, get, set });
}

/** Gives a state class `errored`: the error, or null. */
function defineErrored(prototype) {
  defineAccessor(
    prototype,
    'errored',
    function () {
      return (this[kState] & kErrored) === 0 ? null : this[kErroredValue];
    },
    function (value) {
      if (value) {
        this[kErroredValue] = value;
        this[kState] |= kErrored;
      } else {
        this[kState] &= ~kErrored;
      }
    },
  );
}

/** Gives a state class `defaultEncoding`; one bit says that it is utf8. */
function defineDefaultEncoding(prototype, utf8Bit) {
  defineAccessor(
    prototype,
    'defaultEncoding',
    function () {
      return (this[kState] & utf8Bit) === 0 ? this[kDefaultEncodingValue] : 'utf8';
    },
    function (value) {
      if (value === 'utf8' || value === 'utf-8') {
        this[kState] |= utf8Bit;
      } else {
        this[kState] &= ~utf8Bit;
        this[kDefaultEncodingValue] = value;
      }
    },
  );
}

/** The bits that the options common to all streams turn on. */
function commonFlags(options, isDuplex, duplexObjectMode) {
  let flags = kConstructed;
  if (options.objectMode || (isDuplex && options[duplexObjectMode])) flags |= kObjectMode;
  if (options.emitClose !== false) flags |= kEmitClose;
  if (options.autoDestroy !== false) flags |= kAutoDestroy;
  return flags;
}

module.exports = {
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
  kErrored,
  kObjectMode,
  kState,
  setDefaultHighWaterMark,
};
