'use strict';

console.log(process.pid > 0, process.ppid > 0, process.platform, process.arch, process.argv.length, process.execArgv);
console.log(process.argv[1] === __filename, process.release.name, /^v\d+\.\d+\.\d+$/.test(process.version));
console.log(process.versions.node === process.version.slice(1), Object.isFrozen(process.versions), String(process));
console.log(Object.prototype.toString.call(process), process instanceof require('events'), process.constructor.name);
console.log([process.getuid(), process.geteuid(), process.getgid(), process.getegid()].every(Number.isInteger));
console.log(process.getgroups().includes(process.getegid()), typeof process.title, process.debugPort, process.domain);
process.title = 'renamed';
console.log(process.title, require('process') === process, globalThis.process === process);
for (const name of ['setuid', 'seteuid', 'setgid', 'setegid']) {
  for (const bad of [undefined, -1, 'no-such-name-here']) {
    try {
      process[name](bad);
    } catch (error) {
      console.log(name, error.code, error.message);
    }
  }
}
