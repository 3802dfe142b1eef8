'use strict';

// Records what the loop calls, while somebody watches it: dev.gori.inspect reads, on threads of its own, what is written here.
//
// The memory is a header of ints, one of doubles, and a ring of records of eight doubles; dev.gori.inspect.RecordLayout declares
// it, begin() compares. A record is complete when HEAD counts it. The loop thread alone writes, in Java and here.
//
//   callback record:  type + phase * 16 + ticks * 256, then the times of its segment, number, number of its cause, site + kind * 2^26,
//                     id of the timer or handle
//
// All but the times is written when the callback begins: RUNNING says where, for who looks at it meanwhile.
//
// Times are nanoseconds since the record began. Reading the clock is what recording costs: a third of a microsecond, and a whole one
// among other work. Up to some rate every callback is timed by itself. Beyond it one of several is, and the others are in segments
// between two readings, whose last record holds the times:
//
//   where the segment begins, where it ends, and: of one callback, when it returned, if that is known; of several, by when all but the
//   last one had ended, if that is known, or 0. In the other records the first of the three is -1.
//
// A thread of Java's beats time in the header, every four milliseconds while the loop works: a longer callback ends its segment, and
// is never taken for short. While there is no beat, every callback is timed by itself. Java times when JavaScript was entered and left.
//
// When only one of N entries into JavaScript is recorded, nothing is done in the others but to say that JavaScript runs. No thread
// beats for the few that are recorded: the wall clock's milliseconds do, which cost a tenth of what the time in nanoseconds does.

// A site is a function's place in its source: script and position identify it, its name and line are told to Java once.

const { probe, scripts, captureStack } = require('internal/loop/probe');
const { functionScript, functionPosition, functionSource } = internalBinding('natives');
const binding = internalBinding('loop_record');

const HEAD = 0;
const STATE = 1;
const RUNNING = 2;
const TICK_SITE = 3;
const BEAT = 4;
const PHASE = 5;
const WRITTEN = 6;
const INTS = 64;

const ENTRY = 0;
const STARTED = 1;
const BEAT_TIME = 3;
const DOUBLES = 32;

const RECORD_DOUBLES = 8;
const SEGMENT_PART = 64;
const CALLBACK = 3;
const KIND_FACTOR = 2 ** 26;

const IDLE = 0;
const IN_CALLBACK = 1;
const IN_QUEUES = 2;

const layout =
  `head=${HEAD} state=${STATE} running=${RUNNING} tickSite=${TICK_SITE} beat=${BEAT} phase=${PHASE} written=${WRITTEN} ints=${INTS} ` +
  `entry=${ENTRY} started=${STARTED} beatTime=${BEAT_TIME} doubles=${DOUBLES} ` +
  `record=${RECORD_DOUBLES} segmentPart=${SEGMENT_PART} callback=${CALLBACK} kindFactor=${KIND_FACTOR}`;

const CLOCK_CHECK_NANOS = 1e9;
const CLOCK_CHECKS = 4;
const CREATION_FRAMES = 30;

/** How many callbacks of a beat with more than the one before it are timed by themselves at first: after that, fewer and fewer are. */
const TIMED_IN_A_BURST = 64;
const BEAT_NANOS = 4e6;

// The program may replace it.
const { now: wallMillis } = Date;
const MILLI_NANOS = 1e6;

let ints;
let doubles;
let records;
let mask;
let mostInSegment;
let every = 1;
let countdown = 1;
let creation = false;

// The callback that runs.
let number = 0;
let running = false;
/** Where its record's fields begin. */
let at = 0;
let site = 0;
let returned = 0;

// Records from `first` to `head` are the segment that began at `reading`; no reader sees them yet.
let head = 0;
let first = 0;
let reading = 0;
/** Whether Java reads its clock when this entry ends. */
let timedByJava = false;

// Which callbacks are timed by themselves.
let exact = false;
let nextExact = 0;
let period = 1;
let beat = 0;
let beatTime = 0;
/** The last callback before the beat. */
let beforeBeat = 0;
/** What a callback takes, but for a long one. */
let usual = 0;
/** How many callbacks more begin without a look at the clock, if no beat comes before. */
let unread = 0;

