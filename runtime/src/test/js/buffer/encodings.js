'use strict';
// Every encoding, both ways, with text that is hard on it.
const texts = [
  '',
  'a',
  'hello',
  'h\u00e9llo',
  '\u20ac',
  '\u{1f600}',
  'a\ud83d',
  '\ude00b',
  '\u0000\u007f\u0080\u00ff',
  'x'.repeat(3000),
  'x\u00e9'.repeat(2000),
];
for (const encoding of [
  'utf8',
  'ucs2',
  'utf16le',
  'latin1',
  'binary',
  'ascii',
  'base64',
  'base64url',
  'hex',
  'UTF-8',
  'Hex',
]) {
  for (const text of texts) {
    const bytes = Buffer.from(text, encoding);
    const back = bytes.toString(encoding);
    console.log(
      encoding,
      text.length,
      bytes.length,
      Buffer.byteLength(text, encoding),
      bytes.toString('hex').slice(0, 60),
      JSON.stringify(back.slice(0, 20)),
      back.length,
    );
  }
}
// Malformed UTF-8: one replacement character for each maximal subpart.
for (const hex of [
  '80',
  'c3',
  'c328',
  'e282',
  'e28228',
  'f09f98',
  'f09f9828',
  'eda080',
  'f4908080',
  'c0af',
  'ff',
  '41e2',
  'efbfbd',
  'efbbbf41',
  'f8888080',
]) {
  const bytes = Buffer.from(hex, 'hex');
  const long = Buffer.concat([Buffer.alloc(4000, 'z'), bytes]);
  console.log(hex, JSON.stringify(bytes.toString()), JSON.stringify(long.toString().slice(4000)));
}
// Lenient base64 and hex.
for (const text of [
  'YQ',
  'YQ=',
  'YQ==',
  'YW Jj',
  'Y\nWJj',
  'YWJj=YWJj',
  '-_-_',
  '+/+/',
  'Y',
  '=',
  '*YWJj*',
  'YWJ*j',
  'YQ==YQ==',
  'A'.repeat(400),
  `${'-_'.repeat(100)}`,
  `${'AB C'.repeat(60)}`,
]) {
  console.log(
    text.slice(0, 20),
    Buffer.from(text, 'base64').toString('hex').slice(0, 40),
    Buffer.from(text, 'base64url').length,
  );
}
for (const text of ['0', '00', '0g', 'abc', 'abxxcd', 'FFff']) console.log(text, Buffer.from(text, 'hex'));
