'use strict';

// A temporary directory for one test; deleted at exit. Not a test itself.

const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gori-fs-'));
process.on('exit', () => fs.rmSync(dir, { recursive: true, force: true }));

/** The path of a name in it. */
const at = (...names) => path.join(dir, ...names);

/** What an error says, without the directory's random name. */
const tell = (error) => {
  const { code, errno, syscall } = error;
  const message = error.message.replaceAll(dir, '<dir>');
  const more = { path: error.path?.replaceAll(dir, '<dir>'), dest: error.dest?.replaceAll(dir, '<dir>') };
  return { name: error.name, code, errno, syscall, message, ...more, keys: Object.keys(error).sort().join() };
};

module.exports = { at, dir, tell };
