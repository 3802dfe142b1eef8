'use strict';

// https://nodejs.org/api/child_process.html

const { ChildProcess, describeStdio, signalNames, toSignalNumber } = require('internal/child_process');
const { codes, AbortError, ErrnoException, genericNodeError } = require('internal/errors');
const {
  validateAbortSignal,
  validateArray,
  validateBoolean,
  validateFunction,
  validateInt32,
  validateInteger,
  validateNumber,
  validateObject,
  validateString,
} = require('internal/validators');
const { addAbortListener } = require('internal/events/abort_listener');
const { getValidatedPath } = require('internal/fs/utils');
const { isArrayBufferView } = require('internal/util/types');
const { runProcess } = require('internal/wrap/process');
const { Buffer } = require('buffer');
const { clearTimeout, setTimeout } = require('timers');
const { promisify } = require('internal/util');

const MAX_BUFFER = 1024 * 1024;

let warnedOfShellArguments = false;

function checkNoNul(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

function checkEachNoNul(values, name) {
  for (let i = 0; i < values.length; i++) checkNoNul(values[i], `${name}[${i}]`);
}

const isGiven = (value) => value !== undefined && value !== null;

/** The arguments of spawn as one object; throws what Node throws. */
function normalizeSpawn(file, args, options) {
  validateString(file, 'file');
  checkNoNul(file, 'file');
  if (file.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (!isGiven(args)) {
    args = [];
  } else if (typeof args !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('args', 'object', args);
  } else {
    options = args;
    args = [];
  }
  checkEachNoNul(args, 'args');
  if (options === undefined) options = {};
  else validateObject(options, 'options');
  options = { __proto__: null, ...options };
  let { cwd } = options;
  if (isGiven(cwd)) cwd = getValidatedPath(cwd, 'options.cwd');
  if (isGiven(options.detached)) validateBoolean(options.detached, 'options.detached');
  if (isGiven(options.uid)) validateInt32(options.uid, 'options.uid');
  if (isGiven(options.gid)) validateInt32(options.gid, 'options.gid');
  if (isGiven(options.shell) && typeof options.shell !== 'boolean' && typeof options.shell !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], options.shell);
  }
  if (isGiven(options.argv0)) {
    validateString(options.argv0, 'options.argv0');
    checkNoNul(options.argv0, 'options.argv0');
  }
  for (const name of ['windowsHide', 'windowsVerbatimArguments']) {
    if (isGiven(options[name])) validateBoolean(options[name], `options.${name}`);
  }
  if (options.shell) {
    checkNoNul(options.shell, 'options.shell');
    if (args.length > 0 && !warnedOfShellArguments) {
      warnedOfShellArguments = true;
      process.emitWarning(
        'Passing args to a child process with shell option true can lead to security vulnerabilities, ' +
          'as the arguments are not escaped, only concatenated.',
        'DeprecationWarning',
        'DEP0190',
      );
    }
    const command = args.length > 0 ? `${file} ${args.join(' ')}` : file;
    file = typeof options.shell === 'string' ? options.shell : '/bin/sh';
    args = ['-c', command];
  }
  const envPairs = environment(options.env);
  if (file === process.execPath) {
    // The launcher of this runtime is a script, which does not learn its first argument; see dev.gori.cli.Main.
    envPairs.push(`GORI_INTERNAL_ARGV0=${process.pid}:${options.argv0 || file}`);
  }
  return {
    __proto__: null,
    ...options,
    cwd,
    args: [options.argv0 || file, ...args].map(String),
    file,
    envPairs,
  };
}

/** The pairs of an environment; inherited properties count. */
function environment(env) {
  env ||= process.env;
  const pairs = [];
  for (const name in env) {
    const value = env[name];
    if (value === undefined) continue;
    checkNoNul(name, `options.env['${name}']`);
    checkNoNul(value, `options.env['${name}']`);
    pairs.push(`${name}=${value}`);
  }
  return pairs;
}

function checkTimeout(timeout) {
  if (isGiven(timeout)) validateInteger(timeout, 'timeout', 0);
}

function checkMaxBuffer(maxBuffer) {
  if (isGiven(maxBuffer)) validateNumber(maxBuffer, 'options.maxBuffer', 0);
}

function sanitizeKillSignal(signal) {
  if (typeof signal === 'string' || typeof signal === 'number') return toSignalNumber(signal);
  if (isGiven(signal)) throw new codes.ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], signal);
  return undefined;
}

/**
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]
 * @returns {ChildProcess}
 */
function spawn(file, args, options) {
  options = normalizeSpawn(file, args, options);
  checkTimeout(options.timeout);
  validateAbortSignal(options.signal, 'options.signal');
  const killSignal = sanitizeKillSignal(options.killSignal);
  const child = new ChildProcess();
  child.spawn(options);
  if (options.timeout > 0) {
    let timer = setTimeout(() => {
      timer = undefined;
      try {
        child.kill(killSignal);
      } catch (error) {
        child.emit('error', error);
      }
    }, options.timeout);
    child.once('exit', () => clearTimeout(timer));
  }
  if (options.signal) {
    const { signal } = options;
    if (signal.aborted) {
      process.nextTick(() => abortChild(child, killSignal, signal.reason));
    } else {
      const disposable = addAbortListener(signal, () => abortChild(child, killSignal, signal.reason));
      child.once('exit', disposable[Symbol.dispose]);
    }
  }
  return child;
}

