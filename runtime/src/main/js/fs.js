'use strict';

// The `fs` module: https://nodejs.org/api/fs.html. Most calls are made from the table in `internal/fs/operations`; the others
// have files of their own in `internal/fs`.

const { defineLazyProperties, deprecate, lazyFunction } = require('internal/util');
const { validateFunction, validateObject, validateString } = require('internal/validators');
const constants = require('internal/fs/constants');
const { Dirent } = require('internal/fs/dirent');
const { callbackForm, start, syncForm } = require('internal/fs/forms');
const operations = require('internal/fs/operations');
const readWrite = require('internal/fs/read_write');
const { Stats, makeBigIntStats, makeStats } = require('internal/fs/stats');
const { getValidatedPath, toUnixTimestamp } = require('internal/fs/utils');
const wholeFile = require('internal/fs/whole_file');
const binding = internalBinding('fs');

const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');

// ---- forms of the operations: [name, parameters, the last ones may be left out before the callback]

const simple = [
  ['access', 2, true],
  ['chown', 3],
  ['chmod', 2],
  ['copyFile', 3, true],
  ['fchown', 3],
  ['fchmod', 2],
  ['fdatasync', 1],
  ['fstat', 2, true],
  ['fsync', 1],
  ['ftruncate', 2, true],
  ['futimes', 3],
  ['lchown', 3],
  ['link', 2],
  ['lstat', 2, true],
  ['lutimes', 3],
  ['mkdir', 2, true],
  ['mkdtemp', 2, true],
  ['open', 3, true],
  ['readdir', 2, true],
  ['readlink', 2, true],
  ['realpath', 2, true],
  ['rename', 2],
  ['rmdir', 2, true],
  ['stat', 2, true],
  ['statfs', 2, true],
  ['symlink', 3, true],
  ['truncate', 2, true],
  ['unlink', 1],
  ['utimes', 3],
];
const forms = {};
for (const [name, count, optional] of simple) {
  forms[name] = callbackForm(name, operations[name], count, optional);
  forms[`${name}Sync`] = syncForm(name, operations[name], count);
}
forms.realpath.native = callbackForm('native', operations.realpathNative, 2, true);
forms.realpathSync.native = syncForm('native', operations.realpathNative, 2);

function throwOnError(error) {
  if (error) throw error;
}

function close(fd, callback = throwOnError) {
  const call = operations.close(fd);
  validateFunction(callback, 'cb');
  start(call, callback);
}

const closeSync = syncForm('close', operations.close, 1);

/** Undefined for a file that does not exist, with `throwIfNoEntry: false`. */
function statSync(path, options) {
  if (options?.throwIfNoEntry !== false) return forms.plainStatSync(path, options);
  return convertStats(binding.statIfExists(getValidatedPath(path), Boolean(options.bigint)), options);
}

function lstatSync(path, options) {
  if (options?.throwIfNoEntry !== false) return forms.plainLstatSync(path, options);
  return convertStats(binding.lstatIfExists(getValidatedPath(path), Boolean(options.bigint)), options);
}

function convertStats(numbers, { bigint }) {
  if (numbers === undefined) return undefined;
  return bigint ? makeBigIntStats(numbers) : makeStats(numbers);
}
forms.plainStatSync = forms.statSync;
forms.plainLstatSync = forms.lstatSync;

// ---- exists

let warnedOfExists = false;

function exists(path, callback) {
  validateFunction(callback, 'cb');
  let name;
  try {
    name = getValidatedPath(path);
  } catch {
    callback(false);
    return;
  }
  binding.exists.async((error, found) => callback(found === true), name);
}
Object.defineProperty(exists, promisifyCustom, {
  __proto__: null,
  enumerable: false,
  value: function exists(path) {
    return new Promise((resolve) => fs.exists(path, resolve));
  },
});

function existsSync(path) {
  let name;
  try {
    name = getValidatedPath(path);
  } catch (error) {
    if (error.code === 'ERR_INVALID_ARG_TYPE' && !warnedOfExists) {
      warnedOfExists = true;
      const message = 'Passing invalid argument types to fs.existsSync is deprecated';
      process.emitWarning(message, 'DeprecationWarning', 'DEP0187');
    }
    return false;
  }
  return binding.exists(name);
}

// ---- temporary directories, blobs, globs

/** A temporary directory that is deleted when its scope ends (`using`). */
function mkdtempDisposableSync(prefix, options) {
  const path = forms.mkdtempSync(prefix, options);
  const whole = require('path').resolve(path);
  const remove = () =>
    require('internal/fs/rm').rmSync(whole, { maxRetries: 0, recursive: true, force: true, retryDelay: 0 });
  return { path, remove, [Symbol.dispose]: remove };
}

/** A Blob that reads the file when it is read. */
function openAsBlob(path, options = { __proto__: null }) {
  validateObject(options, 'options');
  const type = options.type || '';
  validateString(type, 'options.type');
  const name = getValidatedPath(path);
  return require('internal/blob').createBlobFromFilePath(name, { type });
}

function glob(pattern, options, callback) {
  require('internal/fs/glob').glob(pattern, options, callback);
}

