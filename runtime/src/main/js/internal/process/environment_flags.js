'use strict';

// process.allowedNodeEnvironmentFlags: what NODE_OPTIONS may hold.

const FLAGS = [
  '--abort-on-uncaught-exception',
  '--conditions',
  '--disable-warning',
  '--dns-result-order',
  '--enable-source-maps',
  '--icu-data-dir',
  '--insecure-http-parser',
  '--interpreted-frames-native-stack',
  '--jitless',
  '--max-http-header-size',
  '--max-old-space-size',
  '--max-semi-space-size',
  '--network-family-autoselection',
  '--network-family-autoselection-attempt-timeout',
  '--pending-deprecation',
  '--perf-basic-prof',
  '--preserve-symlinks',
  '--preserve-symlinks-main',
  '--redirect-warnings',
  '--require',
  '--stack-trace-limit',
  '--throw-deprecation',
  '--title',
  '--trace-deprecation',
  '--trace-sigint',
  '--trace-uncaught',
  '--trace-warnings',
  '--unhandled-rejections',
  '--deprecation',
  '--warnings',
  '-C',
  '-r',
];
const NEGATABLE = new Set(['--deprecation', '--warnings', '--network-family-autoselection']);

const bare = (flag) => flag.replace(/^--?/, '').replaceAll('_', '-');

/** A set that cannot be changed, and that finds a flag in every way of writing it. */
class EnvironmentFlags extends Set {
  #names;

  constructor(flags) {
    super();
    for (const flag of flags) super.add(flag);
    this.#names = new Set(flags.map(bare));
  }

  add() {
    return this;
  }

  delete() {
    return false;
  }

  clear() {}

  has(key) {
    if (typeof key !== 'string') return false;
    if (/^--?[a-zA-Z0-9]/.test(key)) {
      const flag = key.replaceAll('_', '-').replace(/=.*$/s, '');
      return super.has(flag) || (flag.startsWith('--no-') && NEGATABLE.has(`--${flag.slice(5)}`));
    }
    return this.#names.has(bare(key));
  }
}

function environmentFlags() {
  const flags = new EnvironmentFlags([...FLAGS, ...[...NEGATABLE].map((flag) => `--no-${flag.slice(2)}`)]);
  Object.freeze(EnvironmentFlags.prototype);
  return Object.freeze(flags);
}

module.exports = { environmentFlags };
