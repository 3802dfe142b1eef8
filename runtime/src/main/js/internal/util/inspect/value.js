// The recursion of util.inspect: any value becomes text.
//
// A context goes through it: the options, how far the text is indented, which objects surround the current one, and which of
// them turned out to be circular.
'use strict';

const {
  constants,
  getOwnNonIndexProperties,
  getProxyDetails,
  isProxy,
  isReplayProperty,
} = require('internal/util/natives');
const { isModuleNamespaceObject, kindOfObject } = require('internal/util/types');
const { isStackOverflowError } = require('internal/errors');
const { kArrayExtrasType, kArrayType, kObjectType, reduceToSingleString } = require('internal/util/inspect/layout');
const { escape, getStringWidth, quote, separateFraction, separateThousands } = require('internal/util/inspect/text');

const { getConstructorName, getObjectPrefix, getPrefix } = require('internal/util/inspect/names');
const { describeError, isErrorLike } = require('internal/util/inspect/errors');
const { describeFunction } = require('internal/util/inspect/functions');
const collections = require('internal/util/inspect/collections');
const recursion = require('internal/util/inspect/recursion');

const customInspectSymbol = Symbol.for('nodejs.util.inspect.custom');
const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const minLineWidth = 16;
const maxTotalLength = 2 ** 27; // Of one level: more would take minutes.

const noEntries = () => [];
const plainStyle = (text) => text;

function formatNumber(style, number, numericSeparator) {
  if (!numericSeparator) return style(Object.is(number, -0) ? '-0' : `${number}`, 'number');
  const text = String(number);
  const integer = Math.trunc(number);
  if (integer === number) {
    if (Object.is(number, -0)) return style('-0', 'number');
    return style(!Number.isFinite(number) || text.includes('e') ? text : separateThousands(text), 'number');
  }
  if (Number.isNaN(number) || text.includes('e')) return style(text, 'number');
  const point = text.indexOf('.');
  return style(`${separateThousands(text.slice(0, point))}.${separateFraction(text.slice(point + 1))}`, 'number');
}

function formatBigInt(style, bigint, numericSeparator) {
  const text = String(bigint);
  return style(`${numericSeparator ? separateThousands(text) : text}n`, 'bigint');
}

function formatString(style, value, ctx) {
  let text = value;
  let trailer = '';
  if (text.length > ctx.maxStringLength) {
    const remaining = text.length - ctx.maxStringLength;
    text = text.slice(0, ctx.maxStringLength);
    trailer = `... ${remaining} more character${remaining > 1 ? 's' : ''}`;
  }
  const tooLong = text.length > minLineWidth && text.length > ctx.breakLength - ctx.indentationLvl - 4;
  if (ctx.compact !== true && tooLong && text.includes('\n')) {
    const lines = text.split(/(?<=\n)/).map((line) => style(quote(line), 'string'));
    return lines.join(` +\n${' '.repeat(ctx.indentationLvl + 2)}`) + trailer;
  }
  return style(quote(text), 'string') + trailer;
}

function formatPrimitive(style, value, ctx) {
  switch (typeof value) {
    case 'string':
      return formatString(style, value, ctx);
    case 'number':
      return formatNumber(style, value, ctx.numericSeparator);
    case 'bigint':
      return formatBigInt(style, value, ctx.numericSeparator);
    case 'boolean':
      return style(`${value}`, 'boolean');
    case 'undefined':
      return style('undefined', 'undefined');
    default:
      return style(Symbol.prototype.toString.call(value), 'symbol');
  }
}

/** The options that a custom inspect function gets. */
function makeUserOptions(ctx, crossRealm) {
  const options = {
    stylize: ctx.stylize,
    showHidden: ctx.showHidden,
    depth: ctx.depth,
    colors: ctx.colors,
    customInspect: ctx.customInspect,
    showProxy: ctx.showProxy,
    maxArrayLength: ctx.maxArrayLength,
    maxStringLength: ctx.maxStringLength,
    breakLength: ctx.breakLength,
    compact: ctx.compact,
    sorted: ctx.sorted,
    getters: ctx.getters,
    numericSeparator: ctx.numericSeparator,
    ...ctx.userOptions,
  };
  if (!crossRealm) return options;
  // Code of another realm shall not reach objects of this one.
  Object.setPrototypeOf(options, null);
  for (const key of Object.keys(options)) {
    const type = typeof options[key];
    if ((type === 'object' && options[key] !== null) || type === 'function') delete options[key];
  }
  options.stylize = Object.setPrototypeOf((value, flavour) => {
    try {
      return `${ctx.stylize(value, flavour)}`;
    } catch {
      return value;
    }
  }, null);
  return options;
}

