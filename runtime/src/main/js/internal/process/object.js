'use strict';

// The process object: its prototype chain and methods while the snapshot is made, what this process is at the start of a program.

const EventEmitter = require('events');
const binding = internalBinding('process');
const engine = internalBinding('engine');
const { validateString, validateObject, validateNumber, validateUint32 } = require('internal/validators');
const { codes } = require('internal/errors');
const { createEnvironmentProxy } = require('internal/process/env');
const { exit, setExitCode, getExitCode } = require('internal/process/exit');
const execution = require('internal/process/execution');
const { nextTick } = require('internal/process/task_queues');
const { emitWarning } = require('internal/process/warning');
const { hrtime, hrtimeBigInt } = require('internal/process/hrtime');
const { defineStandardStreams } = require('internal/process/stdio');
const { startListeningIfSignal, stopListeningIfSignal } = require('internal/process/signal');
const osConstants = require('internal/os_constants');

const prototype = Object.getPrototypeOf(process);
Object.defineProperty(prototype, 'constructor', {
  value: function process() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  },
  writable: true,
  enumerable: false,
  configurable: true,
});
Object.defineProperty(prototype.constructor, 'prototype', { value: prototype });
Object.setPrototypeOf(prototype, EventEmitter.prototype);
Object.defineProperty(process, Symbol.toStringTag, {
  value: 'process',
  writable: false,
  enumerable: false,
  configurable: true,
});
EventEmitter.call(process);
process.on('newListener', startListeningIfSignal);
process.on('removeListener', stopListeningIfSignal);

let options = {};

function chdir(directory) {
  validateString(directory, 'directory');
  binding.chdir(directory);
  currentDirectory = undefined;
}

let currentDirectory;
function cwd() {
  if (currentDirectory === undefined) {
    try {
      currentDirectory = binding.cwd();
    } catch (error) {
      error.message =
        'ENOENT: process.cwd failed with error no such file or directory,' +
        ' the current working directory was likely removed without changing the working directory, uv_cwd';
      throw error;
    }
  }
  return currentDirectory;
}

function uptime() {
  return binding.uptime();
}

function memoryUsage() {
  const heap = engine.heapStatistics();
  return {
    rss: binding.rss(),
    heapTotal: heap[0],
    heapUsed: heap[4],
    external: heap[13],
    arrayBuffers: 0,
  };
}
memoryUsage.rss = () => binding.rss();

function checkTime(previous, name) {
  validateNumber(previous[name], `prevValue.${name}`);
  const value = previous[name];
  if (!(value <= Number.MAX_SAFE_INTEGER && value >= 0)) {
    throw new codes.ERR_INVALID_ARG_VALUE.RangeError(`prevValue.${name}`, value);
  }
}

function usageSince(times, previous) {
  const [user, system] = times;
  if (previous === undefined || previous === null) return { user, system };
  validateObject(previous, 'prevValue');
  checkTime(previous, 'user');
  checkTime(previous, 'system');
  return { user: user - previous.user, system: system - previous.system };
}

function cpuUsage(previous) {
  return usageSince(binding.cpuTimes(), previous);
}

function threadCpuUsage(previous) {
  return usageSince(binding.threadCpuTimes(), previous);
}

function resourceUsage() {
  const [userCPUTime, systemCPUTime] = binding.cpuTimes();
  const [minorPageFault, majorPageFault, voluntaryContextSwitches, involuntaryContextSwitches] = binding.faults();
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
    fsRead: 0,
    fsWrite: 0,
    ipcSent: 0,
    ipcReceived: 0,
    signalsCount: 0,
    voluntaryContextSwitches,
    involuntaryContextSwitches,
  };
}

function kill(pid, signal) {
  // eslint-disable-next-line eqeqeq -- a number, or what == takes for one, as in Node
  if (pid != (pid | 0)) {
    throw new codes.ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  }
  let number;
  if (typeof signal === 'number') {
    number = signal;
  } else {
    const name = signal || 'SIGTERM';
    number = osConstants.signals[name];
    if (number === undefined) throw new codes.ERR_UNKNOWN_SIGNAL(signal);
  }
  try {
    binding.kill(pid | 0, number);
  } catch (error) {
    const { ErrnoException } = require('internal/errors');
    throw new ErrnoException(error.errno, 'kill');
  }
  return true;
}

