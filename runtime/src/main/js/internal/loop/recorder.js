'use strict';

// Records what the loop calls, while somebody watches it: dev.gori.inspect reads, on threads of its own, what is written here.
//
// The memory is a header of ints, one of doubles, and a ring of records of eight doubles; dev.gori.inspect.RecordLayout declares
// it, begin() compares. A record is complete when HEAD counts it. The loop thread alone writes, in Java and here.
//
//   callback record:  type + phase * 16 + 128 if its times are shared + ticks * 256, start, duration, duration of the queues after it, number, number of its cause,
//                     site + kind * 2^26, id of the timer or handle
//
// Times are nanoseconds since the record began. Reading the clock is what recording costs: a third of a microsecond. Up to some rate
// every callback is timed by itself. Beyond it one of several is, and the others share the time between two readings: their records
// say so. Date.now(), which is cheap, tells of each callback whether a millisecond has passed; so a long one is never taken for short.
//
// When only one of N entries into JavaScript is recorded, nothing is done in the others but to say that JavaScript runs.

// A site is a function's place in its source: script and position identify it, its name and line are told to Java once.

const { probe, scripts, captureStack } = require('internal/loop/probe');
const { functionScript, functionPosition, functionSource } = internalBinding('natives');
const binding = internalBinding('loop_record');

const HEAD = 0;
const STATE = 1;
const KIND = 2;
const SITE = 3;
const USER_SITE = 4;
const VERSION = 5;
const PHASE = 7;
const TICKS = 9;
const INTS = 64;

const ENTRY = 0;
const CURRENT_START = 1;
const CURRENT_NUMBER = 2;
const CURRENT_CAUSE = 3;
const CURRENT_ID = 4;
const DOUBLES = 32;

const RECORD_DOUBLES = 8;
const CALLBACK = 3;
const SHARED = 128;
const KIND_FACTOR = 2 ** 26;

const IDLE = 0;
const IN_CALLBACK = 1;
const IN_QUEUES = 2;

const layout =
  `head=${HEAD} state=${STATE} kind=${KIND} site=${SITE} userSite=${USER_SITE} version=${VERSION} phase=${PHASE} ticks=${TICKS} ` +
  `ints=${INTS} entry=${ENTRY} currentStart=${CURRENT_START} currentNumber=${CURRENT_NUMBER} currentCause=${CURRENT_CAUSE} ` +
  `currentId=${CURRENT_ID} doubles=${DOUBLES} record=${RECORD_DOUBLES} callback=${CALLBACK} shared=${SHARED} kindFactor=${KIND_FACTOR}`;

const CLOCK_CHECK_NANOS = 1e9;
const CREATION_FRAMES = 30;

/** How many callbacks in a millisecond are timed by themselves: half a percent of the time goes into it. */
const TIMED_IN_A_MILLISECOND = 5;
const MOST_UNTIMED = 1024;

let ints;
let doubles;
let records;
let mask;
let every = 1;
let countdown = 1;
let creation = false;

// The callback that runs.
let number = 0;
let running = false;
let returned = 0;
let ticks = 0;
let site = 0;
let userSite = 0;
let kind = 0;
let cause = 0;
let id = 0;

// Records from `untimed` to `head` have no times yet, and no reader sees them: they lie between the last reading of the clock and the
// next one.
let head = 0;
let untimed = 0;
let reading = 0;
let readJustNow = false;

// Which callbacks are timed by themselves.
let exact = false;
let untilExact = 1;
let period = 1;
let millisecond = 0;
let inMillisecond = 0;

// ---- the clock: the wall clock's microseconds, held to Java's monotonic one

let instant;
let offset = 0;
let checked = 0;

function clock() {
  return Number(instant().epochNanoseconds) - offset;
}

function checkClock() {
  const now = binding.now();
  offset = Number(instant().epochNanoseconds) - now;
  checked = now;
}

