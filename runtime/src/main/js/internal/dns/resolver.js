'use strict';

// Queries to DNS servers: dns.Resolver and the functions of the default one.

const { Buffer } = require('buffer');
const { isIP } = require('internal/net');
const {
  validateArray,
  validateFunction,
  validateInt32,
  validateString,
  validateUint32,
} = require('internal/validators');
const {
  DNSException,
  codes: { ERR_DNS_SET_SERVERS_FAILED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_IP_ADDRESS },
} = require('internal/errors');
const { beginActivity, endActivity } = require('internal/perf/activity');
const binding = internalBinding('cares_wrap');

const DEFAULT_PORT = 53;

const ADDRESS_WITH_PORT = /^\[([^[\]]*)\](?::(\d+))?$/;
const IPV4_WITH_PORT = /^([^:]+):(\d+)$/;

/** The quoted or plain strings of a TXT record. */
function parseText(record) {
  const parts = [];
  for (const [, quoted, plain] of record.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)) {
    parts.push(quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1'));
  }
  return parts;
}

function withoutDot(name) {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/** How the text of a record becomes what Node gives, by type. */
const parsers = {
  A: (text) => text,
  AAAA: (text) => text,
  CNAME: withoutDot,
  NS: withoutDot,
  PTR: withoutDot,
  TXT: parseText,
  MX(text) {
    const [priority, exchange] = text.split(' ');
    return { exchange: withoutDot(exchange), priority: Number(priority) };
  },
  SRV(text) {
    const [priority, weight, port, name] = text.split(' ');
    return { name: withoutDot(name), port: Number(port), priority: Number(priority), weight: Number(weight) };
  },
  SOA(text) {
    const [nsname, hostmaster, serial, refresh, retry, expire, minttl] = text.split(' ');
    return {
      nsname: withoutDot(nsname),
      hostmaster: withoutDot(hostmaster),
      serial: Number(serial),
      refresh: Number(refresh),
      retry: Number(retry),
      expire: Number(expire),
      minttl: Number(minttl),
    };
  },
  NAPTR(text) {
    const [order, preference, ...rest] = text.split(' ');
    const [flags, service, regexp] = parseText(rest.slice(0, -1).join(' '));
    return {
      flags,
      service,
      regexp,
      replacement: withoutDot(rest.at(-1)),
      order: Number(order),
      preference: Number(preference),
    };
  },
  CAA(text) {
    const [critical, tag, value] = parseText(text);
    return { critical: Number(critical), [tag]: value };
  },
  TLSA(text) {
    const [certUsage, selector, match, data] = text.split(' ');
    return {
      certUsage: Number(certUsage),
      selector: Number(selector),
      match: Number(match),
      data: Uint8Array.from(Buffer.from(data, 'hex')).buffer,
    };
  },
};

/** The name to ask for the PTR records of an address. */
function reverseName(address) {
  if (isIP(address) === 4) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  const { SocketAddress } = require('internal/socketaddress');
  const bytes = SocketAddress.bytesOf(new SocketAddress({ address, family: 'ipv6' }));
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${[...hex].reverse().join('.')}.ip6.arpa`;
}

class Resolver {
  #servers = [];
  #outstanding = new Set();

  /** @param {{timeout?: number, tries?: number, maxTimeout?: number}} [options] */
  constructor(options = undefined) {
    const { timeout = -1, tries = 4, maxTimeout = 0 } = { ...options };
    validateInt32(timeout, 'options.timeout', -1);
    validateInt32(tries, 'options.tries', 1);
    validateUint32(maxTimeout, 'options.maxTimeout');
  }

  /** The outstanding queries fail with ECANCELLED. */
  cancel() {
    for (const abort of this.#outstanding) process.nextTick(abort);
    this.#outstanding.clear();
  }

  getServers() {
    return this.#servers.length > 0 ? [...this.#servers] : systemServers();
  }

  /** @param {string[]} servers addresses, with ports or without */
  setServers(servers) {
    validateArray(servers, 'servers');
    if (this.#outstanding.size > 0) throw new ERR_DNS_SET_SERVERS_FAILED('There are pending queries.', servers);
    const accepted = servers.map((server, i) => {
      validateString(server, `servers[${i}]`);
      if (isIP(server) !== 0) return server;
      const match = ADDRESS_WITH_PORT.exec(server) ?? IPV4_WITH_PORT.exec(server);
      if (match !== null && isIP(match[1]) !== 0) {
        const port = match[2] === undefined ? DEFAULT_PORT : Number(match[2]);
        if (port === DEFAULT_PORT) return match[1];
        return isIP(match[1]) === 6 ? `[${match[1]}]:${port}` : `${match[1]}:${port}`;
      }
      throw new ERR_INVALID_IP_ADDRESS(server);
    });
    this.#servers = accepted;
  }

  /** The local addresses that queries are sent from; the platform chooses them by itself. */
  setLocalAddress(ipv4, ipv6) {
    validateString(ipv4, 'ipv4');
    if (ipv6 !== undefined) validateString(ipv6, 'ipv6');
    for (const address of [ipv4, ipv6]) {
      if (address !== undefined && isIP(address) === 0)
        throw new ERR_INVALID_ARG_VALUE('address', address, 'is not an IP address');
    }
    if (ipv6 !== undefined && isIP(ipv4) === isIP(ipv6)) {
      throw new ERR_INVALID_ARG_VALUE('ipv6', ipv6, 'must be of the other family');
    }
  }

  query(syscall, type, name, convert, callback) {
    const abort = () => {
      this.#outstanding.delete(abort);
      callback(new DNSException('ECANCELLED', syscall, name));
    };
    this.#outstanding.add(abort);
    const servers = this.#servers.map((server) => (isIP(server) === 6 ? `[${server}]` : server));
    binding.query.async(
      (error, answer) => {
        if (!this.#outstanding.delete(abort)) return;
        if (error) callback(error);
        else if (answer[0] !== 'ok') callback(new DNSException(answer[0], syscall, name));
        else callback(null, answer.slice(1).map(convert));
      },
      name,
      type,
      servers,
    );
    return {};
  }
}

function systemServers() {
  const servers = [];
  let text = '';
  try {
    text = require('fs').readFileSync('/etc/resolv.conf', 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  for (const line of text.split('\n')) {
    const [key, value] = line.trim().split(/\s+/);
    if (key === 'nameserver' && isIP(value)) servers.push(value);
  }
  return servers.length > 0 ? servers : ['127.0.0.1'];
}

function define(method, syscall, type) {
  Resolver.prototype[method] = {
    [method](name, options, callback) {
      if (arguments.length < 3) callback = options;
      validateString(name, 'name');
      validateFunction(callback, 'callback');
      const ttl = (type === 'A' || type === 'AAAA') && options?.ttl;
      const parse = parsers[type];
      const activity = beginActivity('dns', syscall, { host: name, ttl: Boolean(ttl) });
      return this.query(syscall, type, name, ttl ? (text) => ({ address: text, ttl: 0 }) : parse, (error, records) => {
        if (error) {
          callback(error);
          return;
        }
        const result = type === 'SOA' ? records[0] : records;
        callback(null, result);
        endActivity(activity, { result });
      });
    },
  }[method];
}

define('resolve4', 'queryA', 'A');
define('resolve6', 'queryAaaa', 'AAAA');
define('resolveCaa', 'queryCaa', 'CAA');
define('resolveCname', 'queryCname', 'CNAME');
define('resolveMx', 'queryMx', 'MX');
define('resolveNs', 'queryNs', 'NS');
define('resolveTlsa', 'queryTlsa', 'TLSA');
define('resolveTxt', 'queryTxt', 'TXT');
define('resolveSrv', 'querySrv', 'SRV');
define('resolvePtr', 'queryPtr', 'PTR');
define('resolveNaptr', 'queryNaptr', 'NAPTR');
define('resolveSoa', 'querySoa', 'SOA');

const methodByType = {
  __proto__: null,
  A: 'resolve4',
  AAAA: 'resolve6',
  ANY: 'resolveAny',
  CAA: 'resolveCaa',
  CNAME: 'resolveCname',
  MX: 'resolveMx',
  NS: 'resolveNs',
  TLSA: 'resolveTlsa',
  TXT: 'resolveTxt',
  SRV: 'resolveSrv',
  PTR: 'resolvePtr',
  NAPTR: 'resolveNaptr',
  SOA: 'resolveSoa',
};

/** All records that a server gives for a name, each with its type. */
Resolver.prototype.resolveAny = function resolveAny(name, callback) {
  validateString(name, 'name');
  validateFunction(callback, 'callback');
  const types = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SOA'];
  const found = [];
  let left = types.length;
  let failure = null;
  for (const type of types) {
    this[methodByType[type]](name, (error, records) => {
      if (error) failure ??= error;
      else for (const record of [records].flat()) found.push(tagged(type, record));
      if (--left > 0) return;
      if (found.length === 0 && failure !== null) callback(new DNSException(failure.code, 'queryAny', name));
      else callback(null, found);
    });
  }
  return {};
};

function tagged(type, record) {
  if (type === 'A' || type === 'AAAA') return { address: record, ttl: 0, type };
  if (type === 'TXT') return { entries: record, type };
  return typeof record === 'string' ? { value: record, type } : { ...record, type };
}

Resolver.prototype.resolve = function resolve(name, type, callback) {
  if (typeof type === 'function') {
    callback = type;
    type = 'A';
  } else if (typeof type !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('rrtype', 'string', type);
  }
  const method = methodByType[type];
  if (method === undefined) throw new ERR_INVALID_ARG_VALUE('rrtype', type);
  return this[method](name, callback);
};

Resolver.prototype.reverse = function reverse(ip, callback) {
  validateString(ip, 'name');
  validateFunction(callback, 'callback');
  if (isIP(ip) === 0) {
    const error = new DNSException('EINVAL', 'getHostByAddr', ip);
    error.errno = -22;
    throw error;
  }
  return this.query('getHostByAddr', 'PTR', reverseName(ip), withoutDot, (error, names) => {
    if (error) callback(new DNSException(error.code, 'getHostByAddr', ip));
    else callback(null, names);
  });
};

const queryMethods = [...Object.values(methodByType), 'resolve', 'reverse'];

module.exports = { Resolver, queryMethods };
