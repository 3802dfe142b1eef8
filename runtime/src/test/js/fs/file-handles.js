'use strict';

// FileHandle: reading, writing, whole files, closing.

const fs = require('fs');
const { at } = require('./fixtures/scratch');
const { open } = fs.promises;

async function run() {
  const handle = await open(at('file'), 'w+');
  console.log(handle.constructor.name, typeof handle.fd);
  console.log(await handle.write('hello '), await handle.write(Buffer.from('world'), 0, 5, null));
  console.log(await handle.read(Buffer.alloc(5), 0, 5, 0));
  console.log(await handle.read({ buffer: Buffer.alloc(3), position: 6 }));
  console.log((await handle.readv([Buffer.alloc(2), Buffer.alloc(2)], 0)).buffers);
  console.log((await handle.writev([Buffer.from('HE'), Buffer.from('LL')], 0)).bytesWritten);
  await handle.truncate(8);
  await handle.chmod(0o600);
  await handle.utimes(1, 2);
  await handle.sync();
  await handle.datasync();
  const stats = await handle.stat();
  console.log(stats.size, stats.mtimeMs, stats.mode.toString(8));
  await handle.appendFile('!');
  handle.on('close', () => console.log('close event'));
  await handle.close();
  console.log(handle.fd, await handle.close());
  await handle.stat().catch((error) => console.log(error.code, error.message, error.syscall));

  const whole = await open(at('file'));
  console.log(await whole.readFile('utf8'), (await whole.readFile()).length);
  await Promise.all([whole.close(), whole.close()]);

  const lines = await open(at('lines'), 'w+');
  await lines.writeFile('one\ntwo\n');
  await lines.close();
  await open(at('no')).catch((error) => console.log(error.code));
}
run();
