'use strict';

// Terminals: how many colours one has, and the sequences that move its cursor.

const { codes } = require('internal/errors');
const { validateFunction, validateInteger } = require('internal/validators');

const COLORS_2 = 1;
const COLORS_16 = 4;
const COLORS_256 = 8;
const COLORS_16M = 24;

const depthByTerminal = {
  eterm: COLORS_16,
  cons25: COLORS_16,
  console: COLORS_16,
  cygwin: COLORS_16,
  dtterm: COLORS_16,
  gnome: COLORS_16,
  hurd: COLORS_16,
  jfbterm: COLORS_16,
  konsole: COLORS_16,
  kterm: COLORS_16,
  mlterm: COLORS_16,
  mosh: COLORS_16M,
  putty: COLORS_16,
  st: COLORS_16,
  'rxvt-unicode-24bit': COLORS_16M,
  terminator: COLORS_16M,
  'xterm-kitty': COLORS_16M,
};

const depthByPattern = [
  [/ansi|color|linux|direct|^con\d*x\d|^rxvt|^screen|^xterm|^vt100|^vt220/i, COLORS_16],
  [/^mosh-/, COLORS_16M],
];

const ciDepth = new Map([
  ['APPVEYOR', COLORS_256],
  ['BUILDKITE', COLORS_256],
  ['CIRCLECI', COLORS_16M],
  ['DRONE', COLORS_256],
  ['GITEA_ACTIONS', COLORS_16M],
  ['GITHUB_ACTIONS', COLORS_16M],
  ['GITLAB_CI', COLORS_256],
  ['TRAVIS', COLORS_256],
]);

let warned = false;
function warnOnIgnored(env) {
  if (warned) return;
  const ignored =
    env.NODE_DISABLE_COLORS !== undefined ? 'NODE_DISABLE_COLORS' : env.NO_COLOR !== undefined ? 'NO_COLOR' : undefined;
  if (ignored !== undefined) {
    process.emitWarning(`The '${ignored}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
    warned = true;
  }
}

/** @returns {1|4|8|24} bits of colour that the environment says the terminal has */
function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) {
    switch (env.FORCE_COLOR) {
      case '':
      case '1':
      case 'true':
        warnOnIgnored(env);
        return COLORS_16;
      case '2':
        warnOnIgnored(env);
        return COLORS_256;
      case '3':
        warnOnIgnored(env);
        return COLORS_16M;
      default:
        return COLORS_2;
    }
  }
  if (
    (env.NODE_DISABLE_COLORS !== undefined && env.NODE_DISABLE_COLORS !== '') ||
    (env.NO_COLOR !== undefined && env.NO_COLOR !== '') ||
    env.TERM === 'dumb'
  ) {
    return COLORS_2;
  }
  if (env.TMUX) return COLORS_16M;
  if ('TF_BUILD' in env && 'AGENT_NAME' in env) return COLORS_16;
  if ('CI' in env) {
    for (const [name, depth] of ciDepth) if (name in env) return depth;
    return env.CI_NAME === 'codeship' ? COLORS_256 : COLORS_2;
  }
  if ('TEAMCITY_VERSION' in env) {
    return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? COLORS_16 : COLORS_2;
  }
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app':
      return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? COLORS_256 : COLORS_16M;
    case 'HyperTerm':
    case 'MacTerm':
      return COLORS_16M;
    case 'Apple_Terminal':
      return COLORS_256;
  }
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return COLORS_16M;
  if (env.TERM) {
    if (/truecolor/.test(env.TERM)) return COLORS_16M;
    if (/^xterm-256/.test(env.TERM)) return COLORS_256;
    const terminal = env.TERM.toLowerCase();
    if (depthByTerminal[terminal]) return depthByTerminal[terminal];
    for (const [pattern, depth] of depthByPattern) if (pattern.test(terminal)) return depth;
  }
  return env.COLORTERM ? COLORS_16 : COLORS_2;
}

/** Whether a stream's terminal has at least `count` colours (16 when it is not given). */
function hasColors(stream, count, env) {
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    env = count;
    count = 16;
  } else {
    validateInteger(count, 'count', 2);
  }
  return count <= 2 ** stream.getColorDepth(env);
}

function checkCallback(callback) {
  if (callback !== undefined) validateFunction(callback, 'cb');
}

/** Moves the cursor of a stream to a column, and a row when it is given. */
function cursorTo(stream, x, y, callback) {
  checkCallback(callback);
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new codes.ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new codes.ERR_INVALID_ARG_VALUE('y', y);
  if (stream == null || (typeof x !== 'number' && typeof y !== 'number')) {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  if (typeof x !== 'number') throw new codes.ERR_INVALID_CURSOR_POS();
  return stream.write(typeof y !== 'number' ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`, callback);
}

/** Moves the cursor relative to where it is. */
function moveCursor(stream, dx, dy, callback) {
  checkCallback(callback);
  if (stream == null || !(dx || dy)) {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  let text = '';
  if (dx < 0) text += `\x1b[${-dx}D`;
  else if (dx > 0) text += `\x1b[${dx}C`;
  if (dy < 0) text += `\x1b[${-dy}A`;
  else if (dy > 0) text += `\x1b[${dy}B`;
  return stream.write(text, callback);
}

/** Clears the line: -1 to the left of the cursor, 1 to the right, 0 whole. */
function clearLine(stream, direction, callback) {
  checkCallback(callback);
  if (stream === null || stream === undefined) {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K', callback);
}

/** Clears from the cursor down. */
function clearScreenDown(stream, callback) {
  checkCallback(callback);
  if (stream === null || stream === undefined) {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write('\x1b[0J', callback);
}

/** Lets a terminal give every key at once, without echo. */
function setRawMode(stream, mode) {
  internalBinding('stdio').setRawMode(Boolean(mode));
  stream.isRaw = Boolean(mode);
  return stream;
}

module.exports = { getColorDepth, hasColors, cursorTo, moveCursor, clearLine, clearScreenDown, setRawMode };
