'use strict';

// Child processes. What is not there yet: fork() and IPC, streams beyond the first three, detached, uid and gid.

const { ChildProcess, streamWords, toSignalNumber, signalNames, unavailable } = require('internal/child_process');
const { codes, AbortError, genericNodeError } = require('internal/errors');
const {
  validateString,
  validateObject,
  validateBoolean,
  validateAbortSignal,
  validateFunction,
  validateInt32,
} = require('internal/validators');
const { Buffer } = require('buffer');
const { clearTimeout, setTimeout } = require('timers');
const { URL } = require('internal/url');
const { promisify } = require('internal/util');
const binding = internalBinding('process_wrap');

const MAX_BUFFER = 1024 * 1024;

function checkNoNul(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

/** The arguments of spawn as one object; throws what Node throws. */
function normalizeSpawn(file, args, options) {
  validateString(file, 'file');
  checkNoNul(file, 'file');
  if (file.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (args === undefined || args === null) {
    args = [];
  } else if (typeof args !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('args', 'object', args);
  } else {
    options = args;
    args = [];
  }
  args = args.map((arg, i) => {
    const text = `${arg}`;
    checkNoNul(text, `args[${i}]`);
    return text;
  });
  if (options === undefined) options = {};
  else validateObject(options, 'options');
  let { cwd } = options;
  if (cwd !== undefined && cwd !== null) {
    if (cwd instanceof URL) cwd = require('url').fileURLToPath(cwd);
    validateString(cwd, 'options.cwd');
    checkNoNul(cwd, 'options.cwd');
  }
  for (const name of ['detached', 'windowsHide', 'windowsVerbatimArguments']) {
    if (options[name] !== undefined && options[name] !== null) validateBoolean(options[name], `options.${name}`);
  }
  for (const name of ['uid', 'gid']) {
    if (options[name] !== undefined && options[name] !== null) {
      validateInt32(options[name], `options.${name}`);
      throw unavailable(`another ${name}`);
    }
  }
  if (
    options.shell !== undefined &&
    options.shell !== null &&
    typeof options.shell !== 'boolean' &&
    typeof options.shell !== 'string'
  ) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], options.shell);
  }
  if (options.argv0 !== undefined && options.argv0 !== null) {
    validateString(options.argv0, 'options.argv0');
    checkNoNul(options.argv0, 'options.argv0');
  }
  if (options.shell) {
    const command = [file, ...args].join(' ');
    file = typeof options.shell === 'string' ? options.shell : '/bin/sh';
    args = ['-c', command];
  }
  const env = options.env ?? process.env;
  const envPairs = [];
  for (const name in env) {
    const value = env[name];
    if (value !== undefined) {
      checkNoNul(name, `options.env['${name}']`);
      checkNoNul(`${value}`, `options.env['${name}']`);
      envPairs.push(`${name}=${value}`);
    }
  }
  return { ...options, cwd, args: [options.argv0 ?? file, ...args], file, envPairs };
}

function checkTimeout(timeout) {
  if (timeout !== undefined && timeout !== null && !(Number.isInteger(timeout) && timeout >= 0)) {
    throw new codes.ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout);
  }
}

function checkMaxBuffer(maxBuffer) {
  if (maxBuffer !== undefined && maxBuffer !== null && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) {
    throw new codes.ERR_OUT_OF_RANGE('options.maxBuffer', 'a positive number', maxBuffer);
  }
}

function sanitizeKillSignal(signal) {
  if (typeof signal === 'string' || typeof signal === 'number') return toSignalNumber(signal);
  if (signal !== undefined && signal !== null) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], signal);
  }
  return undefined;
}

/**
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]
 * @returns {ChildProcess}
 */
function spawn(file, args, options) {
  const normal = normalizeSpawn(file, args, options);
  checkTimeout(normal.timeout);
  validateAbortSignal(normal.signal, 'options.signal');
  const killSignal = sanitizeKillSignal(normal.killSignal);
  const child = new ChildProcess();
  child.spawn(normal);
  if (normal.timeout > 0) {
    let timer = setTimeout(() => {
      timer = undefined;
      child.kill(killSignal);
    }, normal.timeout);
    child.once('exit', () => clearTimeout(timer));
  }
  if (normal.signal !== undefined) {
    const { signal } = normal;
    const abort = () => {
      if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) process.nextTick(abort);
    else {
      signal.addEventListener('abort', abort, { once: true });
      child.once('exit', () => signal.removeEventListener('abort', abort));
    }
  }
  return child;
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
  if (typeof options === 'function') options = {};
  options ??= {};
  if (callback !== undefined && callback !== null) validateFunction(callback, 'callback');
  return { file, args, options, callback };
}

