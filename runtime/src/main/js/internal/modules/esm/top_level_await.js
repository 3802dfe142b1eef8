'use strict';

// Where a module awaits outside of functions. V8 does not tell, but its parser does: in a static block of a class `await` is an
// error, and in an async function it is not.

const { compile } = require('internal/modules/compile');
const { lex } = require('internal/modules/esm/rewrite');

const spaces = (text) => text.replace(/[^\n\r\u2028\u2029]/g, ' ');

/** A module's source as a function body of the same layout: without its imports and exports. */
function withoutLinks(source) {
  const [imports, exports] = lex(source) ?? [[], []];
  let text = source;
  const blank = (start, end, by = '') => {
    text = text.slice(0, start) + by + spaces(text.slice(start + by.length, end)) + text.slice(end);
  };
  for (const { d: kind, ss: start, se: end } of imports) {
    if (kind === -1) blank(start, end);
    else if (kind === -2) blank(start, end, 'meta');
  }
  for (const { s: at } of exports) {
    const start = text.lastIndexOf('export', at);
    const match = start === -1 ? null : /^export\s*(default\b|\{[^}]*\})?/.exec(text.slice(start));
    if (match === null) continue;
    blank(start, start + match[0].length, match[1] === 'default' ? 'void ' : '');
  }
  return text.replace(/^#!/, '//');
}

/** Whether V8 accepts a source as the body of a module. */
function isModuleBody(source) {
  return failureOf(`async()=>{"use strict";${withoutLinks(source)}\n}`) === undefined;
}

/**
 * @param {string} source of an ES module
 * @returns {{line: number, source: string, start: number}|undefined} the first await, undefined if there is none
 */
function findTopLevelAwait(source) {
  if (!/\bawait\b/.test(source)) return undefined;
  const body = withoutLinks(source);
  const error = failureOf(`class C{static{${body}\n}}`);
  if (error === undefined || failureOf(`async()=>{${body}\n}`) !== undefined) return undefined;
  const line = Number(/:(\d+)\n/.exec(error.stack)[1]);
  const [, , carets] = error.stack.split('\n');
  const shift = line === 1 ? 'class C{static{'.length : 0;
  return { line, source: source.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1], start: carets.indexOf('^') - shift };
}

function failureOf(body) {
  try {
    compile(body, 'source', []);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The place as reports show it. */
function show(url, { line, source, start }) {
  return `${url}:${line}\n${source}\n${' '.repeat(start)}^\n`;
}

module.exports = { isModuleBody, show, findTopLevelAwait };
