'use strict';

// fs.Stats, its BigInt form, and statfs's result. The binding gives 18 numbers:
// dev mode nlink uid gid rdev blksize ino size blocks, then seconds and nanoseconds of atime, mtime, ctime and birthtime.

const { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } = require('internal/fs/constants');

const NS_PER_MS = 1e6;
const NS_PER_MS_BIG = 1_000_000n;
const NS_PER_S_BIG = 1_000_000_000n;

function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
}

const kinds = {
  isDirectory: S_IFDIR,
  isFile: S_IFREG,
  isBlockDevice: S_IFBLK,
  isCharacterDevice: S_IFCHR,
  isSymbolicLink: S_IFLNK,
  isFIFO: S_IFIFO,
  isSocket: S_IFSOCK,
};
for (const [name, kind] of Object.entries(kinds)) {
  StatsBase.prototype[name] = {
    [name]() {
      return (Number(this.mode) & S_IFMT) === kind;
    },
  }[name];
}

/** Dates are made when they are first asked for. */
const dateProperties = {};
for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
  dateProperties[name] = {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get() {
      const value = new Date(Math.round(Number(this[`${name}Ms`])));
      Object.defineProperty(this, name, {
        __proto__: null,
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      return value;
    },
    set(value) {
      Object.defineProperty(this, name, {
        __proto__: null,
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    },
  };
}

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);
Object.defineProperties(Stats.prototype, dateProperties);

function BigIntStats(
  dev,
  mode,
  nlink,
  uid,
  gid,
  rdev,
  blksize,
  ino,
  size,
  blocks,
  atimeNs,
  mtimeNs,
  ctimeNs,
  birthtimeNs,
) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeNs / NS_PER_MS_BIG;
  this.mtimeMs = mtimeNs / NS_PER_MS_BIG;
  this.ctimeMs = ctimeNs / NS_PER_MS_BIG;
  this.birthtimeMs = birthtimeNs / NS_PER_MS_BIG;
  this.atimeNs = atimeNs;
  this.mtimeNs = mtimeNs;
  this.ctimeNs = ctimeNs;
  this.birthtimeNs = birthtimeNs;
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);
Object.setPrototypeOf(BigIntStats, StatsBase);
Object.defineProperties(BigIntStats.prototype, dateProperties);

const milliseconds = (n, at) => n[at] * 1000 + n[at + 1] / NS_PER_MS;
const nanoseconds = (n, at) => n[at] * NS_PER_S_BIG + n[at + 1];

/** @param {Float64Array} n from the binding's stat, lstat and fstat */
function makeStats(n) {
  return new Stats(
    n[0],
    n[1],
    n[2],
    n[3],
    n[4],
    n[5],
    n[6],
    n[7],
    n[8],
    n[9],
    milliseconds(n, 10),
    milliseconds(n, 12),
    milliseconds(n, 14),
    milliseconds(n, 16),
  );
}

/** @param {bigint[]} n from the binding's bigStat, bigLstat and bigFstat */
function makeBigIntStats(n) {
  return new BigIntStats(
    ...n.slice(0, 10),
    nanoseconds(n, 10),
    nanoseconds(n, 12),
    nanoseconds(n, 14),
    nanoseconds(n, 16),
  );
}

/** What fs.watchFile reports for a file that does not exist. */
const emptyStats = (bigint) => (bigint ? makeBigIntStats(new Array(18).fill(0n)) : makeStats(new Float64Array(18)));

class StatFs {
  type;
  bsize;
  blocks;
  bfree;
  bavail;
  files;
  ffree;

  constructor(type, bsize, blocks, bfree, bavail, files, ffree) {
    this.type = type;
    this.bsize = bsize;
    this.blocks = blocks;
    this.bfree = bfree;
    this.bavail = bavail;
    this.files = files;
    this.ffree = ffree;
  }
}

module.exports = {
  BigIntStats,
  StatFs,
  Stats,
  emptyStats,
  makeBigIntStats,
  makeStatFs: (n) => new StatFs(...n),
  makeStats,
};
