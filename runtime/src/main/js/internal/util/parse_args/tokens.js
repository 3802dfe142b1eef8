// From arguments to tokens: options with their values, positionals, and the terminator.
'use strict';

/** What a short option stands for; itself if nothing is declared. */
function longName(short, options) {
  for (const [name, option] of Object.entries(options)) if (option.short === short) return name;
  return short;
}

const takesValue = (name, options) => Object.hasOwn(options, name) && options[name].type === 'string';

/** `-a` to `-abc`, but no `--`. */
const isShort = (argument) => argument.length > 1 && argument[0] === '-' && argument[1] !== '-';

/** `-abc` as `-a -b -c`, up to the first option that takes the rest as its value. */
function splitGroup(argument, options) {
  const parts = [];
  for (let i = 1; i < argument.length; i++) {
    const last = i === argument.length - 1;
    if (!last && takesValue(longName(argument[i], options), options)) {
      parts.push(`-${argument.slice(i)}`);
      return parts;
    }
    parts.push(`-${argument[i]}`);
  }
  return parts;
}

/**
 * @param {string[]} args
 * @param {Record<string, {type: string, short?: string}>} options
 * @returns {object[]} Node's tokens
 */
function tokenize(args, options) {
  const tokens = [];
  const queue = [...args];
  let index = -1;
  let fromGroup = 0;

  /** An option without a value in the same argument takes the next one, if it takes any. */
  const pushOption = (name, rawName) => {
    let value;
    let inlineValue;
    if (takesValue(name, options) && queue.length > 0 && queue[0] !== undefined && queue[0] !== null) {
      value = queue.shift();
      inlineValue = false;
    }
    tokens.push({ kind: 'option', name, rawName, index, value, inlineValue });
    if (value !== undefined) index++;
  };

  while (queue.length > 0) {
    const argument = queue.shift();
    if (fromGroup > 0) fromGroup--;
    else index++;

    if (argument === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const value of queue) tokens.push({ kind: 'positional', index: ++index, value });
      break;
    }
    if (isShort(argument)) {
      const name = longName(argument[1], options);
      if (argument.length === 2) {
        pushOption(name, argument);
      } else if (takesValue(name, options)) {
        tokens.push({
          kind: 'option',
          name,
          rawName: argument.slice(0, 2),
          index,
          value: argument.slice(2),
          inlineValue: true,
        });
      } else {
        const parts = splitGroup(argument, options);
        queue.unshift(...parts);
        fromGroup = parts.length;
      }
    } else if (argument.startsWith('--')) {
      const equals = argument.indexOf('=', 3);
      if (equals === -1) {
        pushOption(argument.slice(2), argument);
      } else {
        const name = argument.slice(2, equals);
        tokens.push({
          kind: 'option',
          name,
          rawName: `--${name}`,
          index,
          value: argument.slice(equals + 1),
          inlineValue: true,
        });
      }
    } else {
      tokens.push({ kind: 'positional', index, value: argument });
    }
  }
  return tokens;
}

module.exports = { tokenize };