function umask(mask) {
  if (mask === undefined) return binding.umask(-1);
  let value = mask;
  if (typeof mask === 'string') {
    if (!/^[0-7]+$/.test(mask)) {
      throw new codes.ERR_INVALID_ARG_VALUE('mask', mask, 'must be a 32-bit unsigned integer or an octal string');
    }
    value = Number.parseInt(mask, 8);
  }
  validateUint32(value, 'mask');
  return binding.umask(value & 0o777);
}

function abort() {
  binding.abort();
}

function reallyExit(code) {
  binding.reallyExit(code | 0);
}

function dlopen() {
  throw new codes.ERR_DLOPEN_FAILED('native addons cannot be loaded: Gori runs on the JVM and has no N-API');
}

function getActiveResourcesInfo() {
  const { activeTimerKinds } = require('internal/process/active');
  return [...binding.activeResources().filter((kind) => !hiddenResources.has(kind)), ...activeTimerKinds()];
}
const hiddenResources = new Set(['Timer', 'Check', 'Idle', 'timer', 'check', 'idle']);

function getBuiltinModule(id) {
  validateString(id, 'id');
  const { isBuiltin, loadBuiltin } = require('internal/modules/builtins');
  return isBuiltin(id) ? loadBuiltin(id) : undefined;
}

function ids() {
  return binding.ids();
}

function openStdin() {
  process.stdin.resume();
  return process.stdin;
}

function assert(value, message) {
  if (!value) {
    const { AssertionError } = require('assert');
    throw new AssertionError({ message: message ?? 'assertion error', actual: value, expected: true, operator: '==' });
  }
}

class Finalization {
  #exitCallbacks = new Map();
  #beforeExitCallbacks = new Map();
  #installed = false;

  #add(map, reference, callback) {
    if (!this.#installed) {
      this.#installed = true;
      process.on('exit', () => this.#run(this.#exitCallbacks, 'exit'));
      process.on('beforeExit', () => this.#run(this.#beforeExitCallbacks, 'beforeExit'));
    }
    map.set(new WeakRef(reference), callback);
  }

  #run(map, event) {
    for (const [reference, callback] of map) {
      const value = reference.deref();
      if (value !== undefined) callback(value, event);
    }
    map.clear();
  }

  register(reference, callback) {
    validateObject(reference, 'ref', 6);
    this.#add(this.#exitCallbacks, reference, callback);
  }

  registerBeforeExit(reference, callback) {
    validateObject(reference, 'ref', 6);
    this.#add(this.#beforeExitCallbacks, reference, callback);
  }

