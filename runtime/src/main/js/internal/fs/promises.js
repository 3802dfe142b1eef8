'use strict';

// The `fs/promises` module: https://nodejs.org/api/fs.html#promises-api

const {
  codes: { ERR_METHOD_NOT_IMPLEMENTED },
} = require('internal/errors');
const constants = require('internal/fs/constants');
const { promiseCp } = require('internal/fs/cp');
const { opendir } = require('internal/fs/dir');
const { FileHandle } = require('internal/fs/file_handle');
const { promiseForm } = require('internal/fs/forms');
const operations = require('internal/fs/operations');
const { promiseRm } = require('internal/fs/rm');
const { abortErrorOf, getOptions, getValidatedPath } = require('internal/fs/utils');
const { watchIterator } = require('internal/fs/watchers');
const {
  appendDefaults,
  isIterable,
  promiseReadFile,
  promiseWriteFile,
  readDefaults,
  writeDefaults,
  writeIterable,
} = require('internal/fs/whole_file');

const form = (name, count) => promiseForm(name, operations[name], count);

const openFd = form('open', 3);

async function open(path, flags = 'r', mode = 0o666) {
  return new FileHandle(await openFd(path, flags, mode));
}

async function readFile(path, options) {
  const all = getOptions(options, readDefaults);
  // A descriptor is no path here.
  return path instanceof FileHandle ? path.readFile(all) : promiseReadFile(getValidatedPath(path), all);
}

async function writeFile(path, data, options) {
  const all = getOptions(options, writeDefaults);
  if (path instanceof FileHandle) return path.writeFile(data, all);
  if (!isIterable(data)) return promiseWriteFile(getValidatedPath(path), data, all);
  if (all.signal?.aborted) throw abortErrorOf(all.signal);
  const handle = await open(path, all.flag ?? 'w', all.mode);
  try {
    return await writeIterable(handle.fd, data, all);
  } finally {
    await handle.close();
  }
}

async function appendFile(path, data, options) {
  const all = getOptions(options, appendDefaults);
  return writeFile(path, data, { ...all, flag: all.flag || 'a' });
}

async function lchmod() {
  throw new ERR_METHOD_NOT_IMPLEMENTED('lchmod()');
}

/** A temporary directory that is deleted when its scope ends (`await using`). */
async function mkdtempDisposable(prefix, options) {
  const cwd = process.cwd();
  const path = await promises.mkdtemp(prefix, options);
  const whole = require('path').resolve(cwd, path);
  const remove = async () => {
    await promiseRm(whole, { maxRetries: 0, recursive: true, force: true, retryDelay: 0 });
  };
  return { __proto__: null, path, remove, [Symbol.asyncDispose]: remove };
}

function glob(pattern, options) {
  return require('internal/fs/glob').globIterator(pattern, options);
}

const promises = {
  access: form('access', 2),
  copyFile: form('copyFile', 3),
  cp: promiseCp,
  glob,
  open,
  opendir: (path, options) =>
    new Promise((resolve, reject) => {
      opendir(path, options, (error, dir) => (error ? reject(error) : resolve(dir)));
    }),
  rename: form('rename', 2),
  truncate: form('truncate', 2),
  rm: promiseRm,
  rmdir: form('rmdir', 2),
  mkdir: form('mkdir', 2),
  readdir: form('readdir', 2),
  readlink: form('readlink', 2),
  symlink: form('symlink', 3),
  lstat: form('lstat', 2),
  stat: form('stat', 2),
  statfs: form('statfs', 2),
  link: form('link', 2),
  unlink: form('unlink', 1),
  chmod: form('chmod', 2),
  lchmod,
  lchown: form('lchown', 3),
  chown: form('chown', 3),
  utimes: form('utimes', 3),
  lutimes: form('lutimes', 3),
  realpath: promiseForm('realpath', operations.realpathNative, 2),
  mkdtemp: form('mkdtemp', 2),
  mkdtempDisposable,
  writeFile,
  appendFile,
  readFile,
  watch: watchIterator,
  constants,
};

module.exports = promises;
