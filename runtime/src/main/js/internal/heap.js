'use strict';

// V8's heap in numbers. V8 answers at an interrupt of JavaScript, so the answer is there one call later.

const { requestHeapStatistics, heapStatistics: readHeapStatistics } = internalBinding('engine');

const NAMES = [
  'totalHeapSize',
  'totalHeapSizeExecutable',
  'totalPhysicalSize',
  'totalAvailableSize',
  'usedHeapSize',
  'heapSizeLimit',
  'mallocedMemory',
  'peakMallocedMemory',
  'doesZapGarbage',
  'numberOfNativeContexts',
  'numberOfDetachedContexts',
  'totalGlobalHandlesSize',
  'usedGlobalHandlesSize',
  'externalMemory',
];
const TRIES = 1000;

/** @returns {Record<string, number>} bytes and counts, by V8's names */
function heapStatistics() {
  requestHeapStatistics();
  for (let i = 0; i < TRIES; i++) {
    const values = readHeapStatistics();
    if (values !== undefined) return Object.fromEntries(NAMES.map((name, at) => [name, values[at]]));
  }
  throw new Error('V8 did not tell its heap statistics');
}

module.exports = { heapStatistics };
