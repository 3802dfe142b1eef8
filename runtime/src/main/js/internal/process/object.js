'use strict';

// The process object: its prototype chain and methods while the snapshot is made, what this process is at the start of a program.

const EventEmitter = require('events');
const { getSourceMapsSupport, setSourceMapsSupport } = require('internal/source_map/support');
const binding = internalBinding('process');
const { validateBoolean, validateString, validateUint32 } = require('internal/validators');
const { codes, ErrnoException } = require('internal/errors');
const { createEnvironmentProxy } = require('internal/process/env');
const { exit, setExitCode, getExitCode } = require('internal/process/exit');
const execution = require('internal/process/execution');
const { nextTick, runNextTicks } = require('internal/process/task_queues');
const { emitWarning, listenForWarnings } = require('internal/process/warning');
const { hrtime } = require('internal/process/hrtime');
const { standardStreams } = require('internal/process/stdio');
const { startListeningIfSignal, stopListeningIfSignal } = require('internal/process/signal');
const { activeHandles, activeRequests, activeResources } = require('internal/process/active');
const { environmentFlags } = require('internal/process/environment_flags');
const { finalization } = require('internal/process/finalization');
const { getOptionValue, setOptions, typeScriptMode } = require('internal/options');
const { signals } = require('internal/os_constants');
const usage = require('internal/process/usage');
const credentials = require('internal/process/credentials');

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

// ---- the working folder: asked for once, as Node does

let currentDirectory;

function cwd() {
  if (currentDirectory === undefined) {
    try {
      currentDirectory = binding.cwd();
    } catch (error) {
      if (error.code === 'ENOENT') {
        error.message =
          'ENOENT: process.cwd failed with error no such file or directory, ' +
          'the current working directory was likely removed without changing the working directory, uv_cwd';
      }
      throw error;
    }
  }
  return currentDirectory;
}

