'use strict';
const attempt = (label, operation) => {
  try {
    console.log(label, operation());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const cases = {
  'utf-8': 'efbbbf68c3a9e282acf09f9880c3',
  'utf-16le': 'fffe6800e900ac203dd800de00',
  'utf-16be': 'feff006800e9',
  shift_jis: '93fa967b8c6a',
  'euc-jp': 'c6fccbdc',
  'euc-kr': 'c7d1b1db',
  gbk: 'c4e3bac3',
  gb18030: 'c4e38139ee39',
  big5: 'a741a66e',
  'windows-1251': 'cff0e8e2e5f2',
  'koi8-r': 'f0d2c9d7c5d4',
  'iso-8859-2': 'b1e6ea',
  'windows-1252': '61e9',
};
for (const [label, hex] of Object.entries(cases)) {
  const bytes = Buffer.from(hex, 'hex');
  attempt(label, () =>
    JSON.stringify([
      new TextDecoder(label).encoding,
      new TextDecoder(label).decode(bytes),
      new TextDecoder(label, { ignoreBOM: true }).decode(bytes),
    ]),
  );
  attempt(`${label} fatal`, () => JSON.stringify(new TextDecoder(label, { fatal: true }).decode(bytes)));
  attempt(`${label} stream`, () => {
    const decoder = new TextDecoder(label);
    const parts = [];
    for (const byte of bytes) parts.push(decoder.decode(Uint8Array.of(byte), { stream: true }));
    parts.push(decoder.decode());
    return JSON.stringify(parts.join(''));
  });
}
attempt('label', () =>
  [' UTF8 ', 'ascii', 'latin1', 'unicode-1-1-utf-8', 'sjis'].map((label) => new TextDecoder(label).encoding).join(),
);
attempt('unknown', () => new TextDecoder('nope'));
attempt('options', () => new TextDecoder('utf8', 1));
attempt('this', () => TextDecoder.prototype.decode.call({}));
console.log(new TextDecoder(), new TextDecoder('utf-16le', { fatal: true }));
const encoder = new TextEncoder();
console.log(
  encoder.encoding,
  encoder.encode('h\u00e9\ud800\u{1f600}'),
  encoder.encode(),
  encoder.encodeInto('\u20ac\u20ac', new Uint8Array(5)),
);
attempt('into', () => encoder.encodeInto(1));
attempt('into what', () => encoder.encodeInto('a', []));
attempt('null options', () => new TextDecoder('utf8', null).decode(Buffer.from('a'), null));
attempt('array options', () => new TextDecoder('utf8', []).decode(Buffer.from('a'), []));
attempt('input', () => new TextDecoder('utf-16le').decode(5));
