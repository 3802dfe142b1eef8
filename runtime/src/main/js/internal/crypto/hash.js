'use strict';

/* Hash, Hmac and hash(): https://nodejs.org/api/crypto.html#class-hash */

const { Buffer } = require('buffer');
const {
  codes: { ERR_CRYPTO_HASH_FINALIZED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateEncoding, validateObject, validateString, validateUint32 } = require('internal/validators');
const { isArrayBufferView } = require('internal/util/types');
const { deprecate } = require('internal/util');
const { getCodec } = require('internal/buffer/codecs');
const LazyTransform = require('internal/crypto/lazy_transform');
const { HashHandle, HmacHandle } = require('internal/crypto/hasher');
const { prepareSecretKey } = require('internal/crypto/keys');
const { UNKNOWN_DIGEST, digestId, kHandle, macDigestId, toBuffer } = require('internal/crypto/util');

const binding = internalBinding('crypto');

const kState = Symbol('kState');
const kFinalized = Symbol('kFinalized');

/** The length of the digest to make; the error is OpenSSL's. */
function checkOutputLength(id, outputLength) {
  const size = binding.digestSize(id);
  if (outputLength === undefined || outputLength === size || binding.isExtendable(id)) return outputLength ?? size;
  const error = new Error('error:030000B2:digital envelope routines::not XOF or invalid length');
  error.library = 'digital envelope routines';
  error.reason = 'not XOF or invalid length';
  error.code = 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH';
  throw error;
}

/** The bytes of data for update; `undefined` where it has neither text nor bytes. */
function dataBytes(data, encoding) {
  if (typeof data === 'string') {
    const known = typeof encoding === 'string' && getCodec(encoding) !== undefined;
    return Buffer.from(data, known ? encoding : 'utf8');
  }
  if (data instanceof Uint8Array) return data;
  return isArrayBufferView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : undefined;
}

/** A digest in the encoding asked for; as it is when there is no such encoding. */
function encodeDigest(buffer, encoding) {
  return encoding === undefined || getCodec(encoding) === undefined ? buffer : buffer.toString(encoding);
}

// ---- Hash ----

function Hash(algorithm, options) {
  if (!new.target) return new Hash(algorithm, options);
  const isCopy = algorithm instanceof Hash;
  if (!isCopy) validateString(algorithm, 'algorithm');
  const outputLength = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  // null and undefined are no length.
  if (outputLength != null) validateUint32(outputLength, 'options.outputLength');
  LazyTransform.call(this, options);
  if (isCopy) {
    this[kHandle] = algorithm[kHandle].copy(outputLength ?? undefined);
  } else {
    const id = digestId(algorithm);
    if (id === UNKNOWN_DIGEST) throw new Error('Digest method not supported');
    this[kHandle] = new HashHandle(id, undefined, checkOutputLength(id, outputLength ?? undefined));
  }
  this[kState] = { [kFinalized]: false };
}
Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hash, LazyTransform);

/**
 * @param {object} [options] outputLength: for extendable digests
 * @returns {Hash} that has seen the same data
 */
Hash.prototype.copy = function copy(options) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(this, options);
};

Hash.prototype._transform = function _transform(chunk, encoding, callback) {
  this[kHandle].update(dataBytes(chunk, encoding));
  callback();
};

Hash.prototype._flush = function _flush(callback) {
  this.push(toBuffer(this[kHandle].digest()));
  callback();
};

/**
 * @param {string | ArrayBufferView} data
 * @param {string} [encoding] of a string
 * @returns {this}
 */
Hash.prototype.update = function update(data, encoding) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  if (typeof data === 'string') validateEncoding(data, encoding);
  const bytes = dataBytes(data, encoding);
  if (bytes === undefined) throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  this[kHandle].update(bytes);
  return this;
};

/**
 * @param {string} [outputEncoding]
 * @returns {Buffer | string}
 */
Hash.prototype.digest = function digest(outputEncoding) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  // Converted first: what throws must not consume the digest.
  const encoding = outputEncoding === undefined ? undefined : `${outputEncoding}`;
  const result = toBuffer(this[kHandle].digest());
  this[kState][kFinalized] = true;
  return encodeDigest(result, encoding);
};

// ---- Hmac ----

function Hmac(hmac, key, options) {
  if (!new.target) return new Hmac(hmac, key, options);
  validateString(hmac, 'hmac');
  const encoding = options?.encoding;
  const secret = prepareSecretKey(key, encoding);
  this[kHandle] = new HmacHandle(macDigestId(hmac), secret, 0);
  this[kState] = { [kFinalized]: false };
  LazyTransform.call(this, options);
}
Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hmac, LazyTransform);

Hmac.prototype.update = Hash.prototype.update;

/**
 * @param {string} [outputEncoding]
 * @returns {Buffer | string} empty when it has been taken already
 */
Hmac.prototype.digest = function digest(outputEncoding) {
  const encoding = outputEncoding === undefined ? undefined : `${outputEncoding}`;
  if (this[kState][kFinalized]) return encodeDigest(Buffer.alloc(0), encoding);
  const result = toBuffer(this[kHandle].digest());
  this[kState][kFinalized] = true;
  return encodeDigest(result, encoding);
};

Hmac.prototype._flush = Hash.prototype._flush;
Hmac.prototype._transform = Hash.prototype._transform;

// ---- hash() ----

/**
 * The digest of data that is there as a whole.
 * @param {string} algorithm
 * @param {string | ArrayBufferView} input
 * @param {string | {outputEncoding?: string, outputLength?: number}} [options] encoding of the result: 'hex' by default
 * @returns {string | Buffer}
 */
function hash(algorithm, input, options) {
  validateString(algorithm, 'algorithm');
  const bytes = dataBytes(input);
  if (bytes === undefined) {
    throw new ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
  }
  let outputLength;
  let encoding = 'hex';
  if (typeof options === 'string') {
    encoding = options;
  } else if (options !== undefined) {
    validateObject(options, 'options');
    ({ outputLength } = options);
    if (outputLength !== undefined) validateUint32(outputLength, 'outputLength');
    encoding = options.outputEncoding ?? 'hex';
    validateString(encoding, 'outputEncoding');
  }
  if (encoding !== 'buffer' && getCodec(encoding) === undefined) {
    throw new ERR_INVALID_ARG_VALUE('outputEncoding', encoding);
  }
  const id = digestId(algorithm);
  if (id === UNKNOWN_DIGEST) throw new Error(`Digest method ${algorithm} is not supported`);
  return encodeDigest(toBuffer(binding.hash(id, bytes, checkOutputLength(id, outputLength))), encoding);
}

module.exports = {
  Hash,
  Hmac,
  createHash: (algorithm, options) => new Hash(algorithm, options),
  createHmac: (hmac, key, options) => new Hmac(hmac, key, options),
  deprecatedHash: deprecate(Hash, 'crypto.Hash constructor is deprecated.', 'DEP0179'),
  deprecatedHmac: deprecate(Hmac, 'crypto.Hmac constructor is deprecated.', 'DEP0181'),
  hash,
};
