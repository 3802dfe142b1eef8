// How the parts of an object are put on lines.
'use strict';

const { getStringWidth, removeColors } = require('internal/util/inspect/text');

/** What the entries of an object are. */
const kObjectType = 0;
const kArrayType = 1;
const kArrayExtrasType = 2;

const maxColumns = 15;
const separatorSpace = 2; // ", "

/** Do all entries fit on one line? `start` is what else is on it. */
function fitsOnLine(ctx, output, start, base) {
  let length = output.length + start;
  if (length + output.length > ctx.breakLength) return false;
  for (const entry of output) {
    length += ctx.colors ? removeColors(entry).length : entry.length;
    if (length > ctx.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

/** Arranges more than six short entries of an array in columns. */
function groupArrayElements(ctx, output, value) {
  // The last entry may be "... n more items": it keeps its own line.
  const count = ctx.maxArrayLength < output.length ? output.length - 1 : output.length;
  const widths = new Array(count);
  let total = 0;
  let widest = 0;
  for (let i = 0; i < count; i++) {
    const width = getStringWidth(output[i], ctx.colors);
    widths[i] = width;
    total += width + separatorSpace;
    if (width > widest) widest = width;
  }
  const cell = widest + separatorSpace;
  const worthIt = total / cell > 5 || widest <= 6;
  if (cell * 3 + ctx.indentationLvl >= ctx.breakLength || !worthIt) return output;

  // A block about two and a half times as wide as high, with cells a little narrower than the widest entry.
  const bias = Math.sqrt(cell - total / output.length);
  const biasedCell = Math.max(cell - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biasedCell * count) / biasedCell),
    Math.floor((ctx.breakLength - ctx.indentationLvl) / cell),
    ctx.compact * 4,
    maxColumns,
  );
  if (columns <= 1) return output;

  const columnWidths = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let i = column; i < output.length; i += columns) if (widths[i] > width) width = widths[i];
    columnWidths.push(width + separatorSpace);
  }
  const numeric = value === undefined || isNumeric(value, output.length);
  const lines = [];
  for (let first = 0; first < count; first += columns) {
    const last = Math.min(first + columns, count) - 1;
    let line = '';
    for (let i = first; i < last; i++) {
      // Colour codes have a length, but no width.
      const target = columnWidths[i - first] + output[i].length - widths[i];
      line += numeric ? `${output[i]}, `.padStart(target) : `${output[i]}, `.padEnd(target);
    }
    const target = columnWidths[last - first] + output[last].length - widths[last] - separatorSpace;
    lines.push(line + (numeric ? output[last].padStart(target) : output[last]));
  }
  if (count < output.length) lines.push(output[count]);
  return lines;
}

function isNumeric(value, length) {
  for (let i = 0; i < length; i++) {
    const type = typeof value[i];
    if (type !== 'number' && type !== 'bigint') return false;
  }
  return true;
}

/**
 * Array.prototype.join copies every character; adding strings does not. In a deep object each level is joined again.
 */
function join(entries, separator) {
  let text = '';
  for (let i = 0; i < entries.length; i++) text += i === 0 ? entries[i] : separator + entries[i];
  return text;
}

/** Joins entries, braces and what stands before them, on one line or several. */
function reduceToSingleString(ctx, output, base, braces, type, depth, value) {
  const [open, close] = braces;
  const { compact } = ctx;
  const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
  if (compact === true) {
    if (fitsOnLine(ctx, output, 0, base)) return `${open}${base ? ` ${base}` : ''} ${output.join(', ')} ${close}`;
    const start = base === '' && open.length === 1 ? ' ' : `${base ? ` ${base}` : ''}${indentation}  `;
    return `${open}${start}${join(output, `,${indentation}  `)} ${close}`;
  }
  const prefix = base ? `${base} ` : '';
  let entries = output;
  if (typeof compact === 'number' && compact >= 1) {
    if (type === kArrayExtrasType && output.length > 6) entries = groupArrayElements(ctx, output, value);
    // The innermost levels are combined, unless they were grouped.
    if (ctx.currentDepth - depth < compact && entries.length === output.length) {
      const start = entries.length + ctx.indentationLvl + open.length + base.length + 10;
      if (fitsOnLine(ctx, entries, start, base)) {
        const line = entries.join(', ');
        if (!line.includes('\n')) return `${prefix}${open} ${line} ${close}`;
      }
    }
  }
  return `${prefix}${open}${indentation}  ${join(entries, `,${indentation}  `)}${indentation}${close}`;
}

module.exports = { kArrayExtrasType, kArrayType, kObjectType, reduceToSingleString };
