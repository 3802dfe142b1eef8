'use strict';

// https://nodejs.org/api/dns.html

const lookups = require('internal/dns/lookup');
const { Resolver, queryMethods } = require('internal/dns/resolver');
const promises = require('dns/promises');
const { errorCodes, defaultResolver } = require('internal/dns/shared');

const { ADDRCONFIG, ALL, V4MAPPED, getDefaultResultOrder, lookup, lookupService, setDefaultResultOrder } = lookups;

const customPromisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(lookup, customPromisify, { __proto__: null, value: lookups.lookupPromise });
Object.defineProperty(lookupService, customPromisify, { __proto__: null, value: lookups.lookupServicePromise });

module.exports = {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers: (servers) => defaultResolver().setServers(servers),
  getServers: () => defaultResolver().getServers(),
  ADDRCONFIG,
  ALL,
  V4MAPPED,
  ...errorCodes,
};

for (const method of queryMethods) {
  module.exports[method] = { [method]: (...args) => defaultResolver()[method](...args) }[method];
}

Object.defineProperty(module.exports, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => promises,
});
