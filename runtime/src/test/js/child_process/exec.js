'use strict';

// exec and execFile: output for a callback or a promise.

const { exec, execFile } = require('child_process');
const { promisify } = require('util');

const show = (name, error, stdout, stderr) => console.log(name, error && [error.message, { ...error }], stdout, stderr);

async function main() {
  const run = (name, command, options) =>
    new Promise((resolve) => {
      exec(command, options, (...values) => {
        show(name, ...values);
        resolve();
      });
    });
  await run('output', 'echo out; echo err >&2');
  await run('code', 'echo out; exit 3');
  await run('signal', 'kill -9 $$');
  await run('buffer', 'echo out', { encoding: 'buffer' });
  await run('too much', 'yes', { maxBuffer: 5 });
  await run('late', 'exec sleep 30', { timeout: 50, killSignal: 'SIGKILL' });
  await run('missing', 'exit 1', { shell: '/no/such/shell' });
  await run('another shell', 'echo $0', { shell: '/bin/bash' });

  console.log(await promisify(exec)('echo out'));
  console.log(await promisify(execFile)('echo', ['a', 'b']));
  await promisify(execFile)('sh', ['-c', 'echo out; exit 4']).catch((error) =>
    console.log(error.message, { ...error }),
  );

  const controller = new AbortController();
  const promise = promisify(execFile)('sleep', ['30'], { signal: controller.signal });
  controller.abort();
  await promise.catch((error) => console.log(error.name, error.code, error.cmd, error.stdout === ''));
}

main();
