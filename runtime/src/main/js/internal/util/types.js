// util.types: what a value is, whatever its prototype or Symbol.toStringTag say.
//
// An internal slot shows itself only to the methods that need it, and they throw where it is missing, which is slow. So the
// prototype chain is asked first: an object that inherits from Map.prototype is checked for a map's slot, one that inherits from
// Object.prototype alone is an ordinary object, and only one without either (a null prototype, another realm) is tried for
// every slot.
'use strict';

const {
  engineIsPromise,
  isDictionary,
  isProxy,
  mapIteratorPrototype,
  setIteratorPrototype,
} = require('internal/util/natives');

const { getPrototypeOf } = Object;
const toStringTag = Object.prototype.toString;
const getter = (prototype, key) => Object.getOwnPropertyDescriptor(prototype, key).get;
const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype);
const typedArrayName = getter(typedArrayPrototype, Symbol.toStringTag);
const generatorPrototype = getPrototypeOf(function* () {}.prototype);
const asyncGeneratorPrototype = getPrototypeOf(async function* () {}.prototype);

const mapSize = getter(Map.prototype, 'size');
const setSize = getter(Set.prototype, 'size');
const weakMapHas = WeakMap.prototype.has;
const weakSetHas = WeakSet.prototype.has;
const bufferLength = getter(ArrayBuffer.prototype, 'byteLength');
const regExpSource = getter(RegExp.prototype, 'source');

/** Each throws when the value lacks the slot. */
const slots = {
  Map: (value) => mapSize.call(value),
  Set: (value) => setSize.call(value),
  Promise: engineIsPromise,
  WeakMap: (value) => weakMapHas.call(value, value),
  WeakSet: (value) => weakSetHas.call(value, value),
  ArrayBuffer: (value) => bufferLength.call(value),
  SharedArrayBuffer: (value) => sharedLength().call(value),
  Symbol: (value) => Symbol.prototype.valueOf.call(value),
  BigInt: (value) => BigInt.prototype.valueOf.call(value),
  Number: (value) => Number.prototype.valueOf.call(value),
  String: (value) => String.prototype.valueOf.call(value),
  Boolean: (value) => Boolean.prototype.valueOf.call(value),
  Date: (value) => Date.prototype.getTime.call(value),
  RegExp: (value) => {
    if (value === RegExp.prototype) throw new TypeError('not a regular expression');
    regExpSource.call(value);
  },
};

let sharedLengthGetter;
/** SharedArrayBuffer is not there yet when the library is loaded. */
function sharedLength() {
  sharedLengthGetter ??= getter(globalThis.SharedArrayBuffer.prototype, 'byteLength');
  return sharedLengthGetter;
}

/** The slots that a toStringTag hides, so that an object of unknown origin is to be tried for them. */
const hiddenSlots = [
  'Map',
  'Set',
  'Promise',
  'ArrayBuffer',
  'WeakMap',
  'WeakSet',
  'Symbol',
  'BigInt',
  'SharedArrayBuffer',
];

/** Prototypes of built-in classes, with what an object that inherits from them may be. */
const kindOfPrototype = new Map([
  [Map.prototype, 'Map'],
  [Set.prototype, 'Set'],
  [Promise.prototype, 'Promise'],
  [WeakMap.prototype, 'WeakMap'],
  [WeakSet.prototype, 'WeakSet'],
  [ArrayBuffer.prototype, 'ArrayBuffer'],
  [Symbol.prototype, 'Symbol'],
  [BigInt.prototype, 'BigInt'],
  [Number.prototype, 'Number'],
  [String.prototype, 'String'],
  [Boolean.prototype, 'Boolean'],
  [Date.prototype, 'Date'],
  [RegExp.prototype, 'RegExp'],
]);

/** What Object.prototype.toString can see by itself, as long as no tag covers it. */
const kindOfTag = new Map([
  ['[object Error]', 'Error'],
  ['[object Date]', 'Date'],
  ['[object RegExp]', 'RegExp'],
  ['[object Arguments]', 'Arguments'],
  ['[object Boolean]', 'Boolean'],
  ['[object Number]', 'Number'],
  ['[object String]', 'String'],
]);

/** Throwing without a stack costs half. */
function withoutStack(action, value) {
  const property = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  if (property?.writable !== true || typeof property.value !== 'number') return action(value);
  Error.stackTraceLimit = 0;
  try {
    return action(value);
  } finally {
    Error.stackTraceLimit = property.value;
  }
}

