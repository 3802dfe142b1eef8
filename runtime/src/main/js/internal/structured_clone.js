// The structured clone algorithm. https://html.spec.whatwg.org/multipage/structured-data.html
//
// A value is written to a tape, and read back from it. The tape is an array of tags and operands, a tree in prefix form:
//
//   { a: [1, 2], b: <the same array> }  →  OBJECT 2  'a' ARRAY 2 2 '0' PRIMITIVE 1 '1' PRIMITIVE 2  'b' REFERENCE 1
//
// An object gets a number when it is first met, on both sides in the same order; met again, it is a REFERENCE to that.
// Writing runs the program's getters and may fail; nothing has been transferred then. Only when the tape is complete
// are the objects of the transfer list taken over. A tape holds no object of the writer's, so that it can wait in a port.
'use strict';

const { codes } = require('internal/errors');
const { DOMException, isDOMException } = require('internal/per_context/domexception');
const { noSideEffectsToString } = require('internal/process/describe_reason');
const types = require('internal/util/types');
const { kindOf } = types;
const {
  isMarkedAsUntransferable,
  isUncloneable,
  kClone,
  kTransfer,
  kTransferList,
} = require('internal/worker/transfer_hooks');

const PRIMITIVE = 0;
const REFERENCE = 1;
const OBJECT = 2;
const ARRAY = 3;
const DATE = 4;
const REGEXP = 5;
const MAP = 6;
const SET = 7;
const BOXED = 8;
const ERROR = 9;
const BUFFER = 10;
const VIEW = 11;
const SHARED = 12;
const TRANSFERRED = 13;
const MADE = 14;
const DOM_EXCEPTION = 15;

const boxed = { String, Number, Boolean, BigInt };
/** Float16Array is made after the library is loaded. */
const viewClasses = {
  DataView,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
  Int8Array,
  Int16Array,
  Int32Array,
  // V8 only has it after the snapshot is restored.
  get Float16Array() {
    return globalThis.Float16Array;
  },
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};
const errorClasses = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function dataCloneError(message) {
  return new DOMException(message, 'DataCloneError');
}

function notCloneable(value) {
  return dataCloneError(`${noSideEffectsToString(value)} could not be cloned.`);
}

class Writer {
  tape = [];
  #numbers = new Map();
  /** Object in the transfer list → its index there. */
  #transfers;

  /** @param {Map<object, number>} transfers */
  constructor(transfers) {
    this.#transfers = transfers;
  }

  write(value) {
    switch (typeof value) {
      case 'function':
        throw notCloneable(value);
      case 'symbol':
        throw notCloneable(value);
      case 'object':
        if (value !== null) {
          this.#writeObject(value);
          return;
        }
      // falls through
      default:
        this.tape.push(PRIMITIVE, value);
    }
  }

  #writeObject(object) {
    const number = this.#numbers.get(object);
    if (number !== undefined) {
      this.tape.push(REFERENCE, number);
      return;
    }
    this.#numbers.set(object, this.#numbers.size);

