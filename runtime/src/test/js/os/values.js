'use strict';
const os = require('os');
const fs = require('fs');
const kernel = (name) => fs.readFileSync(`/proc/sys/kernel/${name}`, 'utf8').trim();
console.log(JSON.stringify(os.EOL), os.devNull, os.platform(), os.type(), os.endianness(), os.arch() === process.arch);
console.log(
  os.hostname() === kernel('hostname'),
  os.release() === kernel('osrelease'),
  os.version() === kernel('version'),
);
console.log(
  os.availableParallelism() > 0,
  os.totalmem() > os.freemem(),
  os.uptime() > 0,
  os.loadavg().map((load) => typeof load),
);
for (const cpu of os.cpus().slice(0, 1)) {
  console.log(
    Object.keys(cpu),
    typeof cpu.model,
    Number.isInteger(cpu.speed),
    Object.keys(cpu.times),
    cpu.times.user > 0,
  );
}
const user = os.userInfo();
console.log(
  Object.keys(user),
  user.uid === process.getuid(),
  user.gid === process.getgid(),
  Object.getPrototypeOf(user),
);
console.log(
  os.userInfo({ encoding: 'buffer' }).username.toString() === user.username,
  os.userInfo({ encoding: 'hex' }).username === Buffer.from(user.username).toString('hex'),
);
console.log(os.networkInterfaces().lo[0]);
console.log(os.getPriority(), `${os.hostname}` === os.hostname(), Object.keys(os).join());
process.env.TMPDIR = '/tmp/x/';
process.env.HOME = '/home/of/test';
console.log(os.tmpdir(), os.homedir());
console.log(os.constants);
for (const bad of [
  () => os.setPriority(0, 50),
  () => os.setPriority('a', 1),
  () => os.getPriority(99999999),
  () => os.getPriority(1.5),
]) {
  try {
    bad();
  } catch (error) {
    console.log(error.name, error.code, error.message, error.info, error.errno, error.syscall);
  }
}