  unregister(reference) {
    for (const map of [this.#exitCallbacks, this.#beforeExitCallbacks]) {
      for (const key of map.keys()) if (key.deref() === reference) map.delete(key);
    }
  }
}

Object.assign(process, {
  version: '',
  versions: {},
  arch: 'x64',
  platform: 'linux',
  release: {},
  argv: [],
  execArgv: [],
  env: {},
  pid: 0,
  ppid: 0,
  execPath: '',
  debugPort: 9229,
  argv0: '',
  exiting: undefined,
  _exiting: false,
  features: Object.freeze({
    inspector: false,
    debug: false,
    uv: false,
    ipv6: true,
    tls_alpn: false,
    tls_sni: false,
    tls_ocsp: false,
    tls: false,
    openssl_is_boringssl: false,
    cached_builtins: true,
    require_module: false,
    typescript: false,
  }),
  config: Object.freeze({
    target_defaults: Object.freeze({ cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [] }),
    variables: Object.freeze({ napi_build_version: '0', v8_enable_i18n_support: 1, node_shared: false }),
  }),
  nextTick,
  abort,
  chdir,
  cwd,
  uptime,
  memoryUsage,
  cpuUsage,
  threadCpuUsage,
  resourceUsage,
  kill,
  umask,
  exit,
  reallyExit,
  dlopen,
  hrtime,
  emitWarning,
  getActiveResourcesInfo,
  getBuiltinModule,
  openStdin,
  assert,
  getuid: () => ids()[0],
  geteuid: () => ids()[1],
  getgid: () => ids()[2],
  getegid: () => ids()[3],
  getgroups: () => [...ids()].slice(4),
  constrainedMemory: () => 0,
  availableMemory: () => binding.availableMemory(),
  setUncaughtExceptionCaptureCallback: execution.setUncaughtExceptionCaptureCallback,
  hasUncaughtExceptionCaptureCallback: execution.hasUncaughtExceptionCaptureCallback,
  setSourceMapsEnabled() {},
  ref(value) {
    const method = value?.[Symbol.for('nodejs.ref')] ?? value?.[Symbol.for('node:ref')] ?? value?.ref;
    if (typeof method === 'function') method.call(value);
  },
  unref(value) {
    const method = value?.[Symbol.for('nodejs.unref')] ?? value?.[Symbol.for('node:unref')] ?? value?.unref;
    if (typeof method === 'function') method.call(value);
  },
  finalization: new Finalization(),
  _rawDebug(...args) {
    const { format } = require('internal/util/inspect');
    binding.rawDebug(`${format(...args)}\n`);
  },
  _getActiveHandles: () => require('internal/process/active').activeHandles(),
  _getActiveRequests: () => [],
  _kill: (pid, signal) => {
    try {
      binding.kill(pid, signal);
      return 0;
    } catch (error) {
      return error.errno;
    }
  },
  moduleLoadList: [],
});
delete process.exiting;
hrtime.bigint = hrtimeBigInt;
for (const name of ['getuid', 'geteuid', 'getgid', 'getegid', 'getgroups']) {
  Object.defineProperty(process[name], 'name', { value: name });
}

Object.defineProperty(process, 'exitCode', {
  get: getExitCode,
  set: setExitCode,
  enumerable: true,
  configurable: false,
});

let title = 'node';
Object.defineProperty(process, 'title', {
  get: () => title,
  set(value) {
    title = String(value);
  },
  enumerable: true,
  configurable: true,
});
Object.defineProperty(process, 'domain', { value: null, writable: true, enumerable: true, configurable: true });
Object.defineProperty(process, 'allowedNodeEnvironmentFlags', {
  get: () => new Set(['--require', '-r', '--max-old-space-size', '--unhandled-rejections', '--no-warnings']),
  set(value) {
    Object.defineProperty(process, 'allowedNodeEnvironmentFlags', { value, writable: true, enumerable: true, configurable: true });
  },
  enumerable: true,
  configurable: true,
});
defineStandardStreams();

/** What this process is: called once, when the program starts. */
function prepareProcess(configuration) {
  options = configuration.options;
  process.version = `v${configuration.nodeVersion}`;
  process.versions = Object.freeze({
    node: configuration.nodeVersion,
    v8: '14.7.173-gori',
    uv: '1.51.0',
    modules: '137',
    unicode: '16.0',
    icu: '77.1',
    gori: configuration.version,
    java: configuration.javaVersion,
  });
  process.release = {
    name: 'node',
    sourceUrl: `https://nodejs.org/download/release/v${configuration.nodeVersion}/node-v${configuration.nodeVersion}.tar.gz`,
    headersUrl: `https://nodejs.org/download/release/v${configuration.nodeVersion}/node-v${configuration.nodeVersion}-headers.tar.gz`,
  };
  process.execPath = configuration.execPath;
  process.argv = [configuration.execPath, ...configuration.arguments];
  if (configuration.entry === 'file') process.argv.splice(1, 0, require('path').resolve(configuration.file));
  process.execArgv = configuration.execArguments;
  process.argv0 = configuration.argv0;
  process.env = createEnvironmentProxy(configuration.environment);
  process.pid = configuration.pid;
  Object.defineProperty(process, 'ppid', { get: () => binding.ppid(), enumerable: true, configurable: true });
  currentDirectory = configuration.workingDirectory;
  require('internal/options').setOptions(options);
  title = options['--title'] ?? title;
  require('internal/process/promises').setMode?.(options['--unhandled-rejections'] ?? 'throw');
  if (options['--no-warnings'] === undefined && configuration.environment.NODE_NO_WARNINGS !== '1') {
    const { onWarning } = require('internal/process/warning');
    process.on('warning', onWarning);
  }
  for (const [name, property] of [
    ['--no-deprecation', 'noDeprecation'],
    ['--throw-deprecation', 'throwDeprecation'],
    ['--trace-deprecation', 'traceDeprecation'],
    ['--trace-warnings', 'traceProcessWarnings'],
  ]) {
    if (options[name] !== undefined) process[property] = true;
  }
  if (internalBinding('builtins').ids.includes('perf_hooks')) require('perf_hooks').setTimeOrigin?.(configuration.timeOrigin);
}

module.exports = { prepareProcess };
