'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'program-'));
const at = (...names) => path.join(folder, ...names);
const show = (error) => console.log(error.code, error.syscall, error.message.replaceAll(folder, '.'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
fs.writeFileSync(at('a.txt'), 'hello');
fs.appendFileSync(at('a.txt'), ' world');
console.log(fs.readFileSync(at('a.txt'), 'utf8'), fs.statSync(at('a.txt')).size, fs.existsSync(at('b')));
fs.mkdirSync(at('d/e/f'), { recursive: true });
fs.copyFileSync(at('a.txt'), at('d/e/copy'));
fs.symlinkSync('a.txt', at('link'));
fs.renameSync(at('d/e/copy'), at('d/moved'));
fs.truncateSync(at('d/moved'), 4);
console.log(fs.readdirSync(folder), fs.readdirSync(folder, { recursive: true }).sort(), fs.readlinkSync(at('link')));
console.log(
  fs.readdirSync(folder, { withFileTypes: true }).map((e) => [e.name, e.isFile(), e.isDirectory(), e.isSymbolicLink()]),
);
const fd = fs.openSync(at('n'), 'w+');
console.log(
  fs.writeSync(fd, 'abcdef'),
  fs.writeSync(fd, Buffer.from('XY'), 0, 2, 1),
  fs.readSync(fd, Buffer.alloc(10), 0, 10, 0),
);
fs.closeSync(fd);
console.log(
  fs.readFileSync(at('n'), 'latin1'),
  fs.lstatSync(at('link')).isSymbolicLink(),
  fs.realpathSync(at('link')) === at('a.txt'),
);
for (const act of [
  () => fs.readFileSync(at('none')),
  () => fs.mkdirSync(at('d')),
  () => fs.rmdirSync(at('d')),
  () => fs.unlinkSync(at('none')),
  () => fs.rmSync(at('none')),
  () => fs.readdirSync(at('a.txt')),
  () => fs.openSync(at('a.txt'), 'wx'),
  () => fs.closeSync(9999),
  () => fs.accessSync(at('none'), fs.constants.R_OK),
  () => fs.renameSync(at('none'), at('x')),
  () => fs.copyFileSync(at('a.txt'), at('n'), fs.constants.COPYFILE_EXCL),
]) {
  try {
    act();
    console.log('no error');
  } catch (error) {
    show(error);
  }
}
fs.readFile(at('none'), (error) => {
  show(error);
  fs.createReadStream(at('a.txt'), { start: 2, end: 6, highWaterMark: 2, encoding: 'utf8' })
    .on('open', (fd) => console.log('open', typeof fd))
    .on('ready', () => console.log('ready'))
    .on('data', (data) => console.log('data', data))
    .on('end', () => console.log('end'))
    .on('close', async () => {
      console.log('close');
      const handle = await fs.promises.open(at('p'), 'w+');
      await handle.writeFile('one\ntwo\nthree');
      console.log((await handle.stat()).size, (await handle.read(Buffer.alloc(3), 0, 3, 4)).buffer.toString());
      await handle.close();
      await fs.promises.readFile(at('q')).catch(show);
      const stream = fs.createWriteStream(at('s'));
      stream.write('a');
      stream.end('b', () => {
        console.log(stream.bytesWritten, fs.readFileSync(at('s'), 'utf8'));
        fs.createReadStream(at('q')).on('error', show);
      });
    });
});
