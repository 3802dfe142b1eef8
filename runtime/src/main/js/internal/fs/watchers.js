'use strict';

// fs.watch: events from Java's watch service; fs.watchFile: stat in intervals.

const EventEmitter = require('events');
const { Buffer } = require('buffer');
const { addAbortListener } = require('internal/events/abort_listener');
const {
  AbortError,
  codes: { ERR_FS_WATCH_QUEUE_OVERFLOW },
} = require('internal/errors');
const { matchGlob } = require('internal/glob_pattern');
const { copyFromArena, registerHandle, unregisterHandle } = require('internal/handles');
const {
  validateAbortSignal,
  validateBoolean,
  validateFunction,
  validateIgnoreOption,
  validateInteger,
  validateObject,
  validateOneOf,
  validateUint32,
} = require('internal/validators');
const { clearTimeout, setTimeout } = require('timers');
const { emptyStats, makeBigIntStats, makeStats } = require('internal/fs/stats');
const { abortErrorOf, decodeName, getOptions, getValidatedPath, isUtf8Name } = require('internal/fs/utils');
const binding = internalBinding('fs');

// Events of dev.gori.runtime.binding.FsWatch.
const CHANGED = 0;
const FAILED = 1;
const CLOSED = 2;

const isRegExp = (value) => value instanceof RegExp;

/** One function for all forms of the `ignore` option; undefined for none. */
function ignoreMatcher(ignore) {
  if (ignore == null) return undefined;
  const tests = (Array.isArray(ignore) ? ignore : [ignore]).map((entry) => {
    if (typeof entry === 'function') return entry;
    if (isRegExp(entry)) return (name) => entry.test(name);
    // A pattern without a slash is for the last name of the path.
    return (name) => matchGlob(name, entry) || (!entry.includes('/') && matchGlob(name.split('/').pop(), entry));
  });
  return (name) => tests.some((test) => test(name));
}

/** Takes the events of a watch apart; `target` has onChange, onFailure and onClosed. */
class WatchReceiver {
  provider = 'FSEvent';
  #target;
  #id;

  constructor(id, target) {
    this.#id = id;
    this.#target = target;
    registerHandle(id, this);
  }

  onEvent(type, a, offset, length) {
    switch (type) {
      case CHANGED:
        this.#target.onChange(a === 1 ? 'rename' : 'change', Buffer.from(copyFromArena(offset, length)));
        break;
      case FAILED:
        this.#target.onFailure(a);
        break;
      case CLOSED:
        unregisterHandle(this.#id);
        this.#target.onClosed();
        break;
    }
  }
}

function uvError(errno, filename) {
  const { UVException } = require('internal/errors');
  const error = new UVException({ errno, syscall: 'watch', path: filename });
  error.filename = filename;
  return error;
}

class FSWatcher extends EventEmitter {
  #id = -1;
  #closed = false;
  #encoding;
  #ignored;
  #filename;

