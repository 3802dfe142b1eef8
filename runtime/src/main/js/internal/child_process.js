'use strict';

// One child process: the object that spawn() returns, and what the stdio option means.

const { channel, tracingChannel } = require('diagnostics_channel');
const EventEmitter = require('events');
const { Readable } = require('stream');
const { inspect } = require('internal/util/inspect');
const { isArrayBufferView } = require('internal/util/types');
const { codes, ErrnoException } = require('internal/errors');
const { validateArray, validateObject, validateOneOf, validateString } = require('internal/validators');
const { signals } = require('internal/os_constants');
const { Process, hasOwnStreams } = require('internal/wrap/process');
const { StreamHandle } = require('internal/wrap/stream_handle');
const {
  UV_EACCES,
  UV_EAGAIN,
  UV_EINVAL,
  UV_EMFILE,
  UV_ENFILE,
  UV_ENOENT,
  UV_ENOSYS,
  UV_ESRCH,
} = require('internal/uv');

const leftToChildren = new WeakSet();

const created = channel('child_process');
const spawnTracing = tracingChannel('child_process.spawn');

/** Failures that the program hears of by an 'error' event; others are thrown. */
const LATE_FAILURES = new Set([UV_EACCES, UV_EAGAIN, UV_EMFILE, UV_ENFILE, UV_ENOENT]);

// Where a number has two names, the first one is Node's: SIGABRT before SIGIOT.
const signalNames = Object.fromEntries(
  Object.entries(signals)
    .reverse()
    .map(([name, number]) => [number, name]),
);

/** The number of a signal by name or number. */
function toSignalNumber(signal) {
  if (typeof signal === 'number' && signalNames[signal] !== undefined) return signal;
  if (typeof signal === 'string') {
    const name = signal.toUpperCase();
    if (Object.hasOwn(signals, name)) return signals[name];
  }
  throw new codes.ERR_UNKNOWN_SIGNAL(signal);
}

// ---- stdio

const NAMES = { ignore: ['ignore', 'ignore', 'ignore'], pipe: ['pipe', 'pipe', 'pipe'], inherit: [0, 1, 2] };
NAMES.overlapped = NAMES.pipe;

