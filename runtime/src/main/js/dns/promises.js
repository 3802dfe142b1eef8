'use strict';

// https://nodejs.org/api/dns.html#dns-promises-api

const lookups = require('internal/dns/lookup');
const callbacks = require('internal/dns/resolver');
const { errorCodes, defaultResolver } = require('internal/dns/shared');

const { queryMethods } = callbacks;

/** Arguments are checked at once; what they are refused with is thrown, not rejected. */
function call(resolver, method, args) {
  const { promise, resolve, reject } = Promise.withResolvers();
  resolver[method](...args, (error, result) => (error ? reject(error) : resolve(result)));
  return promise;
}

class Resolver {
  #resolver;

  constructor(options = undefined) {
    this.#resolver = new callbacks.Resolver(options);
    for (const name of ['cancel', 'getServers', 'setServers', 'setLocalAddress']) {
      Object.defineProperty(this, name, {
        __proto__: null,
        value: (...args) => this.#resolver[name](...args),
        writable: true,
        configurable: true,
      });
    }
  }

  static ask(self, method, args) {
    return call(self.#resolver, method, args);
  }
}

module.exports = {
  lookup: lookups.lookupPromise,
  lookupService: lookups.lookupServicePromise,
  Resolver,
  getDefaultResultOrder: lookups.getDefaultResultOrder,
  setDefaultResultOrder: lookups.setDefaultResultOrder,
  setServers: (servers) => defaultResolver().setServers(servers),
  getServers: () => defaultResolver().getServers(),
  ...errorCodes,
};

for (const method of queryMethods) {
  module.exports[method] = { [method]: (...args) => call(defaultResolver(), method, args) }[method];
  Resolver.prototype[method] = {
    [method](...args) {
      return Resolver.ask(this, method, args);
    },
  }[method];
}
