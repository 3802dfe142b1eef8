'use strict';
// Text cut at every place, in every encoding.
const { StringDecoder } = require('string_decoder');
const text = 'a\u00e9\u20ac\u{1f600}z';
for (const encoding of ['utf8', 'ucs2', 'base64', 'base64url', 'hex', 'latin1', 'ascii']) {
  const bytes = encoding === 'ucs2' ? Buffer.from(text, 'ucs2') : Buffer.from(text);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const decoder = new StringDecoder(encoding);
    const parts = [
      decoder.write(bytes.subarray(0, cut)),
      decoder.lastNeed,
      decoder.lastTotal,
      decoder.write(bytes.subarray(cut)),
      decoder.end(),
    ];
    console.log(encoding, cut, JSON.stringify(parts));
  }
}
for (const hex of ['c3', 'e2', 'e282', 'f09f98', 'c328', 'e228a1', 'f0288cbc', 'eda0bd', 'ff', '80', 'f69bd1']) {
  const decoder = new StringDecoder();
  let result = '';
  for (const byte of Buffer.from(hex, 'hex')) result += decoder.write(Buffer.from([byte]));
  console.log(
    hex,
    JSON.stringify(result),
    JSON.stringify(decoder.end()),
    JSON.stringify(decoder.end(Buffer.from('x'))),
  );
}
for (const bad of [
  () => new StringDecoder('nope'),
  () => new StringDecoder().write(null),
  () => StringDecoder.prototype.write.call({}, Buffer.alloc(1)),
]) {
  try {
    bad();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(
  Object.keys(new StringDecoder('utf8')),
  new StringDecoder('UCS-2').encoding,
  new StringDecoder().write('as it is'),
);
