// The classes behind Node's error codes.
//
// `new codes.ERR_X(...)` is a TypeError (RangeError, ...) in every respect: name, constructor, instanceof. It has an own
// `code`, and its stack starts with `TypeError [ERR_X]: message`. That header is made when the stack is first read:
// V8 then calls Error.prepareStackTrace, which recognizes these errors by a symbol on their prototypes.
'use strict';

const uv = require('internal/uv');

const kIsNodeError = Symbol('kIsNodeError');

/** Errors whose stack is formatted by a function of their own: error => (error, trace) => stack. */
const overrideStackTrace = new WeakMap();

/** The line above a stack's frames, as Error.prototype.toString would make it, but never throwing. */
function headerOf(error) {
  if (error !== null && typeof error === 'object' && kIsNodeError in error) {
    return `${error.name} [${error.code}]: ${error.message}`;
  }
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}

/** What native code does in Node: its frames are not for the program to see. */
const nativeFiles = new Set([
  'node:internal/boundary',
  'node:internal/bootstrap/function_constructors',
  'node:internal/bootstrap/main',
  'node:internal/bootstrap/natives',
  'node:internal/handles',
  'node:internal/modules/compile',
]);
const queuesFile = 'node:internal/process/task_queues';

function isNativeFrame(site) {
  const file = site.getFileName();
  if (file === null || file === undefined || !file.startsWith('node:internal/')) return false;
  return nativeFiles.has(file) || (file === queuesFile && site.getFunctionName() === 'drain');
}

/**
 * import() in the text that an eval was given rejects with "Not supported": V8 asks nobody about it, and there is no event before
 * the program sees the error. When its stack is read it is told what that means.
 */
function explainImportInEval(error, trace) {
  if (error?.message === 'Not supported' && trace[0]?.isEval() && error.constructor === Error) {
    error.message = 'Not supported: import() in code that is given to eval as text';
  }
}

/** Node's default Error.prepareStackTrace. */
function ErrorPrepareStackTrace(error, trace) {
  explainImportInEval(error, trace);
  const override = overrideStackTrace.get(error);
  if (override !== undefined) {
    overrideStackTrace.delete(error);
    return override(error, trace);
  }
  let text = headerOf(error);
  // Not by an iterator: the program may have removed that of arrays.
  trace.forEach((site) => {
    if (!isNativeFrame(site)) text += `\n    at ${site}`;
  });
  return text;
}

/**
 * Makes the class of one code.
 * @param {string} code
 * @param {Function} Base TypeError and the like
 * @param {string | ((...args: any[]) => string)} message
 * @param {(error: Error, ...args: any[]) => void} [assign] gives the new error further properties
 */
function makeNodeError(code, Base, message, assign) {
  const text = typeof message === 'string' ? () => message : message;
  class NodeError extends Base {
    code = code;

    constructor(...args) {
      super(text(...args));
      if (assign !== undefined) assign(this, ...args);
    }

    // What an error was made by is not to be seen: it is a plain TypeError.
    get ['constructor']() {
      return Base;
    }

    get [kIsNodeError]() {
      return true;
    }

    toString() {
      return `${this.name} [${code}]: ${this.message}`;
    }
  }
  return NodeError;
}

/**
 * Makes an error as Node's native code makes them: a plain one, whose stack does not show the code.
 * @param {Function} caller the function that its stack starts above
 */
function nativeError(caller, code, Base, message, properties) {
  const error = new Base(message);
  if (Error.stackTraceLimit) Error.captureStackTrace(error, caller);
  error.code = code;
  return Object.assign(error, properties);
}

/** The constructor of a code whose errors are raised by native code in Node. */
function makeNativeError(code, Base, message) {
  const text = typeof message === 'string' ? () => message : message;
  return function NativeError(...args) {
    return nativeError(NativeError, code, Base, text(...args));
  };
}

/** A property that reads and writes the same property of the error's context. */
function mirrored(context, key, convert) {
  return {
    get: { get: () => context[key] }.get,
    set: {
      set(value) {
        context[key] = convert === undefined ? value : convert(value);
      },
    }.set,
    enumerable: true,
    configurable: true,
  };
}

const pathOf = (value) => (value ? `${value}` : undefined);

/**
 * An error that wraps a failed system call: `info` is the context, and errno, syscall, path and dest mirror it.
 */
class SystemError extends Error {
  /**
   * @param {string} code
   * @param {string} prefix what failed
   * @param {{code: string, syscall: string, message: string, errno?: number, path?: string, dest?: string}} context
   */
  constructor(code, prefix, context) {
    let message = `${prefix}: ${context.syscall} returned ${context.code} (${context.message})`;
    if (context.path !== undefined) message += ` ${context.path}`;
    if (context.dest !== undefined) message += ` => ${context.dest}`;
    super();
    const hidden = (value) => ({ __proto__: null, value, writable: true, enumerable: false, configurable: true });
    this.code = code;
    Object.defineProperties(this, {
      name: hidden('SystemError'),
      message: hidden(message),
      info: { value: context, writable: false, enumerable: true, configurable: true },
      errno: mirrored(context, 'errno'),
      syscall: mirrored(context, 'syscall'),
    });
    if (context.path !== undefined) Object.defineProperty(this, 'path', mirrored(context, 'path', pathOf));
    if (context.dest !== undefined) Object.defineProperty(this, 'dest', mirrored(context, 'dest', pathOf));
  }