/** When JavaScript was entered; only the first who asks gets that, then time has passed. */
function entryTime() {
  const at = doubles[ENTRY];
  if (at === 0) return clock();
  doubles[ENTRY] = 0;
  if (at - checked > CLOCK_CHECK_NANOS) checkClock();
  return at;
}

// ---- sites and kinds

const sites = new Map();
const isUserSite = [false];
const siteTexts = [''];
const kinds = new Map();

// A loop that is busy calls the same few functions.
let recent = siteOf;
let recentSite = 0;
let lessRecent = siteOf;
let lessRecentSite = 0;

/** The number of a function's site, 0 for what is no function. */
function siteOf(callback) {
  if (callback === recent) return recentSite;
  const found = callback === lessRecent ? lessRecentSite : findSite(callback);
  lessRecent = recent;
  lessRecentSite = recentSite;
  recent = callback;
  recentSite = found;
  return found;
}

function findSite(callback) {
  if (typeof callback !== 'function') return 0;
  const script = functionScript(callback);
  const key = script < 0 ? `${callback.name}` : script * 0x8000000 + functionPosition(callback);
  return sites.get(key) ?? newSite(key, callback, script);
}

/** A site for people, as in a stack. */
function siteText(site) {
  return siteTexts[site];
}

function newSite(key, callback, script) {
  const number = isUserSite.length;
  sites.set(key, number);
  const name = nameOf(callback);
  if (script < 0) {
    // A function of V8's, or a bound one, which does not tell what it is bound to.
    isUserSite.push(name.startsWith('bound '));
    siteTexts.push(name);
    binding.site(number, name, '', 0, 0, isUserSite[number]);
    return number;
  }
  const source = String(functionSource(callback));
  const file = fileOf(script, source);
  const before = source.slice(0, functionPosition(callback));
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let i = before.indexOf('\n'); i !== -1; i = before.indexOf('\n', i + 1)) line++;
  const isUser = file !== '' && !file.startsWith('node:');
  isUserSite.push(isUser);
  const place = isUser ? `${file}:${line}:${before.length - lineStart + 1}` : 'in the runtime';
  siteTexts.push(`${name === '' ? '(anonymous)' : name} (${place})`);
  binding.site(number, name, file, line, before.length - lineStart + 1, isUser);
  return number;
}

function nameOf(callback) {
  const name = Object.getOwnPropertyDescriptor(callback, 'name')?.value;
  return typeof name === 'string' ? name : '';
}

/** The file of a script; empty for the library's own in the snapshot, which come before all others. */
function fileOf(script, source) {
  const known = scripts.get(script) ?? internalBinding('engine').moduleName(script);
  if (known !== undefined) return known;
  const first = scripts.keys().next().value;
  if (first !== undefined && script < first) return '';
  return require('internal/modules/source_cache').nameOfSource(source) ?? 'evalmachine.<anonymous>';
}

/** The number of a kind of resource. */
function kindOf(name) {
  let number = kinds.get(name);
  if (number === undefined) {
    number = kinds.size + 1;
    kinds.set(name, number);
    binding.kind(number, name);
  }
  return number;
}

let lastClass;
let lastClassKind = 0;

/** The kind of what receives a handle's events: its class. */
function kindOfReceiver(receiver) {
  const { provider } = receiver;
  if (provider !== undefined) return kindOf(provider);
  // V8 makes the name of a function anew each time.
  if (receiver.constructor !== lastClass) {
    lastClass = receiver.constructor;
    lastClassKind = kindOf(lastClass.name);
  }
  return lastClassKind;
}

// ---- callbacks

/**
 * A callback is about to run; the one before it, with its ticks and microtasks, has ended.
 *
 * @param {number} newKind what kindOf() gave
 * @param {number} newId of the timer, immediate or handle
 * @param {number} newCause the callback in which it was started
 * @param {Function} callback
 */
