'use strict';

/*
 * Domain names of Unicode letters in ASCII and back: UTS #46, with the options of the URL Standard (no transitional
 * processing, CheckBidi, CheckJoiners; no CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength).
 *
 * UTS #46's mapping table is, but for a few code points, NFKC_Casefold; and V8 knows that property, case folding and
 * normalization. So the table is computed from them instead of being stored. Bidirectional classes, which V8 does not tell,
 * are derived from scripts and categories.
 */

const punycode = require('internal/punycode');

const ascii = /^[\0-\x7f]*$/;
const upperCase = /[A-Z]/;

/** Code points that NFKC_Casefold would change or keep, but UTS #46 does not. */
const deviations = new Set([0xdf, 0x3c2, 0x200c, 0x200d]);
/** The full stops of other scripts. */
const fullStops = new Set([0x3002, 0xff0e, 0xff61]);

const ignored = /^\p{Default_Ignorable_Code_Point}$/u;
const changes = /^\p{Changes_When_NFKC_Casefolded}$/u;
/** Unassigned, private and control characters; format characters that are not ignored; ideographic description … */
const disallowed =
  /^[\p{Cn}\p{Co}\p{Cs}\p{Cc}\p{Zl}\p{Zp}\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u1680\u200e\u200f\u202a-\u202e\u2066-\u2069\u2ff0-\u2fff\u31ef\ufff0-\uffff\u{110bd}\u{110cd}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]$/u;

const combiningMark = /^\p{M}/u;

/**
 * What a code point becomes.
 * @param {string} char
 * @returns {string | undefined} undefined: it may not stand in a domain name
 */
function mapCharacter(char) {
  const point = char.codePointAt(0);
  if (point < 0x80) return point >= 0x41 && point <= 0x5a ? String.fromCharCode(point + 0x20) : char;
  if (deviations.has(point)) return char;
  if (fullStops.has(point)) return '.';
  if (disallowed.test(char)) return undefined;
  if (!changes.test(char)) return char;
  if (ignored.test(char)) return '';
  const mapped = casefold(casefold(char).normalize('NFKC')).normalize('NFKC');
  // Nothing but a full stop may become one.
  return mapped.includes('.') || mapped.includes('\u3002') ? undefined : mapped;
}

/** The only script whose letters fold to upper case. */
const cherokee = /\p{Script=Cherokee}/u;

/** Full case folding: upper case first, because that is what expands characters like U+1F80. */
function casefold(text) {
  let result = '';
  for (const char of text.normalize('NFKC')) {
    if (cherokee.test(char)) result += char.toUpperCase();
    else result += char === '\u0131' || char === '\u00df' ? char : char.toUpperCase().toLowerCase();
  }
  return result;
}

/** @returns {string | undefined} */
function mapDomain(domain) {
  let result = '';
  for (const char of domain) {
    const mapped = mapCharacter(char);
    if (mapped === undefined) return undefined;
    result += mapped;
  }
  return result.normalize('NFC');
}

// ---- validity of labels ----

const virama =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1715\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua82c\ua8c4\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{11070}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}\u{11235}\u{112ea}\u{1134d}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}\u{1172b}\u{11839}\u{1193d}\u{1193e}\u{119e0}\u{11a34}\u{11a47}\u{11a99}\u{11c3f}\u{11d44}\u{11d45}\u{11d97}\u{11f41}\u{11f42}]$/u;

/** Letters of the cursive scripts, and of these the ones that join to their right side only. */
const joiningLetter =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mandaic}\p{Script=Mongolian}\p{Script=Phags_Pa}\p{Script=Adlam}]/u;
const rightJoining =
  /[\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0710\u0715-\u0719\u071e\u0728\u072a\u072c\u072f\u074d\u0759-\u075b\u076b\u076c\u0771\u0773\u0774\u0778\u0779]/u;
const nonJoining = /[\u0621\u0674\u06d6-\u06ed\p{Nd}\p{P}]/u;
const transparent = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Zero-width joiners stand after a virama, or, the non-joiner, between letters that would join. */
function joinersAreValid(label) {
  const chars = Array.from(label);
  for (let i = 0; i < chars.length; i++) {
    if (chars[i] !== '\u200c' && chars[i] !== '\u200d') continue;
    if (i > 0 && virama.test(chars[i - 1])) continue;
    if (chars[i] === '\u200d') return false;
    let before = i - 1;
    while (before >= 0 && transparent.test(chars[before])) before--;
    let after = i + 1;
    while (after < chars.length && transparent.test(chars[after])) after++;
    if (before < 0 || after >= chars.length) return false;
    const [left, right] = [chars[before], chars[after]];
    if (!joiningLetter.test(left) || rightJoining.test(left) || nonJoining.test(left)) return false;
    if (!joiningLetter.test(right) || nonJoining.test(right)) return false;
  }
  return true;
}

