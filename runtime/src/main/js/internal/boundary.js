'use strict';

// The boundary to Java: the memory both sides see, and host calls.
//
// The layout of the control block is declared in dev.gori.engine.ControlBlock and repeated here; making the snapshot fails when
// the two differ. Ints first, then doubles:
//
//   0 operation   1 result kind   2 request   3 completions   4 rejections   5 submissions   6 changes
//   7 timer ref   8 immediates    9 immediates ref           10 stopping    11 files changed
//   16.. byte ranges of the arguments
//
// A host call is host(...arguments) with the operation in the control block. A buffer argument crosses as its ArrayBuffer, with
// offset and length in the ranges. The result kind says how to read what came back.

const OPERATION = 0;
const RESULT_KIND = 1;
const REQUEST = 2;
const COMPLETIONS = 3;
const REJECTIONS = 4;
const SUBMISSIONS = 5;
const CHANGES = 6;
const TIMER_REF = 7;
const IMMEDIATES = 8;
const IMMEDIATES_REF = 9;
const STOPPING = 10;
const FILES_CHANGED = 11;
const RANGES = 16;
const INTS = 128;
const DOUBLES = 16;

const TIMER_DUE = 0;
const ENTRY_LOOP_TIME = 1;
const ENTRY_WALL_TIME = 2;

const RECORD_INTS = 8;
const SUBMISSION_INTS = 4;
const SUBMISSION_CAPACITY = 2048;

const KIND_PLAIN = 0;
const KIND_ERROR = 1;
const KIND_STRINGS = 2;
const KIND_DOUBLES = 3;
const KIND_SCRATCH_DOUBLES = 5;
const KIND_SCRATCH_BYTES = 6;

const layout =
  `operation=${OPERATION} resultKind=${RESULT_KIND} request=${REQUEST} completions=${COMPLETIONS} ` +
  `rejections=${REJECTIONS} submissions=${SUBMISSIONS} changes=${CHANGES} timerRef=${TIMER_REF} ` +
  `immediates=${IMMEDIATES} immediatesRef=${IMMEDIATES_REF} stopping=${STOPPING} filesChanged=${FILES_CHANGED} ranges=${RANGES} ints=${INTS} ` +
  `timerDue=${TIMER_DUE} entryLoopTime=${ENTRY_LOOP_TIME} entryWallTime=${ENTRY_WALL_TIME} ` +
  `record=${RECORD_INTS} submission=${SUBMISSION_INTS}`;

// Until the snapshot is restored these are private memory, so that modules may set fields while they load.
let host;
let control = new Int32Array(INTS);
let doubles = new Float64Array(DOUBLES);
let records;
let arena;
let arenaBuffer;
let submitted;
let submitArena;
let submitPosition = 0;

/** Called once, after the snapshot is restored, with the host function and the shared memory. */
function attach(hostCall, controlBuffer, recordBuffer, arenaMemory, submissionBuffer, submissionArena) {
  const before = control;
  host = hostCall;
  control = new Int32Array(controlBuffer, 0, INTS);
  control[TIMER_REF] = before[TIMER_REF];
  doubles = new Float64Array(controlBuffer, INTS * 4, DOUBLES);
  doubles[TIMER_DUE] = NaN;
  records = new Int32Array(recordBuffer);
  arenaBuffer = arenaMemory;
  arena = new Uint8Array(arenaMemory);
  submitted = new Int32Array(submissionBuffer);
  submitArena = new Uint8Array(submissionArena);
}

/** Java has made a larger arena, for more bytes at once than the first one holds. */
function growArena(memory) {
  arenaBuffer = memory;
  arena = new Uint8Array(memory);
}

// ---- host calls

/** Replaces buffers by their ArrayBuffer and notes the range; joins arrays of strings. */
function prepare(args) {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (typeof arg === 'object' && arg !== null) {
      if (ArrayBuffer.isView(arg)) {
        control[RANGES + 2 * i] = arg.byteOffset;
        control[RANGES + 2 * i + 1] = arg.byteLength;
        args[i] = arg.buffer;
      } else if (Array.isArray(arg)) {
        args[i] = arg.join('\0');
      } else if (typeof arg.byteLength === 'number') {
        control[RANGES + 2 * i] = 0;
        control[RANGES + 2 * i + 1] = arg.byteLength;
      }
    }
  }
}

function readResult(result, kind, caller) {
  switch (kind) {
    case KIND_ERROR:
      throw hostError(result, caller);
    case KIND_STRINGS: {
      const strings = result.split('\0');
      strings.pop();
      return strings;
    }
    case KIND_DOUBLES:
      return new Float64Array(result);
    case KIND_SCRATCH_DOUBLES:
      return new Float64Array(arenaBuffer.slice(control[RANGES], control[RANGES] + control[RANGES + 1]));
    case KIND_SCRATCH_BYTES:
      return arena.slice(control[RANGES], control[RANGES] + control[RANGES + 1]);
    default:
      return new Uint8Array(result);
  }
}

