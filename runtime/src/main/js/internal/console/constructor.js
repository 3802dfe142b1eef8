// The Console class: everything that prints goes through write() below.
'use strict';

const {
  codes: { ERR_CONSOLE_WRITABLE_STREAM, ERR_INCOMPATIBLE_OPTION_PAIR },
  isStackOverflowError,
} = require('internal/errors');
const { validateInteger, validateObject, validateOneOf } = require('internal/validators');
const { channel } = require('diagnostics_channel');
const { shouldColorize } = require('internal/util/colors');
const { isMap } = require('internal/util/types');
const { formatArguments, inspect } = require('internal/util/inspect');
const { formatDuration } = require('internal/console/duration');

const maxGroupIndentation = 1000;
const colored = Object.freeze({ colors: true });
const uncolored = Object.freeze({});
const ignoreError = () => {};

const channels = {
  log: channel('console.log'),
  info: channel('console.info'),
  debug: channel('console.debug'),
  warn: channel('console.warn'),
  error: channel('console.error'),
};

/** What a console knows, by console: {ignoreErrors, colorMode, inspectOptions, counts, times, width, indentation}. */
const states = new WeakMap();

/** Takes a failed write: nobody else may be there to hear of it. */
function onWriteError(stream) {
  return (error) => {
    if (error === null || stream._writableState?.errorEmitted) return;
    if (stream.listenerCount('error') === 0) stream.once('error', ignoreError);
  };
}

const writeErrorHandlers = new WeakMap();
function writeErrorHandler(stream) {
  let handler = writeErrorHandlers.get(stream);
  if (handler === undefined) {
    handler = onWriteError(stream);
    writeErrorHandlers.set(stream, handler);
  }
  return handler;
}

function write(state, stream, message) {
  let text = `${message}\n`;
  const { indentation } = state;
  if (indentation !== '') {
    text = indentation + (message.includes('\n') ? `${message.replaceAll('\n', `\n${indentation}`)}\n` : text);
  }
  if (state.ignoreErrors === false) {
    stream.write(text);
    return;
  }
  // A write may fail at once or later; neither shall end the program.
  let listening = false;
  try {
    if (stream.listenerCount('error') === 0) {
      stream.once('error', ignoreError);
      listening = true;
    }
    stream.write(text, writeErrorHandler(stream));
  } catch (error) {
    // Swallowing this one would hide what the program does wrong.
    if (isStackOverflowError(error)) throw error;
  } finally {
    if (listening) stream.removeListener('error', ignoreError);
  }
}

function getInspectOptions(state, stream) {
  let colors = state.colorMode;
  if (colors === 'auto') colors = shouldColorize(stream);
  const options = isMap(state.inspectOptions) ? state.inspectOptions.get(stream) : state.inspectOptions;
  if (options === undefined) return colors ? colored : uncolored;
  if (options.colors === undefined) options.colors = colors;
  return options;
}

/** Tells the subscribers, formats and writes; a single string needs no formatting. */
function print(console, streamName, args, subject) {
  if (subject.hasSubscribers) subject.publish(args);
  const state = states.get(console);
  const stream = console[streamName];
  const simple = args.length === 1 && typeof args[0] === 'string';
  write(state, stream, simple ? args[0] : formatArguments(getInspectOptions(state, stream), args));
}

function warn(message) {
  process.emitWarning(message);
}

/** The time since a label was set; undefined when there is none. */
function elapsed(console, method, label) {
  const start = states.get(console).times.get(label);
  if (start === undefined) {
    warn(`No such label '${label}' for console.${method}()`);
    return undefined;
  }
  const [seconds, nanoseconds] = process.hrtime(start);
  return formatDuration(seconds * 1000 + nanoseconds / 1e6);
}