function enterCallback(newKind, newId, newCause, callback) {
  const now = Date.now();
  if (running) {
    finish(exact || now !== millisecond);
  } else {
    running = true;
    head = untimed = ints[HEAD];
    reading = entryTime();
    readJustNow = true;
  }
  inMillisecond++;
  if (now !== millisecond) {
    millisecond = now;
    period = Math.ceil(inMillisecond / TIMED_IN_A_MILLISECOND);
    inMillisecond = 0;
  }
  exact = --untilExact <= 0;
  if (exact) {
    untilExact = period;
    if (!readJustNow) readClock();
  }
  returned = 0;
  ticks = 0;
  kind = newKind;
  id = newId;
  cause = newCause;
  probe.current = ++number;
  site = siteOf(callback);
  userSite = isUserSite[site] ? site : 0;
  say(exact ? reading : 0);
  if (stepping) waitForPermission();
}

/** Says what runs now, for who looks at it meanwhile. */
function say(start) {
  ints[VERSION]++;
  ints[STATE] = IN_CALLBACK;
  ints[KIND] = kind;
  ints[SITE] = site;
  ints[USER_SITE] = userSite;
  ints[TICKS] = 0;
  doubles[CURRENT_START] = start;
  doubles[CURRENT_NUMBER] = number;
  doubles[CURRENT_CAUSE] = cause;
  doubles[CURRENT_ID] = id;
}

function waitForPermission() {
  binding.step();
  readClock();
  doubles[CURRENT_START] = reading;
}

/** The running callback calls a function that may be the program's own: the first such one names the callback. */
function enterFunction(callback) {
  if (userSite !== 0) return;
  // A listener for one event is called by another function.
  const called = siteOf(callback.listener ?? callback);
  if (!isUserSite[called]) return;
  userSite = called;
  ints[USER_SITE] = called;
}

/** The callback has returned; a tick is about to run. */
function enterTick(callback) {
  ticks++;
  ints[STATE] = IN_QUEUES;
  ints[TICKS] = ticks;
  if (exact) {
    if (returned === 0) returned = clock();
  } else if (userSite !== 0) {
    return;
  }
  // Ticks are often closures that were made for the one time.
  const called = findSite(callback);
  if (!isUserSite[called]) return;
  if (userSite === 0) userSite = called;
  ints[USER_SITE] = called;
}

/** The microtasks are about to run, with no tick before them. */
function enterMicrotasks() {
  if (ints[STATE] === IN_CALLBACK) {
    ints[STATE] = IN_QUEUES;
    if (exact) returned = clock();
  }
}

/** Java has entered JavaScript. */
function enterJavaScript() {
  if (every === 1) return;
  if (--countdown <= 0) {
    countdown = every;
    probe.recorder = module.exports;
    return;
  }
  probe.recorder = undefined;
  kind = site = userSite = cause = id = 0;
  number++;
  say(doubles[ENTRY]);
}

/** JavaScript is about to return to Java. */
function leaveJavaScript() {
  if (running) {
    finish(true);
    running = false;
  }
  probe.current = 0;
  doubles[ENTRY] = 0; // of this entry; nobody may have asked
  ints[VERSION]++;
  ints[STATE] = IDLE;
}

/** Writes the record of the callback that has ended, but for its times; those as well if the clock is to be read. */
function finish(read) {
  let field = (head++ & mask) * RECORD_DOUBLES;
  records[field] = CALLBACK + ints[PHASE] * 16 + ticks * 256;
  field += 4;
  records[field++] = number;
  records[field++] = cause;
  records[field++] = (userSite === 0 ? site : userSite) + kind * KIND_FACTOR;
  records[field] = id;
  readJustNow = false;
  if (read || head - untimed >= MOST_UNTIMED) readClock();
}

