// util.debuglog: messages to standard error for the sections that NODE_DEBUG names.
'use strict';

const { formatDuration } = require('internal/console/duration');
const { format, formatWithOptions, inspect } = require('internal/util/inspect');

/** @type {(section: string) => boolean} */
let isEnabled;

/** Reads the sections: names with * wildcards, separated by commas. */
function initializeDebugEnv(value) {
  if (!value) {
    isEnabled = () => false;
    return;
  }
  const pattern = value
    .replace(/[|\\{}()[\]^$+?.]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll(',', '$|^');
  const sections = new RegExp(`^${pattern}$`, 'i');
  isEnabled = (section) => sections.test(section);
}

function testEnabled(section) {
  if (isEnabled === undefined) initializeDebugEnv(process.env.NODE_DEBUG);
  return isEnabled(section);
}

function write(section, args) {
  const colors = require('internal/util/colors').shouldColorize(process.stderr);
  const message = formatWithOptions({ colors }, ...args);
  process.stderr.write(format('%s %s: %s\n', section, inspect(process.pid, { colors }), message));
}

/**
 * @param {string} section
 * @param {(logger: Function) => void} [callback] gets the plain logger when the first message is written
 * @returns {((...args: unknown[]) => void) & {enabled: boolean}}
 */
function debuglog(section, callback) {
  const name = section.toUpperCase();
  let enabled;
  const test = () => (enabled ??= testEnabled(name));
  let plain = (...args) => {
    if (test()) {
      plain = (...more) => write(name, more);
      if (typeof callback === 'function') callback(plain);
      plain(...args);
    } else {
      plain = () => {};
    }
  };
  const logger = (...args) => plain(...args);
  Object.defineProperty(logger, 'enabled', { __proto__: null, get: test, configurable: true, enumerable: true });
  return logger;
}

module.exports = { debuglog, formatTime: formatDuration, initializeDebugEnv };
