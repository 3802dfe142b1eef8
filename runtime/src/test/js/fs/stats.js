'use strict';

// Stats, BigIntStats and the kinds of files.

const fs = require('fs');
const { at } = require('./fixtures/scratch');

const file = at('file');
fs.writeFileSync(file, 'hello', { mode: 0o640 });
fs.utimesSync(file, 1000.5, new Date(2000123));
fs.linkSync(file, at('second'));
fs.symlinkSync('file', at('link'));

const stats = fs.statSync(file);
console.log(stats.size, stats.nlink, stats.mode.toString(8), stats.blksize, stats.blocks);
console.log(stats.atimeMs, stats.mtimeMs, stats.atime, stats.mtime);
console.log(stats instanceof fs.Stats, stats.constructor.name, Object.keys(stats).slice(0, 14).join());
const kinds = (s) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(Object.getPrototypeOf(s)))
    .filter((name) => name.startsWith('is') && s[name]())
    .join();
console.log(kinds(stats), kinds(fs.statSync('.')), kinds(fs.lstatSync(at('link'))), kinds(fs.statSync('/dev/null')));

const big = fs.statSync(file, { bigint: true });
console.log(big.size, big.mtimeMs, big.mtimeNs, big.mtime, big.constructor.name, big.ino === BigInt(stats.ino));

console.log(fs.statSync(at('no'), { throwIfNoEntry: false }), fs.lstatSync(at('no'), { throwIfNoEntry: false }));
fs.lutimesSync(at('link'), 5, 6);
console.log(fs.lstatSync(at('link')).mtimeMs, fs.statSync(at('link')).mtimeMs);

const fd = fs.openSync(file, 'r+');
fs.futimesSync(fd, 1, 2);
fs.fchmodSync(fd, 0o600);
fs.renameSync(file, at('moved'));

fs.fstat(fd, { bigint: true }, (error, opened) => {
  console.log(error, opened.size, opened.mtimeMs, opened.mode);
  fs.unlinkSync(at('moved'));
  fs.unlinkSync(at('second'));
  console.log(fs.fstatSync(fd).nlink);
  fs.closeSync(fd);
  promises();
});

const fsStats = fs.statfsSync('.');
console.log(fsStats.constructor.name, Object.keys(fsStats).join(), typeof fsStats.bfree);

async function promises() {
  console.log((await fs.promises.lstat(at('link'))).size);
  await fs.promises.access(at('no')).catch((error) => console.log(error.code));
}
console.log(fs.constants.S_IFMT, Object.keys(fs.constants).length > 50, fs.constants.O_APPEND);
