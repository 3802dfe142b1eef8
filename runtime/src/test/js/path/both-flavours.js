'use strict';
const path = require('path');
// Drive-relative paths depend on the working folder.
process.chdir('/');
const samples = [
  '',
  '.',
  '..',
  '/',
  '//',
  '///a',
  '/a/b/../c',
  'a/./b//c/',
  '../../a',
  '/..',
  'a/b/.',
  'a.b.c',
  '.hidden',
  '..x',
  'dir.d/',
  '/a/b.txt',
  'C:',
  'C:\\',
  'C:a',
  'C:/a/../b',
  'c:\\x\\..\\..',
  '\\\\server\\share\\dir\\',
  '//server/share',
  '\\\\?\\C:\\x',
  '\\a\\b',
  'a\\b/c',
  'D:\\a.b\\',
  'x:y:z',
];
for (const flavour of ['posix', 'win32']) {
  const p = path[flavour];
  for (const sample of samples) {
    console.log(
      flavour,
      JSON.stringify([
        sample,
        p.normalize(sample),
        p.dirname(sample),
        p.basename(sample),
        p.basename(sample, '.txt'),
        p.extname(sample),
        p.isAbsolute(sample),
        p.parse(sample),
        p.format(p.parse(sample)),
      ]),
    );
    for (const other of ['', 'x', '../y', '/z', 'C:/w', 'c:q']) {
      console.log(
        JSON.stringify([
          p.join(sample, other),
          p.resolve('/base', sample, other),
          p.relative(p.resolve('/a/b', sample), p.resolve('/a', other)),
        ]),
      );
    }
  }
  console.log(
    p.sep,
    p.delimiter,
    p.posix === path.posix,
    p.win32 === path.win32,
    p.toNamespacedPath('C:\\a'),
    p.toNamespacedPath('\\\\s\\h\\x'),
  );
}
console.log(path === path.posix, Object.keys(path).join());
for (const bad of [
  () => path.join(1),
  () => path.resolve('a', {}),
  () => path.basename('a', 1),
  () => path.format(null),
  () => path.relative(undefined, 'a'),
  () => path.dirname(),
]) {
  try {
    bad();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
