// Functions and classes: `[Function: name]`, `[class A extends B]`.
'use strict';

const { isAsyncFunction, isGeneratorFunction } = require('internal/util/types');
const recursion = require('internal/util/inspect/recursion');

const sourceOf = Function.prototype.toString;
const comments = /\/\/.*?\n|\/\*[^]*?\*\//g;
const classHead = /^class(?:\s+[^(]|\s*\{)/;

function isClass(source) {
  if (!source.startsWith('class') || !source.endsWith('}')) return false;
  const bracket = source.indexOf('{');
  // A method may be called `class` as well: it has a parameter list before its body.
  return !source.slice(0, bracket).includes('(') || classHead.test(source.replace(comments, ''));
}

function describeClass(value, constructor, tag) {
  const name = (Object.hasOwn(value, 'name') && value.name) || '(anonymous)';
  let text = `class ${name}`;
  if (constructor !== 'Function' && constructor !== null) text += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) text += ` [${tag}]`;
  if (constructor === null) return `[${text} extends [null prototype]]`;
  const superName = Object.getPrototypeOf(value).name;
  return superName ? `[${text} extends ${superName}]` : `[${text}]`;
}

/** The whole text of a function, but for its properties. */
function describeFunction(ctx, value, constructor, tag) {
  if (isClass(sourceOf.call(value))) return describeClass(value, constructor, tag);
  const type = `${isAsyncFunction(value) ? 'Async' : ''}${isGeneratorFunction(value) ? 'Generator' : ''}Function`;
  let text = `[${type}`;
  if (constructor === null) text += ' (null prototype)';
  const { name } = value;
  if (name === '') text += ' (anonymous)';
  else text += `: ${typeof name === 'string' ? name : recursion.formatValue(ctx, name)}`;
  text += ']';
  if (constructor !== type && constructor !== null) text += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) text += ` [${tag}]`;
  return text;
}

module.exports = { describeFunction };
