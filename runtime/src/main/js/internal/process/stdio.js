'use strict';

// process.stdin, stdout and stderr: made when first read.
//
// Writes to files, terminals and pipes are done when write() returns, as Node's are on Linux; so nothing is lost when the
// program ends at once.

/** The three accessors of process. */
const standardStreams = {};

define('stdout', () => openOutput(1));
define('stdin', () => require('internal/process/stdin').openStandardInput());
define('stderr', () => openOutput(2));

function define(name, make) {
  let stream;
  Object.defineProperty(standardStreams, name, {
    get: () => (stream ??= make()),
    enumerable: true,
    configurable: true,
  });
}

function openOutput(fd) {
  return require('internal/process/stdout').openStandardOutput(fd);
}

module.exports = { standardStreams };
