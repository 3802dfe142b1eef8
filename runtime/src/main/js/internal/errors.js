// Every error code of Node's API, and the helpers that make and shape errors.
//
// `codes.ERR_X` is a class. The message is a text, or a function of the constructor's arguments; extra properties are set
// by a function that gets the error and the same arguments.
'use strict';

const {
  determineSpecificType,
  formatList,
  inspect,
  invalidArgType,
  invalidArgValue,
  outOfRange,
} = require('internal/errors/describe');
const {
  ConnResetException,
  DNSException,
  ErrnoException,
  ErrorPrepareStackTrace,
  ExceptionWithHostPort,
  NodeAggregateError,
  SystemError,
  UVException,
  UVExceptionWithHostPort,
  kIsNodeError,
  makeNativeError,
  makeNodeError,
  makeSystemError,
  nativeError,
  overrideStackTrace,
} = require('internal/errors/node_error');

/** @type {Record<string, any>} */
const codes = {};

/**
 * Adds a code.
 * @param {string} code
 * @param {string | Function} message
 * @param {Function} Base
 * @param {{assign?: Function, variants?: Function[]}} [more] `variants`: further base classes, found as codes.ERR_X.RangeError
 */
function define(code, message, Base, { assign, variants } = {}) {
  const NodeError = Base === SystemError ? makeSystemError(code, message) : makeNodeError(code, Base, message, assign);
  for (const Variant of variants ?? []) NodeError[Variant.name] = makeNodeError(code, Variant, message, assign);
  codes[code] = NodeError;
}

const quoted = (names) => names.map((name) => `"${name}"`);

// Arguments and values

define('ERR_INVALID_ARG_TYPE', invalidArgType, TypeError);
define('ERR_INVALID_ARG_VALUE', invalidArgValue, TypeError, { variants: [RangeError] });
define('ERR_OUT_OF_RANGE', outOfRange, RangeError);
define(
  'ERR_MISSING_ARGS',
  (...names) => {
    const list = names.map((name) => (Array.isArray(name) ? quoted(name).join(' or ') : `"${name}"`));
    return `The ${formatList(list)} argument${names.length > 1 ? 's' : ''} must be specified`;
  },
  TypeError,
);
define('ERR_MISSING_OPTION', (name) => `${name} is required`, TypeError);
define('ERR_AMBIGUOUS_ARGUMENT', (name, why) => `The "${name}" argument is ambiguous. ${why}`, TypeError);
define('ERR_ARG_NOT_ITERABLE', (name) => `${name} must be iterable`, TypeError);
define(
  'ERR_INCOMPATIBLE_OPTION_PAIR',
  (a, b) => `Option "${a}" cannot be used in combination with option "${b}"`,
  TypeError,
);
define(
  'ERR_INVALID_CHAR',
  (name, field) => `Invalid character in ${name}${field === undefined ? '' : ` ["${field}"]`}`,
  TypeError,
);
define('ERR_INVALID_THIS', (type) => `Value of "this" must be of type ${type}`, TypeError);
define('ERR_INVALID_TUPLE', (name, value) => `${name} must be an iterable ${value} tuple`, TypeError);
define('ERR_INVALID_STATE', (why) => `Invalid state: ${why}`, Error, { variants: [TypeError, RangeError] });
define(
  'ERR_UNKNOWN_ENCODING',
  (encoding) => require('internal/util/inspect').format('Unknown encoding: %s', encoding),
  TypeError,
);
define('ERR_UNKNOWN_SIGNAL', (signal) => `Unknown signal: ${signal}`, TypeError);
define('ERR_UNKNOWN_CREDENTIAL', (kind, id) => `${kind} identifier does not exist: ${id}`, Error);
define('ERR_UNESCAPED_CHARACTERS', (name) => `${name} contains unescaped characters`, TypeError);
define('ERR_INVALID_OBJECT_DEFINE_PROPERTY', (why) => why, TypeError);
define('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', TypeError);
define('ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called', TypeError);
define(
  'ERR_CONSTRUCT_CALL_REQUIRED',
  (name) => `Class constructor ${name} cannot be invoked without \`new\``,
  TypeError,
);
define('ERR_METHOD_NOT_IMPLEMENTED', (name) => `The ${name} method is not implemented`, Error);
define(
  'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  (name) => `The feature ${name} is unavailable on the current platform, which is being used to run Node.js`,
  TypeError,
);
define(
  'ERR_INVALID_RETURN_VALUE',
  (expected, name, value) =>
    `Expected ${expected} to be returned from the "${name}" function but got ${determineSpecificType(value)}.`,
  TypeError,
  { variants: [RangeError] },
);
define(
  'ERR_INVALID_RETURN_PROPERTY',
  (expected, name, property, value) =>
    `Expected a valid ${expected} to be returned for the "${property}" from the "${name}" hook but got ${determineSpecificType(value)}.`,
  TypeError,
);
define(
  'ERR_INVALID_RETURN_PROPERTY_VALUE',
  (expected, name, property, value) =>
    `Expected ${expected} to be returned for the "${property}" from the "${name}" hook but got ${determineSpecificType(value)}.`,
  TypeError,
);
define('ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value', Error, {
  assign(error, reason) {
    error.reason = reason;
  },
});
define('ERR_UNAVAILABLE_DURING_EXIT', 'Cannot call function in process exit handler', Error);
define('ERR_OPERATION_FAILED', (why) => `Operation failed: ${why}`, Error, { variants: [TypeError] });
define('ERR_SYNTHETIC', 'JavaScript Callstack', Error);
define('ERR_SYSTEM_ERROR', 'A system error occurred', SystemError);
define('ERR_MULTIPLE_CALLBACK', 'Callback called multiple times', Error);
define('ERR_ASYNC_CALLBACK', (name) => `${name} must be a function`, TypeError);
define('ERR_ASYNC_TYPE', (name) => `Invalid name for async "type": ${name}`, TypeError);
define('ERR_INVALID_ASYNC_ID', (name, value) => `Invalid ${name} value: ${value}`, RangeError);
define('ERR_ACCESS_DENIED', (message) => message, Error, {
  assign(error, message, permission = '', resource = '') {
    error.permission = permission;
    error.resource = resource;
  },
});
define('ERR_USE_AFTER_CLOSE', (name) => `${name} was closed`, Error);
define(
  'ERR_INTERNAL_ASSERTION',
  (message) => {
    const notice =
      'This is caused by either a bug in Node.js or incorrect usage of Node.js internals.\n' +
      'Please open an issue with this stack trace at https://github.com/nodejs/node/issues\n';
    return message === undefined ? notice : `${message}\n${notice}`;
  },
  Error,
);
define('ERR_NOT_BUILDING_SNAPSHOT', 'Operation cannot be invoked when not building startup snapshot', Error);
define('ERR_NOT_SUPPORTED_IN_SNAPSHOT', (what) => `${what} is not supported in startup snapshot`, Error);
define('ERR_DUPLICATE_STARTUP_SNAPSHOT_MAIN_FUNCTION', 'Deserialize main function is already configured.', Error);
define(
  'ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION',
  'Operation cannot be invoked when not in a single-executable application',
  Error,
);
define(
  'ERR_SINGLE_EXECUTABLE_APPLICATION_ASSET_NOT_FOUND',
  (name) => `Cannot find asset ${name} for the single executable application`,
  Error,
);

