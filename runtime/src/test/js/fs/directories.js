'use strict';

// mkdir, readdir, opendir, mkdtemp, rmdir and rm.

const fs = require('fs');
const { at, dir } = require('./fixtures/scratch');

const local = (p) => p?.replace(dir, '<dir>');
console.log(local(fs.mkdirSync(at('a', 'b', 'c'), { recursive: true })));
console.log(local(fs.mkdirSync(at('a', 'b', 'd'), { recursive: true })));
console.log(fs.mkdirSync(at('a'), { recursive: true }), fs.mkdirSync(at('e'), 0o700), fs.mkdirSync(at('f'), '755'));
console.log((fs.statSync(at('e')).mode & 0o777).toString(8));
for (const name of ['z', '\u00e4', 'Z', '.hidden', 'a b']) fs.writeFileSync(at('a', name), '');
fs.symlinkSync('b', at('a', 'link'));

console.log(fs.readdirSync(at('a')));
console.log(fs.readdirSync(at('a'), 'buffer').slice(0, 2), fs.readdirSync(at('e'), 'hex'));
const kind = (e) => `${e.name}:${e.isDirectory() ? 'd' : e.isSymbolicLink() ? 'l' : e.isFile() ? 'f' : '?'}`;
console.log(fs.readdirSync(at('a'), { withFileTypes: true }).map(kind));
console.log(fs.readdirSync(dir, { recursive: true }).sort());
const nested = fs.readdirSync(dir, { recursive: true, withFileTypes: true });
const linked = (e) => e.parentPath.includes('link');
console.log(
  nested
    .filter((e) => !linked(e))
    .map((e) => `${local(e.parentPath)} ${kind(e)}`)
    .sort(),
);

const made = fs.mkdtempSync(at('tmp-'));
console.log(/^<dir>\/tmp-\w{6}$/.test(local(made)), fs.statSync(made).mode.toString(8));
console.log(fs.mkdtempSync(at('buf-'), 'buffer').constructor.name);

async function run() {
  const names = [];
  for await (const entry of await fs.promises.opendir(at('a'), { bufferSize: 2 })) names.push(kind(entry));
  console.log(names.sort());
  const opened = fs.opendirSync(at('e'));
  console.log(opened.readSync(), await opened.read(), local(opened.path));
  await opened.close();
  await opened.close().catch((error) => console.log(error.code));
  try {
    opened.readSync();
  } catch (error) {
    console.log(error.code, error.message);
  }
  await new Promise((resolve) => fs.rmdir(at('e'), resolve));
  console.log(fs.existsSync(at('e')));
  try {
    fs.rmSync(at('a'));
  } catch (error) {
    console.log(error.name, error.code, error.message.replace(dir, '<dir>'), error.syscall);
  }
  fs.rmSync(at('no'), { force: true });
  await fs.promises.rm(at('a'), { recursive: true });
  fs.rm(at('f'), { recursive: true, force: true }, (error) => console.log(error, fs.existsSync(at('f'))));
}
run();
