'use strict';

// What the process uses: memory, processor time, and the rest of getrusage().

const binding = internalBinding('process');
const { heapStatistics } = require('internal/heap');
const { validateNumber, validateObject } = require('internal/validators');
const { codes } = require('internal/errors');

function rss() {
  return binding.rss();
}

function memoryUsage() {
  const heap = heapStatistics();
  return {
    rss: rss(),
    heapTotal: heap.totalHeapSize,
    heapUsed: heap.usedHeapSize,
    external: heap.externalMemory,
    // V8 counts the buffers it allocated itself in its external memory, and does not tell them apart.
    arrayBuffers: 0,
  };
}
memoryUsage.rss = rss;

function checkTime(previous, name) {
  const value = previous[name];
  validateNumber(value, `prevValue.${name}`);
  if (!(value <= Number.MAX_SAFE_INTEGER && value >= 0)) {
    throw new codes.ERR_INVALID_ARG_VALUE.RangeError(`prevValue.${name}`, value);
  }
}

function usageSince(times, previous) {
  if (previous) {
    validateObject(previous, 'prevValue');
    checkTime(previous, 'user');
    checkTime(previous, 'system');
  }
  const [user, system] = times();
  return previous ? { user: user - previous.user, system: system - previous.system } : { user, system };
}

/** Microseconds that the whole process, the JVM's threads included, spent in user and system mode. */
function cpuUsage(previous) {
  return usageSince(binding.cpuTimes, previous);
}

/** As cpuUsage(), of the thread that runs JavaScript. */
function threadCpuUsage(previous) {
  return usageSince(binding.threadCpuTimes, previous);
}

function resourceUsage() {
  const [userCPUTime, systemCPUTime] = binding.cpuTimes();
  const [minorPageFault, majorPageFault, voluntaryContextSwitches, involuntaryContextSwitches, fsRead, fsWrite] =
    binding.usage();
  return {
    userCPUTime,
    systemCPUTime,
    maxRSS: binding.maxRss() / 1024,
    sharedMemorySize: 0,
    unsharedDataSize: 0,
    unsharedStackSize: 0,
    minorPageFault,
    majorPageFault,
    swappedOut: 0,
    fsRead,
    fsWrite,
    ipcSent: 0,
    ipcReceived: 0,
    signalsCount: 0,
    voluntaryContextSwitches,
    involuntaryContextSwitches,
  };
}

function constrainedMemory() {
  return binding.constrainedMemory();
}

function availableMemory() {
  return binding.availableMemory();
}

module.exports = { memoryUsage, cpuUsage, threadCpuUsage, resourceUsage, constrainedMemory, availableMemory };
