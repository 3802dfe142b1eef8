// Bad data and bad options have zlib's and Node's errors.
const zlib = require('zlib');

function attempt(run) {
  try {
    console.log(run());
  } catch ({ name, code, errno, message }) {
    console.log(name, code, errno, message);
  }
}

const packed = zlib.gzipSync('some text to be packed');
const damaged = Buffer.from(packed);
damaged[damaged.length - 6] ^= 1;
attempt(() => zlib.gunzipSync('not gzip'));
attempt(() => zlib.inflateSync('not zlib'));
attempt(() => zlib.inflateRawSync(Buffer.from([0xff, 0xff])));
attempt(() => zlib.gunzipSync(packed.subarray(0, 20)));
attempt(() => zlib.gunzipSync(damaged));
attempt(() => zlib.gunzipSync(packed.subarray(0, 25), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).length > 0);
const withDictionary = zlib.deflateSync('some text', { dictionary: Buffer.from('text') });
attempt(() => zlib.inflateSync(withDictionary));
attempt(() => zlib.inflateSync(withDictionary, { dictionary: Buffer.from('other') }));
attempt(() => zlib.gunzipSync(packed, { maxOutputLength: 5 }));
attempt(() => zlib.gzipSync(5));
attempt(() => zlib.createGzip({ level: 10 }));
attempt(() => zlib.createGzip({ chunkSize: 1 }));
attempt(() => zlib.createGzip({ windowBits: 8 }));
attempt(() => zlib.createDeflate({ strategy: 'x' }));
attempt(() => zlib.createDeflate({ dictionary: 'x' }));
attempt(() => zlib.crc32(5));
attempt(() => zlib.gzip('x'));
zlib.gunzip(damaged, (error, result) => {
  console.log(error.code, error.errno, error.message, result);
});
const stream = zlib.createGunzip();
stream.on('error', ({ code, message }) => console.log('error', code, message));
stream.on('close', () => console.log('close', stream.destroyed));
stream.end('nonsense');