  /** Begins to watch; throws what keeps it from that. */
  start(filename, { persistent, recursive, encoding, ignore }) {
    const path = getValidatedPath(filename, 'filename');
    this.#filename = filename;
    this.#encoding = encoding;
    this.#ignored = ignoreMatcher(ignore);
    try {
      this.#id = binding.watch(path, Boolean(recursive));
    } catch (error) {
      error.filename = filename;
      throw error;
    }
    new WatchReceiver(this.#id, this);
    if (!persistent) this.unref();
  }

  onChange(type, name) {
    if (this.#closed) return;
    if (this.#ignored?.(name.toString())) return;
    const filename = isUtf8Name(this.#encoding) ? name.toString() : decodeName(name, this.#encoding);
    this.emit('change', type, filename);
  }

  onFailure(errno) {
    if (this.#closed) return;
    this.close();
    this.emit('error', uvError(errno, this.#filename));
  }

  onClosed() {
    this.emit('close');
  }

  /** Stops watching; a 'close' event follows. */
  close() {
    if (this.#closed || this.#id < 0) return;
    this.#closed = true;
    binding.watchClose(this.#id);
  }

  ref() {
    if (!this.#closed && this.#id >= 0) binding.watchRef(this.#id, true);
    return this;
  }

  unref() {
    if (!this.#closed && this.#id >= 0) binding.watchRef(this.#id, false);
    return this;
  }

  [Symbol.dispose]() {
    this.close();
  }
}

/** fs.watch(filename[, options][, listener]) */
function watch(filename, options, listener) {
  if (typeof options === 'function') {
    listener = options;
    options = undefined;
  }
  const all = { persistent: true, recursive: false, ...getOptions(options) };
  if (all.persistent !== undefined) validateBoolean(all.persistent, 'options.persistent');
  if (all.recursive !== undefined) validateBoolean(all.recursive, 'options.recursive');
  validateIgnoreOption(all.ignore, 'options.ignore');
  const watcher = new FSWatcher();
  watcher.start(filename, all);
  if (listener) watcher.addListener('change', listener);
  if (all.signal) {
    if (all.signal.aborted) {
      process.nextTick(() => watcher.close());
    } else {
      const disposable = addAbortListener(all.signal, () => watcher.close());
      watcher.once('close', () => disposable[Symbol.dispose]());
    }
  }
  return watcher;
}

/**
 * fs.promises.watch: events as an async iterator. What comes faster than it is read waits, `maxQueue` events at most.
 */
async function* watchIterator(filename, options = {}) {
  const path = getValidatedPath(filename);
  validateObject(options, 'options');
  const {
    persistent = true,
    recursive = false,
    encoding = 'utf8',
    signal,
    maxQueue = 2048,
    overflow = 'ignore',
    ignore,
  } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive, 'options.recursive');
  validateInteger(maxQueue, 'options.maxQueue');
  validateOneOf(overflow, 'options.overflow', ['ignore', 'throw']);
  validateAbortSignal(signal, 'options.signal');
  validateIgnoreOption(ignore, 'options.ignore');
  getOptions({ encoding });
  if (signal?.aborted) throw abortErrorOf(signal);

  const queue = [];
  let wake = Promise.withResolvers();
  const fail = (error) => wake.reject(error);
  const watcher = watch(path, { persistent, recursive, encoding, ignore });
  watcher.on('change', (eventType, name) => {
    if (queue.length < maxQueue) {
      queue.push({ eventType, filename: name });
      wake.resolve();
    } else if (overflow === 'throw') {
      fail(new ERR_FS_WATCH_QUEUE_OVERFLOW(maxQueue));
    } else {
      process.emitWarning('fs.watch maxQueue exceeded');
    }
  });
  watcher.on('error', fail);
  const onAbort = () => fail(new AbortError(undefined, { cause: signal.reason }));
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    while (true) {
      while (queue.length > 0) yield queue.shift();
      await wake.promise;
      wake = Promise.withResolvers();
    }
  } finally {
    watcher.close();
    signal?.removeEventListener('abort', onAbort);
  }
}

// ---- fs.watchFile

const DEFAULT_INTERVAL = 5007;
const NLINK = 2;

class StatWatcher extends EventEmitter {
  #path;
  #bigint;
  #interval;
  #persistent;
  #timer;
  #stopped = false;
  /** The numbers of the last stat that found the file; undefined before. */
  #last;
  #found = true;

  start(path, bigint, interval, persistent) {
    this.#path = path;
    this.#bigint = bigint;
    this.#interval = interval;
    this.#persistent = persistent;
    this.#look();
  }

  #look() {
    if (this.#stopped) return;
    const call = this.#bigint ? binding.bigStat : binding.stat;
    // A request keeps the loop alive; the stat of a watcher that must not runs at once instead.
    if (this.#persistent) {
      call.async((error, numbers) => this.#compare(error ? undefined : numbers), this.#path);
      return;
    }
    this.#timer = setTimeout(
      () => {
        let numbers;
        try {
          numbers = call(this.#path);
        } catch (error) {
          if (error.syscall === undefined) throw error;
        }
        this.#compare(numbers);
      },
      this.#last === undefined && this.#found ? 1 : this.#interval,
    ).unref();
  }

  #compare(numbers) {
    if (this.#stopped) return;
    const last = this.#last;
    const wasFound = this.#found;
    this.#found = numbers !== undefined;
    if (numbers === undefined) {
      if (wasFound) this.#report(emptyStats(this.#bigint), last);
    } else {
      this.#last = numbers;
      if (!wasFound || (last !== undefined && !sameNumbers(last, numbers))) this.#report(this.#stats(numbers), last);
    }
    if (this.#stopped) return;
    if (this.#persistent) this.#timer = setTimeout(() => this.#look(), this.#interval);
    else this.#look();
  }

  #stats(numbers) {
    return this.#bigint ? makeBigIntStats(numbers) : makeStats(numbers);
  }

  #report(current, last) {
    this.emit('change', current, last === undefined ? emptyStats(this.#bigint) : this.#stats(last));
  }

  stop() {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#timer);
    process.nextTick(() => this.emit('stop'));
  }

  ref() {
    this.#persistent = true;
    this.#timer?.ref();
    return this;
  }

  unref() {
    this.#persistent = false;
    this.#timer?.unref();
    return this;
  }
}

/** Access time and links aside, as libuv compares. */
function sameNumbers(a, b) {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && i !== NLINK && i !== 10 && i !== 11) return false;
  }
  return true;
}

/** @type {Map<string, StatWatcher>} */
const statWatchers = new Map();

function watchFile(filename, options, listener) {
  const path = require('path').resolve(getValidatedPath(filename));
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = {};
  }
  const { interval = DEFAULT_INTERVAL, persistent = true, bigint = false } = options;
  validateFunction(listener, 'listener');
  validateUint32(interval, 'interval');
  let watcher = statWatchers.get(path);
  if (watcher === undefined) {
    watcher = new StatWatcher();
    watcher.start(path, Boolean(bigint), interval, persistent);
    statWatchers.set(path, watcher);
  }
  watcher.addListener('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  const path = require('path').resolve(getValidatedPath(filename));
  const watcher = statWatchers.get(path);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    statWatchers.delete(path);
  }
}

module.exports = { FSWatcher, StatWatcher, unwatchFile, watch, watchFile, watchIterator };
