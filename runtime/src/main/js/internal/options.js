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

module.exports = { setOptions, getOptionValue };
