'use strict';

// fs.cp: copies files and trees. One algorithm serves all three forms: it is written as a generator that yields what has to be
// done to the file system, [function of the binding, arguments] or the filter's answer, and the form runs that now or on the pool.

const path = require('path');
const {
  codes: {
    ERR_FS_CP_DIR_TO_NON_DIR,
    ERR_FS_CP_EEXIST,
    ERR_FS_CP_EINVAL,
    ERR_FS_CP_FIFO_PIPE,
    ERR_FS_CP_NON_DIR_TO_DIR,
    ERR_FS_CP_SOCKET,
    ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY,
    ERR_FS_CP_UNKNOWN,
    ERR_FS_EISDIR,
    ERR_INVALID_RETURN_VALUE,
  },
} = require('internal/errors');
const { makeBigIntStats } = require('internal/fs/stats');
const { eachEntry } = require('internal/fs/dirent');
const { getValidatedPath, validateCpOptions } = require('internal/fs/utils');
const { validateFunction } = require('internal/validators');
const binding = internalBinding('fs');

const EEXIST = 17;
const EINVAL = 22;
const EISDIR = 21;
const ENOTDIR = 20;
const OWNER_WRITE = 0o200;
const PERMISSIONS = 0o7777;

const cpError = (Type, code, errno, path, message) => new Type({ message, path, syscall: 'cp', errno, code });

const same = (a, b) => a.ino !== 0n && a.ino === b.ino && a.dev === b.dev;

const partsOf = (name) => path.resolve(name).split(path.sep).filter(Boolean);

/** Whether `inner` is the directory `outer` or in it. */
function isWithin(outer, inner) {
  const innerParts = partsOf(inner);
  return partsOf(outer).every((part, i) => innerParts[i] === part);
}

