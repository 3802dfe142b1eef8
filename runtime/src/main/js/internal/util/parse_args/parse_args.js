// util.parseArgs.
'use strict';

const {
  codes: {
    ERR_INVALID_ARG_VALUE,
    ERR_PARSE_ARGS_INVALID_OPTION_VALUE,
    ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL,
    ERR_PARSE_ARGS_UNKNOWN_OPTION,
  },
} = require('internal/errors');
const {
  validateArray,
  validateBoolean,
  validateBooleanArray,
  validateObject,
  validateString,
  validateStringArray,
  validateUnion,
} = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const { tokenize } = require('internal/util/parse_args/tokens');

/** The program's own arguments. */
function getMainArguments() {
  const evaluated = process.execArgv.some((argument) => ['-e', '--eval', '-p', '--print'].includes(argument));
  return process.argv.slice(evaluated ? 1 : 2);
}

const own = (object, key, otherwise) =>
  Object.hasOwn(object, key) && object[key] !== undefined ? object[key] : otherwise;

const defaultValidators = {
  string: [validateString, validateStringArray],
  boolean: [validateBoolean, validateBooleanArray],
};

function validateOption(name, option) {
  const path = `options.${name}`;
  validateObject(option, path);
  const type = own(option, 'type');
  validateUnion(type, `${path}.type`, ['string', 'boolean']);
  if (Object.hasOwn(option, 'short')) {
    const { short } = option;
    validateString(short, `${path}.short`);
    if (short.length !== 1) throw new ERR_INVALID_ARG_VALUE(`${path}.short`, short, 'must be a single character');
  }
  const multiple = own(option, 'multiple');
  if (multiple !== undefined || Object.hasOwn(option, 'multiple')) validateBoolean(multiple, `${path}.multiple`);
  const standard = own(option, 'default');
  if (standard !== undefined) defaultValidators[type][multiple ? 1 : 0](standard, `${path}.default`);
}

/** The option that a token names; with `allowNegative`, --no-x names x. */
function findOption(token, options, allowNegative) {
  if (Object.hasOwn(options, token.name)) return options[token.name];
  if (!allowNegative || !token.name.startsWith('no-')) return undefined;
  const positive = token.name.slice(3);
  return Object.hasOwn(options, positive) && options[positive].type === 'boolean' ? options[positive] : undefined;
}

/** Refuses unknown options, and values that are missing, too many, or look like options. */
function checkUsage(token, options, allowPositionals, allowNegative) {
  const option = findOption(token, options, allowNegative);
  if (option === undefined) throw new ERR_PARSE_ARGS_UNKNOWN_OPTION(token.rawName, allowPositionals);
  const short = own(option, 'short');
  const names = `${short ? `-${short}, ` : ''}--${token.name}`;
  if (option.type === 'string' && typeof token.value !== 'string') {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${names} <value>' argument missing`);
  }
  if (option.type === 'boolean' && token.value != null) {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${names}' does not take an argument`);
  }
  const { rawName, value } = token;
  if (!token.inlineValue && value != null && value.length > 1 && value[0] === '-') {
    const example = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${rawName}-XYZ'`;
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
      `Option '${rawName}' argument is ambiguous.\n` +
        `Did you forget to specify the option argument for '${rawName}'?\n` +
        `To specify an option argument starting with a dash use ${example}.`,
    );
  }
}

function store(token, options, values, allowNegative) {
  let { name, value } = token;
  if (name === '__proto__') return;
  if (allowNegative && value === undefined && name.startsWith('no-')) {
    name = name.slice(3);
    value = false;
  }
  value ??= true;
  if (Object.hasOwn(options, name) && options[name].multiple) (values[name] ??= []).push(value);
  else values[name] = value;
}

/**
 * Parses command-line arguments.
 * @param {object} [config] Node's: args, options, strict, allowPositionals, allowNegative, tokens
 */
function parseArgs(config = kEmptyObject) {
  const args = own(config, 'args', undefined) ?? getMainArguments();
  const strict = own(config, 'strict', true);
  const allowPositionals = own(config, 'allowPositionals', !strict);
  const returnTokens = own(config, 'tokens', false);
  const allowNegative = own(config, 'allowNegative', false);
  const options = own(config, 'options', { __proto__: null });
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(returnTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  validateObject(options, 'options');
  for (const [name, option] of Object.entries(options)) validateOption(name, option);

  const tokens = tokenize(args, options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (returnTokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) checkUsage(token, options, allowPositionals, allowNegative);
      store(token, options, result.values, allowNegative);
    } else if (token.kind === 'positional') {
      if (!allowPositionals) throw new ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      result.positionals.push(token.value);
    }
  }
  for (const [name, option] of Object.entries(options)) {
    if (name === '__proto__') continue;
    const standard = own(option, 'default');
    if (standard !== undefined && !Object.hasOwn(result.values, name)) result.values[name] = standard;
  }
  return result;
}

module.exports = { parseArgs };
