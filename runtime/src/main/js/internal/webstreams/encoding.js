// TextEncoderStream and TextDecoderStream. https://encoding.spec.whatwg.org/#stream-apis
'use strict';

const { codes } = require('internal/errors');
const { inspect } = require('internal/util/inspect');
const { TextDecoder, TextEncoder } = require('internal/encoding');
const { TransformStream } = require('internal/npm/web-streams-polyfill/dist/ponyfill.es2018');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const enumerable = { __proto__: null, enumerable: true };

function inspectAs(name, properties, depth, options, self) {
  if (depth < 0) return self;
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${name} ${inspect(properties, inner)}`;
}

const isHighSurrogate = (unit) => unit >= 0xd800 && unit <= 0xdbff;

/** Strings in, UTF-8 bytes out. */
class TextEncoderStream {
  #transform;

  constructor() {
    const encoder = new TextEncoder();
    // The first half of a surrogate pair whose second half comes with the next chunk.
    let pending = '';
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        let text = pending + String(chunk);
        pending = '';
        if (text.length > 0 && isHighSurrogate(text.charCodeAt(text.length - 1))) {
          pending = text.at(-1);
          text = text.slice(0, -1);
        }
        if (text.length > 0) controller.enqueue(encoder.encode(text));
      },
      flush(controller) {
        if (pending !== '') controller.enqueue(encoder.encode(pending));
      },
    });
  }

  get encoding() {
    TextEncoderStream.#check(this);
    return 'utf-8';
  }

  get readable() {
    TextEncoderStream.#check(this);
    return this.#transform.readable;
  }

  get writable() {
    TextEncoderStream.#check(this);
    return this.#transform.writable;
  }

  [inspectCustom](depth, options) {
    const { encoding, readable, writable } = this;
    return inspectAs('TextEncoderStream', { encoding, readable, writable }, depth, options, this);
  }

  static #check(value) {
    if (value === null || typeof value !== 'object' || !(#transform in value)) {
      throw new codes.ERR_INVALID_THIS('TextEncoderStream');
    }
  }
}

/** Bytes in, strings out. */
class TextDecoderStream {
  #decoder;
  #transform;

  /**
   * @param {string} [encoding]
   * @param {{ fatal?: boolean, ignoreBOM?: boolean }} [options]
   */
  constructor(encoding = 'utf-8', options = {}) {
    const decoder = new TextDecoder(encoding, options);
    this.#decoder = decoder;
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text) controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text) controller.enqueue(text);
        controller.terminate();
      },
    });
  }

  get encoding() {
    TextDecoderStream.#check(this);
    return this.#decoder.encoding;
  }

  get fatal() {
    TextDecoderStream.#check(this);
    return this.#decoder.fatal;
  }

  get ignoreBOM() {
    TextDecoderStream.#check(this);
    return this.#decoder.ignoreBOM;
  }

  get readable() {
    TextDecoderStream.#check(this);
    return this.#transform.readable;
  }

  get writable() {
    TextDecoderStream.#check(this);
    return this.#transform.writable;
  }

  [inspectCustom](depth, options) {
    const { encoding, fatal, ignoreBOM, readable, writable } = this;
    return inspectAs('TextDecoderStream', { encoding, fatal, ignoreBOM, readable, writable }, depth, options, this);
  }

  static #check(value) {
    if (value === null || typeof value !== 'object' || !(#transform in value)) {
      throw new codes.ERR_INVALID_THIS('TextDecoderStream');
    }
  }
}

Object.defineProperties(TextEncoderStream.prototype, {
  encoding: enumerable,
  readable: enumerable,
  writable: enumerable,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'TextEncoderStream' },
});
Object.defineProperties(TextDecoderStream.prototype, {
  encoding: enumerable,
  fatal: enumerable,
  ignoreBOM: enumerable,
  readable: enumerable,
  writable: enumerable,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'TextDecoderStream' },
});

module.exports = { TextDecoderStream, TextEncoderStream, inspectAs };
