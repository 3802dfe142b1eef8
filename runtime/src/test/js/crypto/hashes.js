'use strict';
const crypto = require('crypto');
const attempt = (label, operation) => {
  try {
    console.log(label, operation());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const big = Buffer.alloc(100_000, 'data');
for (const name of crypto.getHashes()) {
  const whole = crypto.createHash(name).update(big).update('end').digest('hex');
  const parts = crypto.createHash(name);
  for (let at = 0; at < big.length; at += 977) parts.update(big.subarray(at, at + 977));
  const copy = parts.copy();
  console.log(
    name,
    crypto.createHash(name).update('abc').digest('base64'),
    whole,
    parts.update('end').digest('hex') === whole,
    copy.update('end').digest('hex') === whole,
  );
}
for (const name of [
  'md5',
  'SHA1',
  'sha256',
  'RSA-SHA512',
  'sha3-256',
  'ripemd160',
  'blake2b512',
  'blake2s256',
  'sha512-256',
  'sm3',
]) {
  for (const key of ['', 'key', 'k'.repeat(200), Buffer.from([0, 1, 2])]) {
    console.log(name, crypto.createHmac(name, key).update('data').update(Buffer.from('more')).digest('hex'));
  }
  console.log(crypto.createHmac(name, 'key').update(big).update('x').digest('base64'));
}
attempt('shake', () => crypto.createHash('shake256', { outputLength: 5 }).update('a').digest('hex'));
attempt('shake none', () => crypto.createHash('shake128', { outputLength: 0 }).digest('hex'));
attempt('encoding', () => crypto.createHash('sha1').update('6162', 'hex').digest('latin1'));
attempt('one shot', () => [
  crypto.createHash('sha1').update('a').digest('hex'),
  crypto.createHash('sha1').update('a').digest().length,
]);
attempt('no such', () => crypto.createHash('nope'));
attempt('no such hmac', () => crypto.createHmac('nope', 'k'));
attempt('no name', () => crypto.createHash());
attempt('no key', () => crypto.createHmac('sha1'));
attempt('length', () => crypto.createHash('sha1', { outputLength: -1 }));
attempt('other length', () => crypto.createHash('sha256', { outputLength: 5 }));
attempt('data', () => crypto.createHash('sha1').update(1));
const done = crypto.createHash('sha1');
done.digest();
attempt('digest twice', () => done.digest());
attempt('update after', () => done.update('a'));
attempt('copy after', () => done.copy());
const hmac = crypto.createHmac('sha1', 'k');
hmac.digest();
attempt('hmac twice', () => JSON.stringify(hmac.digest('hex')));
attempt('equal', () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));
attempt('not equal', () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('b')));
attempt('other size', () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')));
attempt('secret', () => crypto.createSecretKey('key', 'utf8').export().toString());
attempt('secret hmac', () =>
  crypto
    .createHmac('md5', crypto.createSecretKey(Buffer.from('key')))
    .update('a')
    .digest('hex'),
);
const stream = crypto.createHash('sha256');
stream.setEncoding('hex');
stream.on('data', (digest) => console.log('stream', digest));
stream.write('h\u00e9');
stream.end(Buffer.from('llo'));
for (const encoding of ['HEX', 'no', null, 5, 'buffer', '']) {
  console.log(encoding, crypto.createHash('sha1').update('a').digest(encoding));
  console.log(encoding, crypto.createHmac('sha1', 'k').update('a').digest(encoding));
}