    const transfer = this.#transfers.get(object);
    if (transfer !== undefined) {
      this.tape.push(TRANSFERRED, transfer);
      return;
    }
    if (isUncloneable(object)) throw notCloneable(object);
    const kind = kindOf(object);
    switch (kind) {
      case 'Object':
        this.#writeObjectWithoutSlots(object);
        break;
      case 'Proxy':
        // The environment is a proxy only here: in Node it is an object like others.
        if (object !== process.env) throw notCloneable(object);
        this.tape.push(OBJECT);
        this.#writeProperties(object);
        break;
      case 'Array':
        this.tape.push(ARRAY, object.length);
        this.#writeProperties(object);
        break;
      case 'Map':
        this.#writeMap(object);
        break;
      case 'Set':
        this.#writeSet(object);
        break;
      case 'Date':
        this.tape.push(DATE, Date.prototype.getTime.call(object));
        break;
      case 'RegExp':
        this.tape.push(REGEXP, object.source, object.flags);
        break;
      case 'Error':
        if (isDOMException(object)) this.tape.push(DOM_EXCEPTION, object.name, object.message, object.stack);
        else this.#writeError(object);
        break;
      case 'String':
      case 'Number':
      case 'Boolean':
      case 'BigInt':
        this.tape.push(BOXED, boxed[kind].prototype.valueOf.call(object));
        break;
      case 'ArrayBuffer':
        this.#writeBuffer(object);
        break;
      case 'SharedArrayBuffer':
        this.tape.push(SHARED, object);
        break;
      default:
        if (!ArrayBuffer.isView(object)) throw notCloneable(object);
        this.#writeView(object, kind);
    }
  }

  #writeObjectWithoutSlots(object) {
    if (typeof object[kClone] === 'function') {
      const { data, make } = object[kClone]();
      this.tape.push(MADE, make);
      this.write(data);
    } else if (typeof object[kTransfer] === 'function') {
      throw new codes.ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST();
    } else if (require('internal/blob').isBlob(object)) {
      this.#writeBlob(object);
    } else if (isExotic(object)) {
      throw notCloneable(object);
    } else {
      this.tape.push(OBJECT);
      this.#writeProperties(object);
    }
  }

  #writeProperties(object) {
    const { tape } = this;
    const at = tape.push(0) - 1;
    let count = 0;
    for (const key of Object.keys(object)) {
      // A getter of an earlier property may have deleted this one.
      if (!Object.hasOwn(object, key)) continue;
      const value = object[key];
      count++;
      tape.push(key);
      this.write(value);
    }
    tape[at] = count;
  }

  #writeMap(map) {
    const entries = [...Map.prototype.entries.call(map)];
    this.tape.push(MAP, entries.length);
    for (const [key, value] of entries) {
      this.write(key);
      this.write(value);
    }
  }

  #writeSet(set) {
    const values = [...Set.prototype.values.call(set)];
    this.tape.push(SET, values.length);
    for (const value of values) this.write(value);
  }

  #writeError(error) {
    const name = `${error.name}`;
    const message = Object.getOwnPropertyDescriptor(error, 'message');
    const cause = Object.getOwnPropertyDescriptor(error, 'cause');
    const { stack } = error;
    this.tape.push(
      ERROR,
      Object.hasOwn(errorClasses, name) ? name : 'Error',
      message !== undefined && 'value' in message ? `${message.value}` : undefined,
      typeof stack === 'string' ? stack : undefined,
      cause !== undefined,
    );
    if (cause !== undefined) this.write(error.cause);
  }

  #writeBuffer(buffer) {
    if (buffer.detached) throw dataCloneError('An ArrayBuffer is detached and could not be cloned.');
    this.tape.push(BUFFER, copyBuffer(buffer));
  }

  #writeView(view, name) {
    const { buffer } = view;
    const length = tracksLength(view) ? undefined : (view.length ?? view.byteLength);
    this.tape.push(VIEW, name, view.byteOffset, length);
    this.write(buffer);
  }

  #writeBlob(blob) {
    const { cloneBlob, serializeBlob } = require('internal/blob');
    const { cloneFile, isFile, serializeFile } = require('internal/file');
    if (isFile(blob)) this.tape.push(MADE, cloneFile, PRIMITIVE, serializeFile(blob));
    else this.tape.push(MADE, cloneBlob, PRIMITIVE, serializeBlob(blob));
  }
}

function copyBuffer(buffer) {
  if (!buffer.resizable) return ArrayBuffer.prototype.slice.call(buffer, 0);
  const copy = new ArrayBuffer(buffer.byteLength, { maxByteLength: buffer.maxByteLength });
  new Uint8Array(copy).set(new Uint8Array(buffer));
  return copy;
}

/** Is it a view without a length of its own, which grows with its buffer? Only growing the buffer tells. */
function tracksLength(view) {
  const { buffer, byteLength } = view;
  if (!buffer.resizable) return false;
  const step = view.BYTES_PER_ELEMENT ?? 1;
  const size = buffer.byteLength;
  if (size - view.byteOffset - byteLength >= step || size + step > buffer.maxByteLength) return false;
  buffer.resize(size + step);
  const tracks = view.byteLength !== byteLength;
  buffer.resize(size);
  return tracks;
}

