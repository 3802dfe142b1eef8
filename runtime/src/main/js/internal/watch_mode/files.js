'use strict';

// The files that --watch looks at: their folders are watched, so that a file may be replaced, go and come back.

const fs = require('fs');
const path = require('path');
const { clearTimeout, setTimeout } = require('timers');

/** Editors write a file in several steps. */
const DEBOUNCE_MS = 200;

/** Calls back once one of its files has changed and it has been quiet for a moment. */
class WatchedFiles {
  #onChange;
  #timer;
  /** Files of interest. */
  #files = new Set();
  #watchers = new Map();

  /** @param {(file: string) => void} onChange gets the last file that has changed */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** Adds a file, which does not have to exist. */
  addFile(file) {
    this.#files.add(file);
    this.#watch(path.dirname(file), false);
  }

  /** Adds a file, or a folder with all in it. */
  addPath(target) {
    if (!fs.statSync(target).isDirectory()) {
      this.addFile(target);
      return;
    }
    this.#watch(target, true);
  }

  /** Forgets the files; the next run tells which it loads. */
  clearFiles() {
    this.#files.clear();
  }

  /** Stops watching. */
  close() {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder, recursive) {
    const key = `${recursive} ${folder}`;
    if (this.#watchers.has(key)) return;
    let watcher;
    try {
      watcher = fs.watch(folder, { recursive }, (type, name) => this.#changed(path.join(folder, name), recursive));
    } catch (error) {
      // A module that was looked for in a folder that is not there.
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return;
      throw error;
    }
    this.#watchers.set(key, watcher);
    watcher.on('error', () => this.#watchers.delete(key));
  }

  #changed(file, inTree) {
    if (!inTree && !this.#files.has(file)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, DEBOUNCE_MS, file);
  }
}

module.exports = { WatchedFiles };