const arabicLetter = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\u200f\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const arabicNumber =
  /[\u0600-\u0605\u0660-\u0669\u066b\u066c\u06dd\u0890\u0891\u08e2\u{10d30}-\u{10d39}\u{10e60}-\u{10e7e}]/u;
const europeanNumber = /[0-9\u00b2\u00b3\u00b9\u06f0-\u06f9\u2070\u2074-\u2079\u2080-\u2089]/u;
const separator = /[+,\-./:\u00a0\u060c\u207a\u207b\u208a\u208b\u2212]/u;
const terminator = /[#$%\u00a2-\u00a5\u00b0\u00b1\u066a\u2030-\u2034\p{Sc}]/u;
const nonSpacing = /[\p{Mn}\p{Me}]/u;
const letterOrMark = /[\p{L}\p{Mc}\p{N}]/u;
const neutralSymbol = /[\u00a6\u00a9\u00ae\u2100-\u214f\u2190-\u2bff]/u;

/** @returns {string} a bidirectional class; 'ES' and 'ET' stand for each other's like */
function bidiClass(char) {
  if (arabicNumber.test(char)) return 'AN';
  if (europeanNumber.test(char)) return 'EN';
  if (nonSpacing.test(char)) return 'NSM';
  if (arabicLetter.test(char)) return /\p{L}/u.test(char) ? 'AL' : 'ON';
  if (rightToLeft.test(char)) return 'R';
  if (separator.test(char)) return 'ES';
  if (terminator.test(char)) return 'ET';
  if (transparent.test(char)) return 'BN';
  return letterOrMark.test(char) && !neutralSymbol.test(char) ? 'L' : 'ON';
}

/** What makes the rule apply to a domain. */
const directed = new Set(['R', 'AL', 'AN']);
const rightToLeftAllowed = new Set(['R', 'AL', 'AN', 'EN', 'ES', 'ET', 'ON', 'BN', 'NSM']);
const leftToRightAllowed = new Set(['L', 'EN', 'ES', 'ET', 'ON', 'BN', 'NSM']);

/** The Bidi Rule of RFC 5893 for one label. */
function bidiIsValid(label) {
  const types = Array.from(label, bidiClass);
  const last = types.findLast((type) => type !== 'NSM');
  if (types[0] === 'R' || types[0] === 'AL') {
    if (!types.every((type) => rightToLeftAllowed.has(type))) return false;
    if (!(last === 'R' || last === 'AL' || last === 'EN' || last === 'AN')) return false;
    return !(types.includes('EN') && types.includes('AN'));
  }
  if (types[0] !== 'L') return false;
  return types.every((type) => leftToRightAllowed.has(type)) && (last === 'L' || last === 'EN');
}

function isBidiDomain(labels) {
  return labels.some((label) => !ascii.test(label) && Array.from(label).some((char) => directed.has(bidiClass(char))));
}

function labelIsValid(label) {
  if (label.normalize('NFC') !== label || combiningMark.test(label)) return false;
  if (label.includes('.') || label.startsWith('xn--')) return false;
  for (const char of label) {
    if (mapCharacter(char) !== char) return false;
  }
  return joinersAreValid(label);
}

/**
 * UTS #46's Processing.
 * @param {string} domain
 * @returns {{labels: string[], valid: boolean}} labels in Unicode
 */
function process46(domain) {
  const mapped = ascii.test(domain) ? domain.toLowerCase() : mapDomain(domain);
  if (mapped === undefined) return { labels: domain.split('.'), valid: false };
  let valid = true;
  const labels = mapped.split('.').map((label) => {
    if (!label.startsWith('xn--')) {
      if (!ascii.test(label) && !labelIsValid(label)) valid = false;
      return label;
    }
    let unicode;
    try {
      unicode = ascii.test(label) ? punycode.decode(label.slice(4)) : undefined;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    // What needs no Punycode must not use it.
    if (unicode === undefined || ascii.test(unicode) || !labelIsValid(unicode)) {
      valid = false;
      return label;
    }
    return unicode;
  });
  if (valid && isBidiDomain(labels)) valid = labels.every((label) => label === '' || bidiIsValid(label));
  return { labels, valid };
}

/**
 * @param {string} domain
 * @returns {string | undefined} undefined: no valid domain name
 */
function domainToASCII(domain) {
  if (ascii.test(domain) && !/xn--/i.test(domain)) return upperCase.test(domain) ? domain.toLowerCase() : domain;
  const { labels, valid } = process46(domain);
  if (!valid) return undefined;
  return labels.map((label) => (ascii.test(label) ? label : `xn--${punycode.encode(label)}`)).join('.');
}

/**
 * @param {string} domain
 * @returns {string} labels that are no valid Punycode stay as they are
 */
function domainToUnicode(domain) {
  return process46(domain).labels.join('.');
}

module.exports = { domainToASCII, domainToUnicode, mapCharacter };
