// The entries of arrays, typed arrays, maps, sets, iterators, buffers, promises and module namespaces.
'use strict';

const { constants, getPromiseDetails, previewIterator } = require('internal/util/natives');
const { kArrayExtrasType, kArrayType, kObjectType, reduceToSingleString } = require('internal/util/inspect/layout');
const recursion = require('internal/util/inspect/recursion');

const index = /^(?:0|[1-9][0-9]*)$/;
const maxIndex = 2 ** 32 - 2;
const setValues = Set.prototype.values;
const mapEntries = Map.prototype.entries;

const remainingText = (count, unit = 'item') => `... ${count} more ${unit}${count > 1 ? 's' : ''}`;
const emptyText = (ctx, count) => ctx.stylize(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined');
const shownLength = (ctx, length) => Math.min(Math.max(0, ctx.maxArrayLength), length);

function indented(ctx, action) {
  ctx.indentationLvl += 2;
  const result = action();
  ctx.indentationLvl -= 2;
  return result;
}

function formatArray(ctx, value, depth) {
  const { length } = value;
  const shown = shownLength(ctx, length);
  const output = [];
  for (let i = 0; i < shown; i++) {
    if (!Object.hasOwn(value, i)) return formatSparseArray(ctx, value, depth, shown, output, i);
    output.push(recursion.formatProperty(ctx, value, depth, i, kArrayType));
  }
  if (length > shown) output.push(remainingText(length - shown));
  return output;
}

/** The rest of an array from its first hole on: a run of holes is one entry. */
function formatSparseArray(ctx, value, depth, shown, output, firstHole) {
  const keys = Object.keys(value);
  let next = firstHole;
  for (let i = firstHole; i < keys.length && output.length < shown; i++) {
    const key = keys[i];
    if (!index.test(key) || key > maxIndex) break;
    if (`${next}` !== key) {
      output.push(emptyText(ctx, key - next));
      next = Number(key);
      if (output.length === shown) break;
    }
    output.push(recursion.formatProperty(ctx, value, depth, key, kArrayType));
    next++;
  }
  const remaining = value.length - next;
  if (remaining > 0) output.push(output.length === shown ? remainingText(remaining) : emptyText(ctx, remaining));
  return output;
}

const typedArrayFields = ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer'];

/** Fields that are getters of the prototype. */
function addHiddenFields(ctx, value, depth, output, names, inTypedArray) {
  ctx.indentationLvl += 2;
  for (const name of names)
    output.push(
      `${ctx.stylize(`[${name}]`, 'string')}: ${recursion.formatValue(ctx, value[name], depth, inTypedArray)}`,
    );
  ctx.indentationLvl -= 2;
  return output;
}

/** `elements` is the array, or a view of its bytes when it has no prototype. */
function formatTypedArray(ctx, value, depth, elements, length) {
  const shown = shownLength(ctx, length);
  const output = new Array(shown);
  const format = length > 0 && typeof elements[0] === 'number' ? recursion.formatNumber : recursion.formatBigInt;
  for (let i = 0; i < shown; i++) output[i] = format(ctx.stylize, elements[i], ctx.numericSeparator);
  if (length > shown) output.push(remainingText(length - shown));
  if (ctx.showHidden) addHiddenFields(ctx, value, depth, output, typedArrayFields, true);
  return output;
}

const formatBufferLength = (ctx, value, depth) => addHiddenFields(ctx, value, depth, [], ['byteLength']);

const formatDataView = (ctx, value, depth) =>
  addHiddenFields(ctx, value, depth, [], ['byteLength', 'byteOffset', 'buffer']);

function formatArrayBuffer(ctx, value, depth) {
  return addHiddenFields(ctx, value, depth, [formatContents(ctx, value)], ['byteLength']);
}

function formatContents(ctx, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return ctx.stylize('(detached)', 'special');
  }
  const shown = Math.min(Math.max(0, ctx.maxArrayLength), bytes.length);
  const hex = [];
  for (let i = 0; i < shown; i++) hex.push(bytes[i].toString(16).padStart(2, '0'));
  let text = hex.join(' ');
  const remaining = bytes.length - ctx.maxArrayLength;
  if (remaining > 0) text += ` ${remainingText(remaining, 'byte')}`;
  return `${ctx.stylize('[Uint8Contents]', 'special')}: <${text}>`;
}

function formatSet(ctx, value, depth) {
  const output = [];
  const shown = shownLength(ctx, value.size);
  indented(ctx, () => {
    let i = 0;
    for (const item of setValues.call(value)) {
      if (i++ >= shown) break;
      output.push(recursion.formatValue(ctx, item, depth));
    }
  });
  if (value.size > shown) output.push(remainingText(value.size - shown));
  return output;
}

function formatMap(ctx, value, depth) {
  const output = [];
  const shown = shownLength(ctx, value.size);
  indented(ctx, () => {
    let i = 0;
    for (const [key, item] of mapEntries.call(value)) {
      if (i++ >= shown) break;
      output.push(`${recursion.formatValue(ctx, key, depth)} => ${recursion.formatValue(ctx, item, depth)}`);
    }
  });
  if (value.size > shown) output.push(remainingText(value.size - shown));
  return output;
}

/** What an iterator has still to give; `braces` learn whether that is pairs. */
function formatIterator(ctx, value, depth, braces) {
  const [entries, keyed] = previewIterator(value);
  const step = keyed ? 2 : 1;
  const count = entries.length / step;
  const shown = shownLength(ctx, count);
  const output = [];
  indented(ctx, () => {
    for (let i = 0; i < shown; i++) {
      const parts = [];
      for (let j = 0; j < step; j++) parts.push(recursion.formatValue(ctx, entries[i * step + j], depth));
      output.push(keyed ? reduceToSingleString(ctx, parts, '', ['[', ']'], kArrayExtrasType, depth) : parts[0]);
    }
  });
  if (keyed) braces[0] = braces[0].replace(/ Iterator\] \{$/, ' Entries] {');
  if (count > shown) output.push(remainingText(count - shown));
  return output;
}

function formatPromise(ctx, value, depth) {
  const [state, result] = getPromiseDetails(value);
  if (state === constants.kPending) return [ctx.stylize('<pending>', 'special')];
  const text = indented(ctx, () => recursion.formatValue(ctx, result, depth));
  return [state === constants.kRejected ? `${ctx.stylize('<rejected>', 'special')} ${text}` : text];
}

/** V8 does not tell what a weak collection holds. */
const formatWeakCollection = (ctx) => [ctx.stylize('<items unknown>', 'special')];

/** The exports of a module, some of which may not be initialized yet. Takes all keys. */
function formatNamespace(ctx, value, depth, keys) {
  const output = keys.map((key) => {
    try {
      return recursion.formatProperty(ctx, value, depth, key, kObjectType);
    } catch {
      const text = recursion.formatProperty(ctx, { [key]: '' }, depth, key, kObjectType);
      return text.slice(0, text.lastIndexOf(' ') + 1) + ctx.stylize('<uninitialized>', 'special');
    }
  });
  keys.length = 0;
  return output;
}

module.exports = {
  formatArray,
  formatArrayBuffer,
  formatBufferLength,
  formatDataView,
  formatIterator,
  formatMap,
  formatNamespace,
  formatPromise,
  formatSet,
  formatTypedArray,
  formatWeakCollection,
};
