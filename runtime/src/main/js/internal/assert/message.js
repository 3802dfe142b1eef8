// The messages of failed comparisons: the two values, line by line.
'use strict';

const { inspect } = require('internal/util/inspect');
const { kDelete, kInsert, myersDiff } = require('internal/util/diff');
const colors = require('internal/util/colors');

const maxShortLength = 12;
const maxLines = 50;
const keptLines = 47;
const context = 5; // Equal lines shown before some are left out.

const headlines = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

const isReference = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
const isObject = (value) => typeof value === 'object' && value !== null;

/** A value in full, one entry a line, in an order that does not depend on insertion. */
function show(value) {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    maxStringLength: null,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  });
}

/** Lines are equal, too, when only one of them ends with a comma. */
const sameButComma = (a, b) => a === b || `${a},` === b || a === `${b},`;

/** The lines of both values; long runs of equal ones are shortened. */
function describeDifference(actualLines, expectedLines, commas) {
  const edits = myersDiff(actualLines, expectedLines, commas ? sameButComma : undefined);
  let text = '';
  let skipped = false;
  let at = 0;
  let expectedAt = 0;
  while (at < edits.length) {
    const [kind] = edits[at];
    if (kind === kInsert) {
      text += `\n${colors.green}+${colors.reset} ${edits[at++][1]}`;
    } else if (kind === kDelete) {
      text += `\n${colors.red}-${colors.reset} ${edits[at++][1]}`;
      expectedAt++;
    } else {
      const equal = [];
      while (at < edits.length && edits[at][0] === 0) {
        const line = edits[at++][1];
        const other = expectedLines[expectedAt++];
        equal.push(commas && !line.endsWith(',') ? other : line);
      }
      const last = at === edits.length;
      const shown = equal.slice(0, context);
      const left = equal.length - context;
      // What follows the last difference needs no mention.
      if (!last && left > 2) {
        shown.push(undefined, equal.at(-1));
        skipped = true;
      } else if (!last && left > 0) {
        shown.push(...equal.slice(context));
      }
      for (const line of shown)
        text += line === undefined ? `\n${colors.blue}...${colors.reset}` : `\n${colors.white}  ${line}`;
    }
  }
  return { text: `\n${text.slice(1)}`, skipped };
}

/** Two values of one line each. */
function describeSimple(actual, actualText, expected, expectedText) {
  const strings = typeof actual === 'string' && typeof expected === 'string';
  const quotes = (typeof actual === 'string' ? 2 : 0) + (typeof expected === 'string' ? 2 : 0);
  const length = actualText.length + expectedText.length - quotes;
  if (length <= maxShortLength && !(actual === 0 && expected === 0)) {
    return { text: `${actualText} !== ${expectedText}`, header: '' };
  }
  let text = `\n${colors.green}+${colors.reset} ${actualText}\n${colors.red}-${colors.reset} ${expectedText}`;
  const width = process.stderr.isTTY ? process.stderr.columns : 80;
  if ((strings || typeof actual === typeof expected) && actualText.length + expectedText.length <= width) {
    let i = 0;
    while (i < actualText.length && actualText[i] === expectedText[i]) i++;
    // A difference at the start is seen at once.
    if (i >= 3 && i < actualText.length && i < expectedText.length) text += `\n${' '.repeat(i + 2)}^`;
  }
  return { text };
}

/** The message of an equality that does not hold. */
function describeUnequal(actual, expected, operator, customMessage, diff) {
  colors.refresh();
  let headline = headlines[operator];
  const references =
    (isObject(actual) && isObject(expected)) || (typeof actual === 'function' && typeof expected === 'function');
  if (operator === 'strictEqual' && references) headline = headlines.strictEqualObject;
  const actualText = show(actual);
  const expectedText = show(expected);
  const actualLines = actualText.split('\n');
  const expectedLines = expectedText.split('\n');

  let header = `${colors.green}+ actual${colors.reset} ${colors.red}- expected${colors.reset}`;
  let skipped = false;
  let text;
  const oneLine = actualLines.length === 1 && expectedLines.length === 1;
  if (oneLine && !(isObject(actual) && isObject(expected))) {
    ({ text, header = header } = describeSimple(actual, actualText, expected, expectedText));
  } else if (actualText === expectedText) {
    headline = headlines.notIdentical;
    header = '';
    text = actualText;
    if (actualLines.length > maxLines && diff !== 'full') {
      text = `${actualLines.slice(0, maxLines).join('\n')}\n...}`;
      skipped = true;
    }
  } else {
    ({ text, skipped } = describeDifference(actualLines, expectedLines, isObject(actual)));
  }
  return `${customMessage ?? headline}\n${header}${skipped ? '\n... Skipped lines' : ''}\n${text}\n`;
}

/** The message of an inequality that does not hold: one value says all. */
function describeEqual(actual, operator, diff) {
  colors.refresh();
  const base =
    operator === 'notStrictEqual' && isReference(actual) ? headlines.notStrictEqualObject : headlines[operator];
  const lines = show(actual).split('\n');
  if (lines.length > maxLines && diff !== 'full') {
    lines[keptLines - 1] = `${colors.blue}...${colors.reset}`;
    lines.length = keptLines;
  }
  if (lines.length === 1) return `${base}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
  return `${base}\n\n${lines.join('\n')}\n`;
}

const shorten = (text, length, diff) =>
  text.length > length && diff !== 'full' ? `${text.slice(0, length - 3)}...` : text;

/** The message of the other operators. */
function describeOther(actual, expected, operator, diff) {
  const actualText = show(actual);
  const expectedText = show(expected);
  if (operator === 'notDeepEqual' && actualText === expectedText) {
    return shorten(`${headlines.notDeepEqual}\n\n${actualText}`, 1024, diff);
  }
  const left = shorten(actualText, 512, diff);
  const right = shorten(expectedText, 512, diff);
  if (operator === 'deepEqual') return `${headlines.deepEqual}\n\n${left}\n\nshould loosely deep-equal\n\n${right}`;
  if (operator === 'notDeepEqual') {
    return `${headlines.notDeepEqualUnequal}\n\n${left}\n\nshould not loosely deep-equal\n\n${right}`;
  }
  return `${left} ${operator} ${right}`;
}

module.exports = { describeEqual, describeOther, describeUnequal };