/** Undefined when there is no such file. */
function* lookUp(name, dereference) {
  try {
    return makeBigIntStats(yield [dereference ? binding.bigStat : binding.bigLstat, [name]]);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function* checkPaths(src, dest, { dereference }) {
  const from = makeBigIntStats(yield [dereference ? binding.bigStat : binding.bigLstat, [src]]);
  const to = yield* lookUp(dest, dereference);
  if (to !== undefined) {
    if (same(from, to)) {
      throw cpError(ERR_FS_CP_EINVAL, 'EINVAL', EINVAL, dest, 'src and dest cannot be the same');
    }
    if (from.isDirectory() && !to.isDirectory()) {
      const message = `cannot overwrite non-directory ${dest} with directory ${src}`;
      throw cpError(ERR_FS_CP_DIR_TO_NON_DIR, 'EISDIR', EISDIR, dest, message);
    }
    if (!from.isDirectory() && to.isDirectory()) {
      const message = `cannot overwrite directory ${dest} with non-directory ${src}`;
      throw cpError(ERR_FS_CP_NON_DIR_TO_DIR, 'ENOTDIR', ENOTDIR, dest, message);
    }
  }
  if (from.isDirectory() && isWithin(src, dest)) throw intoItself(src, dest);
  return { from, to };
}

const intoItself = (src, dest) =>
  cpError(ERR_FS_CP_EINVAL, 'EINVAL', EINVAL, dest, `cannot copy ${src} to a subdirectory of self ${dest}`);

/** No directory above `dest` may be the source, under whatever name. */
function* checkParents(src, from, dest) {
  const srcParent = path.resolve(path.dirname(src));
  let parent = path.resolve(path.dirname(dest));
  while (parent !== srcParent && parent !== path.parse(parent).root) {
    const stat = yield* lookUp(parent, true);
    if (stat === undefined) return;
    if (same(from, stat)) throw intoItself(src, dest);
    parent = path.dirname(parent);
  }
}

function* copyTree(src, dest, options) {
  if (!(yield* isWanted(src, dest, options))) return;
  const { from, to } = yield* checkPaths(src, dest, options);
  yield* checkParents(src, from, dest);
  const parent = path.dirname(dest);
  if ((yield* lookUp(parent, true)) === undefined) yield [binding.mkdirs, [parent, 0o777]];
  yield* copyItem(from, to, src, dest, options);
}

function* isWanted(src, dest, { filter }) {
  return filter === undefined || (yield filter(src, dest));
}

function* copyItem(from, to, src, dest, options) {
  if (from.isDirectory() && options.recursive) {
    yield* copyDirectory(from, to, src, dest, options);
  } else if (from.isDirectory()) {
    throw cpError(ERR_FS_EISDIR, 'EISDIR', EINVAL, src, `${src} is a directory (not copied)`);
  } else if (from.isFile() || from.isCharacterDevice() || from.isBlockDevice()) {
    yield* copyFile(from, to, src, dest, options);
  } else if (from.isSymbolicLink()) {
    yield* copyLink(to, src, dest, options);
  } else if (from.isSocket()) {
    throw cpError(ERR_FS_CP_SOCKET, 'EINVAL', EINVAL, dest, `cannot copy a socket file: ${dest}`);
  } else if (from.isFIFO()) {
    throw cpError(ERR_FS_CP_FIFO_PIPE, 'EINVAL', EINVAL, dest, `cannot copy a FIFO pipe: ${dest}`);
  } else {
    throw cpError(ERR_FS_CP_UNKNOWN, 'EINVAL', EINVAL, dest, `cannot copy an unknown file type: ${dest}`);
  }
}

function* copyDirectory(from, to, src, dest, options) {
  if (to === undefined) yield [binding.mkdir, [dest, 0o777]];
  const names = [];
  eachEntry(yield [binding.readdir, [src, true, false]], undefined, (name) => names.push(name));
  for (const name of names) {
    const srcItem = path.join(src, name);
    const destItem = path.join(dest, name);
    if (yield* isWanted(srcItem, destItem, options)) {
      const item = yield* checkPaths(srcItem, destItem, options);
      yield* copyItem(item.from, item.to, srcItem, destItem, options);
    }
  }
  if (to === undefined) yield [binding.chmod, [dest, permissions(from)]];
}

const permissions = (stat) => Number(stat.mode) & PERMISSIONS;

function* copyFile(from, to, src, dest, options) {
  if (to !== undefined) {
    if (options.force) {
      yield [binding.unlink, [dest]];
    } else if (options.errorOnExist) {
      throw cpError(ERR_FS_CP_EEXIST, 'EEXIST', EEXIST, dest, `${dest} already exists`);
    } else {
      return;
    }
  }
  yield [binding.copyFile, [src, dest, options.mode]];
  const mode = permissions(from);
  if (options.preserveTimestamps) {
    if ((mode & OWNER_WRITE) === 0) yield [binding.chmod, [dest, mode | OWNER_WRITE]];
    // Copying has read the source: its access time is a new one now.
    const { atimeNs, mtimeNs } = makeBigIntStats(yield [binding.bigStat, [src]]);
    yield [binding.utimes, [dest, Number(atimeNs) / 1e9, Number(mtimeNs) / 1e9]];
  }
  yield [binding.chmod, [dest, mode]];
}

function* copyLink(to, src, dest, options) {
  let target = yield [binding.readlink, [src, false]];
  if (!options.verbatimSymlinks && !path.isAbsolute(target)) target = path.resolve(path.dirname(src), target);
  if (to === undefined) {
    yield [binding.symlink, [target, dest]];
    return;
  }
  let present;
  try {
    present = yield [binding.readlink, [dest, false]];
  } catch (error) {
    // It is a file: making the link tells that it exists.
    if (error.code !== 'EINVAL' && error.code !== 'UNKNOWN') throw error;
    yield [binding.symlink, [target, dest]];
    return;
  }
  if (!path.isAbsolute(present)) present = path.resolve(path.dirname(dest), present);
  const source = yield* lookUp(src, true);
  if (source?.isDirectory() && isWithin(target, present)) {
    const message = `cannot copy ${target} to a subdirectory of self ${present}`;
    throw cpError(ERR_FS_CP_EINVAL, 'EINVAL', EINVAL, dest, message);
  }
  // Replacing the link by its own parent would lose what is below.
  if (source?.isDirectory() && isWithin(present, target)) {
    const message = `cannot overwrite ${present} with ${target}`;
    throw cpError(ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY, 'EINVAL', EINVAL, dest, message);
  }
  yield [binding.unlink, [dest]];
  yield [binding.symlink, [target, dest]];
}

const isCall = (step) => Array.isArray(step) && typeof step[0] === 'function';

/** Gives the generator the outcome of what it asked for; the next thing it asks for, or its end. */
function resume(steps, error, value) {
  return error === undefined ? steps.next(value) : steps.throw(error);
}

function runSync(steps) {
  let step = steps.next();
  while (!step.done) {
    let error;
    let value;
    try {
      const asked = step.value;
      value = isCall(asked) ? asked[0](...asked[1]) : asked;
      if (typeof value?.then === 'function') throw new ERR_INVALID_RETURN_VALUE('boolean', 'filter', value);
    } catch (thrown) {
      error = thrown;
    }
    step = resume(steps, error, value);
  }
}

const perform = ([call, args]) =>
  new Promise((resolve, reject) => {
    call.async((error, value) => (error === null ? resolve(value) : reject(error)), ...args);
  });

async function run(steps) {
  let step = steps.next();
  while (!step.done) {
    let error;
    let value;
    try {
      value = await (isCall(step.value) ? perform(step.value) : step.value);
    } catch (thrown) {
      error = thrown;
    }
    step = resume(steps, error, value);
  }
}

function validated(src, dest, options) {
  const all = validateCpOptions(options);
  return [getValidatedPath(src, 'src'), getValidatedPath(dest, 'dest'), all];
}

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'cb');
  run(copyTree(...validated(src, dest, options))).then(
    () => process.nextTick(callback, null),
    (error) => process.nextTick(callback, error),
  );
}

function cpSync(src, dest, options) {
  runSync(copyTree(...validated(src, dest, options)));
}

async function promiseCp(src, dest, options) {
  await run(copyTree(...validated(src, dest, options)));
}

module.exports = { cp, cpSync, promiseCp };