// assert, console, util, perf_hooks

define('ERR_ASSERTION', (message) => message, Error);
define('ERR_CONSOLE_WRITABLE_STREAM', (name) => `Console expects a writable stream instance for ${name}`, TypeError);
define('ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column', TypeError);
define(
  'ERR_INVALID_MIME_SYNTAX',
  (production, text, invalidIndex) =>
    `The MIME syntax for a ${production} in "${text}" is invalid${invalidIndex === -1 ? '' : ` at ${invalidIndex}`}`,
  TypeError,
);
define('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', (message) => message, TypeError);
define(
  'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
  (positional) => `Unexpected argument '${positional}'. This command does not take positional arguments`,
  TypeError,
);
define(
  'ERR_PARSE_ARGS_UNKNOWN_OPTION',
  (option, allowPositionals) => {
    const hint =
      `. To specify a positional argument starting with a '-', place it at the end of the command after '--', ` +
      `as in '-- ${JSON.stringify(option)}`;
    return `Unknown option '${option}'${allowPositionals ? hint : ''}`;
  },
  TypeError,
);
define('ERR_PERFORMANCE_INVALID_TIMESTAMP', (value) => `${value} is not a valid timestamp`, TypeError);
define('ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', (why) => `${why}`, TypeError);
define('ERR_VALID_PERFORMANCE_ENTRY_TYPE', 'At least one valid performance entry type is required', Error);

// Buffers, text, URLs