/** What the value's own inspect function makes of it; undefined when it has none, or returns itself. */
function formatCustom(ctx, context, value, depth) {
  const custom = value[customInspectSymbol];
  if (typeof custom !== 'function' || custom === recursion.inspect) return undefined;
  // A prototype is not an instance.
  const { constructor } = value;
  if (constructor && constructor.prototype === value) return undefined;
  const remaining = ctx.depth === null ? null : ctx.depth - depth;
  const crossRealm = context !== value || !(context instanceof Object);
  const result = custom.call(context, remaining, makeUserOptions(ctx, crossRealm), recursion.inspect);
  if (result === context) return undefined;
  if (typeof result === 'string') return result.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
  return formatValue(ctx, result, depth);
}

/** A symbol's text, with escapes where its description needs them. */
function quoteSymbol(symbol) {
  return escape(Symbol.prototype.toString.call(symbol));
}

/** @param {boolean} [inTypedArray] is this the buffer of a typed array? */
function formatValue(ctx, input, depth, inTypedArray) {
  let value = input;
  if (typeof value !== 'object' && typeof value !== 'function') return formatPrimitive(ctx.stylize, value, ctx);
  if (value === null) return ctx.stylize('null', 'null');
  if (isProxy(value)) {
    if (ctx.showProxy) {
      const details = getProxyDetails(value);
      if (details[0] === null) return ctx.stylize('<Revoked Proxy>', 'special');
      return formatProxy(ctx, details, depth);
    }
    do value = getProxyDetails(value, false);
    while (value !== null && isProxy(value));
    if (value === null) return ctx.stylize('<Revoked Proxy>', 'special');
  }
  if (ctx.customInspect) {
    const custom = formatCustom(ctx, input, value, depth);
    if (custom !== undefined) return custom;
  }
  if (ctx.seen.includes(value)) {
    ctx.circular ??= new Map();
    let index = ctx.circular.get(value);
    if (index === undefined) {
      index = ctx.circular.size + 1;
      ctx.circular.set(value, index);
    }
    return ctx.stylize(`[Circular *${index}]`, 'special');
  }
  return formatObject(ctx, value, depth, inTypedArray);
}

function formatProxy(ctx, details, depth) {
  if (depth > ctx.depth && ctx.depth !== null) return ctx.stylize('Proxy [Array]', 'special');
  ctx.indentationLvl += 2;
  const parts = [formatValue(ctx, details[0], depth + 1), formatValue(ctx, details[1], depth + 1)];
  ctx.indentationLvl -= 2;
  return reduceToSingleString(ctx, parts, '', ['Proxy [', ']'], kArrayExtrasType, depth + 1);
}

function getKeys(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  if (showHidden) {
    const keys = Object.getOwnPropertyNames(value);
    if (symbols.length > 0) keys.push(...symbols);
    return keys;
  }
  let keys;
  try {
    keys = Object.keys(value);
  } catch {
    keys = Object.getOwnPropertyNames(value); // A module namespace that is not initialized.
  }
  for (const symbol of symbols) if (Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  return keys;
}

/** The tag, unless the properties show it anyway. */
function getTag(ctx, value) {
  const tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || tag === '') return '';
  const shown = ctx.showHidden
    ? Object.hasOwn(value, Symbol.toStringTag)
    : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return shown ? '' : tag;
}

const boxedTypes = { Number, String, Boolean, BigInt, Symbol };

