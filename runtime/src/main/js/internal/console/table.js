// console.table: rows and columns of anything.
'use strict';

const { validateArray } = require('internal/validators');
const { previewIterator } = require('internal/util/natives');
const { isMap, isMapIterator, isSet, isSetIterator } = require('internal/util/types');
const { getStringWidth, inspect } = require('internal/util/inspect');

const indexHead = '(index)';
const iterationHead = '(iteration index)';
const keyHead = 'Key';
const valuesHead = 'Values';

/** Draws columns of texts with a box around each cell. */
function draw(head, columns) {
  const height = Math.max(0, ...columns.map((column) => column.length));
  const widths = head.map((title, i) => {
    let width = getStringWidth(title);
    for (const cell of columns[i]) if (cell !== undefined) width = Math.max(width, getStringWidth(cell));
    return width + 2;
  });
  const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const row = (cells) =>
    `│${cells.map((cell, i) => ` ${cell}${' '.repeat(widths[i] - 1 - getStringWidth(cell))}`).join('│')}│\n`;
  let text = `${rule('┌', '┬', '┐')}\n${row(head)}${rule('├', '┼', '┤')}\n`;
  for (let i = 0; i < height; i++) text += row(columns.map((column) => column[i] ?? ''));
  return text + rule('└', '┴', '┘');
}

/** @param {object} options of inspect */
function makeTable(data, properties, options) {
  if (properties !== undefined) validateArray(properties, 'properties');
  const show = (value) => {
    const large = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2;
    return inspect(value, { depth: large ? -1 : 0, maxArrayLength: 3, breakLength: Infinity, ...options });
  };
  const indices = (length) => Array.from({ length }, (_, i) => show(i));

  let items;
  let keyed = false;
  if (isMap(data)) {
    keyed = true;
    items = [];
    for (const [key, value] of data) items.push(key, value);
  } else if (isSet(data)) {
    items = [...data];
  } else if (isMapIterator(data) || isSetIterator(data)) {
    [items, keyed] = previewIterator(data);
  }
  if (items === undefined) return drawRows(data, properties, show);
  if (!keyed) return draw([iterationHead, valuesHead], [indices(items.length), items.map(show)]);
  const keys = [];
  const values = [];
  for (let i = 0; i < items.length; i += 2) {
    keys.push(show(items[i]));
    values.push(show(items[i + 1]));
  }
  return draw([iterationHead, keyHead, valuesHead], [indices(keys.length), keys, values]);
}

/** One row an entry of the data, one column a property of the rows. */
function drawRows(data, properties, show) {
  const columns = new Map();
  const primitives = [];
  const index = Object.keys(data);
  index.forEach((key, row) => {
    const item = data[key];
    const primitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
    if (primitive && properties === undefined) {
      primitives[row] = show(item);
      return;
    }
    for (const property of properties ?? Object.keys(item)) {
      const name = `${property}`;
      if (!columns.has(name)) columns.set(name, []);
      columns.get(name)[row] = primitive || !Object.hasOwn(item, name) ? '' : show(item[name]);
    }
  });
  // Like the properties of an object, indices come first.
  const names = Object.keys(Object.fromEntries([...columns.keys()].map((name) => [name, true])));
  const head = [indexHead, ...names];
  const cells = [index, ...names.map((name) => columns.get(name))];
  if (primitives.length > 0) {
    head.push(valuesHead);
    cells.push(primitives);
  }
  return draw(head, cells);
}

module.exports = { makeTable };
