// Does a stream show colours, and the codes of some.
'use strict';

const codes = {
  blue: '\u001b[34m',
  green: '\u001b[32m',
  white: '\u001b[39m',
  yellow: '\u001b[33m',
  red: '\u001b[31m',
  gray: '\u001b[90m',
  clear: '\u001bc',
  reset: '\u001b[0m',
};

/** The codes, or empty strings while standard error shows no colours: call refresh() first. */
const colors = {
  ...Object.fromEntries(Object.keys(codes).map((name) => [name, ''])),
  hasColors: false,

  /** FORCE_COLOR decides if it is set, else the terminal. */
  shouldColorize(stream) {
    if (process.env.FORCE_COLOR !== undefined) return require('internal/tty').getColorDepth() > 2;
    if (!stream?.isTTY) return false;
    return typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true;
  },

  refresh() {
    colors.hasColors = process.stderr.isTTY === true && colors.shouldColorize(process.stderr);
    for (const [name, code] of Object.entries(codes)) colors[name] = colors.hasColors ? code : '';
  },
};

module.exports = colors;
