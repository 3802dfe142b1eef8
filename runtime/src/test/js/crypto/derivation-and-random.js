'use strict';
const crypto = require('crypto');
const attempt = (label, operation) => {
  try {
    console.log(label, operation());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
for (const digest of ['sha1', 'sha256', 'sha512', 'md5', 'sha3-384', 'ripemd160']) {
  attempt(digest, () => crypto.pbkdf2Sync('pass', 'salt', 3, 70, digest).toString('hex'));
  attempt(digest, () => Buffer.from(crypto.hkdfSync(digest, 'key', 'salt', 'info', 50)).toString('hex'));
}
attempt('empty', () => [
  crypto.pbkdf2Sync('', '', 1, 5, 'sha1').toString('hex'),
  crypto.pbkdf2Sync('a', 'b', 1, 0, 'sha1').length,
]);
attempt('scrypt', () => crypto.scryptSync('pass', 'salt', 40).toString('hex'));
attempt('scrypt options', () =>
  crypto.scryptSync('pass', 'salt', 20, { cost: 1024, blockSize: 4, parallelization: 2 }).toString('hex'),
);
attempt('scrypt N', () => crypto.scryptSync('a', 'b', 5, { N: 3 }));
attempt('scrypt memory', () => crypto.scryptSync('a', 'b', 5, { N: 2 ** 20 }));
attempt('pbkdf2 digest', () => crypto.pbkdf2Sync('a', 'b', 1, 5, 'nope'));
attempt('pbkdf2 no digest', () => crypto.pbkdf2Sync('a', 'b', 1, 5));
attempt('pbkdf2 iterations', () => crypto.pbkdf2Sync('a', 'b', 0, 5, 'sha1'));
attempt('pbkdf2 keylen', () => crypto.pbkdf2Sync('a', 'b', 1, -1, 'sha1'));
attempt('pbkdf2 callback', () => crypto.pbkdf2('a', 'b', 1, 1, 'sha1'));
attempt('hkdf length', () => crypto.hkdfSync('sha1', 'a', 'b', 'c', 20 * 255 + 1));
attempt('random', () => [
  crypto.randomBytes(0).length,
  crypto.randomBytes(300).length,
  crypto.randomFillSync(new Uint32Array(3)).some(Boolean),
]);
attempt('uuid', () =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()),
);
attempt('int', () => Array.from({ length: 50 }, () => crypto.randomInt(-2, 3)).every((n) => n >= -2 && n < 3));
for (const bad of [
  () => crypto.randomBytes(-1),
  () => crypto.randomBytes('1'),
  () => crypto.randomInt(0),
  () => crypto.randomInt(0, 2 ** 49),
  () => crypto.randomInt(5, 4),
  () => crypto.randomFillSync('x'),
  () => crypto.randomFillSync(Buffer.alloc(3), 4),
  () => crypto.randomFillSync(Buffer.alloc(3), 1, 3),
])
  attempt('bad', bad);
attempt('values', () => crypto.webcrypto.getRandomValues(new Uint8Array(20)).length);
attempt('values type', () => crypto.webcrypto.getRandomValues(new Float64Array(1)));
crypto.pbkdf2('a', 'b', 5, 10, 'sha512', (error, key) => {
  console.log(error, key);
  crypto.scrypt('a', 'b', 10, { N: 1024 }, (error, key) => {
    console.log(error, key);
    crypto.hkdf('sha256', 'a', 'b', 'c', 10, (error, key) => {
      console.log(error, key instanceof ArrayBuffer, Buffer.from(key));
      crypto.randomBytes(5, (error, bytes) => {
        console.log(error, bytes.length);
        crypto.randomFill(new Uint16Array(4), 1, 2, (error, array) => {
          console.log(error, array[0], array[3], array.length);
          crypto.subtle.digest('SHA-256', Buffer.from('a')).then((digest) => console.log(Buffer.from(digest)));
        });
      });
    });
  });
});
