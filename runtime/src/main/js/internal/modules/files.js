'use strict';

// What loading modules asks of the file system. Java notes it, and has asked it again by the time the program starts the next time:
// those answers are here from the start until the program turns to the loop, changes a file, starts a child, or has run for two
// seconds.

const fs = require('fs');
const { Buffer } = require('buffer');
const { filesChanged } = require('internal/boundary');

const binding = internalBinding('modules');
const { readFileSync } = fs;

// V8 sees faster than Java whether a byte is a character everywhere.
const NOT_ASCII = /[\x80-\xff]+/g;
const FEW_RUNS = 16;

const VALID_MILLISECONDS = 2000;

// How a source that is to be compiled came here; see dev.gori.runtime.ModuleFiles.
const MADE = 0;
const READ = 1;
const PREFETCHED = 2;

/** Question to answer; undefined when nothing is known in advance, or not any more. */
let answers;
/** Whether more answers may come. */
let hasMore = false;
let validUntil;

let lastFile;
let lastSource;
let lastOrigin;

/** The file that was found last, and its text, read with the same call; forgotten before anything else happens. */
let foundFile;
let foundText;

/** The text of the module that Java has read last, if it has it as it is; then it need not cross once more. */
let keptText;

/** The program starts, and Java has answers. */
function begin() {
  answers = new Map();
  hasMore = true;
  validUntil = Date.now() + VALID_MILLISECONDS;
}

/** What was known in advance may not be true any more. */
function end() {
  answers = undefined;
  lastFile = undefined;
  lastSource = undefined;
}

function takeMore() {
  const taken = binding.takePrefetched();
  hasMore = Array.isArray(taken);
  if (!hasMore) return;
  const [all, narrow, wide] = taken;
  const words = all.split('\0');
  for (let i = 0; i < words.length - 1; i++) {
    let question = words[i];
    if (question[0] === 'f') {
      for (let suffixes = Number.parseInt(question.slice(1), 10); suffixes > 0; suffixes--)
        question += `\0${words[++i]}`;
    }
    answers.set(question, readAnswer(words[++i], narrow, wide));
  }
}

function readAnswer(word, narrow, wide) {
  const rest = word.slice(1);
  switch (word[0]) {
    case '=':
      return rest;
    case '#':
      return Number(rest);
    case '-':
      return null;
    default: {
      const [from, to] = rest.split(':');
      return (word[0] === 'l' ? narrow : wide).slice(from, to);
    }
  }
}

/** @returns {string|number|null|undefined} what is known; undefined when nothing is */
function answerTo(question) {
  if (answers === undefined) return undefined;
  if (filesChanged() || Date.now() > validUntil) {
    end();
    return undefined;
  }
  let answer = answers.get(question);
  while (answer === undefined && hasMore) {
    takeMore();
    answer = answers.get(question);
  }
  return answer;
}

/** @returns {number} 0 a file, 1 a folder, negative when it is neither */
function kind(path) {
  return answerTo(`k${path}`) ?? binding.kind(path);
}

/**
 * The first of a path with each suffix that is a file.
 *
 * @param {string[]} suffixes
 * @param {boolean} [reads] whether `readSource` is next for what is found
 * @returns {string|number|undefined} its real path; if there is none, what `kind` says of the path with the first suffix; undefined
 *   for a path that has to be taken with more care
 */
function findFile(base, suffixes, reads = false) {
  // To Java a list of one empty string is an empty list.
  const joined = suffixes.join('\0');
  const known = answerTo(joined === '' ? `f0${base}` : `f${suffixes.length}${base}\0${joined}`);
  if (known !== undefined && known !== null) return known;
  forgetFound();
  const found = binding.findFile(base, joined, reads && fs.readFileSync === readFileSync);
  if (Array.isArray(found)) {
    [foundFile, foundText] = found;
    return foundFile;
  }
  const end = typeof found === 'string' ? found.indexOf('\0') : -1;
  if (end === -1) return found;
  foundFile = found.slice(0, end);
  foundText = decodedSource(found.slice(end + 1));
  return foundFile;
}

function forgetFound() {
  foundFile = undefined;
  foundText = undefined;
}

/** What Java has read last, of which it gave each byte as a character. */
function decoded(text) {
  const runs = text.match(NOT_ASCII);
  if (runs === null) return text;
  // Java reads all of it in a loop that is not compiled when a program starts.
  if (runs.length > FEW_RUNS) return binding.decode();
  return text.replace(NOT_ASCII, (run) => Buffer.from(run, 'latin1').toString());
}

function decodedSource(text) {
  const source = decoded(text);
  keptText = source === text ? source : undefined;
  return source;
}

/** @returns {string|undefined} the text of a file; undefined when there is none that can be read */
function readTextIfFile(path) {
  const known = answerTo(`p${path}`);
  if (known !== undefined) return known ?? undefined;
  const text = binding.readTextIfFile(path);
  return text === undefined ? undefined : decoded(text);
}

/** The text of a module, as fs.readFileSync(path, 'utf8') gives it. */
function readSource(path) {
  // A program may have put another in its place.
  if (fs.readFileSync !== readFileSync) return fs.readFileSync(path, 'utf8');
  lastFile = path;
  lastOrigin = PREFETCHED;
  lastSource = answerTo(`s${path}`);
  if (lastSource === undefined) {
    lastOrigin = READ;
    lastSource = path === foundFile && !filesChanged() ? foundText : readNow(path);
  }
  forgetFound();
  return lastSource;
}

function readNow(path) {
  const text = binding.readSource(path);
  if (typeof text === 'string') return decodedSource(text);
  // Nothing is read of what cannot be; the other function tells why.
  return Array.isArray(text) ? text[0] : readFileSync(path, 'utf8');
}

/**
 * The function of a CommonJS module.
 *
 * @param {string} parameters joined by NULs
 * @returns {Function|Array} or a failure, see internal/modules/compile
 */
function compileSource(source, path, parameters) {
  const origin = source === lastSource && path === lastFile ? lastOrigin : MADE;
  return binding.compile(source === keptText ? undefined : source, path, parameters, origin);
}

module.exports = { begin, compileSource, end, findFile, forgetFound, kind, readSource, readTextIfFile };