// ---- the clock: the wall clock's microseconds, held to Java's monotonic one

let instant;
let offset = 0;
let checked = 0;

function clock() {
  return Number(instant().epochNanoseconds) - offset;
}

/** This clock may be a little behind Java's, but not ahead of it: Java tells the ends of what is timed here. */
function checkClock() {
  let least = Infinity;
  for (let i = 0; i < CLOCK_CHECKS; i++) {
    const before = Number(instant().epochNanoseconds);
    checked = binding.now();
    const after = Number(instant().epochNanoseconds);
    if (after - before >= least) continue;
    least = after - before;
    offset = after - checked;
  }
}

/** When JavaScript was entered; only the first who asks gets that, then time has passed. */
function entryTime() {
  const at = doubles[ENTRY];
  timedByJava = at !== 0;
  if (!timedByJava) return clock();
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
  if (callback === lessRecent) return lessRecentSite;
  lessRecent = recent;
  lessRecentSite = recentSite;
  recent = callback;
  recentSite = findSite(callback);
  return recentSite;
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

// A provider, or else a class.
let lastReceiverOf;
let lastKind = 0;

/** The kind of what receives a handle's events: its class. */
function kindOfReceiver(receiver) {
  const of = receiver.provider ?? receiver.constructor;
  if (of !== lastReceiverOf) {
    lastReceiverOf = of;
    // V8 makes the name of a function anew each time.
    lastKind = kindOf(typeof of === 'string' ? of : of.name);
  }
  return lastKind;
}

// ---- callbacks

/**
 * A callback is about to run; the one before it, with its ticks and microtasks, has ended.
 *
 * @param {number} kind what kindOf() gave
 * @param {number} id of the timer, immediate or handle
 * @param {number} cause the callback in which it was started
 * @param {Function} callback
 */
function enterCallback(kind, id, cause, callback) {
  if (--unread < 0 || currentBeat() !== beat) lookAtClock();
  site = siteOf(callback);
  write(kind, id, cause);
  probe.current = number;
  probe.unnamed = !isUserSite[site];
  if (stepping) waitForPermission();
}

/** Writes the record of the next callback, but for its times, and says that it runs. */
function write(kind, id, cause) {
  at = (head & mask) * RECORD_DOUBLES;
  records[at] = CALLBACK + ints[PHASE] * 16;
  records[at + 1] = -1;
  records[at + 4] = ++number;
  records[at + 5] = cause;
  records[at + 6] = site + kind * KIND_FACTOR;
  records[at + 7] = id;
  ints[RUNNING] = head++;
  ints[STATE] = IN_CALLBACK;
}

/** The number of the beat; 0: there is none. */
function currentBeat() {
  return every === 1 ? ints[BEAT] : wallMillis();
}

/** Begins a segment, with the entry or after the segment before it, and says when the clock has to be looked at next. */
function lookAtClock() {
  const now = currentBeat();
  if (running) {
    endSegment(clock(), now === beat ? 0 : edgeBeforeLast());
  } else {
    running = true;
    // Java has entered JavaScript again before it told when that ended.
    if (ints[WRITTEN] > 0) completeWritten();
    head = first = ints[HEAD];
    reading = entryTime();
  }
  const next = number + 1;
  if (now !== beat) enterBeat(now);
  exact = next >= nextExact;
  if (exact) {
    if (beat !== 0) period = Math.max(period, Math.ceil((next - beforeBeat) / TIMED_IN_A_BURST));
    nextExact = next + period;
  }
  unread = exact || stepping ? 0 : Math.min(nextExact - next, mostInSegment) - 1;
  ints[TICK_SITE] = 0;
  doubles[STARTED] = exact ? reading : 0;
}

function enterBeat(now) {
  beat = now;
  beatTime = every === 1 ? doubles[BEAT_TIME] : now * MILLI_NANOS - offset;
  // One callback between two beats is timed by itself.
  period = now === 0 ? 1 : Math.max(1, number - beforeBeat);
  beforeBeat = number;
  if (now === 0) nextExact = 0;
}

function waitForPermission() {
  binding.step();
  reading = doubles[STARTED] = clock();
}

/** The running callback, which has no name yet, calls a function: if it is the program's own, that names it. */
function enterFunction(callback) {
  // A listener for one event is called by another function.
  nameBy(siteOf(callback.listener ?? callback));
}

function nameBy(called) {
  if (!isUserSite[called]) return;
  probe.unnamed = false;
  records[at + 6] += called - site;
  site = called;
}

/** The callback has returned; its ticks and microtasks are about to run. */
function enterQueues() {
  if (ints[STATE] !== IN_CALLBACK) return;
  ints[STATE] = IN_QUEUES;
  if (exact) returned = clock();
}

function enterTick(callback) {
  if (!running) return;
  records[at] += 256;
  if (!exact && !probe.unnamed) return;
  // Ticks are often closures that were made for the one time.
  const called = findSite(callback);
  if (!isUserSite[called]) return;
  if (probe.unnamed) nameBy(called);
  else ints[TICK_SITE] = called;
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
  // Where the next record will be, which counts as none.
  head = ints[HEAD] + ints[WRITTEN];
  site = ints[TICK_SITE] = 0;
  doubles[STARTED] = doubles[ENTRY];
  write(0, 0, 0);
}

/** JavaScript is about to return to Java. */
function leaveJavaScript() {
  if (running) {
    const edge = currentBeat() === beat ? 0 : edgeBeforeLast();
    if (timedByJava) {
      writeTimes(-1, edge);
      ints[WRITTEN] = head - first;
    } else {
      endSegment(clock(), edge);
    }
    running = false;
    unread = 0;
  }
  probe.current = 0;
  probe.unnamed = false;
  doubles[ENTRY] = 0; // of this entry; nobody may have asked
  ints[STATE] = IDLE;
}

/**
 * By when all but the segment's last callback have ended, of which only the last can have gone on beyond a beat: if they took what they
 * usually do, but before that beat.
 */
function edgeBeforeLast() {
  const next = beatTime + (every === 1 ? BEAT_NANOS : MILLI_NANOS);
  const usually = reading + usual * (head - first - 1);
  return usual > 0 && usually < next ? usually : next;
}

/** The segment's times go into its last record. */
function writeTimes(end, edge) {
  const last = ((head - 1) & mask) * RECORD_DOUBLES;
  records[last + 1] = reading;
  records[last + 2] = end;
  records[last + 3] = head - first === 1 ? returned : edge;
  returned = 0;
}

function noteUsual(each, isShared) {
  if (isShared || usual === 0) usual = each;
  else if (each < 4 * usual) usual += (each - usual) / 8;
}

/** @param {number} edge when all but the last callback of several had ended; 0 if that is not known */
function endSegment(end, edge) {
  if (end < reading) end = reading;
  if (edge === 0) noteUsual((end - reading) / (head - first), head - first > 1);
  writeTimes(end, edge);
  first = head;
  reading = end;
  // What comes before it in the program comes before it in memory.
  Atomics.store(ints, HEAD, head);
}

/** In Java's place, tells that the last entry has ended. */
function completeWritten() {
  const end = ints[HEAD] + ints[WRITTEN];
  records[((end - 1) & mask) * RECORD_DOUBLES + 2] = clock();
  ints[WRITTEN] = 0;
  Atomics.store(ints, HEAD, end);
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
  mostInSegment = (mask + 1) / SEGMENT_PART;
  every = options.every;
  countdown = 1;
  running = false;
  unread = 0;
  beat = 0;
  period = 1;
  nextExact = 0;
  beforeBeat = number;
  usual = 0;
  creation = options.creation;
  stepping = options.step;
  instant ??= Temporal.Now.instant;
  checkClock();
  // A record that begins again has forgotten what the last one was told.
  sites.clear();
  isUserSite.length = 1;
  siteTexts.length = 1;
  kinds.clear();
  lastReceiverOf = undefined;
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
  probe.unnamed = false;
  running = false;
}

module.exports = {
  begin,
  end,
  enterCallback,
  enterFunction,
  enterQueues,
  enterTick,
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
