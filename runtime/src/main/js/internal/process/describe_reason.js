// A value in words, without running the program's code.
'use strict';

const { toString: objectToString } = Object.prototype;
const { toString: errorToString } = Error.prototype;
const { toString: functionToString } = Function.prototype;

/**
 * Like V8's own messages: `5`, `Symbol(x)`, `#<Object>`, `[object Array]`, `Error: text`.
 *
 * @param {any} value
 * @returns {string}
 */
function noSideEffectsToString(value) {
  switch (typeof value) {
    case 'function':
      return functionToString.call(value);
    case 'object':
      return value === null ? 'null' : describeObject(value);
    default:
      return String(value);
  }
}

function describeObject(object) {
  const { isProxy, proxyTarget } = internalBinding('natives');
  while (isProxy(object)) object = proxyTarget(object);
  const method = property(object, 'toString');
  if (method === errorToString) {
    const name = property(object, 'name') ?? 'Error';
    const message = property(object, 'message') ?? '';
    if (typeof name === 'string' && typeof message === 'string') {
      return name && message ? `${name}: ${message}` : name || message;
    }
  } else if (method === objectToString) {
    const constructor = property(object, 'constructor');
    const name = typeof constructor === 'function' ? property(constructor, 'name') : '';
    if (typeof name === 'string' && name !== '') return `#<${name}>`;
  }
  const tag = property(object, Symbol.toStringTag);
  return `[object ${typeof tag === 'string' ? tag : classOf(object)}]`;
}

function classOf(object) {
  const constructor = property(object, 'constructor');
  const name = typeof constructor === 'function' ? property(constructor, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? name : 'Object';
}

/** A data property of the object or its prototypes; neither getters nor proxies are asked. */
function property(object, key) {
  const { isProxy } = internalBinding('natives');
  for (let at = object; at !== null; at = Object.getPrototypeOf(at)) {
    if (isProxy(at)) return undefined;
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor.value;
  }
  return undefined;
}

module.exports = { noSideEffectsToString };
