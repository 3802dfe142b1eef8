'use strict';

// Every form of the stdio option.

const { spawn } = require('child_process');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stdio-'));
const file = path.join(folder, 'file');

function read(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  return () => text;
}

function run(name, script, stdio, use = () => {}) {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', script], { stdio });
    const outputs = child.stdio.map((stream, i) => (i > 0 && stream ? read(stream) : undefined));
    use(child);
    child.on('close', (code, signal) => {
      console.log(
        name,
        code,
        signal,
        outputs.map((output) => output?.()),
      );
      resolve();
    });
  });
}

async function main() {
  await run('pipe', 'cat; echo err >&2', 'pipe', (child) => {
    console.log(child.stdin instanceof net.Socket, child.stdin.readable, child.stdin.writable);
    console.log(child.stdout instanceof net.Socket, child.stdout.readable);
    child.stdin.end('in');
  });
  await run('ignore', 'cat; echo out; echo err >&2', 'ignore');
  await run('overlapped', 'echo out', ['ignore', 'overlapped']);
  await run('more than three', 'cat <&3; echo four >&4', ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', null], (child) => {
    console.log(child.stdio.length, child.stdio[5]);
    child.stdio[3].end('three');
  });
  await run('a gap', '(echo no >&3) 2>/dev/null || echo closed; echo yes >&4', [
    'ignore',
    'pipe',
    'pipe',
    'ignore',
    'pipe',
  ]);

  const fd = fs.openSync(file, 'w+');
  await run('a descriptor', 'echo one; echo two >&5', ['ignore', fd, 'pipe', 'ignore', 'ignore', fd]);
  fs.writeSync(fd, 'three\n');
  fs.closeSync(fd);
  console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));

  const stream = fs.createWriteStream(file);
  await new Promise((resolve) => stream.on('open', resolve));
  await run('a stream', 'echo streamed', ['ignore', stream, 'pipe']);
  await new Promise((resolve) => stream.end(resolve));
  console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));

  const input = fs.openSync(file, 'r');
  await run('input', 'cat', [input, 'pipe', 'pipe']);
  fs.closeSync(input);

  await run('swapped', 'echo out; echo err >&2', ['ignore', 'pipe', 'pipe']);
  const own = ['pipe'];
  await run('filled up', 'echo out', own, (child) => child.stdin.end());
  console.log(own);

  // A connection goes to the child, which answers on it.
  const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    const child = spawn('sh', ['-c', 'read line; echo "you said $line"'], { stdio: [socket, socket, 'ignore'] });
    child.on('close', (code) => {
      console.log('a socket', code);
      socket.destroy();
      server.close();
    });
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const client = net.connect(server.address().port, '127.0.0.1', () => client.write('hello\n'));
      const text = read(client);
      client.on('close', () => {
        console.log(JSON.stringify(text()));
        resolve();
      });
    });
  });
  fs.rmSync(folder, { recursive: true });
}

main();
