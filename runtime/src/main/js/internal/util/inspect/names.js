// What an object is called: its constructor, its tag, and what it inherits.
'use strict';

const { getConstructorName: getClassName } = require('internal/util/natives');
const { kObjectType } = require('internal/util/inspect/layout');
const recursion = require('internal/util/inspect/recursion');

/** The classes of the language: what inherits from them needs no explanation. */
const builtInObjects = new Set(
  (
    'Object Function Array Number Boolean String Symbol Date Promise RegExp Error AggregateError EvalError RangeError ' +
    'ReferenceError SyntaxError TypeError URIError SuppressedError ArrayBuffer Uint8Array Int8Array Uint16Array ' +
    'Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array Uint8ClampedArray BigUint64Array ' +
    'BigInt64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry JSON Math ' +
    'Intl Atomics DisposableStack AsyncDisposableStack'
  ).split(' '),
);

function isInstance(object, constructor) {
  try {
    return object instanceof constructor;
  } catch {
    return false;
  }
}

/**
 * The name of the class that made an object; null for an object without prototype.
 * @param {string[]} [inherited] gets the properties of the prototypes that are not built in
 */
function getConstructorName(object, ctx, depth, inherited) {
  let first;
  for (let current = object; current !== null;) {
    const property = Object.getOwnPropertyDescriptor(current, 'constructor');
    const constructor = property?.value;
    if (typeof constructor === 'function' && constructor.name !== '' && isInstance(object, constructor)) {
      if (inherited !== undefined && (first !== current || !builtInObjects.has(constructor.name))) {
        addInheritedProperties(ctx, object, first ?? object, depth, inherited);
      }
      return String(constructor.name);
    }
    current = Object.getPrototypeOf(current);
    if (first === undefined) first = current;
  }
  if (first === null) return null;
  const own = getClassName(object);
  if (depth > ctx.depth && ctx.depth !== null) return `${own} <Complex prototype>`;
  const parent = getConstructorName(first, ctx, depth + 1, inherited);
  if (parent !== null) return `${own} <${parent}>`;
  return `${own} <${recursion.inspect(first, { ...ctx, customInspect: false, depth: -1 })}>`;
}

/** Lists what up to three prototypes that are not built in hold besides methods. */
function addInheritedProperties(ctx, main, first, depth, output) {
  let object = first;
  const seen = new Set();
  for (let level = 0; level < 3; level++) {
    if (level !== 0 || main === object) {
      object = Object.getPrototypeOf(object);
      if (object === null) return;
      const constructor = Object.getOwnPropertyDescriptor(object, 'constructor')?.value;
      if (typeof constructor === 'function' && builtInObjects.has(constructor.name)) return;
    }
    const keys = Reflect.ownKeys(object);
    ctx.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || Object.hasOwn(main, key) || seen.has(key)) continue;
      const property = Object.getOwnPropertyDescriptor(object, key);
      if (typeof property.value === 'function') continue;
      const text = recursion.formatProperty(ctx, object, depth, key, kObjectType, property, main);
      output.push(ctx.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    ctx.seen.pop();
    for (const key of keys) seen.add(key);
  }
}

/** `Foo(2) [tag] `, `[Foo(2): null prototype] `. */
function getPrefix(constructor, tag, fallback, size = '') {
  if (constructor === null) {
    const suffix = tag !== '' && fallback !== tag ? `[${tag}] ` : '';
    return `[${fallback}${size}: null prototype] ${suffix}`;
  }
  return tag !== '' && constructor !== tag ? `${constructor}${size} [${tag}] ` : `${constructor}${size} `;
}

/** getPrefix for an object that is of no built-in kind: what lost its prototype is called by its class. */
function getObjectPrefix(value, constructor, tag) {
  if (constructor !== null) return getPrefix(constructor, tag, 'Object');
  const name = getClassName(value);
  return getPrefix(constructor, tag, name === tag ? 'Object' : name);
}

module.exports = { builtInObjects, getConstructorName, getObjectPrefix, getPrefix };
