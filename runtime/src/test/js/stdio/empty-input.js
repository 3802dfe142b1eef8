'use strict';

process.stdin.setEncoding('utf8');
process.stdin
  .on('data', (data) => console.log('data', data))
  .on('end', () => console.log('end', process.stdin.readableEnded))
  .on('close', () => console.log('close'));
