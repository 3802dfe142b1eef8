'use strict';

/* Keys from passwords and other keys: pbkdf2, scrypt, hkdf. Those with a callback run on the worker pool. */

const {
  codes: {
    ERR_CRYPTO_INVALID_KEYLEN,
    ERR_CRYPTO_INVALID_SCRYPT_PARAMS,
    ERR_INCOMPATIBLE_OPTION_PAIR,
    ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const {
  validateFunction,
  validateInt32,
  validateInteger,
  validateString,
  validateUint32,
} = require('internal/validators');
const { kMaxLength } = require('internal/buffer');
const { prepareSecretKey } = require('internal/crypto/keys');
const { getArrayBufferOrView, macDigestId, toBuffer } = require('internal/crypto/util');

const binding = internalBinding('crypto');

const MAX_INFO_BYTES = 1024;

/** Runs a host function on the pool. */
function run(operation, callback, convert, args) {
  operation.async(
    (error, result) => {
      if (error !== null) callback(error);
      else callback(null, convert(result));
    },
    ...args,
  );
}

// ---- pbkdf2 ----

function pbkdf2Arguments(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  const secret = getArrayBufferOrView(password, 'password');
  const saltBytes = getArrayBufferOrView(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  return [macDigestId(digest), secret, saltBytes, iterations, keylen];
}

/**
 * @param {string | ArrayBuffer | ArrayBufferView} password
 * @param {string | ArrayBuffer | ArrayBufferView} salt
 * @param {number} iterations
 * @param {number} keylen bytes
 * @param {string} digest
 * @param {(error: Error | null, key: Buffer) => void} callback
 */
function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') {
    callback = digest;
    digest = undefined;
  }
  const args = pbkdf2Arguments(password, salt, iterations, keylen, digest);
  validateFunction(callback, 'callback');
  run(binding.pbkdf2, callback, toBuffer, args);
}

/** @returns {Buffer} */
function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  return toBuffer(binding.pbkdf2(...pbkdf2Arguments(password, salt, iterations, keylen, digest)));
}

// ---- scrypt ----

const scryptDefaults = { N: 16384, r: 8, p: 1, maxmem: 32 * 1024 * 1024 };
const scryptNames = { N: 'cost', r: 'blockSize', p: 'parallelization' };

function scryptArguments(password, salt, keylen, options) {
  const secret = getArrayBufferOrView(password, 'password');
  const saltBytes = getArrayBufferOrView(salt, 'salt');
  validateInt32(keylen, 'keylen', 0);
  const chosen = {};
  for (const [short, long] of Object.entries(scryptNames)) {
    let value = options?.[short];
    if (value !== undefined) validateUint32(value, short);
    if (options?.[long] !== undefined) {
      if (value !== undefined) throw new ERR_INCOMPATIBLE_OPTION_PAIR(short, long);
      value = options[long];
      validateUint32(value, long);
    }
    chosen[short] = value || scryptDefaults[short];
  }
  let maxmem = options?.maxmem;
  if (maxmem !== undefined) validateInteger(maxmem, 'maxmem', 0);
  maxmem ||= scryptDefaults.maxmem;
  const { N, r, p } = chosen;
  checkScrypt(N, r, p, maxmem);
  return [secret, saltBytes, N, r, p, keylen];
}

/** The limits of RFC 7914, and of memory, with OpenSSL's messages. */
function checkScrypt(N, r, p, maxmem) {
  if (N < 2 || Math.log2(N) % 1 !== 0) throw new ERR_CRYPTO_INVALID_SCRYPT_PARAMS();
  if (p > (2 ** 30 - 1) / r || (16 * r < 64 && N >= 2 ** (16 * r))) {
    throw new ERR_CRYPTO_INVALID_SCRYPT_PARAMS();
  }
  if (128 * p * r + 32 * r * (N + 2) * 4 > maxmem) {
    throw new ERR_CRYPTO_INVALID_SCRYPT_PARAMS('error:030000AC:digital envelope routines::memory limit exceeded');
  }
}

/**
 * @param {string | ArrayBuffer | ArrayBufferView} password
 * @param {string | ArrayBuffer | ArrayBufferView} salt
 * @param {number} keylen bytes
 * @param {object} [options] N (cost), r (blockSize), p (parallelization), maxmem (bytes)
 * @param {(error: Error | null, key: Buffer) => void} callback
 */
function scrypt(password, salt, keylen, options, callback) {
  if (callback === undefined) {
    callback = options;
    options = undefined;
  }
  const args = scryptArguments(password, salt, keylen, options);
  validateFunction(callback, 'callback');
  run(binding.scrypt, callback, toBuffer, args);
}

/** @returns {Buffer} */
function scryptSync(password, salt, keylen, options) {
  return toBuffer(binding.scrypt(...scryptArguments(password, salt, keylen, options)));
}

// ---- hkdf ----

function hkdfArguments(digest, ikm, salt, info, length) {
  validateString(digest, 'digest');
  const key = prepareSecretKey(ikm, undefined, 'ikm');
  const saltBytes = getArrayBufferOrView(salt, 'salt');
  const infoBytes = getArrayBufferOrView(info, 'info');
  validateInteger(length, 'length', 0, kMaxLength);
  if (infoBytes.byteLength > MAX_INFO_BYTES) {
    throw new ERR_OUT_OF_RANGE('info', `must not contain more than ${MAX_INFO_BYTES} bytes`, infoBytes.byteLength);
  }
  const id = macDigestId(digest);
  if (length > 255 * binding.digestSize(id)) throw new ERR_CRYPTO_INVALID_KEYLEN();
  return [id, key, saltBytes, infoBytes, length];
}

/**
 * @param {string} digest
 * @param {string | ArrayBuffer | ArrayBufferView | KeyObject} ikm
 * @param {string | ArrayBuffer | ArrayBufferView} salt
 * @param {string | ArrayBuffer | ArrayBufferView} info at most 1024 bytes
 * @param {number} length bytes
 * @param {(error: Error | null, key: ArrayBuffer) => void} callback
 */
function hkdf(digest, ikm, salt, info, length, callback) {
  const args = hkdfArguments(digest, ikm, salt, info, length);
  validateFunction(callback, 'callback');
  run(binding.hkdf, callback, (bytes) => bytes.buffer, args);
}

/** @returns {ArrayBuffer} */
function hkdfSync(digest, ikm, salt, info, length) {
  return binding.hkdf(...hkdfArguments(digest, ikm, salt, info, length)).buffer;
}

module.exports = { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync };
