'use strict';

/*
 * The `crypto` module: https://nodejs.org/api/crypto.html
 * Hashes, HMAC, key derivation, random bytes. What is absent here is not there yet: ciphers, signatures, key pairs, certificates.
 */

const {
  codes: { ERR_CRYPTO_FIPS_UNAVAILABLE, ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH, ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { createHash, createHmac, deprecatedHash, deprecatedHmac, hash } = require('internal/crypto/hash');
const { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } = require('internal/crypto/kdf');
const { KeyObject, createSecretKey, timingSafeEqualBytes } = require('internal/crypto/keys');
const { randomBytes, randomFill, randomFillSync, randomInt, randomUUID } = require('internal/crypto/random');
const { getHashes } = require('internal/crypto/util');
const webcrypto = require('internal/crypto/webcrypto');

function bytesOf(value, name) {
  if (isArrayBufferView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (isAnyArrayBuffer(value)) return new Uint8Array(value);
  throw new ERR_INVALID_ARG_TYPE(name, ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
}

/**
 * Compares bytes in a time that does not depend on them.
 * @param {ArrayBuffer | ArrayBufferView} buf1
 * @param {ArrayBuffer | ArrayBufferView} buf2 of the same length
 * @returns {boolean}
 */
function timingSafeEqual(buf1, buf2) {
  const a = bytesOf(buf1, 'buf1');
  const b = bytesOf(buf2, 'buf2');
  if (a.length !== b.length) throw new ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return timingSafeEqualBytes(a, b);
}

/** @returns {0} there is no FIPS mode */
function getFips() {
  return 0;
}

/** @param {boolean | 0 | 1} value only what is off already can be asked for */
function setFips(value) {
  if (value) throw new ERR_CRYPTO_FIPS_UNAVAILABLE();
}

function getRandomValues(array) {
  return webcrypto.crypto.getRandomValues(array);
}

module.exports = {
  createHash,
  createHmac,
  createSecretKey,
  getHashes,
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  timingSafeEqual,
  getFips,
  setFips,
  hash,
  Hash: deprecatedHash,
  Hmac: deprecatedHmac,
  KeyObject,
};

Object.defineProperties(module.exports, {
  webcrypto: { configurable: false, enumerable: true, get: () => webcrypto.crypto },
  subtle: { configurable: false, enumerable: true, get: () => webcrypto.subtle },
  getRandomValues: { configurable: false, enumerable: true, get: () => getRandomValues },
});
