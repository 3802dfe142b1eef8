'use strict';

// fs.createWriteStream: flags, positions, corking, errors.

const fs = require('fs');
const { pipeline } = require('stream/promises');
const { at } = require('./fixtures/scratch');

const finished = (stream) => new Promise((resolve) => stream.on('close', resolve));

async function run() {
  const plain = fs.createWriteStream(at('plain'));
  plain.on('open', (fd) => console.log('open', typeof fd, plain.pending));
  plain.on('ready', () => console.log('ready'));
  plain.on('finish', () => console.log('finish', plain.bytesWritten));
  console.log(plain.pending, plain.write('one '), plain.write(Buffer.from('two ')));
  plain.end('three', 'latin1');
  await finished(plain);
  console.log(fs.readFileSync(at('plain'), 'utf8'), plain.closed, plain.fd);

  const middle = fs.createWriteStream(at('plain'), { flags: 'r+', start: 4 });
  middle.cork();
  middle.write('TW');
  middle.write('O');
  middle.uncork();
  middle.end();
  await finished(middle);
  const more = fs.createWriteStream(at('plain'), { flags: 'a', encoding: 'hex', flush: true });
  more.end('2121');
  await finished(more);
  console.log(fs.readFileSync(at('plain'), 'utf8'));

  const failing = fs.createWriteStream(at('no', 'x'));
  failing.on('error', (error) => console.log(error.code));
  failing.end('x');
  await finished(failing);

  fs.writeFileSync(at('big'), Buffer.alloc(1_000_000, 'x'));
  await pipeline(fs.createReadStream(at('big')), fs.createWriteStream(at('copy')));
  console.log(fs.statSync(at('copy')).size);

  const handle = await fs.promises.open(at('handle'), 'w');
  const stream = handle.createWriteStream();
  stream.end('by handle');
  await finished(stream);
  console.log(handle.fd, fs.readFileSync(at('handle'), 'utf8'));
  const closing = fs.createWriteStream(at('closing'));
  closing.write('x');
  closing.close((error) => console.log('closed', error, fs.readFileSync(at('closing'), 'utf8')));
}
run();
