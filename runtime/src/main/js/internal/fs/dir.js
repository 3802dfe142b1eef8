'use strict';

// fs.Dir: a directory read piece by piece. Java gives its entries in runs of `bufferSize`.
//
// A recursive reading goes through the directories one after the other: those found wait in #folders until the one being read
// is at its end.
const {
  codes: { ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION, ERR_MISSING_ARGS },
  uvException,
} = require('internal/errors');
const { validateFunction, validateObject, validateUint32 } = require('internal/validators');
const { UV_DIRENT_DIR } = require('internal/fs/constants');
const { Dirent, eachEntry } = require('internal/fs/dirent');
const { getOptions, getValidatedPath, isUtf8Name } = require('internal/fs/utils');
const binding = internalBinding('fs');

const DEFAULT_BUFFER_SIZE = 32;

/** Keeps the context of whoever asked, until its turn has come. */
const bound = (callback) => require('async_hooks').AsyncResource.bind(callback);

class Dir {
  #handle;
  #path;
  #folder;
  #encoding;
  #bufferSize;
  #recursive;
  #folders = [];
  #entries = [];
  #closed = false;
  /** Reads that wait for the one under way; null when none is. */
  #waiting = null;

  constructor(handle, path, options) {
    if (handle == null) throw new ERR_MISSING_ARGS('handle');
    this.#handle = handle;
    this.#path = path;
    this.#folder = path;
    this.#encoding = options.encoding;
    this.#bufferSize = options.bufferSize ?? DEFAULT_BUFFER_SIZE;
    this.#recursive = Boolean(options.recursive);
  }

  get path() {
    return this.#path;
  }

  /** The next entry, null at the end: with a callback or a promise. */
  read(callback) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => {
        this.read((error, entry) => (error ? reject(error) : resolve(entry)));
      });
    }
    validateFunction(callback, 'callback');
    if (this.#closed) throw new ERR_DIR_CLOSED();
    if (this.#waiting !== null) {
      this.#waiting.push(bound(() => this.read(callback)));
      return undefined;
    }
    if (this.#entries.length > 0) {
      process.nextTick(callback, null, this.#entries.shift());
      return undefined;
    }
    this.#waiting = [];
    this.#fetch((error) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      for (const next of waiting) next();
      if (error) callback(error);
      else callback(null, this.#entries.shift() ?? null);
    });
    return undefined;
  }

  readSync() {
    this.#checkSync();
    while (this.#entries.length === 0) {
      this.#add(binding.nextEntries(this.#handle, this.#bufferSize, !isUtf8Name(this.#encoding)));
      if (this.#entries.length > 0) break;
      if (this.#folders.length === 0) return null;
      const next = this.#folders.shift();
      const handle = binding.opendir(next);
      binding.closedir(this.#handle);
      this.#handle = handle;
      this.#folder = next;
    }
    return this.#entries.shift();
  }

  #checkSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    if (this.#waiting !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
  }

  /** Gets the next run of entries, from the next directory if this one has no more. */
  #fetch(callback) {
    binding.nextEntries.async(
      (error, listed) => {
        if (error) {
          callback(error);
          return;
        }
        this.#add(listed);
        if (this.#entries.length > 0 || this.#folders.length === 0) callback(null);
        else this.#enterNext(callback);
      },
      this.#handle,
      this.#bufferSize,
      !isUtf8Name(this.#encoding),
    );
  }

  #enterNext(callback) {
    const next = this.#folders.shift();
    binding.opendir.async((error, handle) => {
      if (error) {
        callback(error);
        return;
      }
      binding.closedir.async((closeError) => {
        this.#handle = handle;
        this.#folder = next;
        if (closeError) callback(closeError);
        else this.#fetch(callback);
      }, this.#handle);
    }, next);
  }

  #add(listed) {
    eachEntry(listed, this.#encoding, (name, kind) => {
      this.#entries.push(new Dirent(name, this.#folder, kind));
      if (this.#recursive && kind === UV_DIRENT_DIR) {
        this.#folders.push(require('path').join(String(this.#folder), String(name)));
      }
    });
  }

  /** Closes it, after the reads under way: with a callback or a promise. */
  close(callback) {
    if (callback === undefined) {
      if (this.#closed) return Promise.reject(new ERR_DIR_CLOSED());
      return new Promise((resolve, reject) => {
        this.close((error) => (error ? reject(error) : resolve()));
      });
    }
    validateFunction(callback, 'callback');
    if (this.#closed) {
      process.nextTick(callback, new ERR_DIR_CLOSED());
      return undefined;
    }
    if (this.#waiting !== null) {
      this.#waiting.push(bound(() => this.close(callback)));
      return undefined;
    }
    this.#closed = true;
    binding.closedir.async((error) => callback(error), this.#handle);
    return undefined;
  }

  closeSync() {
    this.#checkSync();
    this.#closed = true;
    binding.closedir(this.#handle);
  }

  async *entries() {
    try {
      while (true) {
        const entry = await this.read();
        if (entry === null) break;
        yield entry;
      }
    } finally {
      if (!this.#closed) await this.close();
    }
  }

  [Symbol.dispose]() {
    if (!this.#closed) this.closeSync();
  }

  async [Symbol.asyncDispose]() {
    if (!this.#closed) await this.close();
  }
}
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  __proto__: null,
  value: Dir.prototype.entries,
  enumerable: false,
  writable: true,
  configurable: true,
});

function validateOptions(options) {
  const all = { encoding: 'utf8', ...getOptions(options, { encoding: 'utf8' }) };
  validateObject(all, 'options');
  if (all.bufferSize !== undefined) validateUint32(all.bufferSize, 'options.bufferSize', true);
  return all;
}

function opendir(path, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  validateFunction(callback, 'callback');
  const name = getValidatedPath(path);
  const all = validateOptions(options);
  binding.opendir.async((error, handle) => {
    if (error) callback(error);
    else callback(null, new Dir(handle, path, all));
  }, name);
}

function opendirSync(path, options) {
  const name = getValidatedPath(path);
  const all = validateOptions(options);
  try {
    return new Dir(binding.opendir(name), path, all);
  } catch (error) {
    // As in Node, whose binding does not tell the path here.
    if (error.syscall === 'opendir') throw uvException({ errno: error.errno, code: error.code, syscall: 'opendir' });
    throw error;
  }
}

module.exports = { Dir, opendir, opendirSync };