const methods = {
  log(...args) {
    print(this, '_stdout', args, channels.log);
  },

  info(...args) {
    print(this, '_stdout', args, channels.info);
  },

  debug(...args) {
    print(this, '_stdout', args, channels.debug);
  },

  warn(...args) {
    print(this, '_stderr', args, channels.warn);
  },

  error(...args) {
    print(this, '_stderr', args, channels.error);
  },

  dir(object, options) {
    const state = states.get(this);
    const stream = this._stdout;
    write(state, stream, inspect(object, { customInspect: false, ...getInspectOptions(state, stream), ...options }));
  },

  time(label = 'default') {
    const name = `${label}`;
    const { times } = states.get(this);
    if (times.has(name)) warn(`Label '${name}' already exists for console.time()`);
    else times.set(name, process.hrtime());
  },

  timeEnd(label = 'default') {
    const name = `${label}`;
    const duration = elapsed(this, 'timeEnd', name);
    if (duration === undefined) return;
    this.log('%s: %s', name, duration);
    states.get(this).times.delete(name);
  },

  timeLog(label = 'default', ...data) {
    const name = `${label}`;
    const duration = elapsed(this, 'timeLog', name);
    if (duration !== undefined) this.log('%s: %s', name, duration, ...data);
  },

  trace(...args) {
    const error = { name: 'Trace', message: formatArguments(getInspectOptions(states.get(this), this._stderr), args) };
    Error.captureStackTrace(error, methods.trace);
    this.error(error.stack);
  },

  assert(expression, ...args) {
    if (expression) return;
    if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift('Assertion failed');
    this.warn(...args);
  },

  clear() {
    const stream = this._stdout;
    if (!stream.isTTY || process.env.TERM === 'dumb') return;
    stream.write('\u001b[1;1H');
    stream.write('\u001b[0J');
  },

  count(label = 'default') {
    const name = `${label}`;
    const { counts } = states.get(this);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    this.log(`${name}: ${count}`);
  },

  countReset(label = 'default') {
    const name = `${label}`;
    if (!states.get(this).counts.delete(name)) warn(`Count for '${name}' does not exist`);
  },

  group(...data) {
    if (data.length > 0) this.log(...data);
    const state = states.get(this);
    state.indentation += ' '.repeat(state.width);
  },

  groupEnd() {
    const state = states.get(this);
    state.indentation = state.indentation.slice(0, state.indentation.length - state.width);
  },

  table(tabularData, properties) {
    if (tabularData === null || typeof tabularData !== 'object') {
      this.log(tabularData);
      return;
    }
    const options = getInspectOptions(states.get(this), this._stdout);
    const { makeTable } = require('internal/console/table');
    this.log(makeTable(tabularData, properties, options));
  },

  dirxml(...args) {
    print(this, '_stdout', args, channels.log);
  },

  groupCollapsed(...data) {
    this.group(...data);
  },
};

const hidden = (value) => ({ __proto__: null, value, writable: true, enumerable: false, configurable: true });

/** Gives a console its state and its streams. */
function initialize(console, state, streams) {
  states.set(console, { counts: new Map(), times: new Map(), indentation: '', ...state });
  Object.defineProperties(console, {
    ...streams,
    _ignoreErrors: {
      get: () => states.get(console).ignoreErrors,
      set(value) {
        states.get(console).ignoreErrors = value;
      },
      enumerable: false,
      configurable: true,
    },
    _times: hidden(states.get(console).times),
    [Symbol.toStringTag]: { value: 'console', writable: false, enumerable: false, configurable: true },
  });
}

/** A function with a console as `this`, and the method's name. */
function bind(console, name, method) {
  return Object.defineProperty(method.bind(console), 'name', { __proto__: null, value: name, configurable: true });
}

function bindMethods(console) {
  for (const key of Object.keys(methods)) {
    // Subclasses and programs may have replaced methods.
    console[key] = bind(console, key, console[key]);
  }
}

function checkStream(stream, name) {
  if (!stream || typeof stream.write !== 'function') throw new ERR_CONSOLE_WRITABLE_STREAM(name);
}

/** `new Console({stdout, stderr, ignoreErrors, colorMode, inspectOptions, groupIndentation})` or `(stdout, stderr, ignoreErrors)`. */
function Console(options) {
  if (new.target === undefined) return Reflect.construct(Console, arguments);
  let settings = options;
  if (!options || typeof options.write === 'function') {
    settings = { stdout: options, stderr: arguments[1], ignoreErrors: arguments[2] };
  }
  const {
    stdout,
    stderr = stdout,
    ignoreErrors = true,
    colorMode = 'auto',
    inspectOptions,
    groupIndentation,
  } = settings;
  checkStream(stdout, 'stdout');
  checkStream(stderr, 'stderr');
  validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, maxGroupIndentation);
  let inspection;
  if (inspectOptions !== undefined) {
    validateObject(inspectOptions, 'options.inspectOptions');
    // One for all streams, or a map with one for each.
    const all = isMap(inspectOptions) ? inspectOptions.values() : [inspectOptions];
    for (const options of all) {
      validateObject(options, 'options.inspectOptions');
      if (options.colors !== undefined && settings.colorMode !== undefined) {
        throw new ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
      }
    }
    inspection = inspectOptions;
  }
  bindMethods(this);
  initialize(
    this,
    { ignoreErrors: Boolean(ignoreErrors), colorMode, inspectOptions: inspection, width: groupIndentation ?? 2 },
    { _stdout: hidden(stdout), _stderr: hidden(stderr) },
  );
}

Object.defineProperties(Console.prototype, Object.getOwnPropertyDescriptors(methods));

// The global console is one as well, although nothing made it.
Object.defineProperty(Console, Symbol.hasInstance, {
  __proto__: null,
  value(instance) {
    return instance !== null && typeof instance === 'object' && states.has(instance);
  },
});

module.exports = { Console, bind, initialize, methods };