/** Runs a program and gives its output to the callback. */
function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = normalizeExecFile(file, args, options, callback));
  options = {
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
    cwd: options.cwd ?? undefined,
    env: options.env ?? undefined,
    shell: options.shell,
    signal: options.signal,
    argv0: options.argv0,
  });
  const encoding =
    options.encoding && options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  const outputs = [collect(child.stdout), collect(child.stderr)];
  let failure = null;
  let done = false;
  let timer;

  function collect(stream) {
    const chunks = [];
    let size = 0;
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (chunk) => {
      const length = encoding ? Buffer.byteLength(chunk, encoding) : chunk.length;
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
    child.stdout.destroy();
    child.stderr.destroy();
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
    const [stdout, stderr] = outputs.map((chunks) => (encoding ? chunks.join('') : Buffer.concat(chunks)));
    if (failure === null && code === 0 && signal === null) {
      callback(null, stdout, stderr);
      return;
    }
    const command = args.length > 0 ? `${file} ${args.join(' ')}` : file;
    failure ??= genericNodeError(`Command failed: ${command}\n${stderr}`, {
      code: code < 0 ? require('util').getSystemErrorName(code) : code,
      killed: child.killed,
      signal,
    });
    failure.cmd = command;
    callback(failure, stdout, stderr);
  }

  if (options.timeout > 0) timer = setTimeout(kill, options.timeout);
  child.on('close', finish);
  child.on('error', (error) => {
    failure ??= error;
    child.stdout.destroy();
    child.stderr.destroy();
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
  options = { ...options };
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
  const normal = { maxBuffer: MAX_BUFFER, ...normalizeSpawn(file, args, options) };
  checkTimeout(normal.timeout);
  checkMaxBuffer(normal.maxBuffer);
  normal.killSignal = sanitizeKillSignal(normal.killSignal);
  const { words, error: badStream } = streamWords(normal.stdio);
  if (badStream !== undefined) throw badStream;
  let { input } = normal;
  if (input !== undefined && input !== null) {
    if (typeof input === 'string')
      input = Buffer.from(input, normal.encoding && normal.encoding !== 'buffer' ? normal.encoding : 'utf8');
    else if (!ArrayBuffer.isView(input)) {
      throw new codes.ERR_INVALID_ARG_TYPE('options.stdio[0]', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
    }
  }
  let result;
  try {
    const [status, signal, pid, problem, outputs] = binding.run(
      normal.file,
      normal.args.slice(1),
      normal.envPairs,
      normal.cwd ?? '',
      words,
      input ?? undefined,
      normal.timeout ?? 0,
      normal.maxBuffer,
    );
    result = {
      pid,
      status: status ?? null,
      signal: signal === undefined || signal === null ? null : signalNames[signal],
      output: [null],
    };
    outputs.forEach((text, i) => {
      let output = words[i + 1] === 'pipe' ? Buffer.from(text, 'latin1') : null;
      if (output !== null && normal.encoding && normal.encoding !== 'buffer') output = output.toString(normal.encoding);
      result.output.push(output);
    });
    if (problem === 1) result.error = syncError('ETIMEDOUT', -110, normal);
    if (problem === 2) result.error = syncError('ENOBUFS', -105, normal);
  } catch (error) {
    result = { pid: 0, status: null, signal: null, output: null, error: syncError(error.code, error.errno, normal) };
  }
  result.stdout = result.output?.[1] ?? null;
  result.stderr = result.output?.[2] ?? null;
  return result;
}

function syncError(code, errno, { file, args }) {
  const error = new Error(`spawnSync ${file} ${code}`);
  return Object.assign(error, { errno, code, syscall: `spawnSync ${file}`, path: file, spawnargs: args.slice(1) });
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
  const failure = checkResult(result, [file, ...args].join(' '));
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

function fork(modulePath) {
  validateString(modulePath, 'modulePath');
  throw unavailable('an IPC channel');
}

module.exports = { ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
