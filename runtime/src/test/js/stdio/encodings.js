'use strict';

process.stdout.write('h\u00e9\u20ac\u{1f600}\n');
process.stdout.write('half \ud83d pair\n');
process.stdout.write('h\u00e9\n', 'utf8');
process.stdout.write('68656c6c6f0a', 'hex');
process.stdout.write('aGVsbG8K', 'base64');
process.stdout.write(Buffer.from('buffer\n'));
process.stdout.write(new Uint8Array([65, 66, 10]));
process.stdout.write('');
for (const bad of [5, null, {}, undefined]) {
  try {
    process.stdout.write(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
