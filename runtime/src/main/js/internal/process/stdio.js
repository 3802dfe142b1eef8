'use strict';

// process.stdin, stdout and stderr: made when first read.
//
// Writes to files, terminals and pipes are done when write() returns, as Node's are on Linux; so nothing is lost when the
// program ends at once.

/** Defines the three accessors on process. */
function defineStandardStreams() {
  define('stdin', () => require('internal/process/stdin').openStandardInput());
  define('stdout', () => open(1));
  define('stderr', () => open(2));
}

function define(name, make) {
  let stream;
  Object.defineProperty(process, name, {
    get: () => (stream ??= make()),
    enumerable: true,
    configurable: true,
  });
}

function open(fd) {
  const { StandardOutput } = require('internal/process/stdout');
  return new StandardOutput(fd);
}

module.exports = { defineStandardStreams };