define(
  'ERR_BUFFER_OUT_OF_BOUNDS',
  (name) => (name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds'),
  RangeError,
);
define('ERR_BUFFER_TOO_LARGE', (size) => `Cannot create a Buffer larger than ${size} bytes`, RangeError);
define('ERR_INVALID_BUFFER_SIZE', (unit) => `Buffer size must be a multiple of ${unit}`, RangeError);
define(
  'ERR_ENCODING_INVALID_ENCODED_DATA',
  (encoding) => `The encoded data was not valid for encoding ${encoding}`,
  TypeError,
  {
    assign(error, encoding, errno) {
      error.errno = errno;
    },
  },
);
define('ERR_ENCODING_NOT_SUPPORTED', (encoding) => `The "${encoding}" encoding is not supported`, RangeError);
define('ERR_NO_ICU', (name) => `${name} is not supported on Node.js compiled without ICU`, TypeError);
define('ERR_INVALID_URI', 'URI malformed', URIError);
define('ERR_INVALID_URL', 'Invalid URL', TypeError, {
  assign(error, input, base = null) {
    error.input = input;
    if (base != null) error.base = base;
  },
});
define('ERR_INVALID_URL_SCHEME', (expected) => `The URL must be ${one(expected)}`, TypeError);
define(
  'ERR_INVALID_FILE_URL_HOST',
  (platform) => `File URL host must be "localhost" or empty on ${platform}`,
  TypeError,
);
define('ERR_INVALID_FILE_URL_PATH', (why) => `File URL path ${why}`, TypeError, {
  assign(error, why, input) {
    if (input) error.input = input;
  },
});

function one(expected) {
  const schemes = Array.isArray(expected) ? expected : [expected];
  return schemes.length > 1 ? `one of scheme ${formatList(schemes, 'or')}` : `of scheme ${schemes[0]}`;
}

// Files

define('ERR_DIR_CLOSED', 'Directory handle was closed', Error);
define(
  'ERR_DIR_CONCURRENT_OPERATION',
  'Cannot do synchronous work on directory handle with concurrent asynchronous operations',
  Error,
);
define('ERR_FS_CP_DIR_TO_NON_DIR', 'Cannot overwrite non-directory with directory', SystemError);
define('ERR_FS_CP_EEXIST', 'Target already exists', SystemError);
define('ERR_FS_CP_EINVAL', 'Invalid src or dest', SystemError);
define('ERR_FS_CP_FIFO_PIPE', 'Cannot copy a FIFO pipe', SystemError);
define('ERR_FS_CP_NON_DIR_TO_DIR', 'Cannot overwrite directory with non-directory', SystemError);
define('ERR_FS_CP_SOCKET', 'Cannot copy a socket file', SystemError);
define('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', 'Cannot overwrite symlink in subdirectory of self', SystemError);
define('ERR_FS_CP_UNKNOWN', 'Cannot copy an unknown file type', SystemError);
define('ERR_FS_EISDIR', 'Path is a directory', SystemError);
define('ERR_FS_FILE_TOO_LARGE', (size) => `File size (${size}) is greater than 2 GiB`, RangeError);
define('ERR_FS_WATCH_QUEUE_OVERFLOW', (count) => `fs.watch() queued more than ${count} events`, Error);
define('ERR_INVALID_FD', (fd) => `"fd" must be a positive integer: ${fd}`, RangeError);
define('ERR_INVALID_FD_TYPE', (type) => `Unsupported fd type: ${type}`, TypeError);
define('ERR_TTY_INIT_FAILED', 'TTY initialization failed', SystemError);

// Streams

define('ERR_STREAM_ALREADY_FINISHED', (name) => `Cannot call ${name} after a stream was finished`, Error);
define('ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable', Error);
define('ERR_STREAM_DESTROYED', (name) => `Cannot call ${name} after a stream was destroyed`, Error);
define('ERR_STREAM_NULL_VALUES', 'May not write null values to stream', TypeError);
define('ERR_STREAM_PREMATURE_CLOSE', 'Premature close', Error);
define('ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF', Error);
define('ERR_STREAM_UNABLE_TO_PIPE', 'Cannot pipe to a closed or destroyed stream', Error);
define('ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event', Error);
define('ERR_STREAM_WRAP', 'Stream has StringDecoder set or is in objectMode', Error);
define('ERR_STREAM_WRITE_AFTER_END', 'write after end', Error);

// Events

define('ERR_EVENT_RECURSION', (type) => `The event "${type}" is already being dispatched`, Error);
define(
  'ERR_UNHANDLED_ERROR',
  (error) => (error === undefined ? 'Unhandled error.' : `Unhandled error. (${error})`),
  Error,
);
define(
  'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET',
  '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active',
  Error,
);
define(
  'ERR_DOMAIN_CALLBACK_NOT_AVAILABLE',
  'A callback was registered through process.setUncaughtExceptionCaptureCallback(), which is mutually exclusive with using the `domain` module',
  Error,
);
define(
  'ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE',
  'The `domain` module is in use, which is mutually exclusive with calling process.setUncaughtExceptionCaptureCallback()',
  Error,
);

// net, dgram, dns

define('ERR_DNS_SET_SERVERS_FAILED', (why, servers) => `c-ares failed to set servers: "${why}" [${servers}]`, Error);
define(
  'ERR_INVALID_ADDRESS_FAMILY',
  (family, host, port) => `Invalid address family: ${family} ${host}:${port}`,
  RangeError,
  {
    assign(error, family, host, port) {
      error.host = host;
      error.port = port;
    },
  },
);
define('ERR_INVALID_HANDLE_TYPE', 'This handle type cannot be sent', TypeError);
define('ERR_INVALID_IP_ADDRESS', (address) => `Invalid IP address: ${address}`, TypeError);
define('ERR_IP_BLOCKED', (address) => `IP(${address}) is blocked by net.BlockList`, Error);
define('ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.', Error);
define('ERR_SERVER_NOT_RUNNING', 'Server is not running.', Error);
define('ERR_SOCKET_ALREADY_BOUND', 'Socket is already bound', Error);
define('ERR_SOCKET_BAD_BUFFER_SIZE', 'Buffer size must be a positive integer', TypeError);
define(
  'ERR_SOCKET_BAD_PORT',
  (name, port, allowZero = true) =>
    `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${determineSpecificType(port)}.`,
  RangeError,
);
define('ERR_SOCKET_BAD_TYPE', 'Bad socket type specified. Valid types are: udp4, udp6', TypeError);
define('ERR_SOCKET_BUFFER_SIZE', 'Could not get or set buffer size', SystemError);
define('ERR_SOCKET_CLOSED', 'Socket is closed', Error);
define('ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established', Error);
define('ERR_SOCKET_CONNECTION_TIMEOUT', 'Socket connection timeout', Error);
define('ERR_SOCKET_DGRAM_IS_CONNECTED', 'Already connected', Error);
define('ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected', Error);
define('ERR_SOCKET_DGRAM_NOT_RUNNING', 'Not running', Error);

// http

define('ERR_HTTP_BODY_NOT_ALLOWED', 'Adding content for this request method or response status is not allowed.', Error);
define(
  'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
  (body, declared) =>
    `Response body's content-length of ${body} byte(s) does not match the content-length of ${declared} byte(s) set in header`,
  Error,
);
define('ERR_HTTP_HEADERS_SENT', (verb) => `Cannot ${verb} headers after they are sent to the client`, Error);
define('ERR_HTTP_INVALID_HEADER_VALUE', (value, name) => `Invalid value "${value}" for header "${name}"`, TypeError);
define('ERR_HTTP_INVALID_STATUS_CODE', (status) => `Invalid status code: ${status}`, RangeError);
define('ERR_HTTP_REQUEST_TIMEOUT', 'Request timeout', Error);
define('ERR_HTTP_SOCKET_ASSIGNED', 'ServerResponse has an already assigned socket', Error);
define('ERR_HTTP_SOCKET_ENCODING', 'Changing the socket encoding is not allowed per RFC7230 Section 3.', Error);
define('ERR_HTTP_TRAILER_INVALID', 'Trailers are invalid with this transfer encoding', Error);
define('ERR_INVALID_HTTP_TOKEN', (name, value) => `${name} must be a valid HTTP token ["${value}"]`, TypeError);
define(
  'ERR_INVALID_PROTOCOL',
  (protocol, expected) => `Protocol "${protocol}" not supported. Expected "${expected}"`,
  TypeError,
);
define('ERR_PROXY_INVALID_CONFIG', (message) => message, Error);
define('ERR_PROXY_TUNNEL', (message) => message, Error);

// Modules

define('ERR_UNKNOWN_BUILTIN_MODULE', (id) => `No such built-in module: ${id}`, Error);
define('ERR_UNKNOWN_MODULE_FORMAT', (format, url) => `Unknown module format: ${format} for URL ${url}`, RangeError);
define(
  'ERR_UNKNOWN_FILE_EXTENSION',
  (extension, path) => `Unknown file extension "${extension}" for ${path}`,
  TypeError,
);
define(
  'ERR_MODULE_NOT_FOUND',
  (path, base, exactUrl) => `Cannot find ${exactUrl ? 'module' : 'package'} '${path}' imported from ${base}`,
  Error,
  {
    assign(error, path, base, exactUrl) {
      if (exactUrl) error.url = `${exactUrl}`;
    },
  },
);
define(
  'ERR_INVALID_MODULE_SPECIFIER',
  (request, why, base) => `Invalid module "${request}" ${why}${base ? ` imported from ${base}` : ''}`,
  TypeError,
);
define(
  'ERR_INVALID_PACKAGE_CONFIG',
  (path, base, message) =>
    `Invalid package config ${path}${base ? ` while importing ${base}` : ''}.${message ? ` ${message}` : ''}`,
  Error,
);
define(
  'ERR_INVALID_PACKAGE_TARGET',
  (packagePath, key, target, isImport = false, base = undefined) => {
    const relativeHint =
      typeof target === 'string' && !isImport && target.length > 0 && !target.startsWith('./')
        ? '; targets must start with "./"'
        : '';
    const from = base ? ` imported from ${base}` : '';
    const manifest = `${packagePath}package.json${from}${relativeHint}`;
    if (key === '.')
      return `Invalid "exports" main target ${JSON.stringify(target)} defined in the package config ${manifest}`;
    return `Invalid "${isImport ? 'imports' : 'exports'}" target ${JSON.stringify(target)} defined for '${key}' in the package config ${manifest}`;
  },
  Error,
);
define(
  'ERR_PACKAGE_IMPORT_NOT_DEFINED',
  (specifier, packagePath, base) =>
    `Package import specifier "${specifier}" is not defined${packagePath ? ` in package ${packagePath}package.json` : ''} imported from ${base}`,
  TypeError,
);
define(
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  (packagePath, subpath, base = undefined) => {
    const from = base ? ` imported from ${base}` : '';
    if (subpath === '.') return `No "exports" main defined in ${packagePath}package.json${from}`;
    return `Package subpath '${subpath}' is not defined by "exports" in ${packagePath}package.json${from}`;
  },
  Error,
);
define('ERR_REQUIRE_ASYNC_MODULE', (filename, parent) => requireAsyncMessage(filename, parent), Error);
define('ERR_REQUIRE_CYCLE_MODULE', (message) => message, Error);
define(
  'ERR_REQUIRE_ESM',
  (filename, hasEsmSyntax, parentPath = null, packageJsonPath = null) =>
    requireEsmMessage(filename, hasEsmSyntax, parentPath, packageJsonPath),
  Error,
);
define(
  'ERR_UNSUPPORTED_DIR_IMPORT',
  (path, base) => `Directory import '${path}' is not supported resolving ES modules imported from ${base}`,
  Error,
  {
    assign(error, path, base, exactUrl) {
      error.url = exactUrl;
    },
  },
);
define(
  'ERR_UNSUPPORTED_ESM_URL_SCHEME',
  (url, supported) =>
    `Only URLs with a scheme in: ${formatList(supported)} are supported by the default ESM loader. Received protocol '${url.protocol}'`,
  Error,
);
define(
  'ERR_UNSUPPORTED_RESOLVE_REQUEST',
  (specifier, base) =>
    `Failed to resolve module specifier "${specifier}" from "${base}": Invalid relative URL or base scheme is not hierarchical.`,
  TypeError,
);
define(
  'ERR_IMPORT_ATTRIBUTE_MISSING',
  (url, key, value) => `Module "${url}" needs an import attribute of "${key}: ${value}"`,
  TypeError,
);
define('ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE', (url, type) => `Module "${url}" is not of type "${type}"`, TypeError);
define(
  'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
  (key, value, url) => `Import attribute "${key}" with value "${value}" is not supported${url ? ` in ${url}` : ''}`,
  TypeError,
);
define(
  'ERR_LOADER_CHAIN_INCOMPLETE',
  (hook) =>
    `"${hook}" did not call the next hook in its chain and did not explicitly signal a short circuit. If this is intentional, include \`shortCircuit: true\` in the hook's return.`,
  Error,
);
define('ERR_EVAL_ESM_CANNOT_PRINT', '--print cannot be used with ESM input', Error);
define(
  'ERR_INPUT_TYPE_NOT_ALLOWED',
  '--input-type can only be used with string input via --eval, --print, or STDIN',
  Error,
);
define('ERR_SOURCE_MAP_CORRUPT', (path) => `The source map for '${path}' does not exist or is corrupt.`, Error);
define(
  'ERR_SOURCE_MAP_MISSING_SOURCE',
  (source, path) => `Cannot find '${source}' imported from the source map for '${path}'`,
  Error,
);
define('ERR_NO_TYPESCRIPT', 'Node.js is not compiled with TypeScript support', Error);
define('ERR_INVALID_TYPESCRIPT_SYNTAX', (message) => message, SyntaxError);
define('ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX', (message) => message, SyntaxError);
define(
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  (filename) => `Stripping types is currently unsupported for files under node_modules, for "${filename}"`,
  Error,
);
define('ERR_MODULE_LINK_MISMATCH', (message) => message, TypeError);

/** Names the files and the way out when a file with a top-level await is required. */
function requireAsyncMessage(filename, parent) {
  let message =
    'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the' +
    ' top-level await comes from, use --experimental-print-required-tla.';
  if (filename) message += `\nRequired module: ${filename}`;
  const stack = [];
  for (let at = parent; at; at = at.parent) if (at.filename) stack.push(at.filename);
  if (stack.length > 0) message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
  return message;
}

function requireEsmMessage(filename, hasEsmSyntax, parentPath, packageJsonPath) {
  const message = `require() of ES Module ${filename}${parentPath ? ` from ${parentPath}` : ''} not supported.`;
  if (!packageJsonPath) {
    if (filename.endsWith('.mjs')) {
      return `${message}\nInstead change the require of ${filename} to a dynamic import() which is available in all CommonJS modules.`;
    }
    return message;
  }
  const base = (path) => path.slice(path.lastIndexOf('/') + 1);
  const nameOf = parentPath && base(filename) === base(parentPath) ? filename : base(filename);
  if (hasEsmSyntax) {
    return `${message}\nInstead change the require of ${nameOf} in ${parentPath} to a dynamic import() which is available in all CommonJS modules.`;
  }
  return (
    `${message}\n${nameOf} is treated as an ES module file as it is a .js file whose nearest parent package.json contains "type": "module"` +
    ` which declares all .js files in that package scope as ES modules.\nInstead either rename ${nameOf} to end in .cjs, change the requiring` +
    ` code to use dynamic import() which is available in all CommonJS modules, or change "type": "module" to "type": "commonjs" in ` +
    `${packageJsonPath} to treat all .js files as CommonJS (using .mjs for all ES modules instead).\n`
  );
}

// vm, workers, child processes, inspector

define('ERR_CONTEXT_NOT_INITIALIZED', 'context used is not initialized', Error);
define('ERR_SCRIPT_EXECUTION_INTERRUPTED', 'Script execution was interrupted by `SIGINT`', Error);
define('ERR_CANNOT_WATCH_SIGINT', 'Cannot watch for SIGINT signals', Error);
define('ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING', 'A dynamic import callback was not specified.', TypeError);
define(
  'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG',
  'A dynamic import callback was invoked without --experimental-vm-modules',
  TypeError,
);
define('ERR_VM_MODULE_ALREADY_LINKED', 'Module has already been linked', Error);
define(
  'ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA',
  'Cached data cannot be created for a module which has been evaluated',
  Error,
);
define('ERR_VM_MODULE_DIFFERENT_CONTEXT', 'Linked modules must use the same context', Error);
define('ERR_VM_MODULE_LINK_FAILURE', (message) => message, Error, {
  assign(error, message, cause) {
    error.cause = cause;
  },
});
define('ERR_VM_MODULE_NOT_MODULE', 'Provided module is not an instance of Module', Error);
define('ERR_VM_MODULE_STATUS', (why) => `Module status ${why}`, Error);
define('ERR_WASI_ALREADY_STARTED', 'WASI instance has already started', Error);
define(
  'ERR_WEBASSEMBLY_NOT_SUPPORTED',
  (name) => `WebAssembly is not supported in this environment, but is required for ${name}`,
  Error,
);
define('ERR_WEBASSEMBLY_RESPONSE', (why) => `WebAssembly response ${why}`, TypeError);
define('ERR_WORKER_INIT_FAILED', (why) => `Worker initialization failure: ${why}`, Error);
define(
  'ERR_WORKER_INVALID_EXEC_ARGV',
  (errors, message = 'invalid execArgv flags') => `Initiated Worker with ${message}: ${errors.join(', ')}`,
  Error,
);
define('ERR_WORKER_MESSAGING_ERRORED', 'The destination thread threw an error while processing the message', Error);
define('ERR_WORKER_MESSAGING_FAILED', 'Cannot find the destination thread or listener', Error);
define('ERR_WORKER_MESSAGING_SAME_THREAD', 'Cannot sent a message to the same thread', Error);
define('ERR_WORKER_MESSAGING_TIMEOUT', 'Sending a message to another thread timed out', Error);
define('ERR_WORKER_NOT_RUNNING', 'Worker instance not running', Error);
define('ERR_WORKER_OUT_OF_MEMORY', (limit) => `Worker terminated due to reaching memory limit: ${limit}`, Error);
define(
  'ERR_WORKER_PATH',
  (filename) =>
    'The worker script or module filename must be an absolute path or a relative path starting with ' +
    `'./' or '../'.${filename.startsWith('file://') ? ' Wrap file:// URLs with `new URL`.' : ''} Received "${filename}"`,
  TypeError,
);
define('ERR_WORKER_UNSERIALIZABLE_ERROR', 'Serializing an uncaught exception failed', Error);
define('ERR_WORKER_UNSUPPORTED_OPERATION', (what) => `${what} is not supported in workers`, TypeError);
define('ERR_CHILD_CLOSED_BEFORE_REPLY', 'Child closed before reply received', Error);
define(
  'ERR_CHILD_PROCESS_IPC_REQUIRED',
  (name) => `Forked processes must have an IPC channel, missing value 'ipc' in ${name}`,
  Error,
);
define('ERR_CHILD_PROCESS_STDIO_MAXBUFFER', (name) => `${name} maxBuffer length exceeded`, RangeError);
define(
  'ERR_INVALID_SYNC_FORK_INPUT',
  (input) => `Asynchronous forks do not support Buffer, TypedArray, DataView or string input: ${input}`,
  TypeError,
);
define('ERR_IPC_CHANNEL_CLOSED', 'Channel closed', Error);
define('ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected', Error);
define('ERR_IPC_ONE_PIPE', 'Child process can have only one IPC pipe', Error);
define('ERR_IPC_SYNC_FORK', 'IPC cannot be used with synchronous forks', Error);
define(
  'ERR_INSPECTOR_ALREADY_ACTIVATED',
  'Inspector is already activated. Close it with inspector.close() before activating it again.',
  Error,
);
define('ERR_INSPECTOR_ALREADY_CONNECTED', (what) => `${what} is already connected`, Error);
define('ERR_INSPECTOR_CLOSED', 'Session was closed', Error);
define('ERR_INSPECTOR_COMMAND', (code, message) => `Inspector error ${code}: ${message}`, Error);
define('ERR_INSPECTOR_NOT_ACTIVE', 'Inspector is not active', Error);
define('ERR_INSPECTOR_NOT_AVAILABLE', 'Inspector is not available', Error);
define('ERR_INSPECTOR_NOT_CONNECTED', 'Session is not connected', Error);
define('ERR_INSPECTOR_NOT_WORKER', 'Current thread is not a worker', Error);
define('ERR_DEBUGGER_ERROR', (message) => message, Error);
define('ERR_DEBUGGER_STARTUP_ERROR', (message) => message, Error);
define('ERR_INVALID_REPL_EVAL_CONFIG', 'Cannot specify both "breakEvalOnSigint" and "eval" for REPL', TypeError);
define('ERR_INVALID_REPL_INPUT', (why) => `${why}`, TypeError);
define('ERR_TRACE_EVENTS_CATEGORY_REQUIRED', 'At least one category is required', TypeError);
define('ERR_TRACE_EVENTS_UNAVAILABLE', 'Trace events are unavailable', Error);
define('ERR_TEST_FAILURE', (error) => testFailureMessage(error), Error, {
  assign(error, cause, failureType) {
    error.failureType = failureType;
    error.cause = cause;
  },
});

function testFailureMessage(error) {
  const message = error?.message ?? error;
  return typeof message === 'string' ? message : inspect(message);
}

// crypto and zlib

define('ERR_BROTLI_INVALID_PARAM', (name) => `${name} is not a valid Brotli parameter`, RangeError);
define('ERR_ZSTD_INVALID_PARAM', (name) => `${name} is not a valid zstd parameter`, RangeError);
define('ERR_TRAILING_JUNK_AFTER_STREAM_END', 'Trailing junk found after the end of the compressed stream', TypeError);
define('ERR_NO_CRYPTO', 'Node.js is not compiled with OpenSSL crypto support', Error);
define('ERR_CRYPTO_ARGON2_NOT_SUPPORTED', 'Argon2 algorithm not supported', Error);
define('ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED', 'Custom engines not supported by this OpenSSL', Error);
define('ERR_CRYPTO_ECDH_INVALID_FORMAT', (format) => `Invalid ECDH format: ${format}`, TypeError);
define('ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', 'Public key is not valid for specified curve', Error);
define('ERR_CRYPTO_ENGINE_UNKNOWN', (id) => `Engine "${id}" was not found`, Error);
define('ERR_CRYPTO_FIPS_FORCED', 'Cannot set FIPS mode, it was forced with --force-fips at startup.', Error);
define('ERR_CRYPTO_FIPS_UNAVAILABLE', 'Cannot set FIPS mode in a non-FIPS build.', Error);
define('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called', Error);
define('ERR_CRYPTO_HASH_UPDATE_FAILED', 'Hash update failed', Error);
define('ERR_CRYPTO_INCOMPATIBLE_KEY', (what, why) => `Incompatible ${what}: ${why}`, Error);
define(
  'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS',
  (encoding, why) => `The selected key encoding ${encoding} ${why}.`,
  Error,
);
define('ERR_CRYPTO_INVALID_DIGEST', (digest) => `Invalid digest: ${digest}`, TypeError);
define('ERR_CRYPTO_INVALID_JWK', 'Invalid JWK data', TypeError);
define(
  'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE',
  (actual, expected) => `Invalid key object type ${actual}, expected ${expected}.`,
  TypeError,
);
define('ERR_CRYPTO_INVALID_STATE', (what) => `Invalid state for operation ${what}`, Error);
define('ERR_CRYPTO_KEM_NOT_SUPPORTED', 'KEM is not supported', Error);
define('ERR_CRYPTO_PBKDF2_ERROR', 'PBKDF2 error', Error);
define('ERR_CRYPTO_SCRYPT_NOT_SUPPORTED', 'Scrypt algorithm not supported', Error);
define('ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign', Error);
define(
  'ERR_SRI_PARSE',
  (text, ch, at) =>
    `Subresource Integrity string ${JSON.stringify(text)} had an unexpected ${JSON.stringify(ch)} at position ${at}`,
  SyntaxError,
);

// Raised by native code in Node

function defineNative(code, message, Base) {
  codes[code] = makeNativeError(code, Base, message);
}

defineNative('ERR_BUFFER_CONTEXT_NOT_AVAILABLE', 'Buffer is not available for the current Context', Error);
defineNative('ERR_CLOSED_MESSAGE_PORT', 'Cannot send data on closed MessagePort', Error);
defineNative('ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length', RangeError);
defineNative(
  'ERR_CRYPTO_INVALID_SCRYPT_PARAMS',
  (why) => (why ? `Invalid scrypt params: ${why}` : 'Invalid scrypt params'),
  RangeError,
);
defineNative('ERR_CRYPTO_OPERATION_FAILED', (why = 'Operation failed') => why, Error);
defineNative('ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length', RangeError);
defineNative('ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher', Error);
defineNative('ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group', Error);
defineNative('ERR_DLOPEN_FAILED', (why) => why, Error);
defineNative('ERR_INVALID_ADDRESS', 'Invalid address', Error);
defineNative('ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList', TypeError);
defineNative('ERR_MEMORY_ALLOCATION_FAILED', 'Failed to allocate memory', Error);
defineNative(
  'ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE',
  'A message object could not be deserialized successfully in the target vm.Context',
  Error,
);
defineNative(
  'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST',
  'Object that needs transfer was found in message but not listed in transferList',
  TypeError,
);
defineNative('ERR_NON_CONTEXT_AWARE_DISABLED', 'Loading non context-aware native addons has been disabled', Error);
defineNative('ERR_SCRIPT_EXECUTION_TIMEOUT', (ms) => `Script execution timed out after ${ms}ms`, Error);
defineNative('ERR_STRING_TOO_LONG', 'Cannot create a string longer than 0x1fffffe8 characters', Error);

// Node-API

define('ERR_NAPI_CONS_FUNCTION', 'Constructor must be a function', TypeError);
define(
  'ERR_NAPI_INVALID_DATAVIEW_ARGS',
  'byte_offset + byte_length should be less than or equal to the size in bytes of the array passed in',
  RangeError,
);
define(
  'ERR_NAPI_INVALID_TYPEDARRAY_ALIGNMENT',
  (type, size) => `start offset of ${type} should be a multiple of ${size}`,
  RangeError,
);
define('ERR_NAPI_INVALID_TYPEDARRAY_LENGTH', 'Invalid typed array length', RangeError);

/** An operation was aborted by a signal. */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/**
 * Wraps a function that throws argument errors, so that the stack of such an error starts at its caller.
 * `wrapped.withoutStackTrace` is the function itself, for use inside another hidden function.
 */
function hideStackFrames(fn) {
  function wrapped(...args) {
    try {
      return fn.apply(this, args);
    } catch (error) {
      if (Error.stackTraceLimit) Error.captureStackTrace(error, wrapped);
      throw error;
    }
  }
  wrapped.withoutStackTrace = fn;
  return wrapped;
}

/** One error for two: the second with the first beside it. */
function aggregateTwoErrors(innerError, outerError) {
  if (!innerError || !outerError || innerError === outerError) return innerError || outerError;
  if (Array.isArray(outerError.errors)) {
    outerError.errors.push(innerError);
    return outerError;
  }
  const error = new AggregateError([outerError, innerError], outerError.message);
  Error.captureStackTrace(error, aggregateTwoErrors);
  error.code = outerError.code;
  return error;
}

/** The error of `new URL()`: it comes from native code in Node, unlike that of url.parse(). */
function invalidUrl(caller, input, base) {
  const properties = base === undefined ? { input } : { input, base };
  return nativeError(caller, 'ERR_INVALID_URL', TypeError, 'Invalid URL', properties);
}

/** A plain Error with properties. */
function genericNodeError(message, properties) {
  const error = new Error(message);
  Error.captureStackTrace(error, genericNodeError);
  return Object.assign(error, properties);
}

/** Did the stack overflow? */
function isStackOverflowError(error) {
  return error?.name === 'RangeError' && error.message === 'Maximum call stack size exceeded';
}

function isErrorStackTraceLimitWritable() {
  const property = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  return property === undefined
    ? Object.isExtensible(Error)
    : property.writable !== false || property.set !== undefined;
}

/** May Error.prepareStackTrace be replaced for a moment? Programs freeze such things. */
function canPrepare(property) {
  return property === undefined ? Object.isExtensible(Error) : property.configurable || property.writable === true;
}

function setPrepare(property) {
  const current = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  if (property === undefined) delete Error.prepareStackTrace;
  else if (current === undefined || current.configurable) Object.defineProperty(Error, 'prepareStackTrace', property);
  else Error.prepareStackTrace = property.value;
}

/**
 * Call sites instead of a stack's text; the program's own Error.prepareStackTrace is not asked.
 * @param {number} limit how many at most
 * @param {(holder: object) => void} capture calls Error.captureStackTrace(holder, ...)
 * @returns {object[]} empty where Error is frozen
 */
function getCallSites(limit, capture) {
  const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  if (!canPrepare(prepare) || !isErrorStackTraceLimitWritable()) return [];
  const { stackTraceLimit } = Error;
  const holder = {};
  Error.stackTraceLimit = limit;
  setPrepare({ __proto__: null, value: (_, sites) => sites, writable: true, enumerable: false, configurable: true });
  try {
    capture(holder);
    return Array.isArray(holder.stack) ? holder.stack : [];
  } finally {
    setPrepare(prepare);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

module.exports = {
  AbortError,
  ConnResetException,
  DNSException,
  ErrnoException,
  ErrorPrepareStackTrace,
  ExceptionWithHostPort,
  NodeAggregateError,
  SystemError,
  UVException,
  UVExceptionWithHostPort,
  aggregateTwoErrors,
  codes,
  connResetException: (message) => new ConnResetException(message),
  determineSpecificType,
  formatList,
  genericNodeError,
  getCallSites,
  hideStackFrames,
  invalidUrl,
  isErrorStackTraceLimitWritable,
  isStackOverflowError,
  kIsNodeError,
  overrideStackTrace,
  uvException: (context) => new UVException(context),
};

// The function stays the default until a program sets its own, as in Node.
Object.defineProperty(Error, 'prepareStackTrace', {
  __proto__: null,
  value: ErrorPrepareStackTrace,
  writable: true,
  enumerable: false,
  configurable: true,
});