function makeSync(operation) {
  return function hostFunction(...args) {
    prepare(args);
    control[OPERATION] = operation;
    control[REQUEST] = 0;
    const result = host(...args);
    const kind = control[RESULT_KIND];
    return kind === KIND_PLAIN ? result : readResult(result, kind, hostFunction);
  };
}

function makeAsync(operation) {
  return function hostRequest(callback, ...args) {
    prepare(args);
    const request = newRequest(callback);
    control[OPERATION] = operation;
    control[REQUEST] = request;
    const result = host(...args);
    if (control[RESULT_KIND] === KIND_ERROR) {
      dropRequest(request);
      throw hostError(result, hostRequest);
    }
    return request;
  };
}

/** Makes the binding objects from the maker's description: lines of "binding function operation [b]". */
function makeBindings(description) {
  const bindings = new Map();
  for (const line of description.split('\n')) {
    if (line === '') continue;
    const [name, functionName, operation, blocking] = line.split(' ');
    let binding = bindings.get(name);
    if (binding === undefined) bindings.set(name, (binding = {}));
    const sync = makeSync(Number(operation));
    if (blocking === 'b') sync.async = makeAsync(Number(operation));
    binding[functionName] = sync;
  }
  return bindings;
}

// ---- errors

const errorClasses = { ERROR: Error, TYPE_ERROR: TypeError, RANGE_ERROR: RangeError, SYNTAX_ERROR: SyntaxError };

/**
 * Makes the error that a host function's exception stands for.
 *
 * @param {string} encoded fields as dev.gori.engine.HostError writes them
 * @param {Function} [caller] the innermost function that the stack must not show; without it the error has no frames
 */
