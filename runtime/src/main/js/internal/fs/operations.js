'use strict';

// The calls that exist in three forms, callback, Sync and promise: how their arguments become a call of the binding, and what its
// result becomes. `fs.js` and `internal/fs/promises.js` make the forms from this table.
//
// Each entry takes the arguments, checks them and returns [function of the binding, its arguments, conversion of the result].

const {
  codes: { ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { parseFileMode, validateBoolean, validateInteger } = require('internal/validators');
const { makeDirents, makeNestedDirents, splitNames } = require('internal/fs/dirent');
const { makeBigIntStats, makeStatFs, makeStats } = require('internal/fs/stats');
const {
  decodeName,
  getOptions,
  getValidAccessMode,
  getValidCopyMode,
  getValidatedFd,
  getValidatedPath,
  isUtf8Name,
  stringToFlags,
  toUnixTimestamp,
  validateSymlinkType,
} = require('internal/fs/utils');
const binding = internalBinding('fs');

const MAX_ID = 2 ** 32 - 1;
let warnedOfTemplate = false;

function validateOwner(uid, gid) {
  validateInteger(uid, 'uid', -1, MAX_ID);
  validateInteger(gid, 'gid', -1, MAX_ID);
}

function mkdir(path, options) {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = parseFileMode(options, 'mode');
  } else if (options) {
    if (options.recursive !== undefined) {
      recursive = options.recursive;
      validateBoolean(recursive, 'options.recursive');
    }
    if (options.mode !== undefined) mode = parseFileMode(options.mode, 'options.mode');
  }
  return [recursive ? binding.mkdirs : binding.mkdir, [getValidatedPath(path), mode]];
}

function mkdtemp(prefix, options) {
  const { encoding } = getOptions(options);
  const path = getValidatedPath(prefix, 'prefix');
  if (path.endsWith('X') && !warnedOfTemplate) {
    warnedOfTemplate = true;
    process.emitWarning(
      'mkdtemp() templates ending with X are not portable. For details see: https://nodejs.org/api/fs.html',
    );
  }
  const convert = isUtf8Name(encoding)
    ? undefined
    : (name) => decodeName(require('buffer').Buffer.from(name), encoding);
  return [binding.mkdtemp, [path], convert];
}

function readdir(path, options) {
  const { encoding, withFileTypes, recursive } = getOptions(options);
  const name = getValidatedPath(path);
  if (recursive != null) validateBoolean(recursive, 'options.recursive');
  const raw = !isUtf8Name(encoding);
  const args = [name, Boolean(withFileTypes), raw];
  if (!withFileTypes) return [recursive ? binding.readdirs : binding.readdir, args, (n) => splitNames(n, encoding)];
  const parent = typeof path === 'object' && !ArrayBuffer.isView(path) ? name : path;
  return recursive
    ? [binding.readdirs, args, (n) => makeNestedDirents(n, parent, encoding)]
    : [binding.readdir, args, (n) => makeDirents(n, parent, encoding)];
}

const nameOf =
  (call) =>
  (path, options = undefined) => {
    const { encoding } = getOptions(options);
    return [
      binding[call],
      [getValidatedPath(path, call === 'readlink' ? 'oldPath' : 'path'), !isUtf8Name(encoding)],
      (n) => decodeName(n, encoding),
    ];
  };

const statOf = (call, bigCall, validate) => (file, options) => {
  const target = validate(file, undefined);
  return options?.bigint ? [binding[bigCall], [target], makeBigIntStats] : [binding[call], [target], makeStats];
};

function rmdir(path, options) {
  const name = getValidatedPath(path);
  if (options?.recursive !== undefined) {
    throw new ERR_INVALID_ARG_VALUE('options.recursive', options.recursive, 'is no longer supported');
  }
  return [binding.rmdir, [name]];
}

function length(len) {
  validateInteger(len ?? 0, 'len');
  return Math.max(0, len ?? 0);
}

module.exports = {
  access: (path, mode) => [binding.access, [getValidatedPath(path), getValidAccessMode(mode)]],
  open: (path, flags, mode) => [
    binding.open,
    [getValidatedPath(path), stringToFlags(flags), parseFileMode(mode, 'mode', 0o666)],
  ],
  close: (fd) => [binding.close, [getValidatedFd(fd)]],
  chmod: (path, mode) => [binding.chmod, [getValidatedPath(path), parseFileMode(mode, 'mode')]],
  fchmod: (fd, mode) => [binding.fchmod, [getValidatedFd(fd), parseFileMode(mode, 'mode')]],
  chown(path, uid, gid) {
    const name = getValidatedPath(path);
    validateOwner(uid, gid);
    return [binding.chown, [name, uid, gid]];
  },
  lchown(path, uid, gid) {
    const name = getValidatedPath(path);
    validateOwner(uid, gid);
    return [binding.lchown, [name, uid, gid]];
  },
  fchown(fd, uid, gid) {
    const number = getValidatedFd(fd);
    validateOwner(uid, gid);
    return [binding.fchown, [number, uid, gid]];
  },
  utimes: (path, atime, mtime) => [
    binding.utimes,
    [getValidatedPath(path), toUnixTimestamp(atime), toUnixTimestamp(mtime)],
  ],
  lutimes: (path, atime, mtime) => [
    binding.lutimes,
    [getValidatedPath(path), toUnixTimestamp(atime), toUnixTimestamp(mtime)],
  ],
  futimes: (fd, atime, mtime) => [
    binding.futimes,
    [getValidatedFd(fd), toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime')],
  ],
  copyFile(src, dest, mode) {
    const from = getValidatedPath(src, 'src');
    return [binding.copyFile, [from, getValidatedPath(dest, 'dest'), getValidCopyMode(mode)]];
  },
  link(existingPath, newPath) {
    const existing = getValidatedPath(existingPath, 'existingPath');
    return [binding.link, [existing, getValidatedPath(newPath, 'newPath')]];
  },
  symlink(target, path, type) {
    validateSymlinkType(type);
    const to = getValidatedPath(target, 'target');
    return [binding.symlink, [to, getValidatedPath(path)]];
  },
  readlink: nameOf('readlink'),
  realpath: nameOf('realpath'),
  realpathNative: nameOf('realpathNative'),
  rename(oldPath, newPath) {
    const from = getValidatedPath(oldPath, 'oldPath');
    return [binding.rename, [from, getValidatedPath(newPath, 'newPath')]];
  },
  unlink: (path) => [binding.unlink, [getValidatedPath(path)]],
  truncate: (path, len) => [binding.truncate, [getValidatedPath(path), length(len)]],
  ftruncate: (fd, len) => [binding.ftruncate, [getValidatedFd(fd), length(len)]],
  fsync: (fd) => [binding.fsync, [getValidatedFd(fd)]],
  fdatasync: (fd) => [binding.fdatasync, [getValidatedFd(fd)]],
  mkdir,
  mkdtemp,
  rmdir,
  readdir,
  stat: statOf('stat', 'bigStat', getValidatedPath),
  lstat: statOf('lstat', 'bigLstat', getValidatedPath),
  fstat: statOf('fstat', 'bigFstat', getValidatedFd),
  statfs: (path, options) =>
    options?.bigint
      ? [binding.bigStatfs, [getValidatedPath(path)], makeStatFs]
      : [binding.statfs, [getValidatedPath(path)], makeStatFs],
};