function chdir(directory) {
  validateString(directory, 'directory');
  binding.chdir(directory);
  currentDirectory = undefined;
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

// ---- signals and the end

function sendSignal(pid, signal) {
  try {
    binding.kill(pid, signal);
    return 0;
  } catch (error) {
    if (typeof error.errno !== 'number') throw error;
    return error.errno;
  }
}

function kill(pid, signal) {
  // Like Node: a number, or what == takes for one.
  // eslint-disable-next-line eqeqeq -- Node takes '1' and 1n for 1
  if (pid != (pid | 0)) throw new codes.ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  let number = signal;
  if (typeof signal !== 'number' || signal !== (signal | 0)) {
    number = signals[signal || 'SIGTERM'];
    if (number === undefined) throw new codes.ERR_UNKNOWN_SIGNAL(signal);
  }
  const error = process._kill(pid | 0, number);
  if (error) throw new ErrnoException(error, 'kill');
  return true;
}

function abort() {
  binding.abort();
}

function reallyExit(code) {
  binding.reallyExit(code | 0);
}

// ---- modules

function dlopen(module, filename) {
  validateString(filename, 'filename');
  throw new codes.ERR_DLOPEN_FAILED(`${filename}: ${whyNotLoadable(filename)}`);
}

/** What the system's loader says, or that there is no N-API here. */
function whyNotLoadable(filename) {
  const { readFileSync } = require('fs');
  let header;
  try {
    header = readFileSync(filename).subarray(0, 64);
  } catch (error) {
    return `cannot open shared object file: ${error.message}`;
  }
  if (header.length < 64) return 'file too short';
  if (header.toString('latin1', 0, 4) !== '\x7fELF') return 'invalid ELF header';
  return 'native addons cannot be loaded: Gori runs on the JVM and has no N-API';
}

function getBuiltinModule(id) {
  validateString(id, 'id');
  const { isBuiltin, loadBuiltin } = require('internal/modules/builtins');
  return isBuiltin(id) ? loadBuiltin(id) : undefined;
}

function openStdin() {
  process.stdin.resume();
  return process.stdin;
}

function loadEnvFile(path = undefined) {
  const file = path === undefined ? '.env' : require('internal/fs/utils').getValidatedPath(path, 'path');
  const values = require('util').parseEnv(require('fs').readFileSync(file, 'utf8'));
  for (const [name, value] of Object.entries(values)) {
    if (process.env[name] === undefined) process.env[name] = value;
  }
}

function setSourceMapsEnabled(enabled) {
  validateBoolean(enabled, 'enabled');
  setSourceMapsSupport(enabled, { nodeModules: enabled, generatedCode: enabled });
}

function ref(value) {
  callHook(value, Symbol.for('nodejs.ref'), Symbol.for('node:ref'), 'ref');
}

function unref(value) {
  callHook(value, Symbol.for('nodejs.unref'), Symbol.for('node:unref'), 'unref');
}

function callHook(value, ...names) {
  for (const name of names) {
    const method = value?.[name];
    if (typeof method === 'function') {
      method.call(value);
      return;
    }
  }
}

function _rawDebug(...args) {
  const { format } = require('internal/util/inspect');
  binding.rawDebug(`${format(...args)}\n`);
}

const data = (value, { enumerable = true, writable = true, configurable = true } = {}) => ({
  value,
  enumerable,
  writable,
  configurable,
});
const constant = (value) => data(value, { writable: false });
const accessor = (get, set) => ({ get, set, enumerable: true, configurable: true });

let title = '';
let environmentFlagSet;

// In Node's order, for those who list them.
Object.defineProperties(process, {
  version: constant(''),
  versions: constant({}),
  arch: constant('x64'),
  platform: constant('linux'),
  release: constant({}),
  _rawDebug: data(_rawDebug),
  moduleLoadList: constant([]),
});
EventEmitter.call(process);
process.on('newListener', startListeningIfSignal);
process.on('removeListener', stopListeningIfSignal);
Object.defineProperties(process, {
  domain: data(null),
  _exiting: data(false),
  exitCode: { get: getExitCode, set: setExitCode, enumerable: true, configurable: false },
  config: constant(
    Object.freeze({
      target_defaults: Object.freeze({
        cflags: [],
        default_configuration: 'Release',
        defines: [],
        include_dirs: [],
        libraries: [],
      }),
      variables: Object.freeze({
        host_arch: 'x64',
        napi_build_version: '0',
        node_builtin_shareable_builtins: [],
        node_byteorder: 'little',
        node_module_version: 137,
        node_shared: false,
        node_use_amaro: true,
        node_use_openssl: false,
        target_arch: 'x64',
        v8_enable_i18n_support: 1,
      }),
    }),
  ),
  dlopen: data(dlopen),
  uptime: data(function uptime() {
    return binding.uptime();
  }),
  _getActiveRequests: data(activeRequests),
  _getActiveHandles: data(activeHandles),
  getActiveResourcesInfo: data(function getActiveResourcesInfo() {
    return activeResources();
  }),
  reallyExit: data(reallyExit),
  _kill: data(sendSignal),
  loadEnvFile: data(loadEnvFile),
  cpuUsage: data(usage.cpuUsage),
  threadCpuUsage: data(usage.threadCpuUsage),
  resourceUsage: data(usage.resourceUsage),
  memoryUsage: data(usage.memoryUsage),
  constrainedMemory: data(usage.constrainedMemory),
  availableMemory: data(usage.availableMemory),
  kill: data(kill),
  exit: data(exit),
  finalization: data(finalization),
  hrtime: data(hrtime),
  openStdin: data(openStdin),
  getuid: data(credentials.getuid),
  geteuid: data(credentials.geteuid),
  getgid: data(credentials.getgid),
  getegid: data(credentials.getegid),
  getgroups: data(credentials.getgroups),
  allowedNodeEnvironmentFlags: accessor(
    () => (environmentFlagSet ??= environmentFlags()),
    (value) => {
      Object.defineProperty(process, 'allowedNodeEnvironmentFlags', data(value));
    },
  ),
  features: data(
    Object.freeze({
      inspector: false,
      debug: false,
      uv: true,
      ipv6: true,
      tls_alpn: false,
      tls_sni: false,
      tls_ocsp: false,
      tls: false,
      openssl_is_boringssl: false,
      cached_builtins: true,
      get require_module() {
        return getOptionValue('--no-experimental-require-module') === undefined;
      },
      quic: false,
      get typescript() {
        return typeScriptMode();
      },
    }),
    { writable: false, configurable: false },
  ),
  _fatalException: data((error, fromPromise) => execution.onUncaught(error, fromPromise)),
  setUncaughtExceptionCaptureCallback: data(execution.setUncaughtExceptionCaptureCallback),
  hasUncaughtExceptionCaptureCallback: data(execution.hasUncaughtExceptionCaptureCallback),
  emitWarning: data(emitWarning),
  nextTick: data(nextTick),
  _tickCallback: data(runNextTicks),
  sourceMapsEnabled: {
    get: () => getSourceMapsSupport().enabled,
    set: undefined,
    enumerable: true,
    configurable: true,
  },
  setSourceMapsEnabled: data(setSourceMapsEnabled),
  getBuiltinModule: data(getBuiltinModule),
  ref: data(ref),
  unref: data(unref),
  ...Object.getOwnPropertyDescriptors(standardStreams),
  abort: data(abort),
  umask: data(umask),
  chdir: data(chdir),
  cwd: data(cwd),
  initgroups: data(credentials.initgroups),
  setgroups: data(credentials.setgroups),
  setegid: data(credentials.setegid),
  seteuid: data(credentials.seteuid),
  setgid: data(credentials.setgid),
  setuid: data(credentials.setuid),
  env: data({}),
  title: accessor(
    () => title,
    (value) => {
      title = String(value);
      binding.setTitle(title);
    },
  ),
  argv: data([]),
  execArgv: data([]),
  pid: constant(0),
  ppid: accessor(() => binding.ppid(), undefined),
  execPath: data(''),
  debugPort: data(9229),
  argv0: constant(''),
  _preload_modules: constant([]),
});

// ---- what this process is

/** @param {object} configuration see dev.gori.runtime.Configuration; called once, when the program starts */
function prepareProcess(configuration) {
  const { options, environment, execPath } = configuration;
  setOptions(options);
  currentDirectory = configuration.workingDirectory;
  const download = `https://nodejs.org/download/release/v${configuration.nodeVersion}/node-v${configuration.nodeVersion}`;
  const argv = [execPath, ...configuration.arguments];
  if (configuration.entry === 'file') argv.splice(1, 0, require('path').resolve(configuration.file));
  title = options['--title'] ?? execPath;
  Object.defineProperties(process, {
    version: constant(`v${configuration.nodeVersion}`),
    versions: constant(versions(configuration)),
    release: constant({
      name: 'node',
      lts: 'Krypton',
      sourceUrl: `${download}.tar.gz`,
      headersUrl: `${download}-headers.tar.gz`,
    }),
    env: data(createEnvironmentProxy(environment)),
    argv: data(argv),
    execArgv: data(configuration.execArguments),
    pid: constant(configuration.pid),
    execPath: data(execPath),
    argv0: data(configuration.argv0, { writable: false, configurable: false }),
    _preload_modules: constant(configuration.preload),
  });
  for (const [name, property] of [
    ['--no-deprecation', 'noDeprecation'],
    ['--throw-deprecation', 'throwDeprecation'],
    ['--trace-deprecation', 'traceDeprecation'],
    ['--trace-warnings', 'traceProcessWarnings'],
  ]) {
    if (options[name] !== undefined) process[property] = true;
  }
  if (options['--no-warnings'] === undefined && environment.NODE_NO_WARNINGS !== '1') {
    listenForWarnings(
      options['--disable-warning'],
      options['--redirect-warnings'] ?? environment.NODE_REDIRECT_WARNINGS,
    );
  }
}

function versions(configuration) {
  const values = {
    node: configuration.nodeVersion,
    gori: configuration.version,
    icu: '77.1',
    java: configuration.javaVersion,
    modules: '137',
    unicode: '16.0',
    uv: '1.51.0',
    v8: '14.7.173-gori',
  };
  for (const name of Object.keys(values)) {
    Object.defineProperty(values, name, { writable: false, configurable: false });
  }
  return values;
}

module.exports = { prepareProcess };