/** Objects with internal state that kindOf() does not tell of, and that is not written. */
function isExotic(object) {
  return (
    object instanceof WeakRef ||
    object instanceof FinalizationRegistry ||
    types.isGeneratorObject(object) ||
    types.isModuleNamespaceObject(object)
  );
}

class Reader {
  #tape;
  #position = 0;
  #objects = [];
  #transferred;

  constructor(tape, transferred) {
    this.#tape = tape;
    this.#transferred = transferred;
  }

  #next() {
    return this.#tape[this.#position++];
  }

  #remember(object) {
    this.#objects.push(object);
    return object;
  }

  read() {
    switch (this.#next()) {
      case PRIMITIVE:
        return this.#next();
      case REFERENCE:
        return this.#objects[this.#next()];
      case OBJECT:
        return this.#readProperties(this.#remember({}));
      case ARRAY:
        return this.#readProperties(this.#remember(new Array(this.#next())));
      case DATE:
        return this.#remember(new Date(this.#next()));
      case REGEXP:
        return this.#remember(new RegExp(this.#next(), this.#next()));
      case MAP: {
        const map = this.#remember(new Map());
        for (let n = this.#next(); n > 0; n--) map.set(this.read(), this.read());
        return map;
      }
      case SET: {
        const set = this.#remember(new Set());
        for (let n = this.#next(); n > 0; n--) set.add(this.read());
        return set;
      }
      case BOXED:
        return this.#remember(Object(this.#next()));
      case ERROR:
        return this.#readError();
      case BUFFER:
        // The copy on the tape is used up by the first reader.
        return this.#remember(this.#next());
      case VIEW:
        return this.#readView();
      case SHARED:
        return this.#remember(this.#next());
      case TRANSFERRED:
        return this.#remember(this.#transferred[this.#next()]);
      case MADE:
        return this.#readMade();
      default:
        return this.#readDOMException();
    }
  }

  #readProperties(object) {
    for (let n = this.#next(); n > 0; n--) {
      const key = this.#next();
      const value = this.read();
      if (key === '__proto__') {
        Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
      } else {
        object[key] = value;
      }
    }
    return object;
  }

  #readError() {
    const name = this.#next();
    const message = this.#next();
    const stack = this.#next();
    const hasCause = this.#next();
    const error = new (errorClasses[name] ?? Error)(message);
    this.#remember(error);
    Object.defineProperty(error, 'stack', { value: stack, writable: true, enumerable: false, configurable: true });
    if (hasCause) {
      const value = this.read();
      Object.defineProperty(error, 'cause', { value, writable: true, enumerable: false, configurable: true });
    }
    return error;
  }

  #readDOMException() {
    const name = this.#next();
    const error = this.#remember(new DOMException(this.#next(), name));
    const value = this.#next();
    Object.defineProperty(error, 'stack', { value, writable: true, enumerable: false, configurable: true });
    return error;
  }

  #readView() {
    const name = this.#next();
    const byteOffset = this.#next();
    const length = this.#next();
    // The view was numbered before its buffer.
    const slot = this.#objects.push(undefined) - 1;
    const buffer = this.read();
    const view = new (viewClasses[name] ?? globalThis[name])(buffer, byteOffset, length);
    this.#objects[slot] = view;
    return view;
  }

  #readMade() {
    const make = this.#next();
    const slot = this.#objects.push(undefined) - 1;
    const object = make(this.read());
    this.#objects[slot] = object;
    return object;
  }
}

/**
 * What a value became on its way: a tape, and what was transferred.
 *
 * @typedef {{ tape: any[], transferred: any[] }} Message
 */

/**
 * Writes a value, and takes over the objects in `transferList`.
 *
 * @param {any} value
 * @param {object[]} transferList
 * @param {object} [sender] the port that sends; it can't send itself
 * @returns {Message}
 */
