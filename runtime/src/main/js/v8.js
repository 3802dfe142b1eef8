'use strict';

// What of V8 a program may see: its heap in numbers, and values as bytes. Snapshots of the heap and flags at run time are out of
// reach of Java; their functions say so when called.

const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');
const { Deserializer } = require('internal/v8/deserializer');
const { Serializer } = require('internal/v8/serializer');
const { DefaultDeserializer, DefaultSerializer, deserialize, serialize } = require('internal/v8/default_serializer');
const { heapStatistics } = require('internal/heap');

const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @returns {Record<string, number>} bytes and counts */
function getHeapStatistics() {
  return Object.fromEntries(Object.entries(heapStatistics()).map(([name, value]) => [snakeCase(name), value]));
}

/** @returns {number} the same for all processes whose V8 accepts the same code caches */
function cachedDataVersionTag() {
  const { compileScript } = require('internal/modules/compile');
  const header = compileScript('0', 'node:v8', {}, true);
  // Version and flags of V8, as the header of a code cache has them.
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return (view.getUint32(4, true) ^ view.getUint32(12, true)) >>> 0;
}

/** V8 takes flags before it starts only. */
function setFlagsFromString(flags) {
  validateString(flags, 'flags');
  throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('v8.setFlagsFromString() (give the flag on the command line)');
}

const unavailable = {};
for (const name of [
  'getHeapCodeStatistics',
  'getHeapSnapshot',
  'getHeapSpaceStatistics',
  'queryObjects',
  'setHeapSnapshotNearHeapLimit',
  'stopCoverage',
  'takeCoverage',
  'writeHeapSnapshot',
]) {
  unavailable[name] = {
    [name]() {
      throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM(`v8.${name}()`);
    },
  }[name];
}

module.exports = {
  cachedDataVersionTag,
  getHeapStatistics,
  setFlagsFromString,
  ...unavailable,
  Serializer,
  Deserializer,
  DefaultSerializer,
  DefaultDeserializer,
  deserialize,
  serialize,
};
