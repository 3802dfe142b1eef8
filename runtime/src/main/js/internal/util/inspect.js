// util.inspect and util.format.
'use strict';

const { validateObject } = require('internal/validators');
const { isProxy, getProxyDetails } = require('internal/util/natives');
const { getStringWidth, removeColors, stripVTControlCharacters } = require('internal/util/inspect/text');
const { isErrorLike } = require('internal/util/inspect/errors');
const { builtInObjects } = require('internal/util/inspect/names');
const recursion = require('internal/util/inspect/recursion');
const { formatBigInt, formatNumber, formatProperty, formatValue } = require('internal/util/inspect/value');

const defaults = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};
Object.seal(defaults);

const plainStyle = (text) => text;

/** Colours a text according to inspect.styles. */
function colorStyle(text, styleType) {
  const style = inspect.styles[styleType];
  if (style === undefined) return text;
  const color = inspect.colors[style];
  if (color !== undefined) return `\u001b[${color[0]}m${text}\u001b[${color[1]}m`;
  return typeof style === 'function' ? style(text) : text;
}

/**
 * Any value as text, for people to read.
 * @param {unknown} value
 * @param {object | boolean} [options] Node's options, or `showHidden`
 * @returns {string}
 */
function inspect(value, options) {
  const ctx = {
    budget: {},
    indentationLvl: 0,
    seen: [],
    currentDepth: 0,
    circular: undefined,
    userOptions: undefined,
    stylize: plainStyle,
    showHidden: defaults.showHidden,
    depth: defaults.depth,
    colors: defaults.colors,
    customInspect: defaults.customInspect,
    showProxy: defaults.showProxy,
    maxArrayLength: defaults.maxArrayLength,
    maxStringLength: defaults.maxStringLength,
    breakLength: defaults.breakLength,
    compact: defaults.compact,
    sorted: defaults.sorted,
    getters: defaults.getters,
    numericSeparator: defaults.numericSeparator,
  };
  if (arguments.length > 1) {
    // The old form: inspect(value, showHidden, depth, colors).
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) ctx.depth = arguments[2];
      if (arguments.length > 3 && arguments[3] !== undefined) ctx.colors = arguments[3];
    }
    if (typeof options === 'boolean') {
      ctx.showHidden = options;
    } else if (options) {
      for (const key of Object.keys(options)) {
        // Other keys are for custom inspect functions.
        if (Object.hasOwn(defaults, key) || key === 'stylize') ctx[key] = options[key];
        else if (ctx.userOptions === undefined) ctx.userOptions = options;
      }
    }
  }
  if (ctx.colors) ctx.stylize = colorStyle;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return formatValue(ctx, value, 0);
}
recursion.inspect = inspect;

inspect.custom = Symbol.for('nodejs.util.inspect.custom');

Object.defineProperty(inspect, 'defaultOptions', {
  __proto__: null,
  get() {
    return defaults;
  },
  set(options) {
    validateObject(options, 'options');
    return Object.assign(defaults, options);
  },
});

const white = 39;
const noBackground = 49;
/** Start and end codes of SGR attributes. */
inspect.colors = {
  __proto__: null,
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
  black: [30, white],
  red: [31, white],
  green: [32, white],
  yellow: [33, white],
  blue: [34, white],
  magenta: [35, white],
  cyan: [36, white],
  white: [37, white],
  bgBlack: [40, noBackground],
  bgRed: [41, noBackground],
  bgGreen: [42, noBackground],
  bgYellow: [43, noBackground],
  bgBlue: [44, noBackground],
  bgMagenta: [45, noBackground],
  bgCyan: [46, noBackground],
  bgWhite: [47, noBackground],
  framed: [51, 54],
  overlined: [53, 55],
  gray: [90, white],
  redBright: [91, white],
  greenBright: [92, white],
  yellowBright: [93, white],
  blueBright: [94, white],
  magentaBright: [95, white],
  cyanBright: [96, white],
  whiteBright: [97, white],
  bgGray: [100, noBackground],
  bgRedBright: [101, noBackground],
  bgGreenBright: [102, noBackground],
  bgYellowBright: [103, noBackground],
  bgBlueBright: [104, noBackground],
  bgMagentaBright: [105, noBackground],
  bgCyanBright: [106, noBackground],
  bgWhiteBright: [107, noBackground],
};

function defineColorAlias(target, alias) {
  Object.defineProperty(inspect.colors, alias, {
    __proto__: null,
    get() {
      return this[target];
    },
    set(value) {
      this[target] = value;
    },
    configurable: true,
    enumerable: false,
  });
}
for (const [target, aliases] of Object.entries({
  gray: ['grey', 'blackBright'],
  bgGray: ['bgGrey', 'bgBlackBright'],
  dim: ['faint'],
  strikethrough: ['crossedout', 'strikeThrough', 'crossedOut'],
  hidden: ['conceal'],
  inverse: ['swapColors', 'swapcolors'],
  doubleunderline: ['doubleUnderline'],
})) {
  for (const alias of aliases) defineColorAlias(target, alias);
}

