'use strict';

// fs.glob: the files whose paths match patterns. The tree is walked from the working folder, or from the fixed beginning of the
// pattern, and only into directories that some match can be below.

const path = require('path');
const {
  codes: { ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { validateFunction, validateObject, validateStringArray } = require('internal/validators');
const { compileGlob, expandBraces } = require('internal/glob_pattern');
const { UV_DIRENT_DIR, UV_DIRENT_LINK } = require('internal/fs/constants');
const { Dirent, eachEntry } = require('internal/fs/dirent');
const binding = internalBinding('fs');

const MAGIC = /[*?[\]{}()!+@\\]/;
const GLOBSTAR = '**';

/** A pattern without braces: its segments, and a test for each. */
class Pattern {
  #segments;
  #tests;
  /** The segments in front that are plain names. */
  fixed;
  absolute;

  constructor(text) {
    this.absolute = text.startsWith('/');
    this.#segments = text.split('/').filter((segment, i) => segment !== '' && !(segment === '.' && i === 0));
    this.#tests = this.#segments.map((segment) => (segment === GLOBSTAR ? undefined : compileGlob(segment)));
    const magic = this.#segments.findIndex((segment) => MAGIC.test(segment));
    const fixed = magic < 0 ? this.#segments.length : magic;
    this.fixed = this.#segments.slice(0, fixed);
  }

  get start() {
    return new Set([this.fixed.length]);
  }

  /** Segments that may come next, those behind a `**` included. */
  *#open(states) {
    for (let state of states) {
      yield state;
      while (this.#segments[state] === GLOBSTAR) yield ++state;
    }
  }

  /** The states after one more name. */
  step(states, name) {
    const next = new Set();
    for (const state of this.#open(states)) {
      if (this.#segments[state] === GLOBSTAR) {
        if (!name.startsWith('.')) next.add(state);
      } else if (state < this.#segments.length && this.#tests[state](name)) {
        next.add(state + 1);
      }
    }
    return next;
  }

  /** The whole pattern is used up. */
  accepts(states) {
    for (const state of this.#open(states)) if (state === this.#segments.length) return true;
    return false;
  }

  /** Something below can match. */
  leadsOn(states) {
    for (const state of states) if (state < this.#segments.length) return true;
    return false;
  }
}

/** A walk through the tree as a generator that yields the names of directories to list and gets their entries. */
class Walk {
  #cwd;
  #exclude;
  #withFileTypes;
  #patterns;
  #seen = new Set();

  constructor(pattern, options = {}) {
    validateObject(options, 'options');
    const { cwd, exclude, withFileTypes } = options;
    this.#cwd = cwd === undefined ? process.cwd() : require('internal/fs/utils').getValidatedPath(cwd);
    this.#withFileTypes = Boolean(withFileTypes);
    this.#exclude = this.#exclusion(exclude);
    if (typeof pattern !== 'string') {
      if (!Array.isArray(pattern)) throw new ERR_INVALID_ARG_TYPE('patterns', ['string', 'string[]'], pattern);
      validateStringArray(pattern, 'patterns');
    }
    this.#patterns = [pattern].flat().flatMap((one) => expandBraces(one).map((text) => new Pattern(text)));
  }

  #exclusion(exclude) {
    if (exclude == null) return () => false;
    if (typeof exclude === 'function') return (name, dirent) => exclude(this.#withFileTypes ? dirent : name);
    if (!Array.isArray(exclude)) throw new ERR_INVALID_ARG_TYPE('options.exclude', ['function', 'string[]'], exclude);
    validateStringArray(exclude, 'options.exclude');
    const tests = exclude.map((one) => compileGlob(one));
    return (name) => tests.some((test) => test(name));
  }

  *matches() {
    for (const pattern of this.#patterns) {
      const begin = (pattern.absolute ? '/' : '') + pattern.fixed.join('/');
      yield* this.#visit(pattern, begin, pattern.start);
    }
  }

  #full(name) {
    return path.resolve(this.#cwd, name);
  }

  #found(name, kind) {
    if (this.#seen.has(name)) return undefined;
    this.#seen.add(name);
    const dirent = new Dirent(path.basename(name) || name, path.dirname(this.#full(name)), kind);
    if (this.#exclude(name, dirent)) return undefined;
    return { match: this.#withFileTypes ? dirent : name };
  }

  /** Reports the name if the pattern accepts it, and goes on below. */
  *#visit(pattern, name, states) {
    if (pattern.accepts(states)) {
      const kind = yield { kindOf: this.#full(name || '.') };
      const found = kind === undefined ? undefined : this.#found(name || '.', kind);
      if (found !== undefined) yield found;
    }
    if (pattern.leadsOn(states)) yield* this.#below(pattern, name, states);
  }

  *#below(pattern, name, states) {
    const entries = yield { list: this.#full(name || '.') };
    for (const [child, kind] of entries) {
      const next = pattern.step(states, child);
      if (next.size === 0) continue;
      const childName = name === '' ? child : `${name === '/' ? '' : name}/${child}`;
      if (pattern.accepts(next)) {
        const found = this.#found(childName, kind);
        if (found !== undefined) yield found;
      }
      if (this.#entersInto(pattern, next, kind)) {
        const dirent = new Dirent(child, this.#full(name || '.'), kind);
        if (!this.#exclude(childName, dirent)) yield* this.#below(pattern, childName, next);
      }
    }
  }

  #entersInto(pattern, states, kind) {
    return pattern.leadsOn(states) && (kind === UV_DIRENT_DIR || kind === UV_DIRENT_LINK);
  }
}

function parseEntries(listed) {
  const entries = [];
  eachEntry(listed, undefined, (name, kind) => entries.push([name, kind]));
  return entries;
}

const DIRECTORY = 0o040000;
const LINK = 0o120000;
const kindOf = (numbers) => {
  const type = numbers[1] & 0o170000;
  if (type === DIRECTORY) return UV_DIRENT_DIR;
  return type === LINK ? UV_DIRENT_LINK : 1;
};

/** What cannot be listed has no entries. */
function unlessUnreadable(error) {
  if (error.syscall === undefined) throw error;
}

function answerSync(step) {
  try {
    if (step.list !== undefined) return parseEntries(binding.readdir(step.list, true, false));
    return kindOf(binding.lstat(step.kindOf));
  } catch (error) {
    unlessUnreadable(error);
    return step.list === undefined ? undefined : [];
  }
}

const perform = (call, ...args) =>
  new Promise((resolve, reject) => {
    call.async((error, value) => (error === null ? resolve(value) : reject(error)), ...args);
  });

async function answer(step) {
  try {
    if (step.list !== undefined) return parseEntries(await perform(binding.readdir, step.list, true, false));
    return kindOf(await perform(binding.lstat, step.kindOf));
  } catch (error) {
    unlessUnreadable(error);
    return step.list === undefined ? undefined : [];
  }
}

function globSync(pattern, options) {
  const found = [];
  const walk = new Walk(pattern, options).matches();
  for (let step = walk.next(); !step.done;) {
    if ('match' in step.value) {
      found.push(step.value.match);
      step = walk.next();
    } else {
      step = walk.next(answerSync(step.value));
    }
  }
  return found;
}

async function* iterate(walk) {
  for (let step = walk.next(); !step.done;) {
    if ('match' in step.value) {
      yield step.value.match;
      step = walk.next();
    } else {
      step = walk.next(await answer(step.value));
    }
  }
}

/** fs.promises.glob */
function globIterator(pattern, options) {
  return iterate(new Walk(pattern, options).matches());
}

function glob(pattern, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'cb');
  Array.fromAsync(globIterator(pattern, options)).then(
    (found) => process.nextTick(callback, null, found),
    (error) => process.nextTick(callback, error),
  );
}

module.exports = { glob, globIterator, globSync };