function abortChild(child, killSignal, reason) {
  if (!child) return;
  try {
    if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: reason }));
  } catch (error) {
    child.emit('error', error);
  }
}

/** Where the three standard descriptors and the channel go when the option is one word. */
function stdioWithChannel(word) {
  switch (word) {
    case 'ignore':
    case 'overlapped':
    case 'pipe':
      return [word, word, word, 'ipc'];
    case 'inherit':
      return [0, 1, 2, 'ipc'];
    default:
      throw new codes.ERR_INVALID_ARG_VALUE('stdio', word);
  }
}

/** Starts this runtime again, with a module and a channel to it. */
function fork(modulePath, args = [], options) {
  modulePath = getValidatedPath(modulePath, 'modulePath');
  if (args === null) {
    args = [];
  } else if (typeof args === 'object' && !Array.isArray(args)) {
    options = args;
    args = [];
  } else {
    validateArray(args, 'args');
  }
  if (isGiven(options)) validateObject(options, 'options');
  options = { __proto__: null, ...options, shell: false };
  options.execPath ||= process.execPath;
  checkNoNul(options.execPath, 'options.execPath');
  let execArgv = options.execArgv || process.execArgv;
  checkEachNoNul(execArgv, 'options.execArgv');
  if (execArgv === process.execArgv && isGiven(process._eval)) {
    // A child of `-e code` runs the module, not the code.
    const at = execArgv.indexOf(process._eval);
    if (at > 0) execArgv = execArgv.toSpliced(at - 1, 2);
  }
  if (typeof options.stdio === 'string') options.stdio = stdioWithChannel(options.stdio);
  else if (!Array.isArray(options.stdio)) options.stdio = stdioWithChannel(options.silent ? 'pipe' : 'inherit');
  else if (!options.stdio.includes('ipc')) throw new codes.ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  return spawn(options.execPath, [...execArgv, modulePath, ...args], options);
}

/** The channel of a process that was started by another one, for programs that look for it. */
function _forkChild(fd, mode) {
  require('internal/child_process/channel').connectToParent(fd, mode);
}

function normalizeExecFile(file, args, options, callback) {
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (args !== null && typeof args === 'object') {
    callback = options;
    options = args;
    args = undefined;
  } else if (typeof args === 'function') {
    callback = args;
    options = undefined;
    args = undefined;
  }
  args ??= [];
  if (typeof options === 'function') callback = options;
  else if (options !== undefined && options !== null) validateObject(options, 'options');
  options = { __proto__: null, ...(typeof options === 'function' ? undefined : options) };
  if (callback !== undefined && callback !== null) validateFunction(callback, 'callback');
  return { file, args, options, callback };
}

/** Runs a program and gives its output to the callback. */
function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = normalizeExecFile(file, args, options, callback));
  options = {
    __proto__: null,
    encoding: 'utf8',
    timeout: 0,
    maxBuffer: MAX_BUFFER,
    killSignal: 'SIGTERM',
    cwd: null,
    env: null,
    shell: false,
    ...options,
  };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = sanitizeKillSignal(options.killSignal);
  const child = spawn(file, args, {
    __proto__: null,
    cwd: options.cwd,
    env: options.env,
    argv0: options.argv0,
    gid: options.gid,
    shell: options.shell,
    signal: options.signal,
    uid: options.uid,
    windowsHide: !!options.windowsHide,
    windowsVerbatimArguments: !!options.windowsVerbatimArguments,
  });
  const encoding =
    options.encoding && options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  const outputs = [collect(child.stdout), collect(child.stderr)];
  let killed = false;
  let failure = null;
  let done = false;
  let timer;

  function collect(stream) {
    const chunks = [];
    let size = 0;
    if (!stream) return chunks;
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (chunk) => {
      // The program may have changed it.
      const { readableEncoding } = stream;
      const length = readableEncoding ? Buffer.byteLength(chunk, readableEncoding) : chunk.length;
      size += length;
      if (size > options.maxBuffer) {
        const room = options.maxBuffer - (size - length);
        chunks.push(chunk.slice(0, room));
        failure = new codes.ERR_CHILD_PROCESS_STDIO_MAXBUFFER(stream === child.stdout ? 'stdout' : 'stderr');
        kill();
      } else {
        chunks.push(chunk);
      }
    });
    return chunks;
  }

  function kill() {
    child.stdout?.destroy();
    child.stderr?.destroy();
    killed = true;
    try {
      child.kill(options.killSignal);
    } catch (error) {
      failure ??= error;
      finish(null, null);
    }
  }

  function finish(code, signal) {
    if (done) return;
    done = true;
    clearTimeout(timer);
    if (!callback) return;
    const [stdout, stderr] = outputs.map((chunks, i) =>
      encoding || child.stdio?.[i + 1]?.readableEncoding ? chunks.join('') : Buffer.concat(chunks),
    );
    if (failure === null && code === 0 && signal === null) {
      callback(null, stdout, stderr);
      return;
    }
    const command = args.length > 0 ? `${file} ${args.join(' ')}` : file;
    failure ??= genericNodeError(`Command failed: ${command}\n${stderr}`, {
      code: code < 0 ? require('util').getSystemErrorName(code) : code,
      killed: child.killed || killed,
      signal,
    });
    failure.cmd = command;
    callback(failure, stdout, stderr);
  }

  if (options.timeout > 0) timer = setTimeout(kill, options.timeout);
  child.on('close', finish);
  child.on('error', (error) => {
    failure ??= error;
    child.stdout?.destroy();
    child.stderr?.destroy();
    finish(null, null);
  });
  return child;
}

