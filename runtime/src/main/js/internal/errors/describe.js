// The wording of the three argument errors: what was expected, what was received.
'use strict';

const primitiveTypes = new Set([
  'string',
  'function',
  'number',
  'object',
  'Function',
  'Object',
  'boolean',
  'bigint',
  'symbol',
]);
const className = /^[A-Z][a-zA-Z0-9]*$/;
const separateAbove = 2 ** 32;

// util.inspect needs the errors, so it is fetched when first used.
let inspectModule;
function inspect(value, options) {
  inspectModule ??= require('internal/util/inspect');
  return inspectModule.inspect(value, options);
}

/** 'a', 'a or b', 'a, b, or c'. */
function formatList(items, conjunction = 'and') {
  switch (items.length) {
    case 0:
      return '';
    case 1:
      return `${items[0]}`;
    case 2:
      return `${items[0]} ${conjunction} ${items[1]}`;
    default:
      return `${items.slice(0, -1).join(', ')}, ${conjunction} ${items.at(-1)}`;
  }
}

/** '1234567' becomes '1_234_567'. */
function addNumericalSeparator(digits) {
  return digits.replace(/(?<=\d)(?=(?:\d{3})+$)/g, '_');
}

function quoteShortened(text) {
  const shown = text.length > 28 ? `${text.slice(0, 25)}...` : text;
  return shown.includes("'") ? JSON.stringify(shown) : `'${shown}'`;
}

/** What a value is, in the words that follow "Received ". */
function determineSpecificType(value) {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `type bigint (${value}n)`;
    case 'number':
      return Object.is(value, -0) ? 'type number (-0)' : `type number (${value})`;
    case 'boolean':
      return `type boolean (${value})`;
    case 'symbol':
      return `type symbol (${String(value)})`;
    case 'function':
      return value.name ? `function ${value.name}` : 'function ';
    case 'string':
      return `type string (${quoteShortened(value)})`;
    default: {
      const name = value.constructor?.name;
      return name ? `an instance of ${name}` : inspect(value, { depth: -1 });
    }
  }
}

function subject(name) {
  if (name.endsWith(' argument')) return name;
  return `"${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}

/** The message of ERR_INVALID_ARG_TYPE. */
function invalidArgType(name, expected, actual) {
  const types = [];
  const instances = [];
  const others = [];
  for (const kind of Array.isArray(expected) ? expected : [expected]) {
    if (primitiveTypes.has(kind)) types.push(kind.toLowerCase());
    else if (className.test(kind)) instances.push(kind);
    else others.push(kind);
  }
  // Beside classes, "object" reads better as one of them.
  const objectAt = instances.length > 0 ? types.indexOf('object') : -1;
  if (objectAt !== -1) {
    types.splice(objectAt, 1);
    instances.push('Object');
  }
  const choices = [];
  if (types.length > 0) choices.push(`${types.length > 1 ? 'one of type' : 'of type'} ${formatList(types, 'or')}`);
  if (instances.length > 0) choices.push(`an instance of ${formatList(instances, 'or')}`);
  if (others.length > 1) choices.push(`one of ${formatList(others, 'or')}`);
  else if (others.length === 1) choices.push(others[0] === others[0].toLowerCase() ? others[0] : `an ${others[0]}`);
  return `The ${subject(name)} must be ${choices.join(' or ')}. Received ${determineSpecificType(actual)}`;
}

/** The message of ERR_INVALID_ARG_VALUE. */
function invalidArgValue(name, value, reason = 'is invalid') {
  let shown = inspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  return `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shown}`;
}

/** The message of ERR_OUT_OF_RANGE. */
function outOfRange(name, range, input, nameIsMessage = false) {
  const start = nameIsMessage ? name : `The value of "${name}" is out of range.`;
  let received;
  if (Number.isInteger(input) && Math.abs(input) > separateAbove) {
    received = addNumericalSeparator(String(input));
  } else if (typeof input === 'bigint') {
    received = String(input);
    if (input > BigInt(separateAbove) || input < -BigInt(separateAbove)) received = addNumericalSeparator(received);
    received += 'n';
  } else {
    received = inspect(input);
  }
  return `${start} It must be ${range}. Received ${received}`;
}

module.exports = {
  addNumericalSeparator,
  determineSpecificType,
  formatList,
  inspect,
  invalidArgType,
  invalidArgValue,
  outOfRange,
};
