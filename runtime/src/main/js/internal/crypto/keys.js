'use strict';

/* KeyObject, for secret keys: https://nodejs.org/api/crypto.html#class-keyobject */

const { Buffer } = require('buffer');
const {
  codes: { ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateObject, validateOneOf } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView, setKeyTypes } = require('internal/util/types');
const { kEnumerableProperty } = require('internal/util');
const { getArrayBufferOrView } = require('internal/crypto/util');

/** Holds the bytes: they show neither in properties nor in inspect output. */
class SecretHandle {
  #bytes;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  static bytesOf(handle) {
    return handle.#bytes;
  }

  static isHandle(value) {
    return typeof value === 'object' && value !== null && #bytes in value;
  }
}
const { bytesOf, isHandle } = SecretHandle;
delete SecretHandle.bytesOf;
delete SecretHandle.isHandle;

class KeyObject {
  #type;
  #handle;

  constructor(type, handle) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') throw new ERR_INVALID_ARG_VALUE('type', type);
    if (!isHandle(handle)) throw new ERR_INVALID_ARG_TYPE('handle', 'object', handle);
    this.#type = type;
    this.#handle = handle;
  }

  /** @returns {'secret'} */
  get type() {
    return this.#type;
  }

  /** @param {KeyObject} otherKeyObject @returns {boolean} */
  equals(otherKeyObject) {
    if (!isKeyObject(otherKeyObject)) {
      throw new ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    }
    if (otherKeyObject.type !== this.type) return false;
    return timingSafeEqualBytes(secretOf(this), secretOf(otherKeyObject));
  }

  static isKeyObject(value) {
    return typeof value === 'object' && value !== null && #handle in value;
  }

  static secretOf(key) {
    return bytesOf(key.#handle);
  }
}

/** @param {unknown} value @returns {value is KeyObject} */
const { isKeyObject, secretOf } = KeyObject;
delete KeyObject.isKeyObject;
delete KeyObject.secretOf;

Object.defineProperties(KeyObject.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'KeyObject' },
  type: kEnumerableProperty,
});

class SecretKeyObject extends KeyObject {
  constructor(handle) {
    super('secret', handle);
  }

  /** Bytes. */
  get symmetricKeySize() {
    return secretOf(this).length;
  }

  /**
   * @param {{format?: 'buffer' | 'jwk'}} [options]
   * @returns {Buffer | {kty: 'oct', k: string}}
   */
  export(options) {
    if (options !== undefined) {
      validateObject(options, 'options');
      validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (options.format === 'jwk') {
        const key = secretOf(this);
        return { kty: 'oct', k: key.base64urlSlice(0, key.length) };
      }
    }
    return Buffer.from(secretOf(this));
  }
}

/** Compares all bytes whatever they are, so that time tells nothing. */
function timingSafeEqualBytes(a, b) {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i] ^ b[i];
  return difference === 0;
}

/**
 * @param {string | ArrayBuffer | ArrayBufferView} key
 * @param {string} [encoding] of a string
 * @returns {KeyObject}
 */
function createSecretKey(key, encoding) {
  if (typeof key !== 'string' && !isArrayBufferView(key) && !isAnyArrayBuffer(key)) {
    throw new ERR_INVALID_ARG_TYPE('key', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], key);
  }
  return new SecretKeyObject(new SecretHandle(copyOf(getArrayBufferOrView(key, 'key', encoding))));
}

/** A copy that nobody else can change. */
function copyOf(source) {
  const view = isArrayBufferView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  const copy = Buffer.allocUnsafeSlow(view.length);
  copy.set(view);
  return copy;
}

/**
 * The bytes of a key argument.
 * @param {string | ArrayBuffer | ArrayBufferView | KeyObject} key
 * @param {string} [encoding] of a string
 * @param {string} [name] of the argument
 * @returns {Buffer}
 */
function prepareSecretKey(key, encoding, name = 'key') {
  if (isKeyObject(key)) {
    if (key.type !== 'secret') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'secret');
    return secretOf(key);
  }
  if (typeof key !== 'string' && !isArrayBufferView(key) && !isAnyArrayBuffer(key)) {
    throw new ERR_INVALID_ARG_TYPE(
      name,
      ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'string', 'KeyObject', 'CryptoKey'],
      key,
    );
  }
  return copyOf(getArrayBufferOrView(key, name, encoding));
}

setKeyTypes({ isKeyObject, isCryptoKey: () => false });

module.exports = { KeyObject, createSecretKey, isKeyObject, prepareSecretKey, timingSafeEqualBytes };
