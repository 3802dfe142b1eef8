'use strict';

/* TextEncoder and TextDecoder: https://nodejs.org/api/util.html#class-utiltextdecoder */

const {
  codes: { ERR_ENCODING_INVALID_ENCODED_DATA, ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS },
} = require('internal/errors');
const { kValidateObjectAllowObjectsAndNull, validateObject, validateString } = require('internal/validators');
const { bulkUtf8Encode } = require('internal/buffer/bulk');
const { isAnyArrayBuffer, isUint8Array } = require('internal/util/types');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { utf16le } = require('internal/buffer/codecs');
const {
  lastUnitsRead,
  latin1Decode,
  utf8ByteLength,
  utf8Decode,
  utf8IncompleteTail,
  utf8IsValid,
  utf8Write,
} = require('internal/buffer/utf8');
const { getEncodingFromLabel, getSingleByteIndex } = require('internal/encoding/tables');

const binding = internalBinding('encoding');

let utilInspect;
function inspect(value, options) {
  utilInspect ??= require('internal/util/inspect').inspect;
  return utilInspect(value, options);
}

/** From how many UTF-16 units on encoding in bulk is worth it. */
const BULK_UNITS = 64;
const REPLACEMENT = '\ufffd';
const EMPTY = new Uint8Array(0);

// ---- TextEncoder ----

class TextEncoder {
  // Makes instances known by their brand.
  #encoding = 'utf-8';

  get encoding() {
    if (!isTextEncoder(this)) throw new ERR_INVALID_THIS('TextEncoder');
    return this.#encoding;
  }

  /**
   * @param {string} [input]
   * @returns {Uint8Array}
   */
  encode(input = '') {
    if (!isTextEncoder(this)) throw new ERR_INVALID_THIS('TextEncoder');
    const text = `${input}`;
    const encoded = text.length >= BULK_UNITS ? bulkUtf8Encode(text) : undefined;
    if (encoded !== undefined) return encoded.slice();
    const bytes = new Uint8Array(utf8ByteLength(text));
    utf8Write(bytes, text, 0, bytes.length);
    return bytes;
  }

  /**
   * Encodes as many whole characters as there is room for.
   * @param {string} src
   * @param {Uint8Array} dest
   * @returns {{read: number, written: number}} UTF-16 units and bytes
   */
  encodeInto(src, dest) {
    if (!isTextEncoder(this)) throw new ERR_INVALID_THIS('TextEncoder');
    validateString(src, 'src');
    if (!dest || !isUint8Array(dest)) throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);
    const written = utf8Write(dest, src, 0, dest.length);
    return { read: lastUnitsRead(), written };
  }

  static isTextEncoder(value) {
    return typeof value === 'object' && value !== null && #encoding in value;
  }

  [customInspectSymbol](depth, opts) {
    if (!isTextEncoder(this)) throw new ERR_INVALID_THIS('TextEncoder');
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: this.constructor === TextEncoder ? Object : this.constructor });
    shown.encoding = this.encoding;
    return inspect(shown, opts);
  }
}

const { isTextEncoder } = TextEncoder;
delete TextEncoder.isTextEncoder;

Object.defineProperties(TextEncoder.prototype, {
  encode: kEnumerableProperty,
  encodeInto: kEnumerableProperty,
  encoding: kEnumerableProperty,
  [Symbol.toStringTag]: { configurable: true, value: 'TextEncoder' },
});

// ---- decoders: each turns bytes into text and returns how many bytes at the end wait for more ----

/** Bytes that came with the chunk before, and the chunk. */
function join(pending, bytes) {
  const joined = new Uint8Array(pending.length + bytes.length);
  joined.set(pending);
  joined.set(bytes, pending.length);
  return joined;
}

const utf8Decoder = {
  incomplete: (bytes) => utf8IncompleteTail(bytes, 0, bytes.length),
  decode(bytes, end, fatal) {
    if (fatal && !utf8IsValid(end === bytes.length ? bytes : bytes.subarray(0, end))) return undefined;
    return utf8Decode(bytes, 0, end);
  },
};

