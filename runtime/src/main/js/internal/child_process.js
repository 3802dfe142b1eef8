'use strict';

// One child process: the object that spawn() returns, and the streams of its standard output and error.

const { Buffer } = require('buffer');
const EventEmitter = require('events');
const { Readable, Writable } = require('stream');
const { codes, genericNodeError } = require('internal/errors');
const { registerHandle, unregisterHandle, copyFromArena } = require('internal/handles');
const { signals } = require('internal/os_constants');
const binding = internalBinding('process_wrap');

const EXIT = 1;
const DATA = 2;

// Where a number has two names, the first one is Node's: SIGABRT before SIGIOT.
const signalNames = Object.fromEntries(
  Object.entries(signals)
    .reverse()
    .map(([name, number]) => [number, name]),
);

/** The number of a signal by name or number. */
function toSignalNumber(signal) {
  if (signal === undefined || signal === null) return signals.SIGTERM;
  if (typeof signal === 'number' && signalNames[signal] !== undefined) return signal;
  if (typeof signal === 'string') {
    const number = signals[signal.toUpperCase()];
    if (number !== undefined) return number;
  }
  if (signal === 0) return 0;
  throw new codes.ERR_UNKNOWN_SIGNAL(signal);
}

/** What a child writes. */
class ChildOutput extends Readable {
  #waiting = [];
  #full = false;

  constructor(handle) {
    super({ highWaterMark: 65536 });
    registerHandle(handle, {
      onEvent: (type, offset, length) => {
        if (type === DATA) {
          this.#give(Buffer.from(copyFromArena(offset, length).buffer));
        } else {
          unregisterHandle(handle);
          this.#give(null);
        }
      },
    });
  }

  #give(chunk) {
    if (this.#full) this.#waiting.push(chunk);
    else this.#full = !this.push(chunk);
  }

