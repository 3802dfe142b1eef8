'use strict';

// The forms that wait.

const { spawnSync, execSync, execFileSync } = require('child_process');

const show = ({ pid, ...result }) => console.log(typeof pid, result);

show(spawnSync('sh', ['-c', 'cat; echo err >&2; exit 3'], { input: 'in' }));
show(spawnSync('sh', ['-c', 'echo out; kill -9 $$'], { encoding: 'utf8' }));
show(spawnSync('sh', ['-c', 'echo out; echo err >&2'], { stdio: ['ignore', 'pipe', 'ignore'] }));
show(
  spawnSync('sh', ['-c', 'echo four >&4'], { stdio: ['pipe', 'pipe', 'pipe', 'ignore', 'pipe'], encoding: 'latin1' }),
);

// More than a pipe holds, both ways at once.
const big = Buffer.alloc(3_000_000, 'abcdefghij');
const echoed = spawnSync('cat', { input: big, maxBuffer: Infinity });
console.log(echoed.stdout.length, echoed.stdout.equals(big));

const { error: late, signal } = spawnSync('sleep', ['30'], { timeout: 50 });
console.log(late.message, late.code, signal);
const { error: long, status } = spawnSync('yes', { maxBuffer: 1000, killSignal: 'SIGKILL' });
console.log(long.message, long.code, status);

console.log(
  execSync('echo $NAME; pwd', { env: { NAME: 'value', PATH: process.env.PATH }, cwd: '/', encoding: 'utf8' }),
);
console.log(execFileSync('sh', ['-c', 'echo $0'], { argv0: 'other', encoding: 'utf8' }));
console.log(execFileSync('echo', ['a  b', '$HOME'], { encoding: 'utf8' }));
for (const run of [
  () => execSync('echo out; echo err >&2; exit 2', { stdio: 'pipe', encoding: 'utf8' }),
  () => execFileSync('sh', ['-c', 'kill -15 $$'], { stdio: 'pipe' }),
]) {
  try {
    run();
  } catch (error) {
    delete error.pid;
    console.log(error.message, { ...error });
  }
}
