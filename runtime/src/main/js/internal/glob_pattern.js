'use strict';

/*
 * Glob patterns, translated into regular expressions a path segment at a time.
 *
 *   *  ?  [a-z]  [!a-z]  [[:alpha:]]      within a segment; a leading dot must be written out
 *   **                                    any number of segments, when it is a segment of its own
 *   {a,b}  {1..9}                         alternatives, expanded first
 *   ?(a|b) *(a|b) +(a|b) @(a|b) !(a|b)    as in bash's extglob
 */

const classes = {
  alnum: '\\p{L}\\p{Nl}\\p{Nd}',
  alpha: '\\p{L}\\p{Nl}',
  ascii: '\\x00-\\x7f',
  blank: '\\p{Zs}\\t',
  cntrl: '\\p{Cc}',
  digit: '\\p{Nd}',
  lower: '\\p{Ll}',
  print: '\\p{C}',
  punct: '\\p{P}',
  space: '\\p{Z}\\t\\r\\n\\v\\f',
  upper: '\\p{Lu}',
  word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}',
  xdigit: 'A-Fa-f0-9',
};

const GLOBSTAR = Symbol('**');
const escapeText = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The parts of a brace's content, split at commas of its own level. */
function splitAlternatives(content) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < content.length; i++) {
    const char = content[i];
    if (char === '\\') i++;
    else if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (char === ',' && depth === 0) {
      parts.push(content.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(content.slice(start));
  return parts;
}

function closingBrace(pattern, open) {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === '{') depth++;
    else if (pattern[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

/** {1..5}, {05..10..2}, {a..e}; undefined if it is no range. */
function expandRange(content) {
  const match = /^(?:(-?\d+)\.\.(-?\d+)|([a-zA-Z])\.\.([a-zA-Z]))(?:\.\.(-?\d+))?$/.exec(content);
  if (match === null) return undefined;
  const numeric = match[1] !== undefined;
  const from = numeric ? Number(match[1]) : match[3].charCodeAt(0);
  const to = numeric ? Number(match[2]) : match[4].charCodeAt(0);
  const step = Math.max(Math.abs(Number(match[5] ?? 1)), 1) * (from <= to ? 1 : -1);
  const padded = numeric && /^-?0\d/.test(match[1].length >= match[2].length ? match[1] : match[2]);
  const width = padded ? Math.max(match[1].length, match[2].length) : 0;
  const values = [];
  for (let value = from; step > 0 ? value <= to : value >= to; value += step) {
    if (!numeric) values.push(String.fromCharCode(value));
    else if (value < 0) values.push(`-${String(-value).padStart(width - 1, '0')}`);
    else values.push(String(value).padStart(width, '0'));
  }
  return values;
}

/**
 * @param {string} pattern
 * @returns {string[]} the patterns that it stands for, without braces
 */
function expandBraces(pattern) {
  for (let open = pattern.indexOf('{'); open !== -1; open = pattern.indexOf('{', open + 1)) {
    if (pattern[open - 1] === '\\' || pattern[open - 1] === '$') continue;
    const close = closingBrace(pattern, open);
    if (close === -1) break;
    const content = pattern.slice(open + 1, close);
    const parts = splitAlternatives(content);
    const values = parts.length > 1 ? parts : expandRange(content);
    if (values === undefined) continue;
    const before = pattern.slice(0, open);
    const after = pattern.slice(close + 1);
    return values.flatMap((value) => expandBraces(`${before}${value}${after}`));
  }
  return [pattern];
}

/** A bracket expression at pattern[i]: its source and where it ends, or undefined if it is not closed. */
function translateClass(pattern, i) {
  let end = i + 1;
  const negated = pattern[end] === '!' || pattern[end] === '^';
  if (negated) end++;
  let source = '';
  let first = true;
  for (; end < pattern.length; end++) {
    const char = pattern[end];
    if (char === ']' && !first) {
      return { source: `[${negated ? '^' : ''}${source}${negated ? '/' : ''}]`, end: end + 1 };
    }
    first = false;
    const posix = char === '[' && /^\[:(\w+):\]/.exec(pattern.slice(end));
    if (posix && classes[posix[1]] !== undefined) {
      // [:print:] is all that is not a control or unassigned character.
      source += posix[1] === 'print' ? '\\P{C}' : classes[posix[1]];
      end += posix[0].length - 1;
    } else if (char === '\\' && end + 1 < pattern.length) {
      source += `\\${pattern[++end]}`;
    } else if (char === '-' && source !== '' && pattern[end + 1] !== ']') {
      source += '-';
    } else {
      source += /[\\\]^[-]/.test(char) ? `\\${char}` : char;
    }
  }
  return undefined;
}

/** The end of an extglob's parenthesis that opens at pattern[open]. */
function closingParenthesis(pattern, open) {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === '(') depth++;
    else if (pattern[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

function splitExtglob(content) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < content.length; i++) {
    const char = content[i];
    if (char === '\\') i++;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === '|' && depth === 0) {
      parts.push(content.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(content.slice(start));
  return parts;
}

/** One segment of a pattern, or a part of it, as the source of a regular expression. */
function translate(segment, tail = '') {
  let source = '';
  for (let i = 0; i < segment.length;) {
    const char = segment[i];
    if ('?*+@!'.includes(char) && segment[i + 1] === '(') {
      const close = closingParenthesis(segment, i + 1);
      if (close !== -1) {
        const alternatives = splitExtglob(segment.slice(i + 2, close)).map((part) => translate(part));
        const group = alternatives.join('|');
        if (char === '!') {
          // What follows must fit, too, for the negation to be about the right part.
          const rest = translate(segment.slice(close + 1), tail);
          return `${source}(?:(?!(?:${group})${rest}${tail === '' ? '$' : tail})[^/]*?)${rest}`;
        }
        source += `(?:${group})${char === '@' ? '' : char}`;
        i = close + 1;
        continue;
      }
    }
    if (char === '*') {
      while (segment[i] === '*' && !(segment[i + 1] === '(' && closingParenthesis(segment, i + 1) !== -1)) i++;
      source += '[^/]*?';
    } else if (char === '?') {
      source += '[^/]';
      i++;
    } else if (char === '[') {
      const bracket = translateClass(segment, i);
      source += bracket === undefined ? '\\[' : bracket.source;
      i = bracket === undefined ? i + 1 : bracket.end;
    } else if (char === '\\' && i + 1 < segment.length) {
      source += escapeText(segment[i + 1]);
      i += 2;
    } else {
      source += escapeText(char);
      i++;
    }
  }
  return source;
}

const hasMagic = /[*?[\\]|[+@!]\(/;

/** A segment as something that matches: GLOBSTAR, a string, or a regular expression. */
function compileSegment(segment, nocase) {
  if (segment === '**') return GLOBSTAR;
  if (!hasMagic.test(segment) && !nocase) return segment;
  // A wildcard at the start does not match a dot, and never '.' and '..'; what is only wild matches something.
  const startsWild = /^(?:[*?[]|[+@!]\()/.test(segment);
  const guard = startsWild ? '(?!\\.)' : '';
  const some = startsWild ? '(?=.)' : '';
  return new RegExp(`^${guard}${some}${translate(segment)}$`, nocase ? 'isu' : 'su');
}

function segmentMatches(compiled, segment) {
  return typeof compiled === 'string' ? compiled === segment : compiled.test(segment);
}

/** Whether segments[s …] fit pattern[p …]. */
function matchSegments(pattern, segments, p, s) {
  for (; p < pattern.length; p++, s++) {
    if (pattern[p] === GLOBSTAR) {
      // At the end it takes everything that is not hidden.
      for (let taken = s; taken <= segments.length; taken++) {
        if (matchSegments(pattern, segments, p + 1, taken)) return true;
        if (taken === segments.length || segments[taken].startsWith('.')) return false;
      }
      return false;
    }
    if (s >= segments.length || !segmentMatches(pattern[p], segments[s])) return false;
  }
  return s === segments.length;
}

function splitPath(path) {
  const segments = path.split('/');
  return segments.filter((segment, i) => segment !== '' || i === 0 || i === segments.length - 1);
}

/**
 * Compiles a pattern.
 * @param {string} pattern
 * @param {{windows?: boolean, nocase?: boolean}} [options] windows: '\' separates, too
 * @returns {(path: string) => boolean}
 */
function compileGlob(pattern, { windows = false, nocase = false } = {}) {
  const normalized = windows ? pattern.replaceAll('\\', '/') : pattern;
  const compiled = expandBraces(normalized).map((one) =>
    splitPath(one)
      .filter((segment, i) => segment !== '.' || i === 0)
      .map((segment) => compileSegment(segment, nocase)),
  );
  return (path) => {
    const text = windows ? path.replaceAll('\\', '/') : path;
    const segments = splitPath(text);
    // A trailing separator is no segment, unless the pattern asks for one.
    const bare = segments.length > 1 && segments.at(-1) === '' ? segments.slice(0, -1) : segments;
    return compiled.some(
      (one) => matchSegments(one, segments, 0, 0) || (bare !== segments && matchSegments(one, bare, 0, 0)),
    );
  };
}

/**
 * @param {string} path
 * @param {string} pattern
 * @param {{windows?: boolean, nocase?: boolean}} [options]
 * @returns {boolean}
 */
function matchGlob(path, pattern, options) {
  return compileGlob(pattern, options)(path);
}

module.exports = { compileGlob, expandBraces, matchGlob };
