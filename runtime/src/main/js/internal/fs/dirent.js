'use strict';

// fs.Dirent: a name in a directory, and what it names.

const {
  UV_DIRENT_BLOCK,
  UV_DIRENT_CHAR,
  UV_DIRENT_DIR,
  UV_DIRENT_FIFO,
  UV_DIRENT_FILE,
  UV_DIRENT_LINK,
  UV_DIRENT_SOCKET,
} = require('internal/fs/constants');
const { Buffer } = require('buffer');
const { decodeName } = require('internal/fs/utils');

const kType = Symbol('type');

class Dirent {
  constructor(name, path, type) {
    this.name = name;
    this.parentPath = path;
    this[kType] = type;
  }

  isDirectory() {
    return this[kType] === UV_DIRENT_DIR;
  }

  isFile() {
    return this[kType] === UV_DIRENT_FILE;
  }

  isBlockDevice() {
    return this[kType] === UV_DIRENT_BLOCK;
  }

  isCharacterDevice() {
    return this[kType] === UV_DIRENT_CHAR;
  }

  isSymbolicLink() {
    return this[kType] === UV_DIRENT_LINK;
  }

  isFIFO() {
    return this[kType] === UV_DIRENT_FIFO;
  }

  isSocket() {
    return this[kType] === UV_DIRENT_SOCKET;
  }
}

/** Names from the binding: an array of strings, or bytes with a NUL behind each. */
function splitNames(listed, encoding) {
  if (Array.isArray(listed)) return listed;
  const names = [];
  for (let at = 0; at < listed.length;) {
    const end = listed.indexOf(0, at);
    names.push(decodeName(listed.slice(at, end), encoding));
    at = end + 1;
  }
  return names;
}

/** The same with a digit for the kind before each name: calls back with (name, kind). */
function eachEntry(listed, encoding, found) {
  if (Array.isArray(listed)) {
    for (const entry of listed) found(entry.slice(1), entry.charCodeAt(0) - 48);
    return;
  }
  for (let at = 0; at < listed.length;) {
    const end = listed.indexOf(0, at);
    found(decodeName(listed.slice(at + 1, end), encoding), listed[at] - 48);
    at = end + 1;
  }
}

/** @returns {Dirent[]} */
function makeDirents(listed, path, encoding) {
  const dirents = [];
  eachEntry(listed, encoding, (name, kind) => dirents.push(new Dirent(name, path, kind)));
  return dirents;
}

/** Dirents of a recursive listing, whose names are relative to the path. */
function makeNestedDirents(listed, path, encoding) {
  const dirents = [];
  eachEntry(listed, encoding, (name, kind) => {
    const slash = typeof name === 'string' ? name.lastIndexOf('/') : Buffer.from(name).lastIndexOf('/');
    if (slash < 0) {
      dirents.push(new Dirent(name, path, kind));
    } else {
      const folder = require('path').join(String(path), String(name.slice(0, slash)));
      dirents.push(new Dirent(name.slice(slash + 1), folder, kind));
    }
  });
  return dirents;
}

module.exports = { Dirent, eachEntry, makeDirents, makeNestedDirents, splitNames };
