'use strict';

// The command line's options, by long name with dashes; the value of a flag is an empty string.

let options = {};

function setOptions(values) {
  options = values;
}

/** @returns {string|undefined} the value of an option, undefined when it was not given */
function getOptionValue(name) {
  return options[name];
}

/** @returns {'strip'|'transform'|false} what is done with the types of TypeScript files */
function typeScriptMode() {
  if (options['--experimental-transform-types'] !== undefined) return 'transform';
  const isOff = options['--no-strip-types'] !== undefined || options['--no-experimental-strip-types'] !== undefined;
  return isOff ? false : 'strip';
}

module.exports = { setOptions, getOptionValue, typeScriptMode };
