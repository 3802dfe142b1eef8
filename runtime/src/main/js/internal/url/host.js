'use strict';

/* Hosts of URLs: domain names, IPv4 and IPv6 addresses, opaque hosts. https://url.spec.whatwg.org/#host-parsing */

const { percentDecodeToString, percentEncode, sets } = require('internal/url/encode');

const plainDomain = /^[a-z0-9.-]+$/;
const forbiddenHost = /[\0\t\n\r #/:<>?@[\\\]^|]/;
const forbiddenDomain = /[\0-\x20#%/:<>?@[\\\]^|\x7f]/;

let idna;

/** The last label of a domain is a number: then it must be an IPv4 address. */
function endsInNumber(domain) {
  const last = domain.charCodeAt(domain.length - 1);
  // A quick look before the thorough one: a number ends in a hexadecimal digit, an 'x' or a dot.
  if (last > 0x66 && last !== 0x78) return false;
  const labels = domain.split('.');
  if (labels.at(-1) === '') {
    if (labels.length === 1) return false;
    labels.pop();
  }
  const label = labels.at(-1);
  return /^[0-9]+$/.test(label) || /^0[xX][0-9a-fA-F]*$/.test(label);
}

/** @returns {number} NaN if it is none */
function parseIPv4Number(text) {
  if (text === '') return NaN;
  if (/^0[xX]/.test(text)) {
    const digits = text.slice(2);
    if (digits === '') return 0;
    return /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : NaN;
  }
  if (text.length > 1 && text[0] === '0') return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : NaN;
  return /^[0-9]+$/.test(text) ? Number.parseInt(text, 10) : NaN;
}

/** @returns {string | undefined} dotted decimal */
function parseIPv4(domain) {
  const parts = domain.split('.');
  if (parts.at(-1) === '' && parts.length > 1) parts.pop();
  if (parts.length > 4) return undefined;
  const numbers = parts.map(parseIPv4Number);
  const last = numbers.pop();
  if (numbers.some((number) => !(number <= 255)) || !(last < 256 ** (4 - numbers.length))) return undefined;
  let address = last;
  for (let i = 0; i < numbers.length; i++) address += numbers[i] * 256 ** (3 - i);
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** @returns {number[] | undefined} eight pieces of 16 bits */
function parseIPv6(text) {
  const pieces = [];
  let compress = -1;
  let i = 0;
  if (text[0] === ':') {
    if (text[1] !== ':') return undefined;
    i = 2;
    compress = 0;
  }
  while (i < text.length) {
    if (pieces.length === 8) return undefined;
    if (text[i] === ':') {
      if (compress !== -1) return undefined;
      i++;
      compress = pieces.length;
      continue;
    }
    const digits = /^[0-9a-fA-F]{0,4}/.exec(text.slice(i, i + 4))[0];
    if (text[i + digits.length] === '.') {
      const tail = digits === '' ? undefined : parseEmbeddedIPv4(text.slice(i));
      if (tail === undefined || pieces.length > 6) return undefined;
      pieces.push(...tail);
      i = text.length;
      break;
    }
    i += digits.length;
    if (i < text.length) {
      if (text[i] !== ':' || ++i === text.length) return undefined;
    }
    pieces.push(Number.parseInt(digits || '0', 16));
  }
  if (compress === -1) return pieces.length === 8 ? pieces : undefined;
  if (pieces.length === 8) return undefined;
  pieces.splice(compress, 0, ...new Array(8 - pieces.length).fill(0));
  return pieces;
}

/** The last 32 bits of an IPv6 address in IPv4's notation, as two pieces. */
function parseEmbeddedIPv4(text) {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const bytes = match.slice(1).map(Number);
  if (bytes.some((byte) => byte > 255) || match.slice(1).some((part) => part.length > 1 && part[0] === '0')) {
    return undefined;
  }
  return [bytes[0] * 256 + bytes[1], bytes[2] * 256 + bytes[3]];
}

/** The longest run of zeros, if it is longer than one, becomes '::'. */
function serializeIPv6(pieces) {
  let start = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && pieces[i + run] === 0) run++;
    if (run > length) {
      start = i;
      length = run;
    }
    i += run;
  }
  const hex = pieces.map((piece) => piece.toString(16));
  if (start === -1) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/**
 * @param {string} input
 * @param {boolean} special whether the scheme is one of http, https, ws, wss, ftp, file
 * @returns {string | undefined} the host as it stands in a URL; undefined on failure
 */
function parseHost(input, special) {
  if (special && plainDomain.test(input) && !input.includes('xn--')) {
    return endsInNumber(input) ? parseIPv4(input) : input;
  }
  if (input[0] === '[') {
    if (input.at(-1) !== ']') return undefined;
    const pieces = parseIPv6(input.slice(1, -1));
    return pieces === undefined ? undefined : `[${serializeIPv6(pieces)}]`;
  }
  if (!special) return forbiddenHost.test(input) ? undefined : percentEncode(input, sets.c0);
  idna ??= require('internal/idna');
  const domain = idna.domainToASCII(percentDecodeToString(input));
  if (domain === undefined || domain === '' || forbiddenDomain.test(domain)) return undefined;
  return endsInNumber(domain) ? parseIPv4(domain) : domain;
}

module.exports = { forbiddenDomain, parseHost };
