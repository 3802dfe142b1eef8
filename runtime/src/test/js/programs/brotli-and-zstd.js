'use strict';

const zlib = require('zlib');

const { constants } = zlib;
const text = Buffer.from('hello world '.repeat(50000));
const noise = require('crypto').createHash('sha512').update('x').digest('hex').repeat(3000);
const big = Buffer.concat([text, Buffer.from(noise)]);

const attempt = (what) => {
  try {
    console.log(what());
  } catch ({ message, code, errno }) {
    console.log(message, code, errno);
  }
};

for (const [compress, decompress] of [
  [zlib.brotliCompressSync, zlib.brotliDecompressSync],
  [zlib.zstdCompressSync, zlib.zstdDecompressSync],
]) {
  const compressed = compress(big);
  const longer = Buffer.concat([compressed, Buffer.from('more')]);
  attempt(() => decompress(compressed).equals(big));
  attempt(() => decompress(compress('')).length);
  attempt(() => decompress(compress('hello')).toString());
  attempt(() => decompress(compressed.subarray(0, compressed.length - 3)));
  attempt(() => decompress(Buffer.from('hello world, nothing of the kind')));
  attempt(() => decompress(longer).equals(big));
  attempt(() => decompress(longer, { rejectGarbageAfterEnd: true }));
  attempt(() => decompress(compressed, { maxOutputLength: 1000 }));
  attempt(() => compress('x', { params: { 1000: 1 } }));
  attempt(() => compress('x', { params: { 0: 'x' } }));
  attempt(() => compress('x', { chunkSize: 1 }));
  attempt(() => compress('x', { flush: 5 }));
  const small = decompress(compressed, { chunkSize: 64 });
  attempt(() => small.equals(big));
  const dictionary = Buffer.from('the quick brown fox jumps over the lazy dog and so on');
  const short = compress(dictionary, { dictionary });
  attempt(() => short.length < 40);
  attempt(() => decompress(short, { dictionary }).equals(dictionary));
}

const size = (quality) =>
  zlib.brotliCompressSync(big, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
console.log(size(1) > size(9));
const frame = zlib.zstdCompressSync(big, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
frame[frame.length - 1] ^= 1;
attempt(() => zlib.zstdDecompressSync(frame));

async function collect(stream) {
  return Buffer.concat(await Array.fromAsync(stream));
}

// What is flushed can be read before the end.
async function flush(create, decompress, operation) {
  const stream = create();
  const parts = [];
  stream.on('data', (part) => parts.push(part));
  stream.write('part one, ');
  await new Promise((resolve) => {
    stream.flush(resolve);
  });
  console.log(decompress(Buffer.concat(parts), { finishFlush: operation }).toString());
  stream.end('part two');
  await new Promise((resolve) => {
    stream.on('end', resolve);
  });
  console.log(decompress(Buffer.concat(parts)).toString());
}

async function main() {
  const { BROTLI_OPERATION_FLUSH, ZSTD_e_flush } = constants;
  await flush(zlib.createBrotliCompress, zlib.brotliDecompressSync, BROTLI_OPERATION_FLUSH);
  await flush(zlib.createZstdCompress, zlib.zstdDecompressSync, ZSTD_e_flush);
  const { promisify } = require('util');
  console.log(
    String(await promisify(zlib.brotliDecompress)(await promisify(zlib.brotliCompress)('async'))),
    String(await promisify(zlib.zstdDecompress)(await promisify(zlib.zstdCompress)('async'))),
  );
  const through = zlib.createBrotliCompress();
  through.end(big);
  console.log((await collect(through.pipe(zlib.createBrotliDecompress()))).equals(big));
  for (const format of ['gzip', 'deflate', 'deflate-raw', 'brotli']) {
    const pack = new CompressionStream(format);
    const writer = pack.writable.getWriter();
    void writer.write(new Uint8Array([1, 2, 3]).buffer);
    void writer.close();
    console.log(format, await collect(pack.readable.pipeThrough(new DecompressionStream(format))));
  }
  console.log(new DecompressionStream('gzip'));
  attempt(() => new CompressionStream('zip'));
  const shared = new CompressionStream('gzip');
  await shared.writable
    .getWriter()
    .write(new Uint8Array(new SharedArrayBuffer(4)))
    .catch(({ code }) => console.log(code));
  const junk = new DecompressionStream('gzip');
  const writer = junk.writable.getWriter();
  writer.write(Buffer.concat([zlib.gzipSync('x'), Buffer.from('junk')])).catch(() => {});
  await collect(junk.readable).catch(({ code }) => console.log(code));
}

main();
