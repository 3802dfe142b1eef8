'use strict';

// import() in the code that vm runs.

const path = require('path');
const { codes } = require('internal/errors');
const { importFrom } = require('internal/modules/cjs/loader');
const { getOptionValue } = require('internal/options');
const { isModuleNamespaceObject } = require('internal/util/types');

const constants = Object.freeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
});

/**
 * What import() does in code: what the option says.
 *
 * @param {Function|symbol|undefined} importModuleDynamically
 * @param {string} filename
 * @param {() => object} referrer what the function is called with
 * @returns {(specifier: any, options: any) => Promise<object>}
 */
function importerFor(importModuleDynamically, filename, referrer) {
  if (importModuleDynamically === constants.USE_MAIN_CONTEXT_DEFAULT_LOADER) {
    const isFile = filename.startsWith('/') || filename.startsWith('file:');
    return importFrom(isFile ? filename : path.join(process.cwd(), 'x'));
  }
  if (importModuleDynamically === undefined) {
    return async () => {
      throw new codes.ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING();
    };
  }
  return async (specifier, options) => {
    const { attributesOf } = require('internal/modules/esm/attributes');
    const name = `${specifier}`;
    const attributes = attributesOf(options);
    if (getOptionValue('--experimental-vm-modules') === undefined) {
      throw new codes.ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG();
    }
    return namespaceFor(await importModuleDynamically(name, referrer(), attributes, 'evaluation'));
  };
}

/** The namespace of what an importModuleDynamically function gives. */
function namespaceFor(found) {
  if (isModuleNamespaceObject(found)) return found;
  const { Module } = require('internal/vm/module');
  if (!(found instanceof Module)) throw new codes.ERR_VM_MODULE_NOT_MODULE();
  if (found.status === 'errored') throw found.error;
  return found.namespace;
}

module.exports = { constants, importerFor };