  _read() {
    this.#full = false;
    while (this.#waiting.length > 0 && !this.#full) this.#full = !this.push(this.#waiting.shift());
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

/** What a child reads. */
class ChildInput extends Writable {
  #process;

  constructor(process) {
    super({ decodeStrings: true });
    this.#process = process;
  }

  _write(chunk, encoding, callback) {
    binding.write.async((error) => callback(error), this.#process, chunk);
  }

  _final(callback) {
    binding.closeInput(this.#process);
    callback();
  }

  _destroy(error, callback) {
    binding.closeInput(this.#process);
    callback(error);
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

class ChildProcess extends EventEmitter {
  #handle;
  #open = 0;

  constructor() {
    super();
    this._closesNeeded = 1;
    this.connected = false;
    this.signalCode = null;
    this.exitCode = null;
    this.killed = false;
    this.spawnfile = null;
  }

  /** Starts the child; `options` are the normalised ones of child_process.spawn. */
  spawn(options) {
    this.spawnfile = options.file;
    this.spawnargs = options.args;
    const { words, error: badStream } = streamWords(options.stdio);
    if (badStream !== undefined) throw badStream;
    let handle;
    try {
      handle = binding.spawn(options.file, options.args.slice(1), options.envPairs, options.cwd ?? '', words);
    } catch (error) {
      this.#failed(error, options, words);
      return error.errno;
    }
    this.#handle = handle;
    this.pid = binding.pid(handle);
    this.stdin = words[0] === 'pipe' ? new ChildInput(handle) : null;
    this.stdout = words[1] === 'pipe' ? this.#output(1) : null;
    this.stderr = words[2] === 'pipe' ? this.#output(2) : null;
    this.stdio = [this.stdin, this.stdout, this.stderr];
    registerHandle(handle, {
      owner: this,
      onEvent: (type, status, signal) => {
        if (type === EXIT) this.#exited(status, signal);
      },
    });
    process.nextTick(() => this.emit('spawn'));
    return 0;
  }

  #output(fd) {
    this.#open++;
    const stream = new ChildOutput(binding.openOutput(this.#handle, fd));
    stream.once('close', () => {
      this.#open--;
      this.#closeIfDone();
    });
    return stream;
  }

  #failed(error, options, words) {
    const failure = error;
    failure.path = options.file;
    failure.spawnargs = options.args.slice(1);
    failure.syscall = `spawn ${options.file}`;
    failure.message = `spawn ${options.file} ${error.code}`;
    this.stdin = words[0] === 'pipe' ? new Writable({ write: (c, e, callback) => callback() }) : null;
    this.stdout = words[1] === 'pipe' ? new Readable({ read() {} }) : null;
    this.stderr = words[2] === 'pipe' ? new Readable({ read() {} }) : null;
    this.stdio = [this.stdin, this.stdout, this.stderr];
    this.exitCode = error.errno;
    process.nextTick(() => {
      for (const stream of this.stdio) stream?.destroy();
      this.emit('error', failure);
      this.emit('close', error.errno, null);
    });
  }

  #exited(status, signal) {
    unregisterHandle(this.#handle);
    this.#handle = undefined;
    if (signal !== 0) this.signalCode = signalNames[signal];
    else this.exitCode = status;
    this.stdin?.destroy();
    this.emit('exit', this.exitCode, this.signalCode);
    for (const stream of [this.stdout, this.stderr]) {
      // Nobody reads it: it must end all the same.
      if (
        stream !== null &&
        stream.listenerCount('data') === 0 &&
        !stream.readableFlowing &&
        !stream._readableState.readableListening
      ) {
        stream.resume();
      }
    }
    this.#closeIfDone();
  }

  #closeIfDone() {
    if (this.#handle === undefined && this.#open === 0) this.emit('close', this.exitCode, this.signalCode);
  }

  kill(signal) {
    const number = toSignalNumber(signal);
    if (this.#handle === undefined) return false;
    try {
      internalBinding('process').kill(this.pid, number);
    } catch (error) {
      if (error.code === 'ESRCH') return false;
      this.emit('error', error);
      return false;
    }
    if (number !== 0) this.killed = true;
    return true;
  }

  [Symbol.dispose]() {
    if (!this.killed) this.kill();
  }

  ref() {
    if (this.#handle !== undefined) binding.ref(this.#handle, true);
  }

  unref() {
    if (this.#handle !== undefined) binding.ref(this.#handle, false);
  }
}

/** One word a stream: pipe, inherit, ignore, or the path of the file behind a descriptor. */
function streamWords(stdio) {
  let list = stdio ?? 'pipe';
  if (typeof list === 'string') {
    if (!['pipe', 'overlapped', 'inherit', 'ignore'].includes(list)) {
      return { error: new codes.ERR_INVALID_ARG_VALUE('stdio', list) };
    }
    list = [list, list, list];
  } else if (!Array.isArray(list)) {
    return { error: new codes.ERR_INVALID_ARG_VALUE('stdio', list) };
  }
  const words = [];
  for (let i = 0; i < Math.max(3, list.length); i++) {
    const item = list[i];
    if (i > 2) {
      if (item === 'ignore' || item === null || item === undefined) continue;
      return { error: unavailable(item === 'ipc' ? 'an IPC channel' : `standard stream ${i}`) };
    }
    if (item === null || item === undefined || item === 'pipe' || item === 'overlapped') words.push('pipe');
    else if (item === 'ignore') words.push('ignore');
    else if (item === 'inherit') words.push('inherit');
    else if (item === process.stdin || item === process.stdout || item === process.stderr) words.push('inherit');
    else if (typeof item === 'number' || typeof item?.fd === 'number') {
      const fd = typeof item === 'number' ? item : item.fd;
      words.push(fd <= 2 ? 'inherit' : internalBinding('fs').pathOf(fd));
    } else return { error: new codes.ERR_INVALID_ARG_VALUE('stdio', item) };
  }
  return { words };
}

function unavailable(what) {
  return genericNodeError(`Gori cannot give a child process ${what} yet`, {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  });
}

module.exports = { ChildProcess, streamWords, toSignalNumber, signalNames, unavailable };
