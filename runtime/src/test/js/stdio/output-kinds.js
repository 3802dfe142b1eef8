'use strict';

for (const stream of [process.stdout, process.stderr]) {
  console.log(
    stream.fd,
    stream._type,
    stream.isTTY,
    stream.writable,
    stream._isStdio,
    stream.columns,
    stream.getColorDepth,
  );
}
console.log(process.stdout === process.stdout, process.stdin.fd, process.stdin.readable, process.stdin.isTTY);
