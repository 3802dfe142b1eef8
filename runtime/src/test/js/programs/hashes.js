'use strict';

const crypto = require('crypto');
const { log } = console;
for (const name of ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'ripemd160', 'blake2b512']) {
  log(name, crypto.createHash(name).update('a').update(Buffer.from('bc')).digest('hex'));
}
log(
  crypto.createHmac('sha256', 'key').update('text').digest('base64'),
  crypto.createHash('sha1').copy().digest('base64url'),
);
log(crypto.pbkdf2Sync('p', 's', 10, 16, 'sha256'), crypto.scryptSync('p', 's', 16).toString('hex'));
log(
  crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')),
  crypto.randomBytes(8).length,
  crypto.randomUUID().length,
);
log(crypto.randomInt(5) < 5, crypto.getHashes().includes('sha256'));
for (const act of [
  () => crypto.createHash('nope'),
  () => crypto.createHash('md5').update(5),
  () => crypto.createHmac('sha1'),
  () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')),
  () => crypto.randomBytes(-1),
  () => crypto.pbkdf2Sync('p', 's', 0, 1, 'sha1'),
  () => {
    const hash = crypto.createHash('md5');
    hash.digest();
    hash.update('x');
  },
]) {
  try {
    act();
    log('no error');
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
// One after the other: the pool's threads run them at once.
crypto.pbkdf2('p', 's', 10, 16, 'sha512', (error, key) => {
  log(error, key);
  crypto.randomBytes(4, (error, bytes) => {
    log(error, bytes.length);
    crypto.scrypt('p', 's', 8, (error, key) => log(error, key.length));
  });
});