function describeBoxed(ctx, value, type, keys, constructor, tag) {
  // A boxed string's characters are properties.
  if (type === 'String') keys.splice(0, value.length);
  let base = `[${type}`;
  if (type !== constructor) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  base += `: ${formatPrimitive(plainStyle, boxedTypes[type].prototype.valueOf.call(value), ctx)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  return keys.length !== 0 || ctx.colors === false ? base : ctx.stylize(base, type.toLowerCase());
}

function describeDate(value, constructor, tag) {
  const text = Number.isNaN(Date.prototype.getTime.call(value))
    ? Date.prototype.toString.call(value)
    : Date.prototype.toISOString.call(value);
  const prefix = getPrefix(constructor, tag, 'Date');
  return prefix === 'Date ' ? text : `${prefix}${text}`;
}

function describeRegExp(value, constructor, tag) {
  const text = RegExp.prototype.toString.call(constructor === null ? new RegExp(value) : value);
  const prefix = getPrefix(constructor, tag, 'RegExp');
  return prefix === 'RegExp ' ? text : `${prefix}${text}`;
}

function iteratorBraces(type, tag) {
  const own = `${type} Iterator`;
  return [tag === own ? `[${own}] {` : `[${tag === '' ? '' : `${tag}] [`}${own}] {`, '}'];
}

/**
 * How an object is shown: `text` when that is all, else base, braces, the function that makes the entries, the keys of the
 * properties behind them, and what kind the entries are of.
 */
function describe(ctx, value, depth, constructor, tag, inherited, inTypedArray) {
  const { showHidden } = ctx;
  const shape = {
    text: undefined,
    base: '',
    braces: ['{', '}'],
    entries: noEntries,
    keys: undefined,
    type: kObjectType,
  };
  const bare = () => shape.keys.length === 0 && inherited === undefined;

  if (typeof value === 'function') {
    shape.keys = getKeys(value, showHidden);
    shape.base = describeFunction(ctx, value, constructor, tag);
    if (bare()) shape.text = ctx.stylize(shape.base, 'special');
    return shape;
  }

  const kind = kindOfObject(value);
  // An object of no class of its own is shown as one, whatever its slots: String.prototype.
  switch (constructor === 'Object' && plainKinds.has(kind) ? 'Object' : kind) {
    case 'Array': {
      const prefix =
        constructor !== 'Array' || tag !== '' ? getPrefix(constructor, tag, 'Array', `(${value.length})`) : '';
      shape.keys = getOwnNonIndexProperties(value, filterOf(ctx));
      shape.braces = [`${prefix}[`, ']'];
      if (value.length === 0 && bare()) shape.text = `${prefix}[]`;
      shape.type = kArrayExtrasType;
      shape.entries = collections.formatArray;
      return shape;
    }
    case 'Set':
    case 'Map': {
      const size = sizes[kind].call(value);
      const prefix = getPrefix(constructor, tag, kind, `(${size})`);
      shape.keys = getKeys(value, showHidden);
      shape.braces = [`${prefix}{`, '}'];
      if (size === 0 && bare()) shape.text = `${prefix}{}`;
      const bound = constructor === null ? kind : undefined;
      shape.entries = bound === undefined ? collections[`format${kind}`] : nullPrototypeEntries[kind];
      return shape;
    }
    case 'Map Iterator':
    case 'Set Iterator': {
      shape.keys = getKeys(value, showHidden).filter((key) => !isReplayProperty(value, key));
      shape.braces = iteratorBraces(kind.slice(0, 3), tag);
      shape.entries = collections.formatIterator;
      return shape;
    }
    case 'Arguments':
      shape.keys = getKeys(value, showHidden);
      shape.braces[0] = '[Arguments] {';
      break;
    case 'RegExp':
      shape.keys = getKeys(value, showHidden);
      shape.base = describeRegExp(value, constructor, tag);
      if (bare() || (depth > ctx.depth && ctx.depth !== null)) shape.text = ctx.stylize(shape.base, 'regexp');
      return shape;
    case 'Date':
      shape.keys = getKeys(value, showHidden);
      shape.base = describeDate(value, constructor, tag);
      if (bare()) shape.text = ctx.stylize(shape.base, 'date');
      return shape;
    case 'Error':
      return describeErrorShape(ctx, value, constructor, tag, shape, bare);
    case 'ArrayBuffer':
    case 'SharedArrayBuffer': {
      const prefix = getPrefix(constructor, tag, kind);
      shape.keys = getKeys(value, showHidden);
      if (inTypedArray !== undefined && bare()) {
        shape.text = `${prefix}{ [byteLength]: ${formatNumber(ctx.stylize, value.byteLength, false)} }`;
        return shape;
      }
      shape.entries = inTypedArray === undefined ? collections.formatArrayBuffer : collections.formatBufferLength;
      shape.braces[0] = `${prefix}{`;
      return shape;
    }
    case 'DataView':
      shape.keys = getKeys(value, showHidden);
      shape.braces[0] = `${getPrefix(constructor, tag, 'DataView')}{`;
      shape.entries = collections.formatDataView;
      return shape;
    case 'Promise':
      shape.keys = getKeys(value, showHidden);
      shape.braces[0] = `${getPrefix(constructor, tag, 'Promise')}{`;
      shape.entries = collections.formatPromise;
      return shape;
    case 'WeakSet':
    case 'WeakMap':
      shape.keys = getKeys(value, showHidden);
      shape.braces[0] = `${getPrefix(constructor, tag, kind)}{`;
      shape.entries = collections.formatWeakCollection;
      return shape;
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol':
      shape.keys = getKeys(value, showHidden);
      shape.base = describeBoxed(ctx, value, kind, shape.keys, constructor, tag);
      if (bare()) shape.text = shape.base;
      return shape;
    case 'Object':
      break;
    default:
      return describeTypedArray(ctx, value, kind, constructor, tag, inherited, shape);
  }

  if (kind !== 'Arguments') {
    if (constructor !== null && isErrorLike(value))
      return describeErrorShape(ctx, value, constructor, tag, shape, bare);
    shape.keys = getKeys(value, showHidden);
    if (constructor === null && isModuleNamespaceObject(value)) {
      shape.braces[0] = `${getPrefix(constructor, tag, 'Module')}{`;
      shape.entries = collections.formatNamespace;
      return shape;
    }
    if (constructor !== 'Object' || tag !== '') shape.braces[0] = `${getObjectPrefix(value, constructor, tag)}{`;
  }
  if (bare()) shape.text = `${shape.braces[0]}}`;
  return shape;
}

const plainKinds = new Set(['Number', 'String', 'Boolean', 'BigInt', 'Symbol', 'Date', 'RegExp', 'Error', 'Promise']);

const sizes = {
  Map: Object.getOwnPropertyDescriptor(Map.prototype, 'size').get,
  Set: Object.getOwnPropertyDescriptor(Set.prototype, 'size').get,
};

/** Without a prototype there is no `size` to read: entries come from a copy. */
const nullPrototypeEntries = {
  Map: (ctx, value, depth) => collections.formatMap(ctx, new Map(Map.prototype.entries.call(value)), depth),
  Set: (ctx, value, depth) => collections.formatSet(ctx, new Set(Set.prototype.values.call(value)), depth),
};

const filterOf = (ctx) => (ctx.showHidden ? constants.ALL_PROPERTIES : constants.ONLY_ENUMERABLE);

function describeErrorShape(ctx, value, constructor, tag, shape, bare) {
  shape.keys = getKeys(value, ctx.showHidden);
  shape.base = describeError(ctx, value, constructor, tag, shape.keys);
  if (bare()) shape.text = shape.base;
  return shape;
}

function describeTypedArray(ctx, value, kind, constructor, tag, inherited, shape) {
  shape.keys = getOwnNonIndexProperties(value, filterOf(ctx));
  // Without a prototype the length cannot be read.
  const bound = constructor === null ? new globalThis[kind](value) : value;
  const size = typedArrayLength.call(value);
  const prefix = getPrefix(constructor, tag, constructor === null ? kind : '', `(${size})`);
  shape.braces = [`${prefix}[`, ']'];
  if (size === 0 && shape.keys.length === 0 && !ctx.showHidden) shape.text = `${prefix}[]`;
  shape.entries = (context, original, depth) => collections.formatTypedArray(context, original, depth, bound, size);
  shape.type = kArrayExtrasType;
  return shape;
}

const typedArrayLength = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length').get;

/** `[Foo]`: what is shown of an object that lies too deep. */
function abbreviate(ctx, value, constructor, tag) {
  const name = getObjectPrefix(value, constructor, tag).slice(0, -1);
  return ctx.stylize(constructor === null ? name : `[${name}]`, 'special');
}

function formatObject(ctx, value, parentDepth, inTypedArray) {
  let inherited = ctx.showHidden && (parentDepth <= ctx.depth || ctx.depth === null) ? [] : undefined;
  const constructor = getConstructorName(value, ctx, parentDepth, inherited);
  if (inherited !== undefined && inherited.length === 0) inherited = undefined;
  const tag = getTag(ctx, value);
  const shape = describe(ctx, value, parentDepth, constructor, tag, inherited, inTypedArray);
  if (shape.text !== undefined) return shape.text;
  if (parentDepth > ctx.depth && ctx.depth !== null) return abbreviate(ctx, value, constructor, tag);

  const depth = parentDepth + 1;
  const { braces, keys, type } = shape;
  const indentation = ctx.indentationLvl;
  ctx.seen.push(value);
  ctx.currentDepth = depth;
  let output;
  try {
    output = shape.entries(ctx, value, depth, shape.entries === collections.formatNamespace ? keys : braces);
    for (const key of keys) output.push(formatProperty(ctx, value, depth, key, type));
    if (inherited !== undefined) output.push(...inherited);
  } catch (error) {
    if (!isStackOverflowError(error)) throw error;
    ctx.seen.pop();
    ctx.indentationLvl = indentation;
    const name = getPrefix(constructor, tag, 'Object').slice(0, -1);
    return ctx.stylize(`[${name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`, 'special');
  }

  let { base } = shape;
  const index = ctx.circular?.get(value);
  if (index !== undefined) {
    const reference = ctx.stylize(`<ref *${index}>`, 'special');
    if (ctx.compact === true) braces[0] = `${reference} ${braces[0]}`;
    else base = base === '' ? reference : `${reference} ${base}`;
  }
  ctx.seen.pop();

  if (ctx.sorted) sortOutput(ctx, output, keys, type);
  const text = reduceToSingleString(ctx, output, base, braces, type, depth, value);
  const total = (ctx.budget[ctx.indentationLvl] ?? 0) + text.length;
  ctx.budget[ctx.indentationLvl] = total;
  if (total > maxTotalLength) ctx.depth = -1;
  return text;
}

function sortOutput(ctx, output, keys, type) {
  const comparator = ctx.sorted === true ? undefined : ctx.sorted;
  if (type === kObjectType) {
    output.sort(comparator);
  } else if (keys.length > 1) {
    const sorted = output.slice(output.length - keys.length).sort(comparator);
    output.splice(output.length - keys.length, keys.length, ...sorted);
  }
}

function formatAccessor(ctx, property, depth, owner) {
  const { stylize } = ctx;
  if (property.get === undefined) {
    return property.set === undefined ? stylize('undefined', 'undefined') : stylize('[Setter]', 'special');
  }
  const label = property.set === undefined ? 'Getter' : 'Getter/Setter';
  const wanted =
    ctx.getters === true ||
    (ctx.getters === 'get' && property.set === undefined) ||
    (ctx.getters === 'set' && property.set !== undefined);
  if (!wanted) return stylize(`[${label}]`, 'special');
  const open = stylize(`[${label}:`, 'special');
  const close = stylize(']', 'special');
  try {
    const result = property.get.call(owner);
    ctx.indentationLvl += 2;
    let text;
    if (result === null) text = `${open} ${stylize('null', 'null')}${close}`;
    else if (typeof result === 'object')
      text = `${stylize(`[${label}]`, 'special')} ${formatValue(ctx, result, depth)}`;
    else text = `${open} ${formatPrimitive(stylize, result, ctx)}${close}`;
    ctx.indentationLvl -= 2;
    return text;
  } catch (error) {
    ctx.indentationLvl += 2;
    const text = formatValue(ctx, error, depth);
    ctx.indentationLvl -= 2;
    return `${open} <Inspection threw (${text})>${close}`;
  }
}

function formatKey(ctx, key, property) {
  let name;
  if (typeof key === 'symbol') name = ctx.stylize(quoteSymbol(key), 'symbol');
  else if (key === '__proto__') name = "['__proto__']";
  else if (identifier.test(key)) name = ctx.stylize(key, 'name');
  else name = ctx.stylize(quote(key), 'string');
  return property.enumerable === false ? `[${name}]` : name;
}

/**
 * One property, with its key unless it is an array's element.
 * @param {object} [owner] what getters are called on, when it is not the object
 */
function formatProperty(ctx, object, depth, key, type, descriptor, owner = object) {
  const property = descriptor ??
    Object.getOwnPropertyDescriptor(object, key) ?? { value: object[key], configurable: true, enumerable: true };
  let text;
  let gap = ' ';
  if (property.value !== undefined) {
    const step = ctx.compact !== true || type !== kObjectType ? 2 : 3;
    ctx.indentationLvl += step;
    text = formatValue(ctx, property.value, depth);
    if (step === 3 && ctx.breakLength < getStringWidth(text, ctx.colors)) gap = `\n${' '.repeat(ctx.indentationLvl)}`;
    ctx.indentationLvl -= step;
  } else {
    text = formatAccessor(ctx, property, depth, owner);
  }
  return type === kArrayType ? text : `${formatKey(ctx, key, property)}:${gap}${text}`;
}

Object.assign(recursion, { formatBigInt, formatNumber, formatProperty, formatValue });
module.exports = { formatBigInt, formatNumber, formatPrimitive, formatProperty, formatValue };
