'use strict';

// https://nodejs.org/api/net.html#class-netsocketaddress

const { inspect } = require('internal/util/inspect');
const { isIPv4, isIPv6 } = require('internal/net');
const { validateObject, validateOneOf, validatePort, validateString, validateUint32 } = require('internal/validators');
const {
  codes: { ERR_INVALID_ADDRESS },
} = require('internal/errors');

/** The sixteen bytes of an IPv6 address, or the four of an IPv4 address. */
function parseAddress(text, family) {
  if (family === 'ipv4') return text.split('.').map(Number);
  let [address] = text.split('%');
  const lastColon = address.lastIndexOf(':');
  if (address.includes('.', lastColon)) {
    const [a, b, c, d] = address
      .slice(lastColon + 1)
      .split('.')
      .map(Number);
    address = `${address.slice(0, lastColon + 1)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const [head, tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const last = tail === '' ? [] : tail.split(':');
    while (groups.length + last.length < 8) groups.push('0');
    groups.push(...last);
  }
  const bytes = [];
  for (const group of groups) {
    const value = parseInt(group, 16);
    bytes.push(value >> 8, value & 0xff);
  }
  return bytes;
}

/** The text of sixteen bytes as inet_ntop writes it. */
function formatIPv6(bytes) {
  const groups = [];
  for (let i = 0; i < 16; i += 2) groups.push((bytes[i] << 8) | bytes[i + 1]);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return `::ffff:${bytes.slice(12).join('.')}`;
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > bestLength) {
      best = i;
      bestLength = end - i;
    }
    if (end > i) i = end;
  }
  const hex = groups.map((group) => group.toString(16));
  if (best < 0) return hex.join(':');
  return `${hex.slice(0, best).join(':')}::${hex.slice(best + bestLength).join(':')}`;
}

class SocketAddress {
  #address;
  #port;
  #family;
  #flowlabel;
  #bytes;

  /** Whether the value is one, from whatever program. */
  static isSocketAddress(value) {
    return typeof value === 'object' && value !== null && #address in value;
  }

  /**
   * Parses `address`, `address:port` or `[address]:port`.
   *
   * @param {string} input
   * @returns {SocketAddress | undefined} undefined when it is none
   */
  static parse(input) {
    validateString(input, 'input');
    const { URL } = require('internal/url');
    try {
      const { hostname: address, port } = new URL(`http://${input}`);
      if (address.startsWith('[') && address.endsWith(']')) {
        return new SocketAddress({ address: address.slice(1, -1), port: port | 0, family: 'ipv6' });
      }
      return new SocketAddress({ address, port: port | 0 });
    } catch {
      return undefined;
    }
  }

  /** @param {{address?: string, family?: string, port?: number, flowlabel?: number}} [options] */
  constructor(options = {}) {
    validateObject(options, 'options');
    let { family = 'ipv4' } = options;
    const { port = 0, flowlabel = 0 } = options;
    if (typeof family?.toLowerCase === 'function') family = family.toLowerCase();
    validateOneOf(family, 'options.family', ['ipv4', 'ipv6']);
    const { address = family === 'ipv4' ? '127.0.0.1' : '::' } = options;
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel', false);
    if (!(family === 'ipv4' ? isIPv4(address) : isIPv6(address))) throw new ERR_INVALID_ADDRESS();
    this.#bytes = parseAddress(address, family);
    this.#address = family === 'ipv4' ? address : formatIPv6(this.#bytes);
    this.#port = port | 0;
    this.#family = family;
    this.#flowlabel = flowlabel;
  }

  get address() {
    return this.#address;
  }

  get port() {
    return this.#port;
  }

  get family() {
    return this.#family;
  }

  get flowlabel() {
    return this.#flowlabel;
  }

  toJSON() {
    return { address: this.address, port: this.port, family: this.family, flowlabel: this.flowlabel };
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return this;
    const nested = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `SocketAddress ${inspect(this.toJSON(), nested)}`;
  }

  /** The bytes of an address, for BlockList. */
  static bytesOf(socketAddress) {
    return socketAddress.#bytes;
  }
}

module.exports = { SocketAddress };
