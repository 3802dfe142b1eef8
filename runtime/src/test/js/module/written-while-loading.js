'use strict';
// A module that was missing can be written and required while others still load.

const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'written-'));
fs.writeFileSync(
  path.join(folder, 'outer.js'),
  `
  const fs = require('fs');
  const tries = [];
  for (const [request, write] of [
    ['./file', () => fs.writeFileSync(__dirname + '/file.js', 'module.exports = "file"')],
    ['./data.json', () => fs.writeFileSync(__dirname + '/data.json', '"data"')],
    ['./folder', () => { fs.mkdirSync(__dirname + '/folder'); fs.writeFileSync(__dirname + '/folder/index.js', 'module.exports = "folder"') }],
  ]) {
    try { require(request); } catch (error) { tries.push(error.code); }
    write();
    tries.push(require(request));
  }
  module.exports = tries;
  `,
);
console.log(require(path.join(folder, 'outer.js')));

// A link is followed, and what it leads to is one module however it is named.
fs.writeFileSync(path.join(folder, 'target.js'), 'module.exports = { name: __filename };');
fs.symlinkSync('target.js', path.join(folder, 'link.js'));
fs.symlinkSync(folder, path.join(folder, 'itself'));
const direct = require(path.join(folder, 'target'));
console.log(require(path.join(folder, 'link')) === direct, require(path.join(folder, 'itself/target.js')) === direct);

// What the program puts in place of fs.realpathSync is asked.
const { realpathSync } = fs;
fs.realpathSync = (file) => (file.endsWith('asked.js') ? path.join(folder, 'target.js') : realpathSync(file));
fs.writeFileSync(path.join(folder, 'asked.js'), '');
console.log(require(path.join(folder, 'asked')) === direct);
fs.realpathSync = realpathSync;

fs.rmSync(folder, { recursive: true });
