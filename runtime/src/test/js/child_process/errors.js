'use strict';

// What fails, when and with which properties.

const { spawn, spawnSync, fork, execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spawn-'));
const plain = path.join(folder, 'plain');
fs.writeFileSync(plain, 'echo I am a script without a first line: $0 $1', { mode: 0o644 });
const script = path.join(folder, 'script');
fs.copyFileSync(plain, script);
fs.chmodSync(script, 0o755);

const show = (text) => String(text).replaceAll(folder, 'FOLDER');

function attempt(name, run) {
  try {
    const result = run();
    result?.on?.('error', () => {});
    console.log(name, 'no error');
  } catch (error) {
    console.log(name, error.name, error.code, show(error.message), error.syscall, error.errno);
  }
}

function watch(name, ...args) {
  return new Promise((resolve) => {
    let isLate = false;
    const child = spawn(...args);
    child.on('spawn', () => console.log(name, 'spawn'));
    child.on('exit', (...values) => console.log(name, 'exit', values));
    child.on('error', (error) => {
      console.log(
        name,
        'error',
        isLate,
        show(error.message),
        error.code,
        error.errno,
        show(error.syscall),
        show(error.path),
        error.spawnargs,
      );
    });
    child.on('close', (...values) => {
      console.log(name, 'close', values);
      resolve();
    });
    child.stdout?.resume();
    isLate = true;
    console.log(name, typeof child.pid, child.stdin === null, child.stdio.length);
  });
}

async function main() {
  await watch('missing', path.join(folder, 'missing'), ['a', 'b']);
  await watch('not on the path', 'no-such-program-here', [], { stdio: 'ignore' });
  await watch('not executable', plain);
  await watch('a folder', folder);
  await watch('no working folder', 'true', [], { cwd: path.join(folder, 'missing') });
  await watch('another path', 'script', { env: { PATH: '/nowhere' } });

  console.log(show(execFileSync(script, ['argument'], { encoding: 'utf8' })));
  console.log(show(execFileSync('script', ['argument'], { encoding: 'utf8', env: { PATH: `/nowhere:${folder}` } })));

  attempt('too many arguments', () => spawn('true', ['x'.repeat(300000)]));
  attempt('a descriptor that is not open', () => spawn('true', { stdio: ['ignore', 4711] }));
  attempt('two channels', () => spawn('true', { stdio: ['ipc', 'ipc'] }));
  attempt('a buffer for stdin', () => spawn('true', { stdio: [Buffer.from('x')] }));
  attempt('a word', () => spawn('true', { stdio: 'words' }));
  attempt('an object', () => spawn('true', { stdio: [{}] }));
  attempt('no channel', () => fork('x', { stdio: ['pipe', 'pipe', 'pipe'] }));
  attempt('a channel for spawnSync', () => spawnSync('true', { stdio: ['ipc'] }));
  attempt('empty file', () => spawn(''));
  attempt('null byte', () => spawn('true', ['a\0']));
  attempt('null byte in the environment', () => spawn('true', { env: { a: 'b\0' } }));
  attempt('serialization', () => spawn('true', { serialization: 'yes' }));
  attempt('signal', () => spawn('true', { killSignal: 'SIGNOT' }));

  const { error, ...rest } = spawnSync('no-such-program-here', ['a']);
  console.log(error.message, error.code, error.errno, error.syscall, error.path, error.spawnargs, rest);
  fs.rmSync(folder, { recursive: true });
}

main();
