'use strict';

// Where an error was thrown, as V8 tells it, and how it is drawn: file and line, source line, carets.

const { getSourceMapsSupport } = require('internal/source_map/support');

/**
 * @typedef {object} Place
 * @property {string} resource the script's name
 * @property {number} line from 1
 * @property {string} source the line's text
 * @property {number} start column from 0
 * @property {number} end column from 0, exclusive
 */

// Errors that crossed Java, by what was thrown; a value without identity has one slot.
const places = new WeakMap();
let lastPrimitive;
// Errors whose stack begins with the place already.
const decorated = new WeakSet();
// Errors whose place is final.
const kept = new WeakSet();

const hasIdentity = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The place from the strings that Java gives, each ended by a NUL. */
function placeFrom(text) {
  const [name, source, line, start, end] = text.split('\0');
  // Code of eval has no name.
  const resource = name === 'undefined' ? '<anonymous_script>' : name;
  return original({ resource, source, line: Number(line), start: Number(start), end: Number(end) });
}

const original = (place) =>
  getSourceMapsSupport().enabled ? require('internal/source_map/stacks').originalPlace(place) : place;

/** The place of an error that came out of a module: the throw that hands it on is not it. */
function keepPlace(value, place) {
  rememberPlace(value, place);
  if (hasIdentity(value)) kept.add(value);
}

/**
 * Keeps the inner place of an error that is thrown on through Java.
 *
 * @param {any} value what was thrown
 * @param {Place | (() => Place)} place
 */
function rememberPlace(value, place) {
  if (hasIdentity(value) && kept.has(value)) return;
  if (hasIdentity(value)) places.set(value, place);
  else lastPrimitive = { value, place };
}

/**
 * The error's place is the statement of the library that throws it, also when it was made elsewhere. It is looked for when somebody
 * wants to see it.
 *
 * @param {string} resource such as node:events
 * @param {string} statement its text, which begins only one line
 */
function rememberThrow(error, resource, statement) {
  rememberPlace(error, () => {
    const lines = require('internal/modules/source_cache').sourceOf(resource).split('\n');
    const index = lines.findIndex((line) => line.trimStart().startsWith(statement));
    const start = lines[index].indexOf(statement);
    return { resource, line: index + 1, source: lines[index], start, end: start + 1 };
  });
}

/** @returns {Place|undefined} what rememberPlace() kept */
function rememberedPlace(value) {
  if (hasIdentity(value)) {
    const place = places.get(value);
    return typeof place === 'function' ? place() : place;
  }
  return lastPrimitive !== undefined && Object.is(lastPrimitive.value, value) ? lastPrimitive.place : undefined;
}

function markDecorated(error) {
  decorated.add(error);
}

const isDecorated = (value) => hasIdentity(value) && decorated.has(value);

/** The two lines and the carets, each with its line end. */
function arrowOf({ resource, line, source, start, end }) {
  const carets = end > start ? `${source.slice(0, start).replace(/[^\t]/g, ' ')}${'^'.repeat(end - start)}` : '';
  return `${resource}:${line}\n${source}\n${carets}\n`;
}

/**
 * Puts the place of an error that came through Java in front of its stack, once.
 *
 * @param {number} [indent] columns that the place's first line does not really have
 */
function decorateThrown(error, indent = 0) {
  if (typeof error !== 'object' || error === null || decorated.has(error)) return;
  const place = rememberedPlace(error);
  if (place === undefined || typeof error.stack !== 'string') return;
  const cut = /^ */.exec(place.source)[0].length < indent ? 0 : indent;
  const { resource, line, source, start, end } = place;
  const arrow = arrowOf({ resource, line, source: source.slice(cut), start: start - cut, end: end - cut });
  error.stack = `${arrow}\n${error.stack}`;
  decorated.add(error);
}

const FRAME = /\n {4}at (?:[^\n]*? \()?([^\n()]+):(\d+):(\d+)\)?(?=\n|$)/y;

/**
 * The place that the first frame of a stack names, where the error was made.
 *
 * @param {Error} error
 * @param {boolean} thrown whether it was thrown: then the place is that of the statement, when it stands there
 * @returns {Place|undefined}
 */
function placeFromStack(error, thrown) {
  const stack = String(error.stack);
  const at = stack.indexOf('\n    at ');
  if (at === -1) return undefined;
  FRAME.lastIndex = at;
  const frame = FRAME.exec(stack);
  if (frame === null) return undefined;
  const [, resource, line, column] = frame;
  const source = require('internal/modules/source_cache').sourceLine(resource, Number(line));
  if (source === undefined) return undefined;
  let start = Number(column) - 1;
  if (thrown) start -= /\bthrow\s+(?:new\s+)?$/.exec(source.slice(0, start))?.[0].length ?? 0;
  return { resource, line: Number(line), source, start, end: start + 1 };
}

module.exports = {
  placeFrom,
  keepPlace,
  rememberPlace,
  rememberThrow,
  rememberedPlace,
  markDecorated,
  isDecorated,
  decorateThrown,
  arrowOf,
  placeFromStack,
};
