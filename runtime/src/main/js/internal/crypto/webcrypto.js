'use strict';

/* The part of the Web Crypto API that there is: https://nodejs.org/api/webcrypto.html */

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { kEnumerableProperty, lazyDOMException } = require('internal/util');
const random = require('internal/crypto/random');
const { digestId } = require('internal/crypto/util');

const binding = internalBinding('crypto');

/** Web names in upper case, to OpenSSL's. */
const digests = new Map([
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
  ['SHA3-256', 'sha3-256'],
  ['SHA3-384', 'sha3-384'],
  ['SHA3-512', 'sha3-512'],
]);

const kConstruct = Symbol('kConstruct');

class SubtleCrypto {
  #brand = true;

  constructor(token) {
    if (token !== kConstruct) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /**
   * @param {string | {name: string}} algorithm
   * @param {ArrayBuffer | ArrayBufferView} data
   * @returns {Promise<ArrayBuffer>}
   */
  async digest(algorithm, data) {
    if (typeof this !== 'object' || this === null || !(#brand in this)) throw new ERR_INVALID_THIS('SubtleCrypto');
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('algorithm', 'data');
    if (!isAnyArrayBuffer(data) && !isArrayBufferView(data)) {
      throw new ERR_INVALID_ARG_TYPE('data', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], data);
    }
    const name = typeof algorithm === 'object' && algorithm !== null ? algorithm.name : algorithm;
    const digest = digests.get(`${name}`.toUpperCase());
    if (digest === undefined) throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError');
    const id = digestId(digest);
    return binding.hash(id, data, binding.digestSize(id)).buffer;
  }
}

Object.defineProperties(SubtleCrypto.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'SubtleCrypto' },
  digest: kEnumerableProperty,
});

const subtle = new SubtleCrypto(kConstruct);

class Crypto {
  #brand = true;

  constructor(token) {
    if (token !== kConstruct) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  static isCrypto(value) {
    return typeof value === 'object' && value !== null && #brand in value;
  }

  /** @returns {SubtleCrypto} */
  get subtle() {
    if (!isCrypto(this)) throw new ERR_INVALID_THIS('Crypto');
    return subtle;
  }

  /** @template {ArrayBufferView} T @param {T} array @returns {T} */
  getRandomValues(array) {
    if (!isCrypto(this)) throw new ERR_INVALID_THIS('Crypto');
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('array');
    return random.getRandomValues(array);
  }

  /** @returns {string} */
  randomUUID() {
    if (!isCrypto(this)) throw new ERR_INVALID_THIS('Crypto');
    return random.randomUUID();
  }
}

const { isCrypto } = Crypto;
delete Crypto.isCrypto;

Object.defineProperties(Crypto.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'Crypto' },
  subtle: kEnumerableProperty,
  getRandomValues: kEnumerableProperty,
  randomUUID: kEnumerableProperty,
});

module.exports = { Crypto, SubtleCrypto, crypto: new Crypto(kConstruct), subtle };