/** Reads the clock, and gives the records since the last reading their times. */
function readClock() {
  const at = clock();
  const count = head - untimed;
  if (count === 1) {
    const field = (untimed & mask) * RECORD_DOUBLES;
    const end = returned === 0 ? at : returned;
    records[field + 1] = reading;
    records[field + 2] = end - reading;
    records[field + 3] = at - end;
  } else if (count > 1) {
    share(at, count);
  }
  if (count > 0) {
    untimed = head;
    // What comes before it in the program comes before it in memory.
    Atomics.store(ints, HEAD, head);
  }
  reading = at;
  readJustNow = true;
}

/** The last one alone can have run into another millisecond; what came before shares the time until that. */
function share(at, count) {
  const edge = (millisecond + 1) * 1e6 - offset;
  const each = Math.max(0, (edge < at ? edge : at) - reading) / count;
  let start = reading;
  for (let i = untimed; i < head; i++) {
    const field = (i & mask) * RECORD_DOUBLES;
    records[field] += SHARED;
    records[field + 1] = start;
    records[field + 2] = i === head - 1 ? at - start : each;
    records[field + 3] = 0;
    start += each;
  }
}

/** The program's functions behind those of the library that are called in their place. */
const standIns = new WeakMap();

/** `callback` will be called by `done`, which the loop calls. */
function standsFor(done, callback) {
  standIns.set(done, callback);
}

/** The function of the program's that a callback stands for; the callback itself otherwise. */
function behind(callback) {
  return standIns.get(callback) ?? callback;
}

// ---- where things were created

const creations = new WeakMap();

/** A timer, immediate, handle or request was made. */
function created(resource, maker) {
  if (!creation) return;
  const holder = {};
  captureStack(holder, maker, CREATION_FRAMES);
  creations.set(resource, holder);
}

/** @returns {string|undefined} the stack of the creation, if it was recorded */
function creationOf(resource) {
  return creations.get(resource)?.stack;
}

// ---- begin and end

let stepping = false;

/**
 * Begins to record, or goes on with other options.
 *
 * @param {{layout: string, every: number, creation: boolean, step: boolean}} options one of `every` entries into JavaScript is
 *   recorded; whether creation stacks are kept; whether each callback waits for a permission
 */
function begin(options) {
  if (options.layout !== layout) {
    throw new Error(`The record differs.\n  Java:       ${options.layout}\n  JavaScript: ${layout}`);
  }
  const memory = internalBinding('engine').recordMemory();
  ints = new Int32Array(memory, 0, INTS);
  doubles = new Float64Array(memory, INTS * 4, DOUBLES);
  records = new Float64Array(memory, INTS * 4 + DOUBLES * 8);
  mask = records.length / RECORD_DOUBLES - 1;
  every = options.every;
  countdown = 1;
  running = false;
  millisecond = Date.now();
  period = untilExact = 1;
  inMillisecond = 0;
  creation = options.creation;
  stepping = options.step;
  instant ??= Temporal.Now.instant;
  checkClock();
  // A record that begins again has forgotten what the last one was told.
  sites.clear();
  isUserSite.length = 1;
  siteTexts.length = 1;
  kinds.clear();
  lastClass = undefined;
  recent = lessRecent = siteOf;
  recentSite = lessRecentSite = 0;
  module.exports.kindTimer = kindOf('Timeout');
  module.exports.kindImmediate = kindOf('Immediate');
  module.exports.kindRequest = kindOf('Request');
  module.exports.kindProcess = kindOf('Process');
  module.exports.kindMain = kindOf('Main');
  probe.recorder = probe.watch = module.exports;
}

/** Ends the record. */
function end() {
  probe.recorder = probe.watch = undefined;
  probe.current = 0;
  running = false;
}

module.exports = {
  begin,
  end,
  enterCallback,
  enterFunction,
  enterTick,
  enterMicrotasks,
  enterJavaScript,
  leaveJavaScript,
  created,
  creationOf,
  standsFor,
  behind,
  kindOfReceiver,
  siteOf,
  siteText,
  kindTimer: 0,
  kindImmediate: 0,
  kindRequest: 0,
  kindProcess: 0,
  kindMain: 0,
};