const utf16Decoder = {
  incomplete(bytes) {
    const odd = bytes.length & 1;
    const last = bytes.length - odd;
    // The first half of a surrogate pair waits for the second.
    return odd + (last >= 2 && (bytes[last - 1] & 0xfc) === 0xd8 ? 2 : 0);
  },
  decode(bytes, end, fatal) {
    const odd = end & 1;
    const text = utf16le.slice(bytes, 0, end - odd);
    if (fatal) return odd === 0 && text.isWellFormed() ? text : undefined;
    const whole = text.toWellFormed();
    if (odd === 0) return whole;
    // Half a unit after half a pair is one error, not two.
    return end >= 3 && (bytes[end - 2] & 0xfc) === 0xd8 ? whole : whole + REPLACEMENT;
  },
};

const utf16beDecoder = {
  incomplete: (bytes) => utf16Decoder.incomplete(swapBytes(bytes)),
  decode: (bytes, end, fatal) => utf16Decoder.decode(swapBytes(bytes), end, fatal),
};

function swapBytes(bytes) {
  const swapped = new Uint8Array(bytes);
  for (let i = 0; i + 1 < swapped.length; i += 2) {
    swapped[i] = bytes[i + 1];
    swapped[i + 1] = bytes[i];
  }
  return swapped;
}

function makeSingleByteDecoder(index) {
  const holes = index.includes(REPLACEMENT);
  // Decoded as Latin-1 first: as a rule most bytes are ASCII, and those need no index.
  const high = /[\x80-\xff]/g;
  const replace = (char) => index[char.charCodeAt(0) - 0x80];
  return {
    incomplete: () => 0,
    decode(bytes, end, fatal) {
      const text = latin1Decode(bytes, 0, end).replace(high, replace);
      return fatal && holes && text.includes(REPLACEMENT) ? undefined : text;
    },
  };
}

/** The Asian encodings, by the host's decoders. */
function makeHostDecoder(encoding) {
  return {
    incomplete: (bytes) => binding.incompleteTail(encoding, bytes),
    decode: (bytes, end, fatal) => binding.decode(encoding, end === bytes.length ? bytes : bytes.slice(0, end), fatal),
  };
}

const decoders = new Map([
  ['utf-8', utf8Decoder],
  ['utf-16le', utf16Decoder],
  ['utf-16be', utf16beDecoder],
]);

function getDecoder(encoding) {
  let decoder = decoders.get(encoding);
  if (decoder === undefined) {
    const index = getSingleByteIndex(encoding);
    decoder = index === undefined ? makeHostDecoder(encoding) : makeSingleByteDecoder(index);
    decoders.set(encoding, decoder);
  }
  return decoder;
}

/** Node checks the input in JavaScript or in C++, depending on the encoding, with different words. */
function inputError(input, encoding, stream) {
  const isUtf8 = encoding === 'utf-8';
  if ((isUtf8 && stream) || getSingleByteIndex(encoding) !== undefined) {
    return new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'ArrayBufferView'], input);
  }
  const name = isUtf8 ? 'list' : 'input';
  return Object.assign(
    new TypeError(`The "${name}" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.`),
    { code: 'ERR_INVALID_ARG_TYPE' },
  );
}

// ---- TextDecoder ----

