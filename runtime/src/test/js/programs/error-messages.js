'use strict';

const attempts = [
  () => null.x,
  () => undefined.y(),
  () => nothing,
  () => ({}).a.b,
  () =>
    new (class A {
      #p = 1;
      static get(o) {
        return o.#p;
      }
    })().constructor.get({}),
  () => JSON.parse('{"a":}'),
  () => new Array(-1),
  () => 'x'.repeat(-1),
  () => BigInt(1.5),
  () => 1n + 1,
  () => Symbol() + '',
  () => decodeURIComponent('%'),
  () => new URL('nope'),
  () => Buffer.alloc('5'),
  () => Buffer.from(5),
  () => Buffer.alloc(4).readUInt32LE(1),
  () => Buffer.alloc(4).writeUInt8(300),
  () => require('fs').readFileSync('/no/such/file'),
  () => require('fs').readdirSync('/dev/null'),
  () => require('fs').writeFileSync('/no/dir/x', ''),
  () => require('fs').openSync('x', 'badflag'),
  () => require('fs').readFileSync(),
  () => require('path').join(5),
  () => setTimeout('x'),
  () => process.nextTick(5),
  () => require('util').promisify(5),
  () =>
    require('events')
      .once({}, 'x')
      .catch(() => {}) && new (require('events'))().on('x', 5),
  () => structuredClone(() => {}),
  () => require('assert').strictEqual(1, 2),
  () => require('assert').deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }),
  () => require('assert').throws(() => {}),
  () => require('util').inherits(1, 2),
  () => require('http').request({ path: '/a b' }),
  () => require('net').connect(70000),
  () => new TextDecoder('nope'),
  () => new AbortController().signal.throwIfAborted(),
  () => AbortSignal.abort().throwIfAborted(),
  () => require('zlib-nothing'),
];
for (const attempt of attempts) {
  try {
    attempt();
    console.log('no error', String(attempt).slice(6, 50));
  } catch (error) {
    const { name, code, message, errno, syscall } = error;
    console.log(name, code, message.split('\n')[0], errno, syscall);
  }
}