function hostError(encoded, caller) {
  const fields = encoded.split('\0');
  for (let i = 0; i < fields.length; i++) if (fields[i] === '\u0001') fields[i] = undefined;
  const limit = Error.stackTraceLimit;
  if (caller === undefined) Error.stackTraceLimit = 0;
  try {
    switch (fields[0]) {
      case 'uv':
        return systemError(fields, caller);
      case 'node': {
        const [, kind, code, message] = fields;
        const error = new errorClasses[kind](message);
        error.code = code;
        if (caller !== undefined) {
          const { name } = error;
          error.name = `${name} [${code}]`;
          Error.captureStackTrace(error, caller);
          void error.stack; // formats the stack while the name holds the code
          delete error.name;
        }
        return error;
      }
      default: {
        const error = new Error(
          `An internal error of Gori: ${fields[1]}\nPlease report it with the program that caused it.`,
        );
        error.code = 'ERR_INTERNAL_ASSERTION';
        Object.defineProperty(error, 'javaStack', { value: fields[2], enumerable: false });
        if (require('internal/options').getOptionValue('--java-stack') !== undefined) error.message += `\n${fields[2]}`;
        return error;
      }
    }
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function systemError([, errno, code, description, syscall, path, dest, address, port], caller) {
  let message;
  if (address !== undefined) {
    message = port === undefined ? `${syscall} ${code} ${address}` : `${syscall} ${code} ${address}:${port}`;
  } else {
    message = `${code}: ${description}, ${syscall}`;
    if (path !== undefined) message += ` '${path}'`;
    if (dest !== undefined) message += ` -> '${dest}'`;
  }
  const error = new Error(message);
  error.errno = Number(errno);
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  if (address !== undefined) error.address = address;
  if (port !== undefined) error.port = Number(port);
  if (caller !== undefined) Error.captureStackTrace(error, caller);
  return error;
}

// ---- requests: what .async started and the pool has not answered yet

// Slot i holds the callback of request i; a free slot holds the number of the next free one. The context is V8's
// continuation-preserved embedder data: AsyncLocalStorage's frame at the time of the call.
const callbacks = [undefined];
const contexts = [undefined];
/** The callback in which each request was made, while that is recorded. */
const causes = [0];
let freeSlot = 0;
let getContext;
let setContext;
let takeOutcome;
let probe;

function newRequest(callback) {
  let request = freeSlot;
  if (request === 0) {
    request = callbacks.length;
    callbacks.push(callback);
    contexts.push(getContext());
    causes.push(probe.current);
  } else {
    freeSlot = callbacks[request];
    callbacks[request] = callback;
    contexts[request] = getContext();
    causes[request] = probe.current;
  }
  if (probe.watch !== undefined) probe.watch.created(callback, newRequest);
  return request;
}

function dropRequest(request) {
  callbacks[request] = freeSlot;
  contexts[request] = undefined;
  freeSlot = request;
}

/** Gives the callback of a request what became of it. */
function completeRequest(request, kind, a, b) {
  const callback = callbacks[request];
  const context = contexts[request];
  if (probe.recorder !== undefined) {
    const { recorder } = probe;
    recorder.enterCallback(recorder.kindRequest, request, causes[request], recorder.behind(callback));
  }
  dropRequest(request);
  let error = null;
  let result;
  switch (kind) {
    case 0:
      break;
    case 1:
      result = a;
      break;
    case 2:
      result = a !== 0;
      break;
    case 3:
      result = arena.slice(a, a + b);
      break;
    case 5:
      result = new Float64Array(arenaBuffer.slice(a, a + b));
      break;
    default:
      control[OPERATION] = takeOutcome;
      control[REQUEST] = 0;
      result = host(request);
      kind = control[RESULT_KIND];
      if (kind === KIND_ERROR) {
        error = hostError(result);
        result = undefined;
      } else if (kind !== KIND_PLAIN) {
        result = readResult(result, kind);
      }
  }
  setContext(context);
  callback(error, result);
}

/** The requests under way, for whoever watches the loop. */
function pendingRequests() {
  const free = new Set();
  for (let slot = freeSlot; slot !== 0; slot = callbacks[slot]) free.add(slot);
  const pending = [];
  for (let request = 1; request < callbacks.length; request++) {
    if (!free.has(request)) pending.push({ request, callback: callbacks[request], cause: causes[request] });
  }
  return pending;
}

/** The natives are there from the start; the operation number comes with the bindings. */
function setup(natives, takeOutcomeOperation, loopProbe) {
  probe = loopProbe;
  ({ getContext, setContext } = natives);
  takeOutcome = takeOutcomeOperation;
}

// ---- submissions

/**
 * Appends a submission with bytes; executed when JavaScript returns to Java.
 *
 * @returns {boolean} false when it did not fit: use a host call, after flushing
 */
function submitBytes(handle, type, bytes) {
  const length = bytes.length;
  const index = control[SUBMISSIONS];
  if (index === 0) submitPosition = 0;
  if (index === SUBMISSION_CAPACITY || submitPosition + length > submitArena.length) return false;
  submitArena.set(bytes, submitPosition);
  appendSubmission(index, handle, type, submitPosition, length);
  submitPosition += length;
  return true;
}

/** Room for `length` bytes of a submission: their offset in `submissionArena()`, or -1 when there is none. */
function reserveSubmission(length) {
  if (control[SUBMISSIONS] === 0) submitPosition = 0;
  return control[SUBMISSIONS] === SUBMISSION_CAPACITY || submitPosition + length > submitArena.length
    ? -1
    : submitPosition;
}

/** Appends the submission whose bytes the caller wrote at the offset `reserveSubmission` returned. */
function commitSubmission(handle, type, length) {
  appendSubmission(control[SUBMISSIONS], handle, type, submitPosition, length);
  submitPosition += length;
}

/** Appends a submission of two ints; false when the ring is full. */
function submit(handle, type, a, b) {
  const index = control[SUBMISSIONS];
  if (index === SUBMISSION_CAPACITY) return false;
  if (index === 0) submitPosition = 0;
  appendSubmission(index, handle, type, a, b);
  return true;
}

function appendSubmission(index, handle, type, a, b) {
  const at = index * SUBMISSION_INTS;
  submitted[at] = handle;
  submitted[at + 1] = type;
  submitted[at + 2] = a;
  submitted[at + 3] = b;
  control[SUBMISSIONS] = index + 1;
}

// ---- timers and immediates: state that Java reads when JavaScript returns

const timers = {
  /** Starts the native timer. */
  scheduleTimer(milliseconds) {
    doubles[TIMER_DUE] = timers.getLoopNow() + milliseconds;
    control[CHANGES] |= 1;
  },
  toggleTimerRef(ref) {
    control[TIMER_REF] = ref ? 1 : 0;
    control[CHANGES] |= 1;
  },
  /** Tells how many immediates wait and how many of them keep the loop alive. */
  setImmediates(count, refCount) {
    control[IMMEDIATES] = count;
    control[IMMEDIATES_REF] = refCount;
    control[CHANGES] |= 1;
  },
  toggleImmediateRef(ref) {
    control[IMMEDIATES_REF] = ref ? 1 : 0;
    control[CHANGES] |= 1;
  },
  /**
   * The loop's clock, in whole milliseconds, up to date: the wall clock carries it on from the moment JavaScript was entered,
   * because a host call costs ten times as much.
   */
  getLoopNow() {
    const passed = Date.now() - doubles[ENTRY_WALL_TIME];
    return Math.trunc(doubles[ENTRY_LOOP_TIME] + (passed > 0 ? passed : 0));
  },
};

module.exports = {
  layout,
  RECORD_INTS,
  COMPLETIONS,
  attach,
  growArena,
  setup,
  makeBindings,
  hostError,
  completeRequest,
  pendingRequests,
  timers,
  submit,
  submitBytes,
  reserveSubmission,
  commitSubmission,
  control: () => control,
  records: () => records,
  arena: () => arena,
  arenaBuffer: () => arenaBuffer,
  submissionArena: () => submitArena,
  rejectionsPending: () => control[REJECTIONS] !== 0,
  filesChanged: () => control[FILES_CHANGED] !== 0,
};
