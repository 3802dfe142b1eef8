'use strict';

// Whether stacks are mapped to the sources that programs were compiled from. https://nodejs.org/api/module.html#source-map-support

const { validateBoolean, validateObject } = require('internal/validators');

let support = Object.freeze({ __proto__: null, enabled: false, nodeModules: false, generatedCode: false });

/**
 * @param {boolean} enabled
 * @param {{nodeModules?: boolean, generatedCode?: boolean}} [options] whether files below node_modules, and code of eval and
 *   new Function, are mapped too
 */
function setSourceMapsSupport(enabled, options = {}) {
  validateBoolean(enabled, 'enabled');
  validateObject(options, 'options');
  const { nodeModules = false, generatedCode = false } = options;
  validateBoolean(nodeModules, 'options.nodeModules');
  validateBoolean(generatedCode, 'options.generatedCode');
  const { prepareStackTrace } = require('internal/source_map/stacks');
  if (enabled) {
    Object.defineProperty(Error, 'prepareStackTrace', {
      value: prepareStackTrace,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  } else if (Error.prepareStackTrace === prepareStackTrace) {
    delete Error.prepareStackTrace;
  }
  support = Object.freeze({ __proto__: null, enabled, nodeModules, generatedCode });
}

/** @returns {{enabled: boolean, nodeModules: boolean, generatedCode: boolean}} frozen */
const getSourceMapsSupport = () => support;

/**
 * Keeps the map that a source names, for stacks.
 *
 * @param {string} name the source's path or URL, as stacks show it
 * @param {string} text
 */
function rememberMap(name, text) {
  if (support.enabled) require('internal/source_map/cache').rememberMap(name, text, support);
}

module.exports = { getSourceMapsSupport, rememberMap, setSourceMapsSupport };
