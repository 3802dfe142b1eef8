// How many colours a terminal has, as its environment tells.
'use strict';

const { validateInteger } = require('internal/validators');

const colors2 = 1;
const colors16 = 4;
const colors256 = 8;
const colors16m = 24;

/** Terminals by TERM. */
const terminals = new Map([
  ['eterm', colors16],
  ['cons25', colors16],
  ['console', colors16],
  ['cygwin', colors16],
  ['dtterm', colors16],
  ['gnome', colors16],
  ['hurd', colors16],
  ['jfbterm', colors16],
  ['konsole', colors16],
  ['kterm', colors16],
  ['mlterm', colors16],
  ['mosh', colors16m],
  ['putty', colors16],
  ['st', colors16],
  ['rxvt-unicode-24bit', colors16m],
  ['terminator', colors16m],
  ['xterm-kitty', colors16m],
]);

const sixteen = [
  /ansi/,
  /color/,
  /linux/,
  /direct/,
  /^con[0-9]*x[0-9]/,
  /^rxvt/,
  /^screen/,
  /^xterm/,
  /^vt100/,
  /^vt220/,
];

/** Continuous integration services that show colours. */
const services = new Map([
  ['APPVEYOR', colors256],
  ['BUILDKITE', colors256],
  ['CIRCLECI', colors16m],
  ['DRONE', colors256],
  ['GITEA_ACTIONS', colors16m],
  ['GITHUB_ACTIONS', colors16m],
  ['GITLAB_CI', colors256],
  ['TRAVIS', colors256],
]);

let warned = false;

/** FORCE_COLOR wins over the variables that turn colours off: say so once. */
function warnOnDeactivatedColors(env) {
  if (warned) return;
  const name =
    env.NODE_DISABLE_COLORS !== undefined && env.NODE_DISABLE_COLORS !== ''
      ? 'NODE_DISABLE_COLORS'
      : env.NO_COLOR !== undefined && env.NO_COLOR !== ''
        ? 'NO_COLOR'
        : '';
  if (name === '') return;
  process.emitWarning(`The '${name}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
  warned = true;
}

/** @returns {1 | 4 | 8 | 24} the number of bits of a colour */
function getColorDepth(env = process.env) {
  switch (env.FORCE_COLOR) {
    case undefined:
      break;
    case '':
    case '1':
    case 'true':
      warnOnDeactivatedColors(env);
      return colors16;
    case '2':
      warnOnDeactivatedColors(env);
      return colors256;
    case '3':
      warnOnDeactivatedColors(env);
      return colors16m;
    default:
      return colors2;
  }
  const off = (name) => env[name] !== undefined && env[name] !== '';
  if (off('NODE_DISABLE_COLORS') || off('NO_COLOR') || env.TERM === 'dumb') return colors2;
  if (env.TMUX) return colors16m;
  if ('TF_BUILD' in env && 'AGENT_NAME' in env) return colors16;
  if ('CI' in env) {
    for (const [name, depth] of services) if (name in env) return depth;
    return env.CI_NAME === 'codeship' ? colors256 : colors2;
  }
  if ('TEAMCITY_VERSION' in env) {
    return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? colors16 : colors2;
  }
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app':
      return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? colors256 : colors16m;
    case 'HyperTerm':
    case 'MacTerm':
      return colors16m;
    case 'Apple_Terminal':
      return colors256;
    default:
  }
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return colors16m;
  if (env.TERM) {
    if (/truecolor/.test(env.TERM)) return colors16m;
    if (/^xterm-256/.test(env.TERM)) return colors256;
    const term = env.TERM.toLowerCase();
    if (terminals.has(term)) return terminals.get(term);
    if (sixteen.some((pattern) => pattern.test(term))) return colors16;
  }
  return env.COLORTERM ? colors16 : colors2;
}

/** hasColors(count?, env?) of a TTY: does it show that many? */
function hasColors(count, env) {
  let wanted = count;
  let environment = env;
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    environment = count;
    wanted = 16;
  } else {
    validateInteger(wanted, 'count', 2);
  }
  return wanted <= 2 ** this.getColorDepth(environment);
}

module.exports = { getColorDepth, hasColors };
