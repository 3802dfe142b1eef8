'use strict';

// Whether V8 accepts a code cache. V8 does not tell: it compiles anew when it rejects one. Its header is compared instead with
// what this V8 writes; 32-bit fields: magic number, version, source length, flags, snapshot, payload length, checksum.

const { compileScript } = require('internal/modules/compile');

const HEADER_BYTES = 32;
const SOURCE_FIELD = 2;
const PAYLOAD_FIELD = 5;
const FIELDS_OF_THE_ENGINE = [0, 1, 3, 4];

let sample;

function headerFields(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  return Array.from({ length: HEADER_BYTES / 4 }, (_, i) => view.getUint32(4 * i, true));
}

/**
 * @param {ArrayBufferView} data
 * @param {string} source
 * @returns {boolean} whether it is a cache of a source of this length, complete, by this V8 with these flags
 */
function isCachedDataFor(data, source) {
  if (data.byteLength <= HEADER_BYTES) return false;
  sample ??= headerFields(compileScript('0', 'node:internal/vm/cached_data', {}, true));
  const fields = headerFields(data);
  return (
    FIELDS_OF_THE_ENGINE.every((i) => fields[i] === sample[i]) &&
    fields[SOURCE_FIELD] === source.length &&
    fields[PAYLOAD_FIELD] === data.byteLength - HEADER_BYTES
  );
}

module.exports = { isCachedDataFor };
