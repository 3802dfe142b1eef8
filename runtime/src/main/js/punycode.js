'use strict';

/*
 * The `punycode` module: https://nodejs.org/api/punycode.html
 * Deprecated (DEP0040): the module loader warns when a program asks for it.
 */

const { decode, encode, fromCodePoints, toCodePoints } = require('internal/punycode');

/** Applies a function to each label of a domain name, or of an e-mail address's domain. */
function mapLabels(input, convert) {
  const [user, host] = input.split('@');
  const domain = (host ?? user).replace(/[\u3002\uff0e\uff61]/g, '.');
  return (host === undefined ? '' : `${user}@`) + domain.split('.').map(convert).join('.');
}

const punycode = {
  version: '2.1.0',
  ucs2: {
    decode: toCodePoints,
    encode: fromCodePoints,
  },
  decode,
  encode,
  /** @param {string} input a domain name @returns {string} with its Unicode labels in ASCII */
  toASCII(input) {
    return mapLabels(input, (label) => (/[^\0-\x7f]/.test(label) ? `xn--${encode(label)}` : label));
  },
  /** @param {string} input a domain name @returns {string} with its 'xn--' labels in Unicode */
  toUnicode(input) {
    return mapLabels(input, (label) => (label.startsWith('xn--') ? decode(label.slice(4).toLowerCase()) : label));
  },
};

module.exports = punycode;
