'use strict';

// --run: a script of the nearest package.json, in a shell that finds the commands of its node_modules.
// https://nodejs.org/api/cli.html#--run

const path = require('path');
const fs = require('fs');
const { spawn } = require('child_process');

/** A folder and those above it, up to the root, each joined with a path. */
function upwards(directory, ...names) {
  const paths = [path.join(directory, ...names)];
  for (let parent; (parent = path.dirname(directory)) !== directory; directory = parent) {
    paths.push(path.join(parent, ...names));
  }
  return paths;
}

const quote = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

function fail(message) {
  process._rawDebug(message);
  process.exitCode = 1;
}

/**
 * @param {string} name of the script
 * @param {string[]} args what stands behind `--`
 */
function runPackageScript(name, args) {
  const directory = process.cwd();
  const file = upwards(directory, 'package.json').find((candidate) => fs.existsSync(candidate));
  if (file === undefined) {
    fail(`Can't find package.json for directory ${directory}`);
    return;
  }
  let scripts;
  try {
    ({ scripts } = JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    fail(`Can't parse ${file}`);
    return;
  }
  if (scripts === null || typeof scripts !== 'object') {
    fail(`Can't find "scripts" field in ${file}`);
    return;
  }
  const command = scripts[name];
  if (typeof command !== 'string') {
    const known = Object.entries(scripts).filter(([, script]) => typeof script === 'string');
    const list = known.map(([script, text]) => `  ${script}: ${text}`).join('\n');
    if (command !== undefined) fail(`Script "${name}" is unexpectedly not a string for ${file}`);
    else fail(`Missing script: "${name}" for ${file}\n\nAvailable scripts are:\n${list}\n`);
    return;
  }
  const root = path.dirname(file);
  const child = spawn('/bin/sh', ['-c', [command, ...args.map(quote)].join(' ')], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_RUN_SCRIPT_NAME: name,
      NODE_RUN_PACKAGE_JSON_PATH: file,
      PATH: [...upwards(root, 'node_modules', '.bin'), process.env.PATH].join(':'),
    },
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code === 0 && signal === null ? 0 : 1;
  });
}

module.exports = { runPackageScript };
