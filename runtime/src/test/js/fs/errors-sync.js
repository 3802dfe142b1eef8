'use strict';

// Sync calls throw errors with errno, code, syscall, path and dest, in this order.

const fs = require('fs');
const { at, tell } = require('./fixtures/scratch');

fs.writeFileSync(at('file'), 'text');
fs.mkdirSync(at('full', 'x'), { recursive: true });
fs.symlinkSync('loop', at('loop'));

const calls = {
  open: () => fs.openSync(at('no'), 'r'),
  openExclusive: () => fs.openSync(at('file'), 'wx'),
  openBelowFile: () => fs.openSync(at('file', 'x')),
  openDirectory: () => fs.openSync(at('full'), 'w'),
  openLoop: () => fs.openSync(at('loop')),
  openLong: () => fs.openSync('/' + 'n'.repeat(300)),
  read: () => fs.readFileSync(at('no')),
  readDirectory: () => fs.readFileSync(at('full')),
  write: () => fs.writeFileSync(at('no', 'x'), ''),
  append: () => fs.appendFileSync(at('no', 'x'), ''),
  stat: () => fs.statSync(at('no')),
  lstat: () => fs.lstatSync(at('no')),
  fstat: () => fs.fstatSync(999),
  access: () => fs.accessSync(at('no')),
  accessExecute: () => fs.accessSync(at('file'), fs.constants.X_OK),
  chmod: () => fs.chmodSync(at('no'), 0o600),
  chown: () => fs.chownSync(at('no'), 1, 1),
  lchown: () => fs.lchownSync(at('no'), 1, 1),
  utimes: () => fs.utimesSync(at('no'), 1, 1),
  lutimes: () => fs.lutimesSync(at('no'), 1, 1),
  unlink: () => fs.unlinkSync(at('no')),
  unlinkDirectory: () => fs.unlinkSync(at('full')),
  rename: () => fs.renameSync(at('no'), at('x')),
  renameOver: () => fs.renameSync(at('file'), at('full')),
  link: () => fs.linkSync(at('no'), at('x')),
  linkOver: () => fs.linkSync(at('file'), at('file')),
  symlink: () => fs.symlinkSync('x', at('file')),
  readlink: () => fs.readlinkSync(at('no')),
  readlinkFile: () => fs.readlinkSync(at('file')),
  realpath: () => fs.realpathSync(at('no', 'x')),
  realpathNative: () => fs.realpathSync.native(at('no')),
  readdir: () => fs.readdirSync(at('no')),
  readdirFile: () => fs.readdirSync(at('file')),
  mkdir: () => fs.mkdirSync(at('file')),
  mkdirIn: () => fs.mkdirSync(at('no', 'x')),
  mkdirRecursiveOver: () => fs.mkdirSync(at('file'), { recursive: true }),
  mkdirRecursiveBelow: () => fs.mkdirSync(at('file', 'x', 'y'), { recursive: true }),
  mkdtemp: () => fs.mkdtempSync(at('no', 'x-')),
  rmdir: () => fs.rmdirSync(at('no')),
  rmdirFile: () => fs.rmdirSync(at('file')),
  rmdirFull: () => fs.rmdirSync(at('full')),
  rm: () => fs.rmSync(at('no')),
  copyFile: () => fs.copyFileSync(at('no'), at('x')),
  copyFileOver: () => fs.copyFileSync(at('file'), at('file'), fs.constants.COPYFILE_EXCL),
  statfs: () => fs.statfsSync(at('no')),
  closeUnknown: () => fs.closeSync(999),
  readUnknown: () => fs.readSync(999, Buffer.alloc(1)),
  writeUnknown: () => fs.writeSync(999, 'x'),
  fsyncUnknown: () => fs.fsyncSync(999),
  ftruncateUnknown: () => fs.ftruncateSync(999, 1),
  full: () => fs.writeFileSync('/dev/full', 'x'),
};
for (const [name, call] of Object.entries(calls)) {
  try {
    call();
    console.log(name, 'no error');
  } catch (error) {
    console.log(name, tell(error));
  }
}