function globSync(pattern, options) {
  return require('internal/fs/glob').globSync(pattern, options);
}

// ---- streams: loaded when first used

function createReadStream(path, options) {
  return new fs.ReadStream(path, options);
}

function createWriteStream(path, options) {
  return new fs.WriteStream(path, options);
}

function streamClass(name) {
  let replaced;
  return {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => replaced ?? require('internal/fs/streams')[name],
    set(value) {
      replaced = value;
    },
  };
}

const fs = {
  appendFile: wholeFile.appendFile,
  appendFileSync: wholeFile.appendFileSync,
  access: forms.access,
  accessSync: forms.accessSync,
  chown: forms.chown,
  chownSync: forms.chownSync,
  chmod: forms.chmod,
  chmodSync: forms.chmodSync,
  close,
  closeSync,
  copyFile: forms.copyFile,
  copyFileSync: forms.copyFileSync,
  cp: lazyFunction('internal/fs/cp', 'cp', 4),
  cpSync: lazyFunction('internal/fs/cp', 'cpSync', 3),
  createReadStream,
  createWriteStream,
  exists,
  existsSync,
  fchown: forms.fchown,
  fchownSync: forms.fchownSync,
  fchmod: forms.fchmod,
  fchmodSync: forms.fchmodSync,
  fdatasync: forms.fdatasync,
  fdatasyncSync: forms.fdatasyncSync,
  fstat: forms.fstat,
  fstatSync: forms.fstatSync,
  fsync: forms.fsync,
  fsyncSync: forms.fsyncSync,
  ftruncate: forms.ftruncate,
  ftruncateSync: forms.ftruncateSync,
  futimes: forms.futimes,
  futimesSync: forms.futimesSync,
  glob,
  globSync,
  lchown: forms.lchown,
  lchownSync: forms.lchownSync,
  lchmod: undefined,
  lchmodSync: undefined,
  link: forms.link,
  linkSync: forms.linkSync,
  lstat: forms.lstat,
  lstatSync,
  lutimes: forms.lutimes,
  lutimesSync: forms.lutimesSync,
  mkdir: forms.mkdir,
  mkdirSync: forms.mkdirSync,
  mkdtemp: forms.mkdtemp,
  mkdtempSync: forms.mkdtempSync,
  mkdtempDisposableSync,
  open: forms.open,
  openSync: forms.openSync,
  openAsBlob,
  readdir: forms.readdir,
  readdirSync: forms.readdirSync,
  read: readWrite.read,
  readSync: readWrite.readSync,
  readv: readWrite.readv,
  readvSync: readWrite.readvSync,
  readFile: wholeFile.readFile,
  readFileSync: wholeFile.readFileSync,
  readlink: forms.readlink,
  readlinkSync: forms.readlinkSync,
  realpath: forms.realpath,
  realpathSync: forms.realpathSync,
  rename: forms.rename,
  renameSync: forms.renameSync,
  rm: lazyFunction('internal/fs/rm', 'rm', 3),
  rmSync: lazyFunction('internal/fs/rm', 'rmSync', 2),
  rmdir: forms.rmdir,
  rmdirSync: forms.rmdirSync,
  stat: forms.stat,
  statfs: forms.statfs,
  statSync,
  statfsSync: forms.statfsSync,
  symlink: forms.symlink,
  symlinkSync: forms.symlinkSync,
  truncate: forms.truncate,
  truncateSync: forms.truncateSync,
  unwatchFile: lazyFunction('internal/fs/watchers', 'unwatchFile', 2),
  unlink: forms.unlink,
  unlinkSync: forms.unlinkSync,
  utimes: forms.utimes,
  utimesSync: forms.utimesSync,
  watch: lazyFunction('internal/fs/watchers', 'watch', 3),
  watchFile: lazyFunction('internal/fs/watchers', 'watchFile', 3),
  writeFile: wholeFile.writeFile,
  writeFileSync: wholeFile.writeFileSync,
  write: readWrite.write,
  writeSync: readWrite.writeSync,
  writev: readWrite.writev,
  writevSync: readWrite.writevSync,
  Dirent,
  Stats: deprecate(Stats, 'fs.Stats constructor is deprecated.', 'DEP0180'),
  _toUnixTimestamp: toUnixTimestamp,
  opendir: lazyFunction('internal/fs/dir', 'opendir', 3),
  opendirSync: lazyFunction('internal/fs/dir', 'opendirSync', 2),
};

defineLazyProperties(fs, 'internal/fs/dir', ['Dir']);
Object.defineProperties(fs, {
  ReadStream: streamClass('ReadStream'),
  WriteStream: streamClass('WriteStream'),
  FileReadStream: streamClass('ReadStream'),
  FileWriteStream: streamClass('WriteStream'),
  constants: { __proto__: null, configurable: false, enumerable: true, value: constants },
  promises: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => require('internal/fs/promises'),
  },
});
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) {
  Object.defineProperty(fs, name, { __proto__: null, enumerable: true, value: constants[name] });
}

module.exports = fs;