function hasSlot(value, kind) {
  try {
    slots[kind](value);
    return true;
  } catch {
    return false;
  }
}

const findHiddenSlot = (value) => hiddenSlots.find((kind) => hasSlot(value, kind)) ?? 'Object';

/**
 * The kind of built-in object that a value is: 'Array', 'Map', 'Uint8Array', 'DataView', 'Error', 'Map Iterator', 'Proxy', ...;
 * 'Object' for all others; undefined for primitives and functions.
 */
function kindOf(value) {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isProxy(value)) return 'Proxy';
  return kindOfObject(value);
}

/** kindOf for what is known to be an object and no proxy. */
function kindOfObject(value) {
  if (Array.isArray(value)) return 'Array';
  if (ArrayBuffer.isView(value)) return typedArrayName.call(value) ?? 'DataView';
  if (Error.isError(value)) return 'Error';
  let prototype = getPrototypeOf(value);
  if (prototype === Object.prototype) return kindWithoutSlot(value);
  while (prototype !== null) {
    const kind = kindOfPrototype.get(prototype);
    if (kind !== undefined) {
      if (hasSlot(value, kind)) return kind;
      return kindWithoutSlot(value);
    }
    if (prototype === mapIteratorPrototype) return value === prototype ? 'Object' : 'Map Iterator';
    if (prototype === setIteratorPrototype) return value === prototype ? 'Object' : 'Set Iterator';
    if (prototype === Object.prototype) return kindWithoutSlot(value);
    prototype = getPrototypeOf(prototype);
  }
  if (value === Object.prototype) return 'Object';
  const kind = kindWithoutSlot(value);
  if (kind !== 'Object' || (getPrototypeOf(value) === null && isDictionary(value))) return kind;
  return withoutStack(findHiddenSlot, value);
}

function kindWithoutSlot(value) {
  if (Symbol.toStringTag in value) {
    if (isSharedArrayBufferByPrototype(value)) return 'SharedArrayBuffer';
    return 'Object';
  }
  return kindOfTag.get(toStringTag.call(value)) ?? 'Object';
}

/** SharedArrayBuffer is made after the library is loaded, so its prototype is in no table. */
function isSharedArrayBufferByPrototype(value) {
  const { SharedArrayBuffer } = globalThis;
  return (
    typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer && hasSlot(value, 'SharedArrayBuffer')
  );
}

const isKind = (kind) => (value) => kindOf(value) === kind;
const boxed = new Set(['Number', 'String', 'Boolean', 'BigInt', 'Symbol']);

function inheritsBelow(value, prototype) {
  let current = getPrototypeOf(value);
  if (current === prototype) return false;
  while (current !== null) {
    if (current === prototype) return true;
    current = getPrototypeOf(current);
  }
  return false;
}

/** A suspended or finished generator: its prototype is its function's, which inherits from the generators' own. */
function isGeneratorObject(value) {
  if (typeof value !== 'object' || value === null || isProxy(value)) return false;
  return inheritsBelow(value, generatorPrototype) || inheritsBelow(value, asyncGeneratorPrototype);
}

const functionText = Function.prototype.toString;
const skippable = /^(?:\s|\/\*[^]*?\*\/|\/\/.*)*/;

/** The text behind the round bracket that closes the one at its start. */
function afterParentheses(text) {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const ch = text[i];
    if (ch === '(') depth++;
    else if (ch === ')' && --depth === 0) return text.slice(i + 1);
    else if (ch === '"' || ch === "'" || ch === '`') {
      do i += text[i] === '\\' ? 2 : 1;
      while (i < text.length && text[i] !== ch);
    }
  }
  return '';
}

/** Reads from a function's source what V8 knows of its kind. */
function readFunctionKind(value) {
  let text = functionText.call(value);
  const skip = () => {
    text = text.slice(skippable.exec(text)[0].length);
  };
  let async = false;
  if (/^async(?![\w$])/.test(text)) {
    const rest = text.slice(5);
    text = rest;
    skip();
    if (text.startsWith('=>')) return { async: false, generator: false };
    // `async (a) => 1` is an async function, `async(a) {}` a method of that name.
    if (text.startsWith('(') && !afterParentheses(text).replace(skippable, '').startsWith('=>')) {
      return { async: false, generator: false };
    }
    async = true;
  }
  if (/^function(?![\w$])/.test(text)) {
    text = text.slice(8);
    skip();
  }
  return { async, generator: text.startsWith('*') };
}