inspect.styles = {
  __proto__: null,
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: 'red',
  module: 'underline',
};

/** Is this inherited from a class of the language? */
function isBuiltInMember(value, key) {
  let owner = value;
  while (!Object.hasOwn(owner, key)) owner = Object.getPrototypeOf(owner);
  if (owner === value) return false;
  const constructor = Object.getOwnPropertyDescriptor(owner, 'constructor')?.value;
  return typeof constructor === 'function' && builtInObjects.has(constructor.name);
}

/** Would String(value) give no more than `[object Object]` or what a class of the language says? */
function hasBuiltInToString(input) {
  let value = input;
  while (isProxy(value)) {
    value = getProxyDetails(value, false);
    if (value === null) return true;
  }
  if (typeof value[Symbol.toPrimitive] === 'function' && !isBuiltInMember(value, Symbol.toPrimitive)) return false;
  return typeof value.toString !== 'function' || isBuiltInMember(value, 'toString');
}

let circularMessage;
/** The first line of what JSON.stringify says about a cycle. */
function getCircularMessage() {
  if (circularMessage === undefined) {
    const cycle = {};
    cycle.self = cycle;
    try {
      JSON.stringify(cycle);
    } catch (error) {
      circularMessage = error.message.split('\n', 1)[0];
    }
  }
  return circularMessage;
}

function stringify(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error.name === 'TypeError' && error.message.split('\n', 1)[0] === getCircularMessage()) return '[Circular]';
    throw error;
  }
}

function formatAsNumber(value, convert, separate) {
  return formatNumber(plainStyle, typeof value === 'symbol' ? NaN : convert(value), separate);
}

/** The replacement of one placeholder; undefined when the letter means nothing. */
function replacePlaceholder(letter, value, options) {
  const separate = options?.numericSeparator ?? defaults.numericSeparator;
  switch (letter) {
    case 's':
      if (typeof value === 'number') return formatNumber(plainStyle, value, separate);
      if (typeof value === 'bigint') return formatBigInt(plainStyle, value, separate);
      if (typeof value !== 'object' || value === null || !hasBuiltInToString(value)) return String(value);
      return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
    case 'j':
      return stringify(value);
    case 'd':
      if (typeof value === 'bigint') return formatBigInt(plainStyle, value, separate);
      return formatAsNumber(value, Number, separate);
    case 'i':
      if (typeof value === 'bigint') return formatBigInt(plainStyle, value, separate);
      return formatAsNumber(value, Number.parseInt, separate);
    case 'f':
      return formatAsNumber(value, Number.parseFloat, separate);
    case 'O':
      return inspect(value, options);
    case 'o':
      return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'c':
      return '';
    default:
      return undefined;
  }
}

function formatArguments(options, args) {
  const [first] = args;
  let next = 0;
  let text = '';
  let separator = '';
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    let done = 0;
    for (let i = first.indexOf('%'); i !== -1 && i < first.length - 1; i = first.indexOf('%', i)) {
      const letter = first[i + 1];
      if (letter === '%') {
        text += first.slice(done, i + 1);
        done = i + 2;
        i += 2;
        continue;
      }
      if (next + 1 === args.length || !'sjdifOoc'.includes(letter)) {
        i += 2;
        continue;
      }
      next++;
      text += first.slice(done, i) + replacePlaceholder(letter, args[next], options);
      done = i + 2;
      i += 2;
    }
    if (done !== 0) {
      next++;
      separator = ' ';
      if (done < first.length) text += first.slice(done);
    }
  }
  for (; next < args.length; next++) {
    const value = args[next];
    text += separator + (typeof value === 'string' ? value : inspect(value, options));
    separator = ' ';
  }
  return text;
}

/** printf-like: %s %d %i %f %j %o %O %c %%; what is left over is appended. */
function format(...args) {
  return formatArguments(undefined, args);
}

/** format with options for inspect. */
function formatWithOptions(inspectOptions, ...args) {
  validateObject(inspectOptions, 'inspectOptions', 4 | 2);
  return formatArguments(inspectOptions, args);
}

module.exports = {
  format,
  formatArguments,
  formatNumber,
  formatProperty,
  formatWithOptions,
  getStringWidth,
  inspect,
  inspectDefaultOptions: defaults,
  isError: isErrorLike,
  removeColors,
  stripVTControlCharacters,
  stylizeWithColor: colorStyle,
  stylizeWithNoColor: plainStyle,
};