const FLAG_FLUSH = 1;
const FLAG_FATAL = 2;
const FLAG_IGNORE_BOM = 4;
const kFlags = Symbol('flags');
const kHandle = Symbol('handle');

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #decoder;
  /** Bytes that wait for more. */
  #pending = EMPTY;
  /** Whether the start of the text, where a byte order mark may stand, has gone by. */
  #started = false;

  /**
   * @param {string} [encoding] a label of the Encoding Standard
   * @param {{fatal?: boolean, ignoreBOM?: boolean}} [options]
   */
  constructor(encoding = 'utf-8', options = {}) {
    const label = `${encoding}`;
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const name = getEncodingFromLabel(label);
    if (name === undefined) throw new ERR_ENCODING_NOT_SUPPORTED(label);
    this.#encoding = name;
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
    this.#decoder = getDecoder(name);
  }

  static isTextDecoder(value) {
    return typeof value === 'object' && value !== null && #decoder in value;
  }

  /**
   * @param {ArrayBuffer | SharedArrayBuffer | ArrayBufferView} [input]
   * @param {{stream?: boolean}} [options] stream: more is to come
   * @returns {string}
   */
  decode(input = EMPTY, options = undefined) {
    if (!isTextDecoder(this)) throw new ERR_INVALID_THIS('TextDecoder');
    let bytes;
    if (isUint8Array(input)) {
      bytes = input;
    } else if (ArrayBuffer.isView(input)) {
      bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    } else if (isAnyArrayBuffer(input)) {
      bytes = input.detached ? EMPTY : new Uint8Array(input);
    } else {
      throw inputError(input, this.#encoding, Boolean(options?.stream));
    }
    let stream = false;
    if (options !== undefined) {
      validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
      stream = Boolean(options?.stream);
    }
    if (this.#pending.length > 0) bytes = join(this.#pending, bytes);
    const waiting = stream ? this.#decoder.incomplete(bytes) : 0;
    const end = bytes.length - waiting;
    let text = end === 0 ? '' : this.#decoder.decode(bytes, end, this.#fatal);
    if (text === undefined) {
      this.#reset();
      throw new ERR_ENCODING_INVALID_ENCODED_DATA(this.#encoding, undefined);
    }
    if (!this.#started && text.length > 0) {
      this.#started = true;
      if (!this.#ignoreBOM && text.charCodeAt(0) === 0xfeff && this.#encoding.startsWith('utf-')) {
        text = text.slice(1);
      }
    }
    if (stream) this.#pending = waiting === 0 ? EMPTY : Uint8Array.prototype.slice.call(bytes, end);
    else this.#reset();
    return text;
  }

  #reset() {
    this.#pending = EMPTY;
    this.#started = false;
  }

  get encoding() {
    if (!isTextDecoder(this)) throw new ERR_INVALID_THIS('TextDecoder');
    return this.#encoding;
  }

  get fatal() {
    if (!isTextDecoder(this)) throw new ERR_INVALID_THIS('TextDecoder');
    return this.#fatal;
  }

  get ignoreBOM() {
    if (!isTextDecoder(this)) throw new ERR_INVALID_THIS('TextDecoder');
    return this.#ignoreBOM;
  }

  [customInspectSymbol](depth, opts) {
    if (!isTextDecoder(this)) throw new ERR_INVALID_THIS('TextDecoder');
    if (typeof depth === 'number' && depth < 0) return this;
    const name = this.constructor?.name || 'TextDecoder';
    const shown = { encoding: this.#encoding, fatal: this.#fatal, ignoreBOM: this.#ignoreBOM };
    if (opts?.showHidden) {
      shown[kFlags] =
        (this.#started || this.#pending.length > 0 ? FLAG_FLUSH : 0) |
        (this.#fatal ? FLAG_FATAL : 0) |
        (this.#ignoreBOM ? FLAG_IGNORE_BOM : 0);
      shown[kHandle] = undefined;
    }
    return `${name} ${inspect(shown, opts)}`;
  }
}

const { isTextDecoder } = TextDecoder;
delete TextDecoder.isTextDecoder;

Object.defineProperties(TextDecoder.prototype, {
  decode: kEnumerableProperty,
  encoding: kEnumerableProperty,
  fatal: kEnumerableProperty,
  ignoreBOM: kEnumerableProperty,
  [Symbol.toStringTag]: { configurable: true, value: 'TextDecoder' },
});

module.exports = { TextDecoder, TextEncoder, getEncodingFromLabel };
