'use strict';

// The text that an uncaught error leaves on stderr: place, source line, caret, stack, version.

const { syntaxErrorPlaces } = require('internal/modules/compile');

/** @returns {string} what Node prints for an error that ends the program */
function formatFatal(error) {
  const { inspect } = require('internal/util/inspect');
  const version = `\n\nNode.js ${process.version}`;
  const colors = false;
  if (!(error instanceof Error) && !isErrorLike(error)) {
    const text = typeof error === 'string' ? `'${error}'` : inspect(error, { colors });
    return `Uncaught:\n${text}\n(Use \`${process.execPath.split('/').pop()} --trace-uncaught ...\` to show where the exception was thrown)${version}`;
  }
  let text;
  try {
    text = inspect(error, { colors });
  } catch {
    text = String(error.stack);
  }
  const place = syntaxErrorPlaces.has(error) ? '' : sourceOf(error);
  return `${place}${text}${version}`;
}

function isErrorLike(value) {
  return Object.prototype.toString.call(value) === '[object Error]';
}

/** The line that threw, with a caret under the statement; empty when it cannot be told. */
function sourceOf(error) {
  const frame = /\n {4}at (?:.*? \()?((?:\/|file:\/\/\/)[^\n]*?|\[eval\]|\[stdin\]):(\d+):(\d+)\)?/.exec(String(error.stack));
  const first = /\n {4}at ([^\n]*)/.exec(String(error.stack));
  if (frame === null || first === null || !first[0].includes(`:${frame[2]}:${frame[3]}`)) return placeOfBuiltin(first);
  const [, file, line, column] = frame;
  const source = readLine(file, Number(line));
  if (source === undefined) return '';
  const thrown = source.slice(0, Number(column) - 1).lastIndexOf('throw ');
  const caret = thrown !== -1 && /^throw\s+(new\s+)?$/.test(source.slice(thrown, Number(column) - 1)) ? thrown : Number(column) - 1;
  const indent = source.slice(0, caret).replace(/[^\t]/g, ' ');
  return `${file}:${line}\n${source}\n${indent}^\n\n`;
}

/** For an error made inside the library, the place is there. */
function placeOfBuiltin(first) {
  const match = first && /\(?(node:[^:)]+):(\d+):(\d+)\)?$/.exec(first[1]);
  return match ? `${match[1]}:${match[2]}\n` : '';
}

function readLine(file, line) {
  const { evaluatedSource } = require('internal/modules/source_cache');
  const text = evaluatedSource(file);
  if (text === undefined) return undefined;
  return text.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1];
}

module.exports = { formatFatal };
