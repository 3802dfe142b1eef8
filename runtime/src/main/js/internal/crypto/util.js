'use strict';

/* What the files of the crypto module share: arguments that are bytes, and the digests' names. */

const { Buffer } = require('buffer');
const {
  codes: { ERR_CRYPTO_INVALID_DIGEST, ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { FastBuffer } = require('internal/buffer');

const binding = internalBinding('crypto');

/** The number of a digest that there is none of. */
const UNKNOWN_DIGEST = -1;
/** Names as programs spell them, to the host's numbers. @type {Map<string, number>} */
const digestIds = new Map();

/**
 * @param {string} name in any of OpenSSL's spellings
 * @returns {number} UNKNOWN_DIGEST if there is none
 */
function digestId(name) {
  let id = digestIds.get(name);
  if (id === undefined) {
    id = binding.digestId(name);
    if (id !== UNKNOWN_DIGEST) digestIds.set(name, id);
  }
  return id;
}

/**
 * The number of a digest that can be used in an HMAC.
 * @param {string} name
 * @returns {number}
 */
function macDigestId(name) {
  const id = digestId(name);
  if (id === UNKNOWN_DIGEST || !binding.hasMac(id)) throw new ERR_CRYPTO_INVALID_DIGEST(name);
  return id;
}

/**
 * The bytes of an argument: text is encoded, memory is viewed.
 * @param {string | ArrayBuffer | SharedArrayBuffer | ArrayBufferView} value
 * @param {string} name of the argument
 * @param {string} [encoding] of text
 * @returns {ArrayBuffer | SharedArrayBuffer | ArrayBufferView}
 */
function getArrayBufferOrView(value, name, encoding) {
  if (isAnyArrayBuffer(value) || isArrayBufferView(value)) return value;
  if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
}

/** A host's result as a Buffer. */
function toBuffer(bytes) {
  return new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What createHash accepts: OpenSSL's names, sorted. */
const hashNames = [
  ...['RSA-MD5', 'RSA-RIPEMD160', 'RSA-SHA1', 'RSA-SHA1-2', 'RSA-SHA224', 'RSA-SHA256', 'RSA-SHA3-224'],
  ...['RSA-SHA3-256', 'RSA-SHA3-384', 'RSA-SHA3-512', 'RSA-SHA384', 'RSA-SHA512', 'RSA-SHA512/224'],
  ...['RSA-SHA512/256', 'RSA-SM3', 'blake2b512', 'blake2s256', 'id-rsassa-pkcs1-v1_5-with-sha3-224'],
  ...['id-rsassa-pkcs1-v1_5-with-sha3-256', 'id-rsassa-pkcs1-v1_5-with-sha3-384'],
  ...['id-rsassa-pkcs1-v1_5-with-sha3-512', 'md5', 'md5-sha1', 'md5WithRSAEncryption', 'ripemd', 'ripemd160'],
  ...['ripemd160WithRSA', 'rmd160', 'sha1', 'sha1WithRSAEncryption', 'sha224', 'sha224WithRSAEncryption'],
  ...['sha256', 'sha256WithRSAEncryption', 'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'sha384'],
  ...['sha384WithRSAEncryption', 'sha512', 'sha512-224', 'sha512-224WithRSAEncryption', 'sha512-256'],
  ...['sha512-256WithRSAEncryption', 'sha512WithRSAEncryption', 'shake128', 'shake256', 'sm3'],
  ...['sm3WithRSAEncryption', 'ssl3-md5', 'ssl3-sha1'],
];

/** @returns {string[]} */
function getHashes() {
  return hashNames.slice();
}

const kHandle = Symbol('kHandle');

module.exports = {
  UNKNOWN_DIGEST,
  digestId,
  getArrayBufferOrView,
  getHashes,
  kHandle,
  macDigestId,
  toBuffer,
};