/** The stdio option as a list with an entry a descriptor. */
function stdioList(stdio) {
  if (typeof stdio === 'string') {
    if (!Object.hasOwn(NAMES, stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
    return NAMES[stdio];
  }
  if (!Array.isArray(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  return stdio;
}

/**
 * What the stdio option means.
 *
 * @param {string | any[]} option
 * @param {boolean} sync whether it is for spawnSync, which has no channel
 * @returns {import('internal/wrap/process').Stdio[]}
 */
function describeStdio(option, sync) {
  const list = stdioList(option);
  // As in Node, the program's own list gets the entries that it lacks.
  while (list.length < 3) list.push(undefined);
  const entries = [];
  for (const [i, item] of list.entries()) {
    const entry = describeEntry(item ?? (i < 3 ? 'pipe' : 'ignore'), i, sync);
    if (entry.ipc) {
      if (sync) throw new codes.ERR_IPC_SYNC_FORK();
      if (entries.some(({ ipc }) => ipc)) throw new codes.ERR_IPC_ONE_PIPE();
    }
    entries.push(entry);
  }
  return entries;
}

function describeEntry(item, i, sync) {
  if (item === 'ignore') return { type: 'ignore' };
  if (item === 'pipe' || item === 'overlapped' || (typeof item === 'number' && item < 0)) return { type: 'pipe' };
  if (item === 'ipc') return { type: 'pipe', ipc: true };
  if (item === 'inherit') return inherited(i);
  const handle = [item, item.handle, item._handle].find((candidate) => candidate instanceof StreamHandle);
  if (handle !== undefined) return { type: 'wrap', handle, stream: item };
  if (typeof item === 'number' || typeof item.fd === 'number')
    return inherited(typeof item === 'number' ? item : item.fd);
  if (typeof item === 'string' || isArrayBufferView(item)) {
    if (!sync) throw new codes.ERR_INVALID_SYNC_FORK_INPUT(inspect(item));
    return { type: 'pipe', input: item };
  }
  throw new codes.ERR_INVALID_ARG_VALUE('stdio', item);
}

/** A descriptor of this program. The streams of an embedding application are no descriptors: they are copied to and from. */
function inherited(fd) {
  return fd <= 2 && hasOwnStreams() ? { type: 'pipe', copies: fd } : { type: 'fd', fd };
}

/** Copies between a child and one of the program's own streams. */
function copyStream(socket, fd) {
  if (fd === 0) {
    process.stdin.pipe(socket);
  } else {
    const target = fd === 1 ? process.stdout : process.stderr;
    socket.on('data', (chunk) => target.write(chunk));
  }
}

function createSocket(handle, readable) {
  const { Socket } = require('net');
  return new Socket({ handle, readable });
}

// ---- the process

class ChildProcess extends EventEmitter {
  constructor() {
    super();
    this._closesNeeded = 1;
    this._closesGot = 0;
    this.connected = false;
    this.signalCode = null;
    this.exitCode = null;
    this.killed = false;
    this.spawnfile = null;
    this._handle = new Process();
    this._handle.owner = this;
    this._handle.onexit = (code, signal) => exited(this, code, signal);
    if (created.hasSubscribers) created.publish({ process: this });
  }

  /**
   * Starts the child.
   *
   * @param {object} options those of child_process.spawn(), normalised: file, args, envPairs, stdio …
   * @returns {number} 0 or a negative errno
   */
  spawn(options) {
    validateObject(options, 'options');
    validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
    const serialization = options.serialization ?? 'json';
    const stdio = describeStdio(options.stdio || 'pipe', false);
    const channelAt = stdio.findIndex(({ ipc }) => ipc);
    let { envPairs } = options;
    if (envPairs !== undefined) validateArray(envPairs, 'options.envPairs');
    if (channelAt >= 0) {
      envPairs ??= [];
      envPairs.push(`NODE_CHANNEL_FD=${channelAt}`, `NODE_CHANNEL_SERIALIZATION_MODE=${serialization}`);
    }
    validateString(options.file, 'options.file');
    this.spawnfile = options.file;
    if (options.args !== undefined) validateArray(options.args, 'options.args');
    this.spawnargs = options.args ?? [];
    if (spawnTracing.hasSubscribers) spawnTracing.start.publish({ process: this, options });

    const status = this._handle.spawn({ __proto__: null, ...options, cwd: options.cwd || undefined, envPairs, stdio });
    if (status !== 0 && spawnTracing.hasSubscribers) {
      spawnTracing.error.publish({ process: this, error: new ErrnoException(status, 'spawn') });
    }
    if (LATE_FAILURES.has(status)) {
      process.nextTick(() => exited(this, status, 0));
      if (status === UV_EMFILE || status === UV_ENFILE) {
        closeHandles(stdio);
        return status;
      }
    } else if (status !== 0) {
      closeHandles(stdio);
      this._handle.close();
      this._handle = null;
      throw new ErrnoException(status, 'spawn');
    } else {
      process.nextTick(() => this.emit('spawn'));
    }

    this.pid = this._handle.pid;
    const sockets = stdio.map((entry, i) => this.#openStream(entry, i));
    this.stdin = sockets[0];
    this.stdout = sockets[1];
    this.stderr = sockets[2];
    this.stdio = sockets;
    if (channelAt >= 0)
      require('internal/child_process/channel').setupChannel(this, stdio[channelAt].handle, serialization);
    if (status === 0 && spawnTracing.hasSubscribers) spawnTracing.end.publish({ process: this });
    return status;
  }

  #openStream({ type, handle, stream, ipc, copies }, i) {
    if (type === 'wrap') leaveToChild(handle, stream);
    if (type !== 'pipe') return null;
    if (ipc) {
      this._closesNeeded++;
      return null;
    }
    const socket = createSocket(handle, i > 0);
    if (i > 0) {
      this._closesNeeded++;
      socket.on('close', () => closed(this));
    }
    if (copies === undefined) return socket;
    copyStream(socket, copies);
    return null;
  }

  /** https://nodejs.org/api/child_process.html#subprocesskillsignal */
  kill(signal) {
    const number = signal === 0 ? 0 : toSignalNumber(signal === undefined ? 'SIGTERM' : signal);
    if (!this._handle) return false;
    const status = this._handle.kill(number);
    if (status === 0) {
      this.killed = true;
      return true;
    }
    if (status === UV_EINVAL || status === UV_ENOSYS) throw new ErrnoException(status, 'kill');
    if (status !== UV_ESRCH) this.emit('error', new ErrnoException(status, 'kill'));
    return false;
  }

  ref() {
    this._handle?.ref();
  }

  unref() {
    this._handle?.unref();
  }

  [Symbol.dispose]() {
    if (!this.killed) this.kill();
  }
}

/** A stream of this program that a child has now: what comes is for the child to read. */
function leaveToChild(handle, stream) {
  handle.readStop();
  if (!(stream instanceof Readable)) return;
  stream.pause();
  leftToChildren.add(stream);
}

function closeHandles(stdio) {
  for (const { type, handle } of stdio) if (type === 'pipe') handle?.close();
}

/** The child has ended, or could not be started: `code` is a negative errno then. */
function exited(child, code, signal) {
  if (signal !== 0) child.signalCode = signalNames[signal];
  else child.exitCode = code;
  child.stdin?.destroy();
  child._handle.close();
  child._handle = null;
  try {
    if (code < 0) {
      const error = new ErrnoException(code, child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn');
      if (child.spawnfile) error.path = child.spawnfile;
      error.spawnargs = child.spawnargs.slice(1);
      child.emit('error', error);
    } else {
      child.emit('exit', child.exitCode, child.signalCode);
    }
  } finally {
    // What nobody reads has to end all the same.
    process.nextTick(() => {
      for (const stream of child.stdio ?? []) {
        if (stream?.readable && !leftToChildren.has(stream)) stream.resume();
      }
    });
    closed(child);
  }
}

/** One of what a child consists of is closed: its process, a stream or its channel. */
function closed(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

module.exports = { ChildProcess, closed, describeStdio, signalNames, toSignalNumber };