function serialize(value, transferList = [], sender = undefined) {
  const transfers = new Map();
  for (let i = 0; i < transferList.length; i++) {
    const object = transferList[i];
    checkTransfer(object, sender);
    if (transfers.has(object)) {
      const name = types.isArrayBuffer(object) ? 'ArrayBuffer' : object.constructor.name;
      throw dataCloneError(`Transfer list contains duplicate ${name}`);
    }
    transfers.set(object, i);
    // Objects that go along are behind all others.
    for (const companion of object[kTransferList]?.() ?? []) {
      if (!transferList.includes(companion)) transferList.push(companion);
    }
  }

  const writer = new Writer(transfers);
  writer.write(value);
  for (const object of transferList) {
    if (types.isArrayBuffer(object) && object.detached) {
      throw dataCloneError('An ArrayBuffer is detached and could not be cloned.');
    }
  }
  return { tape: writer.tape, transferred: transferList.map(takeOver) };
}

function checkTransfer(object, sender) {
  if (types.isArrayBuffer(object) && !types.isProxy(object)) {
    if (isMarkedAsUntransferable(object)) throw dataCloneError('An ArrayBuffer is not transferable.');
    if (object.detached) throw dataCloneError('An ArrayBuffer is detached and could not be cloned.');
    return;
  }
  if (object === null || typeof object !== 'object' || typeof object[kTransfer] !== 'function') {
    throw dataCloneError('Found invalid object in transferList');
  }
  if (isMarkedAsUntransferable(object)) throw dataCloneError('Found invalid object in transferList');
  if (object === sender) throw dataCloneError('Transfer list contains source port');
}

/** Buffers move now; other objects give up their data, and are made again by the reader. */
function takeOver(object) {
  if (types.isArrayBuffer(object)) return object.transfer();
  return object[kTransfer]();
}

/**
 * Reads a message. It can be read once.
 *
 * @param {Message} message
 * @returns {{ value: any, transferred: any[] }}
 */
function deserialize({ tape, transferred }) {
  const objects = transferred.map((item) => (item instanceof ArrayBuffer ? item : item.make(item.data)));
  return { value: new Reader(tape, objects).read(), transferred: objects };
}

/**
 * The list of transferred objects from an iterable; undefined when it is none.
 *
 * @param {any} value
 * @returns {object[] | undefined}
 */
function readSequence(value) {
  if (value === null || typeof value !== 'object') return undefined;
  const method = value[Symbol.iterator];
  if (typeof method !== 'function') return undefined;
  const iterator = method.call(value);
  if (iterator === null || typeof iterator !== 'object' || typeof iterator.next !== 'function') return undefined;
  const items = [];
  for (;;) {
    const result = iterator.next();
    if (result.done) return items;
    items.push(result.value);
  }
}

/**
 * A deep copy.
 *
 * @param {any} value
 * @param {{ transfer?: Iterable<object> }} [options] objects that move instead of being copied
 */
function structuredClone(value, options = undefined) {
  if (arguments.length === 0) {
    throw new codes.ERR_MISSING_ARGS("The 'value' argument must be specified");
  }
  let transferList = [];
  if (options !== undefined && options !== null) {
    if (typeof options !== 'object' && typeof options !== 'function') {
      throw invalidArgument("Failed to execute 'structuredClone': Options cannot be converted to a dictionary");
    }
    const { transfer } = options;
    if (transfer !== undefined) {
      transferList = readSequence(transfer);
      if (transferList === undefined) {
        throw invalidArgument(
          "Failed to execute 'structuredClone': transfer in Options can not be converted to sequence.",
        );
      }
    }
  }
  if (transferList.length === 0 && (value === null || (typeof value !== 'object' && typeof value !== 'function'))) {
    if (typeof value === 'symbol') throw notCloneable(value);
    return value;
  }
  return deserialize(serialize(value, transferList)).value;
}

function invalidArgument(message) {
  const error = new TypeError(message);
  error.code = 'ERR_INVALID_ARG_TYPE';
  return error;
}

module.exports = { deserialize, invalidArgument, readSequence, serialize, structuredClone };
