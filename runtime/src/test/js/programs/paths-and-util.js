'use strict';

const path = require('path');
const util = require('util');
const { log } = console;
log(
  path.join('/a', '..', 'b', './c/', '//d'),
  path.resolve('/x', 'y', '../z'),
  path.normalize('/a//b/../c/.'),
  path.relative('/a/b/c', '/a/d'),
);
log(
  path.parse('/home/u/file.tar.gz'),
  path.format({ dir: '/x', name: 'f', ext: 'txt' }),
  path.basename('/a/b.js', '.js'),
  path.extname('.bashrc'),
);
log(
  path.win32.join('a', '..\\b'),
  path.posix.sep,
  path.win32.parse('C:\\x\\y.z'),
  path.isAbsolute('a'),
  path.dirname('/a/b/'),
);
log(
  util.format('%s:%s', 'a'),
  util.inspect('x'),
  util.isDeepStrictEqual({ a: [1] }, { a: [1] }),
  util.types.isDate(new Date()),
);
log(
  util.parseArgs({
    args: ['-f', '--bar', 'b', 'rest'],
    options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } },
    allowPositionals: true,
  }),
);
log(
  util.styleText('red', 'x'),
  util.stripVTControlCharacters('\u001b[31mx\u001b[39m'),
  util.toUSVString('\ud800'),
  util.getSystemErrorName(-2),
);
const old = util.deprecate(() => 'result', 'old is old', 'DEP1234');
process.removeAllListeners('warning');
process.on('warning', ({ name, code, message }) => log(name, code, message));
log(old(), old());
class Legacy {}
util.inherits(Legacy, require('events'));
log(
  new Legacy() instanceof require('events'),
  util.promisify(require('fs').stat)[util.promisify.custom],
  util.inspect.defaultOptions,
);
log(
  util.debuglog('nothing').enabled,
  util.types.isProxy(new Proxy({}, {})),
  util.callbackify.length,
  util.aborted.length,
);
for (const act of [
  () => util.inherits(Legacy, null),
  () => util.format(),
  () => util.promisify(),
  () => util.parseArgs({ args: ['--x'] }),
]) {
  try {
    log(act());
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
