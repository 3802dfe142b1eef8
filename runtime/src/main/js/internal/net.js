'use strict';

// IP addresses as text, and what net shares with its neighbours.

// An octet without leading zeros; four of them; a group of an IPv6 address.
const octet = '(?:[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])';
const v4 = `(?:${octet}\\.){3}${octet}`;
const group = '(?:[0-9a-fA-F]{1,4})';

const ipv4 = new RegExp(`^${v4}$`);
const ipv6 = new RegExp(
  '^(?:' +
    `(?:${group}:){7}(?:${group}|:)|` +
    `(?:${group}:){6}(?:${v4}|:${group}|:)|` +
    `(?:${group}:){5}(?::${v4}|(?::${group}){1,2}|:)|` +
    `(?:${group}:){4}(?:(?::${group}){0,1}:${v4}|(?::${group}){1,3}|:)|` +
    `(?:${group}:){3}(?:(?::${group}){0,2}:${v4}|(?::${group}){1,4}|:)|` +
    `(?:${group}:){2}(?:(?::${group}){0,3}:${v4}|(?::${group}){1,5}|:)|` +
    `(?:${group}:){1}(?:(?::${group}){0,4}:${v4}|(?::${group}){1,6}|:)|` +
    `(?::(?:(?::${group}){0,5}:${v4}|(?::${group}){1,7}|:))` +
    ')(?:%[0-9a-zA-Z\\-.:]{1,})?$',
);

/** @param {any} input @returns {boolean} whether it is a dotted IPv4 address */
function isIPv4(input) {
  return ipv4.test(`${input}`);
}

/** @param {any} input @returns {boolean} whether it is an IPv6 address, with a zone or without */
function isIPv6(input) {
  return ipv6.test(`${input}`);
}

/** @param {any} input @returns {0 | 4 | 6} */
function isIP(input) {
  if (isIPv4(input)) return 4;
  return isIPv6(input) ? 6 : 0;
}

/** Whether an address is the machine itself. */
function isLoopback(host) {
  const text = `${host}`.toLowerCase();
  return (
    text === 'localhost' || text.startsWith('127.') || text.startsWith('[::1]') || text.startsWith('[0:0:0:0:0:0:0:1]')
  );
}

module.exports = {
  isIP,
  isIPv4,
  isIPv6,
  isLoopback,
  kReinitializeHandle: Symbol('kReinitializeHandle'),
  normalizedArgsSymbol: Symbol('normalizedArgs'),
};
