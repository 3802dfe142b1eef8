'use strict';

/* The `os` module: https://nodejs.org/api/os.html */

const { Buffer } = require('buffer');
const {
  codes: { ERR_SYSTEM_ERROR },
} = require('internal/errors');
const { validateInt32 } = require('internal/validators');
const constants = require('internal/os_constants');
const uv = require('internal/uv');

const binding = internalBinding('os');

/** Runs a host function whose failures Node reports as system errors. */
function check(operation) {
  try {
    return operation();
  } catch (error) {
    if (error.errno === undefined) throw error;
    const { errno, code, syscall } = error;
    const message = uv.lookup(errno)?.[1] ?? 'unknown error';
    const failure = new ERR_SYSTEM_ERROR({ errno, code, message, syscall });
    Error.captureStackTrace(failure, check);
    throw failure;
  }
}

/** `${os.hostname}` is the same as os.hostname(). */
function coercible(fn) {
  fn[Symbol.toPrimitive] = () => fn();
  return fn;
}

/** @returns {string} such as 'x64' */
const arch = coercible(function arch() {
  return process.arch;
});

/** @returns {number} how many threads can usefully run at once, at least 1 */
const availableParallelism = coercible(function getAvailableParallelism() {
  return binding.availableParallelism();
});

/** @returns {{model: string, speed: number, times: object}[]} speed in MHz, times in milliseconds */
function cpus() {
  const models = binding.cpuModels();
  const numbers = binding.cpuNumbers();
  return models.map((model, i) => {
    const [speed, user, nice, sys, idle, irq] = numbers.subarray(i * 6, i * 6 + 6);
    return { model, speed, times: { user, nice, sys, idle, irq } };
  });
}

/** @returns {'LE' | 'BE'} */
const endianness = coercible(function endianness() {
  return 'LE';
});

/** @returns {number} bytes */
const freemem = coercible(function getFreeMem() {
  return binding.freeMemory();
});

/** @returns {number} bytes */
const totalmem = coercible(function getTotalMem() {
  return binding.totalMemory();
});

/**
 * @param {number} [pid] 0: this process
 * @returns {number} -20 to 19
 */
function getPriority(pid) {
  if (pid === undefined) pid = 0;
  else validateInt32(pid, 'pid');
  return check(() => binding.getPriority(pid));
}

/**
 * @param {number} [pid] 0: this process
 * @param {number} priority -20 (highest) to 19 (lowest)
 */
function setPriority(pid, priority) {
  if (priority === undefined) {
    priority = pid;
    pid = 0;
  }
  validateInt32(pid, 'pid');
  validateInt32(priority, 'priority', -20, 19);
  check(() => binding.setPriority(pid, priority));
}

/** @returns {string} */
const homedir = coercible(function homedir() {
  return process.env.HOME || check(() => binding.userInfo())[3];
});

/** @returns {string} */
const hostname = coercible(function hostname() {
  return binding.hostname();
});

/** @returns {[number, number, number]} over 1, 5 and 15 minutes */
function loadavg() {
  return Array.from(binding.loadAverage());
}

function netmask(family, prefixLength) {
  const parts = [];
  const [count, bits] = family === 'IPv4' ? [4, 8] : [8, 16];
  for (let i = 0; i < count; i++) {
    const ones = Math.min(Math.max(prefixLength - i * bits, 0), bits);
    parts.push(2 ** bits - 2 ** (bits - ones));
  }
  if (family === 'IPv4') return parts.join('.');
  const text = parts.map((part) => part.toString(16)).join(':');
  return text.replace(/(?:(?:^|:)0)+$/, '::');
}

/** @returns {Record<string, object[]>} the addresses of each interface that is up */
function networkInterfaces() {
  const result = {};
  for (const [name, address, prefixLength, mac, internal, scopeid] of binding.networkInterfaces()) {
    const family = scopeid === -1 ? 'IPv4' : 'IPv6';
    const entry = {
      address,
      netmask: netmask(family, prefixLength),
      family,
      mac,
      internal,
      cidr: `${address}/${prefixLength}`,
    };
    if (scopeid !== -1) entry.scopeid = scopeid;
    (result[name] ??= []).push(entry);
  }
  return result;
}

/** @returns {string} such as 'linux' */
const platform = coercible(function platform() {
  return process.platform;
});

/** @returns {string} of the kernel */
const release = coercible(function getOSRelease() {
  return binding.release();
});

/** @returns {string} the first of TMPDIR, TMP and TEMP, without a separator at the end */
const tmpdir = coercible(function tmpdir() {
  const path = process.env.TMPDIR || process.env.TMP || process.env.TEMP || '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
});

/** @returns {string} such as 'Linux' */
const type = coercible(function getOSType() {
  return binding.type();
});

/** @returns {number} seconds */
const uptime = coercible(function uptime() {
  return binding.uptime();
});

/**
 * The user that this process runs as, by the system's user database.
 * @param {{encoding?: string}} [options] encoding: of the strings; 'buffer' for Buffers
 * @returns {{uid: number, gid: number, username: string, homedir: string, shell: string}}
 */
function userInfo(options) {
  const encoding = options !== null && typeof options === 'object' ? options.encoding : undefined;
  const [uid, gid, username, home, shell] = check(() => binding.userInfo());
  const text = (value) => {
    if (encoding === undefined || encoding === 'utf8') return value;
    const bytes = Buffer.from(value);
    return encoding === 'buffer' ? bytes : bytes.toString(Buffer.isEncoding(encoding) ? encoding : 'utf8');
  };
  return {
    __proto__: null,
    uid: Number(uid),
    gid: Number(gid),
    username: text(username),
    homedir: text(home),
    shell: text(shell),
  };
}

/** @returns {string} of the kernel's build */
const version = coercible(function getOSVersion() {
  return binding.version();
});

/** @returns {string} such as 'x86_64' */
const machine = coercible(function getMachine() {
  return binding.machine();
});

module.exports = {
  arch,
  availableParallelism,
  cpus,
  endianness,
  freemem,
  getPriority,
  homedir,
  hostname,
  loadavg,
  networkInterfaces,
  platform,
  release,
  setPriority,
  tmpdir,
  totalmem,
  type,
  userInfo,
  uptime,
  version,
  machine,
};

Object.defineProperties(module.exports, {
  constants: { configurable: false, enumerable: true, value: constants },
  EOL: { configurable: true, enumerable: true, writable: false, value: '\n' },
  devNull: { configurable: true, enumerable: true, writable: false, value: '/dev/null' },
});