function normalizeExec(command, options, callback) {
  validateString(command, 'command');
  checkNoNul(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { __proto__: null, ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { command, options, callback };
}

/** Runs a shell command and gives its output to the callback. */
function exec(command, options, callback) {
  ({ command, options, callback } = normalizeExec(command, options, callback));
  return execFile(command, options, callback);
}

for (const [run, name] of [
  [exec, 'exec'],
  [execFile, 'execFile'],
]) {
  Object.defineProperty(run, promisify.custom, {
    enumerable: false,
    value: {
      [name](...args) {
        const { promise, resolve, reject } = Promise.withResolvers();
        promise.child = run(...args, (error, stdout, stderr) => {
          if (error !== null) reject(Object.assign(error, { stdout, stderr }));
          else resolve({ stdout, stderr });
        });
        return promise;
      },
    }[name],
  });
}

/** Runs a program to its end and gives what became of it. */
function spawnSync(file, args, options) {
  options = { __proto__: null, maxBuffer: MAX_BUFFER, ...normalizeSpawn(file, args, options) };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  const killSignal = sanitizeKillSignal(options.killSignal) ?? 15;
  const stdio = describeStdio(options.stdio || 'pipe', true);
  if (options.input) stdio[0].input = options.input;
  const encoding = options.encoding && options.encoding !== 'buffer' ? options.encoding : undefined;
  stdio.forEach((entry, i) => {
    if (isGiven(entry.input)) entry.input = inputBytes(entry.input, `options.stdio[${i}]`, encoding);
  });
  const { timeout, maxBuffer } = options;
  const { error, pid, status, signal, output } = runProcess({
    __proto__: null,
    ...options,
    stdio,
    input: stdio[0].input,
    timeout: timeout ?? 0,
    maxBuffer: maxBuffer ?? 0,
    killSignal,
  });
  const result = {};
  if (error !== 0) {
    result.error = new ErrnoException(error, `spawnSync ${options.file}`);
    result.error.path = options.file;
    result.error.spawnargs = options.args.slice(1);
  }
  result.status = pid === 0 || signal !== 0 ? null : status;
  result.signal = signal === 0 ? null : signalNames[signal];
  result.output = pid === 0 ? null : stdio.map((entry, i) => takeOutput(entry, output[i], encoding));
  result.pid = pid;
  result.stdout = result.output?.[1];
  result.stderr = result.output?.[2];
  return result;
}

function inputBytes(input, name, encoding) {
  if (isArrayBufferView(input)) return input;
  if (typeof input === 'string') return Buffer.from(input, encoding);
  throw new codes.ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView', 'string'], input);
}

function takeOutput({ copies }, bytes, encoding) {
  if (!isGiven(bytes)) return null;
  const output = Buffer.from(bytes);
  if (copies !== undefined) {
    (copies === 1 ? process.stdout : process.stderr).write(output);
    return null;
  }
  return encoding === undefined ? output : output.toString(encoding);
}

function checkResult(result, command) {
  if (result.error) return Object.assign(result.error, result);
  if (result.status === 0) return undefined;
  let message = `Command failed: ${command}`;
  if (result.stderr?.length > 0) message += `\n${result.stderr}`;
  return genericNodeError(message, result);
}

/** Runs a program to its end and returns its standard output; throws when it fails. */
function execFileSync(file, args, options) {
  ({ file, args, options } = normalizeExecFile(file, args, options));
  const inheritStderr = !options.stdio;
  const result = spawnSync(file, args, options);
  if (inheritStderr && result.stderr) process.stderr.write(result.stderr);
  const failure = checkResult(result, [options.argv0 || file, ...args].join(' '));
  if (failure) throw failure;
  return result.stdout;
}

/** Runs a shell command to its end and returns its standard output; throws when it fails. */
function execSync(command, options) {
  ({ command, options } = normalizeExec(command, options));
  const inheritStderr = !options.stdio;
  const result = spawnSync(command, options);
  if (inheritStderr && result.stderr) process.stderr.write(result.stderr);
  const failure = checkResult(result, command);
  if (failure) throw failure;
  return result.stdout;
}

module.exports = {
  _forkChild,
  ChildProcess,
  exec,
  execFile,
  execFileSync,
  execSync,
  fork,
  spawn,
  spawnSync,
};
