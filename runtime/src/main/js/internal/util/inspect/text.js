// Strings as inspect shows them: quotes and escapes, widths on a terminal, colour codes.
'use strict';

const { validateString } = require('internal/validators');

const unsafe = /[\x00-\x1f'\\\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const unsafeAll = new RegExp(unsafe.source, 'g');
const unsafeButQuote = new RegExp(unsafe.source.replace("'", ''));
const unsafeButQuoteAll = new RegExp(unsafeButQuote.source, 'g');
const shortEscapes = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ["'", "\\'"],
  ['\\', '\\\\'],
]);

function escapeCharacter(ch) {
  const short = shortEscapes.get(ch);
  if (short !== undefined) return short;
  const code = ch.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}` : `\\u${code.toString(16)}`;
}

/** The text in quotes that need no escape, if there are such: single, double, or backticks. */
function quote(text) {
  if (!unsafe.test(text)) return `'${text}'`;
  let mark = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) mark = '"';
    else if (!text.includes('`') && !text.includes('${')) mark = '`';
  }
  if (mark === "'") return `'${text.replace(unsafeAll, escapeCharacter)}'`;
  if (!unsafeButQuote.test(text)) return `${mark}${text}${mark}`;
  return `${mark}${text.replace(unsafeButQuoteAll, escapeCharacter)}${mark}`;
}

/** Control characters escaped, no quotes added. */
const escape = (text) => text.replace(unsafeAll, escapeCharacter);

/** An integer's digits in groups of three from the right. */
function separateThousands(digits) {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, '_');
}

/** A fraction's digits in groups of three from the left. */
function separateFraction(digits) {
  return digits.replace(/\d{3}(?=\d)/g, '$&_');
}

// ECMA-48: a string such as a title or a link (OSC), a control sequence (CSI), or another escape.
const terminalString = '(?:\\u001b\\]|\\u009d)[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)';
const controlSequence = '(?:\\u001b\\[|\\u009b)[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]';
const otherEscape = '\\u001b[\\x20-\\x2f]*[\\x30-\\x4f\\x51-\\x57\\x59-\\x5a\\x60-\\x7e]';
const terminalCodes = new RegExp(`${terminalString}|${controlSequence}|${otherEscape}`, 'g');
const colorCodes = /\u001b\[\d\d?m/g;

/** Without the colours that inspect itself adds. */
const removeColors = (text) => (text.includes('\u001b') ? text.replace(colorCodes, '') : text);

/** Without any terminal control sequence. */
function stripVTControlCharacters(text) {
  validateString(text, 'str');
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(terminalCodes, '') : text;
}

const asciiOnly = /^[\x20-\x7e]*$/;
const zeroWidth = /^(?!\u00ad)[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;
const emoji = /^\p{Emoji_Presentation}$/u;

/** First and last code point of what takes two columns, in ascending order (East Asian Wide and Fullwidth). */
const wide = [
  0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x2630, 0x2637, 0x268a, 0x268f, 0x2e80, 0x303e, 0x3041, 0x3247,
  0x3250, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60,
  0xffe0, 0xffe6, 0x16fe0, 0x18df2, 0x1aff0, 0x1b2fb, 0x1d300, 0x1d376, 0x1f200, 0x1f265, 0x20000, 0x3fffd,
];

function isWide(code) {
  if (code < 0x1100) return false;
  for (let i = 0; i < wide.length && code >= wide[i]; i += 2) if (code <= wide[i + 1]) return true;
  return emoji.test(String.fromCodePoint(code));
}

/** How many columns a text takes on a terminal. */
function getStringWidth(text, removeControls = true) {
  if (asciiOnly.test(text)) return text.length;
  let width = 0;
  const shown = (removeControls ? stripVTControlCharacters(text) : text).normalize('NFC');
  for (const ch of shown) {
    const code = ch.codePointAt(0);
    if (code >= 0x20 && code < 0x7f) width++;
    else if (isWide(code)) width += 2;
    else if (!zeroWidth.test(ch)) width++;
  }
  return width;
}

module.exports = {
  colorCodes,
  escape,
  getStringWidth,
  quote,
  removeColors,
  separateFraction,
  separateThousands,
  stripVTControlCharacters,
};
