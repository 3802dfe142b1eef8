// Every format comes back as it went, in one call or as a stream, in small pieces too.
const { pipeline } = require('stream/promises');
const { Readable } = require('stream');
const zlib = require('zlib');

const text = Buffer.from('Round and round the loop goes. '.repeat(5000));
const pairs = [
  ['gzip', 'gunzip'],
  ['deflate', 'inflate'],
  ['deflateRaw', 'inflateRaw'],
  ['gzip', 'unzip'],
  ['deflate', 'unzip'],
];

async function main() {
  for (const [pack, unpack] of pairs) {
    const packed = zlib[`${pack}Sync`](text, { level: 9 });
    console.log(pack, packed.length < 2000, zlib[`${unpack}Sync`](packed).equals(text));
    await new Promise((resolve) => {
      zlib[pack](text, (error, result) => {
        zlib[unpack](result, (error2, back) => {
          console.log(error, error2, back.equals(text));
          resolve();
        });
      });
    });
    const chunks = [];
    const bytes = Readable.from(Array.from({ length: packed.length }, (_, i) => packed.subarray(i, i + 1)));
    const create = `create${unpack[0].toUpperCase()}${unpack.slice(1)}`;
    const stream = zlib[create]({ chunkSize: 64 });
    await pipeline(bytes, stream, async (source) => {
      for await (const chunk of source) chunks.push(chunk);
    });
    console.log(Buffer.concat(chunks).equals(text), stream.bytesWritten === packed.length);
  }
  const two = Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')]);
  console.log(zlib.gunzipSync(two).toString());
  console.log(zlib.gunzipSync(Buffer.concat([two, Buffer.alloc(10)])).toString());
  const dictionary = Buffer.from('Round and round');
  const packed = zlib.deflateSync(text, { dictionary });
  console.log(zlib.inflateSync(packed, { dictionary }).equals(text));
  const flushed = zlib.createDeflateRaw();
  flushed.on('data', (chunk) => console.log('data', zlib.inflateRawSync(chunk, { finishFlush: 2 }).toString()));
  flushed.write('before the flush');
  flushed.flush(() => {
    console.log('flushed', zlib.crc32('abc'), zlib.crc32('c', zlib.crc32('ab')));
    flushed.close(() => console.log('closed'));
  });
}
main();
