'use strict';

// https://nodejs.org/api/net.html#class-netblocklist

const { inspect } = require('internal/util/inspect');
const { SocketAddress } = require('internal/socketaddress');
const { validateInt32, validateString } = require('internal/validators');
const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE },
} = require('internal/errors');

const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function toSocketAddress(address, family) {
  if (SocketAddress.isSocketAddress(address)) return address;
  validateString(address, 'address');
  validateString(family, 'family');
  return new SocketAddress({ address, family });
}

/** Addresses of both families become comparable: IPv4-mapped IPv6 addresses count as IPv4. */
function bytesOf(socketAddress) {
  const bytes = SocketAddress.bytesOf(socketAddress);
  return bytes.length === 16 && MAPPED.every((byte, i) => bytes[i] === byte) ? bytes.slice(12) : bytes;
}

function compare(a, b) {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

function hasPrefix(bytes, network, bits) {
  for (let i = 0; i < bits; i++) {
    const mask = 0x80 >> (i & 7);
    if ((bytes[i >> 3] & mask) !== (network[i >> 3] & mask)) return false;
  }
  return true;
}

function familyName(socketAddress) {
  return socketAddress.family === 'ipv4' ? 'IPv4' : 'IPv6';
}

class BlockList {
  #rules = [];

  static isBlockList(value) {
    return typeof value === 'object' && value !== null && #rules in value;
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return this;
    const nested = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BlockList ${inspect({ rules: this.rules }, nested)}`;
  }

  addAddress(address, family = 'ipv4') {
    const one = toSocketAddress(address, family);
    const bytes = bytesOf(one);
    this.#rules.unshift({
      text: `Address: ${familyName(one)} ${one.address}`,
      matches: (candidate) => candidate.length === bytes.length && compare(candidate, bytes) === 0,
    });
  }

  addRange(start, end, family = 'ipv4') {
    const first = toSocketAddress(start, family);
    const last = toSocketAddress(end, family);
    const from = bytesOf(first);
    const to = bytesOf(last);
    if (from.length === to.length && compare(from, to) > 0) {
      throw new ERR_INVALID_ARG_VALUE('start', start, 'must come before end');
    }
    this.#rules.unshift({
      text: `Range: ${familyName(first)} ${first.address}-${last.address}`,
      matches: (candidate) =>
        candidate.length === from.length && compare(candidate, from) >= 0 && compare(candidate, to) <= 0,
    });
  }

  addSubnet(network, prefix, family = 'ipv4') {
    const base = toSocketAddress(network, family);
    validateInt32(prefix, 'prefix', 0, base.family === 'ipv4' ? 32 : 128);
    const bytes = SocketAddress.bytesOf(base);
    this.#rules.unshift({
      text: `Subnet: ${familyName(base)} ${base.address}/${prefix}`,
      matches: (candidate, original) => {
        const compared = bytes.length === 4 ? candidate : original;
        return compared.length === bytes.length && hasPrefix(compared, bytes, prefix);
      },
    });
  }

  check(address, family = 'ipv4') {
    let candidate = address;
    if (!SocketAddress.isSocketAddress(address)) {
      validateString(address, 'address');
      validateString(family, 'family');
      try {
        candidate = new SocketAddress({ address, family });
      } catch {
        // What is not an address is in no list.
        return false;
      }
    }
    const bytes = bytesOf(candidate);
    const original = SocketAddress.bytesOf(candidate);
    return this.#rules.some((rule) => rule.matches(bytes, original));
  }

  get rules() {
    return this.#rules.map(({ text }) => text);
  }

  toJSON() {
    return this.rules;
  }

  /** Adds rules in the form that `rules` gives them. */
  fromJSON(data) {
    const rules = typeof data === 'string' ? JSON.parse(data) : data;
    if (!Array.isArray(rules)) throw new ERR_INVALID_ARG_TYPE('data', ['string', 'string[]'], data);
    for (const rule of rules) {
      if (typeof rule !== 'string') throw new ERR_INVALID_ARG_TYPE('data', ['string', 'string[]'], data);
    }
    for (const rule of rules.toReversed()) {
      const match = /^(Address|Range|Subnet): (IPv4|IPv6) ([^-/]+)(?:[-/](.+))?$/.exec(rule);
      if (match === null) continue;
      const [, kind, name, first, second] = match;
      const family = name.toLowerCase();
      if (kind === 'Address') this.addAddress(first, family);
      else if (kind === 'Range') this.addRange(first, second, family);
      else this.addSubnet(first, Number(second), family);
    }
  }
}

module.exports = { BlockList };