  get [kIsNodeError]() {
    return true;
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, context) {
    return require('internal/util/inspect').inspect(this, { ...context, getters: true, customInspect: false });
  }
}

/** Makes the class of one code whose errors wrap a failed system call. */
function makeSystemError(code, prefix) {
  return class NodeError extends SystemError {
    constructor(context) {
      super(code, prefix, context);
    }

    get ['constructor']() {
      return SystemError;
    }
  };
}

const describe = (errno) => uv.lookup(errno) ?? ['UNKNOWN', 'unknown error'];
const place = (address, port) => (port && port > 0 ? ` ${address}:${port}` : address ? ` ${address}` : '');

/** A failed file operation: `ENOENT: no such file or directory, open '/x' -> '/y'`. */
class UVException extends Error {
  /** @param {{errno: number, syscall: string, code?: string, message?: string, path?: string, dest?: string}} context */
  constructor(context) {
    const [name, text] = describe(context.errno);
    const code = context.code || name;
    const path = context.path ? `${context.path}` : undefined;
    const dest = context.dest ? `${context.dest}` : undefined;
    let message = `${code}: ${context.message || text}, ${context.syscall}`;
    if (path) message += ` '${path}'`;
    if (dest) message += ` -> '${dest}'`;
    super(message);
    for (const key of Object.keys(context)) {
      if (key !== 'message' && key !== 'path' && key !== 'dest') this[key] = context[key];
    }
    this.code = code;
    if (path) this.path = path;
    if (dest) this.dest = dest;
  }

  get ['constructor']() {
    return Error;
  }
}

/** A failed system call without libuv's text: `open ENOENT`. */
class ErrnoException extends Error {
  constructor(errno, syscall, original) {
    const code = uv.errname(errno);
    super(original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`);
    this.errno = errno;
    this.code = code;
    this.syscall = syscall;
  }

  get ['constructor']() {
    return Error;
  }
}

/** `connect ECONNREFUSED 127.0.0.1:80 - Local (...)`. */
class ExceptionWithHostPort extends Error {
  constructor(errno, syscall, address, port, additional) {
    const code = uv.errname(errno);
    super(`${syscall} ${code}${place(address, port)}${additional ? ` - Local (${additional})` : ''}`);
    this.errno = errno;
    this.code = code;
    this.syscall = syscall;
    this.address = address;
    if (port) this.port = port;
  }

  get ['constructor']() {
    return Error;
  }
}

/** `listen EADDRINUSE: address already in use :::80`. */
class UVExceptionWithHostPort extends Error {
  constructor(errno, syscall, address, port) {
    const [code, text] = describe(errno);
    super(`${syscall} ${code}: ${text}${place(address, port)}`);
    this.code = code;
    this.errno = errno;
    this.syscall = syscall;
    this.address = address;
    if (port) this.port = port;
  }

  get ['constructor']() {
    return Error;
  }
}

/** A failed name look-up: `getaddrinfo ENOTFOUND host`. */
class DNSException extends Error {
  /** @param {number | string} code libuv's errno, or the resolver's own code */
  constructor(code, syscall, hostname) {
    let errno;
    let name = code;
    if (typeof code === 'number') {
      errno = code;
      name = code === uv.UV_EAI_NODATA || code === uv.UV_EAI_NONAME ? 'ENOTFOUND' : uv.errname(code);
    }
    super(`${syscall} ${name}${hostname ? ` ${hostname}` : ''}`);
    this.errno = errno;
    this.code = name;
    this.syscall = syscall;
    if (hostname) this.hostname = hostname;
  }

  get ['constructor']() {
    return Error;
  }
}

/** The other side went away in the middle of something. */
class ConnResetException extends Error {
  constructor(message) {
    super(message);
    this.code = 'ECONNRESET';
  }

  get ['constructor']() {
    return Error;
  }
}

/** Several errors that carry the code of the first. */
class NodeAggregateError extends AggregateError {
  constructor(errors, message) {
    super(errors, message);
    this.code = errors[0]?.code;
  }

  get ['constructor']() {
    return AggregateError;
  }

  get [kIsNodeError]() {
    return true;
  }
}

module.exports = {
  ConnResetException,
  DNSException,
  ErrnoException,
  ErrorPrepareStackTrace,
  ExceptionWithHostPort,
  NodeAggregateError,
  SystemError,
  UVException,
  UVExceptionWithHostPort,
  headerOf,
  isNativeFrame,
  kIsNodeError,
  makeNativeError,
  makeNodeError,
  makeSystemError,
  nativeError,
  overrideStackTrace,
};
