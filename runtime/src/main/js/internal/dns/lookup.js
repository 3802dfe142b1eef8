'use strict';

// Names and addresses by the system's resolver: dns.lookup() and dns.lookupService().

const { Buffer } = require('buffer');
const { registerHandle, copyFromArena } = require('internal/handles');
const { isIP } = require('internal/net');
const { beginActivity, endActivity } = require('internal/perf/activity');
const {
  validateBoolean,
  validateFunction,
  validateNumber,
  validateOneOf,
  validatePort,
  validateString,
} = require('internal/validators');
const {
  DNSException,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const binding = internalBinding('cares_wrap');
const { getContext, setContext } = internalBinding('natives');

// getaddrinfo's flags on Linux; the numbers are part of the API.
const ADDRCONFIG = 0x20;
const V4MAPPED = 0x8;
const ALL = 0x10;

const FAMILIES = [0, 4, 6, 'IPv4', 'IPv6'];
const ORDERS = ['verbatim', 'ipv4first', 'ipv6first'];

let defaultOrder = 'verbatim';
let handle;
const pending = new Map();
let nextRequest = 1;

/** Starts a request; its outcome is an event of one handle that all share. */
function start(call, callback) {
  if (handle === undefined) {
    handle = binding.open();
    registerHandle(handle, {
      provider: 'AddressInfo',
      onEvent(type, request, status, offset, length) {
        const { callback: done, context } = pending.get(request);
        pending.delete(request);
        setContext(context);
        done(status, status === 0 ? Buffer.from(copyFromArena(offset, length)).toString() : undefined);
      },
    });
  }
  const request = nextRequest++;
  pending.set(request, { callback, context: getContext() });
  call(handle, request);
}

function getDefaultResultOrder() {
  return defaultOrder;
}

/** @param {'verbatim' | 'ipv4first' | 'ipv6first'} order */
function setDefaultResultOrder(order) {
  validateOneOf(order, 'dnsOrder', ORDERS);
  defaultOrder = order;
}

function validateHints(hints) {
  if ((hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) throw new ERR_INVALID_ARG_VALUE('hints', hints);
}

/** Options of lookup() in one form. */
function readOptions(options) {
  let family = 0;
  let all = false;
  let order = defaultOrder;
  let hints = 0;
  if (options === null || options === undefined) return { family, all, order, hints };
  if (typeof options === 'number') {
    validateOneOf(options, 'family', [0, 4, 6]);
    return { family: options, all, order, hints };
  }
  if (typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  if (options.hints != null) {
    validateNumber(options.hints, 'options.hints');
    hints = options.hints >>> 0;
    validateHints(hints);
  }
  if (options.family != null) {
    validateOneOf(options.family, 'options.family', FAMILIES);
    family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family;
  }
  if (options.all != null) {
    validateBoolean(options.all, 'options.all');
    ({ all } = options);
  }
  if (options.verbatim != null) {
    validateBoolean(options.verbatim, 'options.verbatim');
    order = options.verbatim ? 'verbatim' : 'ipv4first';
  }
  if (options.order != null) {
    validateOneOf(options.order, 'options.order', ORDERS);
    ({ order } = options);
  }
  return { family, all, order, hints };
}

function sortAddresses(addresses, order) {
  if (order === 'verbatim') return addresses;
  const first = order === 'ipv4first' ? 4 : 6;
  return [
    ...addresses.filter((entry) => entry.family === first),
    ...addresses.filter((entry) => entry.family !== first),
  ];
}

/**
 * @param {string} hostname
 * @param {object | number} [options]
 * @param {(error: Error | null, address?: any, family?: number) => void} callback
 */
function lookup(hostname, options, callback) {
  if (hostname) validateString(hostname, 'hostname');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
    validateFunction(callback, 'callback');
  } else {
    validateFunction(callback, 'callback');
  }
  const { family, all, order, hints } = readOptions(options);
  if (!hostname) {
    if (all) process.nextTick(callback, null, []);
    else process.nextTick(callback, null, null, family === 6 ? 6 : 4);
    return {};
  }
  const literal = isIP(hostname);
  if (literal) {
    if (all) process.nextTick(callback, null, [{ address: hostname, family: literal }]);
    else process.nextTick(callback, null, hostname, literal);
    return {};
  }
  const activity = beginActivity('dns', 'lookup', { hostname, family, hints, verbatim: order === 'verbatim', order });
  start(
    (id, request) => binding.getaddrinfo(id, request, hostname, family),
    (status, text) => {
      if (status !== 0) {
        callback(new DNSException(status, 'getaddrinfo', hostname));
        return;
      }
      const found = text.split(' ').map((address) => ({ address, family: isIP(address) }));
      const addresses = sortAddresses(found, order);
      if (all) callback(null, addresses);
      else callback(null, addresses[0].address, addresses[0].family);
      endActivity(activity, { addresses: all ? addresses : found.map((a) => a.address) });
    },
  );
  return {};
}

const services = {
  7: 'echo',
  20: 'ftp-data',
  21: 'ftp',
  22: 'ssh',
  23: 'telnet',
  25: 'smtp',
  37: 'time',
  43: 'whois',
  53: 'domain',
  69: 'tftp',
  70: 'gopher',
  79: 'finger',
  80: 'http',
  88: 'kerberos',
  110: 'pop3',
  111: 'sunrpc',
  119: 'nntp',
  123: 'ntp',
  143: 'imap2',
  161: 'snmp',
  179: 'bgp',
  194: 'irc',
  389: 'ldap',
  443: 'https',
  445: 'microsoft-ds',
  465: 'submissions',
  514: 'shell',
  515: 'printer',
  587: 'submission',
  631: 'ipp',
  636: 'ldaps',
  873: 'rsync',
  993: 'imaps',
  995: 'pop3s',
  3306: 'mysql',
  5432: 'postgresql',
};

/**
 * @param {string} address
 * @param {number} port
 * @param {(error: Error | null, hostname?: string, service?: string) => void} callback
 */
function lookupService(address, port, callback) {
  if (arguments.length !== 3) {
    const { ERR_MISSING_ARGS } = require('internal/errors').codes;
    throw new ERR_MISSING_ARGS('address', 'port', 'callback');
  }
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  validateFunction(callback, 'callback');
  const number = +port;
  const activity = beginActivity('dns', 'lookupService', { host: address, port: number });
  start(
    (id, request) => binding.getnameinfo(id, request, address),
    (status, name) => {
      if (status !== 0) {
        callback(new DNSException(status, 'getnameinfo', address));
        return;
      }
      const service = services[number] ?? `${number}`;
      callback(null, name, service);
      endActivity(activity, { hostname: name, service });
    },
  );
  return {};
}

/** Promise forms; validation errors are thrown, as in Node. */
function lookupPromise(hostname, options) {
  if (hostname) validateString(hostname, 'hostname');
  const { all } = readOptions(options);
  return new Promise((resolve, reject) => {
    lookup(hostname, options, (error, address, family) => {
      if (error) reject(error);
      else resolve(all ? address : { address, family });
    });
  });
}

function lookupServicePromise(address, port) {
  if (arguments.length !== 2) {
    const { ERR_MISSING_ARGS } = require('internal/errors').codes;
    throw new ERR_MISSING_ARGS('address', 'port');
  }
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  return new Promise((resolve, reject) => {
    lookupService(address, port, (error, hostname, service) =>
      error ? reject(error) : resolve({ hostname, service }),
    );
  });
}

module.exports = {
  ADDRCONFIG,
  ALL,
  V4MAPPED,
  getDefaultResultOrder,
  setDefaultResultOrder,
  lookup,
  lookupPromise,
  lookupService,
  lookupServicePromise,
};