const neither = { async: false, generator: false };

/** @returns {{async: boolean, generator: boolean}} */
function functionKind(value) {
  if (isProxy(value) || getPrototypeOf(value) === Function.prototype) return neither;
  return readFunctionKind(value);
}

/** An object whose properties cannot be set although they are writable: what `import * as ns` gives. */
function isModuleNamespaceObject(value) {
  if (typeof value !== 'object' || value === null || isProxy(value)) return false;
  if (getPrototypeOf(value) !== null || Object.isExtensible(value)) return false;
  const tag = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag);
  if (tag === undefined || tag.value !== 'Module' || tag.writable || tag.enumerable || tag.configurable) return false;
  for (const key of Object.getOwnPropertyNames(value)) {
    let property;
    try {
      property = Object.getOwnPropertyDescriptor(value, key);
    } catch {
      return true; // Not initialized yet.
    }
    return property.writable === true && !Reflect.set(value, key, property.value);
  }
  return true;
}

const typedArrayNamed = (name) =>
  Object.defineProperty((value) => typedArrayName.call(value) === name, 'name', {
    __proto__: null,
    value: `is${name}`,
  });

/** Set by the crypto library when it is loaded; without it there are no keys. */
const keyTypes = { isKeyObject: () => false, isCryptoKey: () => false };

/** Tells how keys are recognized. @param {{isKeyObject: Function, isCryptoKey: Function}} checks */
function setKeyTypes(checks) {
  Object.assign(keyTypes, checks);
}

/** The functions of util.types. */
const types = {
  isArgumentsObject: isKind('Arguments'),
  isArrayBuffer: isKind('ArrayBuffer'),
  isAsyncFunction: (value) => typeof value === 'function' && functionKind(value).async,
  isBigIntObject: isKind('BigInt'),
  isBooleanObject: isKind('Boolean'),
  isDataView: (value) => ArrayBuffer.isView(value) && typedArrayName.call(value) === undefined,
  isDate: isKind('Date'),
  isExternal: () => false, // There is no native code that could make one.
  isGeneratorFunction: (value) => typeof value === 'function' && functionKind(value).generator,
  isGeneratorObject,
  isMap: isKind('Map'),
  isMapIterator: isKind('Map Iterator'),
  isModuleNamespaceObject,
  isNativeError: (value) => Error.isError(value),
  isNumberObject: isKind('Number'),
  isPromise: isKind('Promise'),
  isProxy: (value) => value !== null && (typeof value === 'object' || typeof value === 'function') && isProxy(value),
  isRegExp: isKind('RegExp'),
  isSet: isKind('Set'),
  isSetIterator: isKind('Set Iterator'),
  isSharedArrayBuffer: isKind('SharedArrayBuffer'),
  isStringObject: isKind('String'),
  isSymbolObject: isKind('Symbol'),
  isWeakMap: isKind('WeakMap'),
  isWeakSet: isKind('WeakSet'),
  isAnyArrayBuffer(value) {
    const kind = kindOf(value);
    return kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer';
  },
  isBoxedPrimitive: (value) => boxed.has(kindOf(value)),
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray: (value) => typedArrayName.call(value) !== undefined,
  isUint8Array: typedArrayNamed('Uint8Array'),
  isUint8ClampedArray: typedArrayNamed('Uint8ClampedArray'),
  isUint16Array: typedArrayNamed('Uint16Array'),
  isUint32Array: typedArrayNamed('Uint32Array'),
  isInt8Array: typedArrayNamed('Int8Array'),
  isInt16Array: typedArrayNamed('Int16Array'),
  isInt32Array: typedArrayNamed('Int32Array'),
  isFloat16Array: typedArrayNamed('Float16Array'),
  isFloat32Array: typedArrayNamed('Float32Array'),
  isFloat64Array: typedArrayNamed('Float64Array'),
  isBigInt64Array: typedArrayNamed('BigInt64Array'),
  isBigUint64Array: typedArrayNamed('BigUint64Array'),
  isKeyObject: (value) => keyTypes.isKeyObject(value),
  isCryptoKey: (value) => keyTypes.isCryptoKey(value),
};

module.exports = { ...types, kindOf, kindOfObject, setKeyTypes, types };
